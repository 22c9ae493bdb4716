from datetime import date, datetime
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.customer import onetoone_refresh, onetoone_refresh_touched
from ..readers import touched
from .common import OnetooneCase

LONG_AGO = datetime(2026, 1, 1)


@tagged("post_install", "-at_install")
class TestTouched(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls.customer("First", email="first@example.com")
        cls.second = cls.customer("Second", email="second@example.com")
        cls.person = cls.customer("Person", parent_id=cls.first.id)
        cls.deals = {
            customer: cls.buy(customer, date(2026, 1, 10), 100)
            for customer in (cls.first, cls.second)
        }
        cls.env["onetoone.profile"]._refresh(cls.company)
        cls.state = cls.env["onetoone.refresh"]._of(cls.company)

    def setUp(self):
        super().setUp()
        self.let_time_pass()

    def let_time_pass(self):
        """Make everything recorded so far old: a test is one moment otherwise."""
        self.env.flush_all()
        for table in (
            "res_partner",
            "crm_lead",
            "mail_message",
            "calendar_event",
            "calendar_attendee",
            "helpdesk_ticket",
        ):
            self.env.cr.execute("SELECT to_regclass(%s)", [table])
            if self.env.cr.fetchone()[0]:
                self.env.cr.execute(
                    f"UPDATE {table} SET create_date = %s, write_date = %s",
                    [LONG_AGO, LONG_AGO],
                )
        self.env.invalidate_all()
        marks = touched.find_high_water(self.env, self.state._sources())
        self.state.write({"high_water": marks, "touched_until": self.env.cr.now()})

    def assert_touched(self, *customers):
        self.env.flush_all()
        found = set(self.state._touched_partner_ids())
        ours = {self.company.partner_id.id, self.env.user.partner_id.id}
        self.assertEqual(
            found - ours - set(self.seller.partner_id.ids),
            {customer.id for customer in customers},
        )

    def test_nobody_is_touched_when_nothing_happened(self):
        self.assert_touched()
        self.assertEqual(self.state._refresh_touched(), 0)

    def test_a_record_or_a_contact_is_written(self):
        self.first.phone = "+49 30 1234567"
        self.assert_touched(self.first)
        self.let_time_pass()
        self.person.email = "person@example.com"
        self.assert_touched(self.first)

    def test_a_document_is_made_or_cancelled(self):
        self.buy(self.second, date.today(), 5)
        self.env.cr.execute(
            "UPDATE crm_lead SET create_date = now() AT TIME ZONE 'UTC'"
            " WHERE partner_id = %s AND create_date = date_closed",
            [self.second.id],
        )
        self.assert_touched(self.second)
        self.let_time_pass()
        self.deals[self.first].action_archive()
        self.assert_touched(self.first)

    def test_a_message_touches_writer_and_readers(self):
        self.hear(self.person, self.deals[self.second])
        self.env.cr.execute("UPDATE crm_lead SET write_date = %s", [LONG_AGO])
        # the person wrote about a deal of the second customer
        self.assert_touched(self.first, self.second)
        self.let_time_pass()
        self.say(self.seller, self.seller.partner_id, to=self.person)
        self.assert_touched(self.first)

    def test_a_meeting_touches_its_guests(self):
        meeting = self.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": "2026-02-01 10:00",
                "stop": "2026-02-01 11:00",
                "partner_ids": [(6, 0, self.first.ids)],
            }
        )
        self.assert_touched(self.first)
        self.let_time_pass()
        meeting.start = "2026-02-01 09:00"
        self.assert_touched(self.first)

    def test_large_tables_are_not_read_to_the_end(self):
        with patch.object(touched, "SCANNED_ROWS", -1):
            self.env.cr.execute(
                "UPDATE crm_lead SET write_date = now() AT TIME ZONE 'UTC'"
                " WHERE id = %s",
                [self.deals[self.first].id],
            )
            self.assert_touched()
            # a tracked change leaves a message, a new document a new number
            self.deals[self.first].message_post(body="Stage changed")
            self.buy(self.second, date.today(), 5)
            self.env.cr.execute(
                "UPDATE crm_lead SET create_date = now() AT TIME ZONE 'UTC'"
                " WHERE partner_id = %s",
                [self.second.id],
            )
            self.assert_touched(self.first, self.second)

    def test_touched_customers_are_refreshed_and_the_moment_remembered(self):
        self.buy(self.first, date(2026, 1, 11), 11)
        self.first.ref = "C-1"
        self.env.cr.execute(
            "UPDATE crm_lead SET expected_revenue = 999 WHERE id = %s",
            [self.deals[self.second].id],
        )
        self.state.touched_until = datetime(2026, 1, 2)
        self.state._refresh_touched()
        self.assertEqual(self.profile(self.first).monetary, 111)
        self.assertEqual(self.profile(self.second).monetary, 100, "not touched")
        self.assertGreater(self.state.touched_until, datetime(2026, 1, 3))
        self.assertIn("mail_message", self.state.high_water)

    def test_the_scheduled_job(self):
        self.buy(self.first, date(2026, 1, 11), 11)
        self.first.ref = "C-1"
        self.run_job("refresh_touched")
        self.assertEqual(self.profile(self.first).monetary, 111)

    def test_a_failure_is_told_until_it_is_mended(self):
        broken = patch.object(
            type(self.state),
            "_touched_partner_ids",
            side_effect=ValueError("The ledger is on fire."),
        )
        with broken, mute_logger(onetoone_refresh.__name__):
            self.run_job("refresh_touched")
        self.assertEqual(self.state.failure_reason, "The ledger is on fire.")
        self.assertEqual(self.state.state, "done")
        self.assertEqual(
            [job["reason"] for job in self.state._failing_jobs()],
            ["The ledger is on fire."],
        )
        self.run_job("refresh_touched")
        self.assertFalse(self.state.failure_reason)
        self.assertFalse(self.state._failing_jobs())

    def test_very_many_touched_start_a_full_refresh(self):
        (self.first | self.second).write({"ref": "C"})
        with patch.object(onetoone_refresh_touched, "MOST_TOUCHED", 1):
            self.state._refresh_touched()
        self.assertEqual(self.state.state, "running")
