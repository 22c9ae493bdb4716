import random
from datetime import datetime, timedelta

import pytz

from odoo.tests import tagged
from odoo.tools import SQL

from ..engine.working_time import WorkingTime
from .common import AS_OF, OnetooneCase

MONDAY = datetime(2026, 2, 2, 9, 0)


@tagged("post_install", "-at_install")
class TestComplaints(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("helpdesk_mgmt")
        # stages and their tracking are what is tested here
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        stages = cls.env["helpdesk.ticket.stage"]
        cls.new, cls.done = stages.create(
            [
                {"name": "New", "company_id": cls.company.id},
                {"name": "Done", "closed": True, "company_id": cls.company.id},
            ]
        )
        cls.jo = cls.customer("Jo", email="jo@example.com")

    def open_ticket(self, moment=MONDAY, **values):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "Broken",
                "description": "It does not work.",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "stage_id": self.new.id,
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
        if stage.closed:
            self.date_record(ticket, closed_date=moment)

    def fact(self, ticket):
        return self.facts(
            "onetoone.complaint",
            ("res_model", "=", ticket._name),
            ("res_id", "=", ticket.id),
        )

    def test_an_open_ticket(self):
        fact = self.fact(self.open_ticket())
        self.assertEqual(fact.partner_id, self.jo)
        self.assertEqual(fact.opened, MONDAY)
        self.assertFalse(fact.is_closed)
        self.assertFalse(fact.closed)
        self.assertEqual(fact.reopen_count, 0)
        self.assertIsNot(fact.reopen_count, False)
        self.assertIs(fact.hours, False)
        self.assertIs(fact.working_hours, False)
        self.assertFalse(fact.first_response)

    def test_a_colleagues_ticket_is_no_complaint(self):
        ticket = self.open_ticket(partner_id=self.manager.partner_id.id)
        self.assertFalse(self.fact(ticket))

    def test_a_ticket_of_somebody_unknown_is_a_complaint(self):
        fact = self.fact(self.open_ticket(partner_id=False))
        self.assertTrue(fact)
        self.assertFalse(fact.partner_id)

    def test_the_final_closing_counts(self):
        ticket = self.open_ticket()
        self.move(ticket, self.done, MONDAY + timedelta(hours=2))
        self.move(ticket, self.new, MONDAY + timedelta(hours=3))
        self.assertFalse(self.fact(ticket).is_closed)
        self.assertFalse(self.fact(ticket).closed)
        self.move(ticket, self.done, MONDAY + timedelta(hours=26))
        self.refresh()
        fact = self.fact(ticket)
        self.assertTrue(fact.is_closed)
        self.assertEqual(fact.closed, MONDAY + timedelta(hours=26))
        self.assertEqual(fact.reopen_count, 1)
        self.assertEqual(fact.hours, 26)
        # Monday 9-12 and 13-17, Tuesday 8-11
        self.assertAlmostEqual(fact.working_hours, 3 + 4 + 3)
        self.assertFalse(fact.first_contact)

    def test_closed_in_one_step_leaves_the_history_unknown(self):
        ticket = self.open_ticket()
        self.date_record(
            ticket, stage_id=self.done.id, closed_date=MONDAY + timedelta(hours=1)
        )
        fact = self.fact(ticket)
        self.assertTrue(fact.is_closed)
        self.assertEqual(fact.closed, MONDAY + timedelta(hours=1))
        self.assertIs(fact.reopen_count, False)

    def test_first_response_and_first_contact(self):
        ticket = self.open_ticket()
        self.hear(self.jo, ticket, MONDAY)
        robot = self.env.ref("base.user_root")
        self.say(robot, ticket, self.jo, MONDAY + timedelta(minutes=1))
        self.assertFalse(self.fact(ticket).first_response)
        answered = MONDAY + timedelta(hours=1)
        self.say(self.env.ref("base.user_admin"), ticket, self.jo, answered)
        self.move(ticket, self.done, MONDAY + timedelta(hours=2))
        fact = self.fact(ticket)
        self.assertEqual(fact.first_response, answered)
        self.assertTrue(fact.first_contact)
        self.hear(self.jo, ticket, MONDAY + timedelta(hours=5))
        self.assertFalse(self.fact(ticket).first_contact)

    def test_two_answers_are_no_first_contact(self):
        ticket = self.open_ticket()
        for hour in (1, 2):
            self.say(
                self.env.ref("base.user_admin"),
                ticket,
                self.jo,
                MONDAY + timedelta(hours=hour),
            )
        self.move(ticket, self.done, MONDAY + timedelta(hours=3))
        self.assertFalse(self.fact(ticket).first_contact)

    def test_importance_doubles_for_class_a(self):
        ticket = self.open_ticket(priority="3")
        self.assertEqual(self.fact(ticket).importance, 4)
        self.buy(self.jo, MONDAY.date(), 100)
        self.refresh()
        self.assertEqual(self.profile(self.jo).abc, "a")
        self.assertEqual(self.fact(ticket).importance, 8)

    def test_the_past_is_told_from_the_changes(self):
        ticket = self.open_ticket()
        self.move(ticket, self.done, MONDAY + timedelta(days=1))
        self.move(ticket, self.new, MONDAY + timedelta(days=3))
        states = {}
        for days in (0.5, 2, 4):
            until = MONDAY + timedelta(days=days)
            complaints = self.env["onetoone.source"]._complaints(self.company, until)
            [states[days]] = self.env.execute_query(
                SQL(
                    "SELECT is_closed, closed, reopen_count FROM %s complaint",
                    complaints,
                )
            )
        self.assertEqual(states[0.5], (False, None, 0))
        self.assertEqual(states[2], (True, MONDAY + timedelta(days=1), 0))
        self.assertEqual(states[4], (False, None, 1))

    def test_a_complainer_without_purchase_has_a_profile(self):
        self.open_ticket()
        self.refresh()
        self.assertTrue(self.profile(self.jo))
        self.assertFalse(self.profile(self.jo).is_customer)

    def test_complaint_hours(self):
        """Six cases: 1, 2, 3, 4 working hours, one open since 2, one since 100.

        At risk 6, 5, 3 (one of the open ones has left), 2: survival 5/6, 4/6, 4/9.
        The curve falls to half at three hours.
        """
        for hours in (1, 2, 3):
            self.move(self.open_ticket(), self.done, MONDAY + timedelta(hours=hours))
        # four working hours: 9-12 and 13-14
        self.move(self.open_ticket(), self.done, MONDAY + timedelta(hours=5))
        last_friday = datetime(2026, 2, 27, 15, 0)
        self.open_ticket(last_friday)  # two hours until the weekend and AS_OF
        self.open_ticket()
        too_old = self.open_ticket(datetime(2025, 2, 28, 12, 0))
        self.assertFalse(self.fact(too_old).is_closed)
        self.refresh()
        reading = self.env["onetoone.indicator"]._measure(self.company, AS_OF)
        reading = reading.filtered(
            lambda one: one.indicator_id.code == "complaint_hours"
        )
        self.assertEqual((reading.numerator, reading.denominator), (4, 6))
        self.assertAlmostEqual(reading.value, 3)
        for action, number in (
            (reading.action_open_counted(), 4),
            (reading.action_open_among(), 6),
        ):
            self.assertEqual(
                self.env["onetoone.complaint"].search_count(action["domain"]), number
            )

    def test_working_hours_agree_with_odoos_calendar_and_the_engine(self):
        chance = random.Random(19)
        calendar = self.company.resource_calendar_id
        calendar.tz = "America/New_York"
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Holiday",
                "company_id": self.company.id,
                "calendar_id": calendar.id,
                "date_from": datetime(2026, 2, 11, 5, 0),
                "date_to": datetime(2026, 2, 12, 4, 59, 59),
            }
        )
        tickets = []
        for _ticket in range(40):
            opened = datetime(2025, 10, 25) + timedelta(
                minutes=chance.randrange(120 * 24 * 60)
            )
            ticket = self.open_ticket(opened)
            closed = opened + timedelta(minutes=chance.randrange(30 * 24 * 60))
            self.move(ticket, self.done, closed)
            tickets.append(ticket)
        self.refresh()
        intervals = self.env["onetoone.working.interval"].search(
            [("company_id", "=", self.company.id)], order="start"
        )
        working_time = WorkingTime([(one.start, one.stop) for one in intervals])
        for ticket in tickets:
            fact = self.fact(ticket)
            expected = calendar.get_work_hours_count(
                pytz.utc.localize(fact.opened), pytz.utc.localize(fact.closed)
            )
            self.assertAlmostEqual(fact.working_hours, expected, 6)
            self.assertAlmostEqual(
                working_time.hours(fact.opened, fact.closed), expected, 6
            )
