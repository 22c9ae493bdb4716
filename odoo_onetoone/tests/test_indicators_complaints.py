from datetime import date, datetime

from odoo.tests import tagged

from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestIndicatorsOfComplaints(ReadingsCase):
    """Anna is class A, Ben class B; their tickets as of 2026-03-01 by hand.

    =====  ====  ==========  ======================================  ========
    who          opened      closed                                  priority
    =====  ====  ==========  ======================================  ========
    Anna   quick 2025-06-02  2025-06-10, after one answer            1
    Anna   slow  2025-09-01  2025-10-01, reopened; 2025-10-15        0
    Anna   open  2026-01-05                                          0
    Anna   new   2026-02-10                                          0
    Ben    quick 2025-06-02  2025-06-04                              0
    Ben    late  2024-10-01  2025-01-15                              0
    =====  ====  ==========  ======================================  ========
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("helpdesk_mgmt")
        # stage changes must be tracked
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        cls.new, cls.done = cls.env["helpdesk.ticket.stage"].create(
            [
                {"name": "New", "company_id": cls.company.id},
                {"name": "Done", "closed": True, "company_id": cls.company.id},
            ]
        )
        cls.anna = cls.customer("Anna", company_id=cls.company.id)
        cls.ben = cls.customer("Ben", company_id=cls.company.id)
        for partner, day, amount in (
            (cls.anna, date(2025, 6, 1), 1000),
            (cls.anna, date(2025, 12, 1), 1000),
            (cls.ben, date(2025, 5, 1), 100),
            (cls.ben, date(2025, 12, 5), 100),
        ):
            cls.buy(partner, day, amount)

    def setUp(self):
        super().setUp()
        quick = self.ticket(self.anna, datetime(2025, 6, 2, 9), priority="1")
        self.say(self.seller, quick, self.anna, datetime(2025, 6, 3, 12))
        self.move(quick, self.done, datetime(2025, 6, 10, 9))
        slow = self.ticket(self.anna, datetime(2025, 9, 1, 9))
        self.move(slow, self.done, datetime(2025, 10, 1, 9))
        self.move(slow, self.new, datetime(2025, 10, 2, 9))
        self.move(slow, self.done, datetime(2025, 10, 15, 9))
        self.ticket(self.anna, datetime(2026, 1, 5, 9))
        self.ticket(self.anna, datetime(2026, 2, 10, 9))
        bens = self.ticket(self.ben, datetime(2025, 6, 2, 9))
        self.move(bens, self.done, datetime(2025, 6, 4, 9))
        late = self.ticket(self.ben, datetime(2024, 10, 1, 9))
        self.move(late, self.done, datetime(2025, 1, 15, 9))
        self.refresh()
        self.readings = self.measure()

    def ticket(self, partner, moment, **values):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "Broken",
                "description": "It does not work.",
                "partner_id": partner.id,
                "company_id": self.company.id,
                "stage_id": self.new.id,
                "priority": "0",
                **values,
            }
        )
        self.env.cr.precommit.run()
        self.date_record(ticket, create_date=moment)
        # Odoo acknowledges the ticket by itself; when does not matter here
        ticket.message_ids.notification_ids.unlink()
        return ticket

    def move(self, ticket, stage, moment):
        known = ticket.message_ids
        ticket.stage_id = stage
        self.env.cr.precommit.run()
        for message in ticket.message_ids - known:
            self.date_record(message, date=moment)
            message.notification_ids.unlink()
        self.date_record(ticket, closed_date=moment if stage.closed else None)

    def test_valuable_complaints_within_30_days(self):
        # Anna's new one has not had its 30 days yet
        self.assert_counts(self.readings["complaint_30_days"], 1, 3, 100 / 3)

    def test_solved_at_first_contact_by_importance(self):
        # Anna's quick one counts 4, her reopened one 2, Ben's 1
        self.assert_counts(self.readings["first_contact_resolution"], 2, 3, 100 * 5 / 7)

    def test_answers_before_the_window_count(self):
        early = self.ticket(self.ben, datetime(2025, 2, 3, 9))
        self.say(self.seller, early, self.ben, datetime(2025, 2, 4, 9))
        self.say(self.seller, early, self.ben, datetime(2025, 2, 5, 9))
        self.move(early, self.done, datetime(2025, 3, 10, 9))
        readings = self.measure()
        self.assert_counts(readings["first_contact_resolution"], 2, 4, 100 * 5 / 8)
        self.assert_opens_what_it_counted(readings)
        # and are no contacts of it: Anna's answer is the only one
        self.assert_counts(readings["personal_share"], 1, 1, 100)

    def test_kept_after_a_complaint(self):
        # Anna bought within 6 months after 2025-06-10, Ben a day too late after
        # 2025-06-04, but in time after 2025-01-15
        self.assert_counts(self.readings["complaint_recovery"], 2, 3, 200 / 3)
        self.assert_counts(self.readings["complaint_recovery_timely"], 1, 2, 50)
        self.assert_counts(self.readings["complaint_recovery_late"], 1, 1, 100)
        for code in ("complaint_recovery", "complaint_recovery_late"):
            self.assertEqual(self.readings[code].indicator_id.weight, 0)

    def test_bought_on_the_day_of_closing(self):
        carla = self.customer("Carla", company_id=self.company.id)
        ticket = self.ticket(carla, datetime(2025, 6, 2, 9))
        self.move(ticket, self.done, datetime(2025, 6, 10, 9))
        self.buy(carla, date(2025, 6, 10), 10)
        self.assert_counts(self.measure()["complaint_recovery"], 2, 4, 50)
        self.buy(carla, date(2025, 6, 11), 10)
        self.assert_counts(self.measure()["complaint_recovery"], 3, 4, 75)

    def test_complaints_wait_for_an_answer(self):
        # five were opened in the window, one was answered: no median yet
        reading = self.readings["first_response_hours"]
        self.assert_counts(reading, 1, 5, None)
        self.assertEqual(reading.missing_reason, "not_reached")

    def test_readings_open_what_they_counted(self):
        self.assert_opens_what_it_counted(self.readings)

    def test_the_past(self):
        # when the slow one was still open for the first time
        readings = self.measure(date(2025, 9, 20))
        self.assert_counts(readings["first_contact_resolution"], 3, 3, 100)
        # quick, and Ben's are no class A; slow had no 30 days by then
        self.assert_counts(readings["complaint_30_days"], 1, 1, 100)
