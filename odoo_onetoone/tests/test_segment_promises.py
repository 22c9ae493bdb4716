from datetime import date, datetime

from odoo.tests import tagged

from ..engine.contact_rules import Guideline, Wish, follows_guidelines
from ..engine.segment_figures import is_in_time, is_promise_kept
from .common import AS_OF
from .common_segment_results import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentPromises(SegmentCase):
    """Guidelines and standards against contacts and complaints, as of 2026-03-01."""

    AS_OF = AS_OF

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bob, cls.cid, cls.dee = (
            cls.customer(name, user_id=cls.seller.id)
            for name in ("Ann", "Bob", "Cid", "Dee")
        )
        for partner in (cls.ann, cls.bob, cls.cid, cls.dee):
            cls.deal(partner, date(2025, 6, 1), 10)
        cls.members = cls.segment("Members", cls.ann, cls.bob, cls.cid)

    def guideline(self, channel="email", **values):
        return self.env["onetoone.segment.guideline"].create(
            {"segment_id": self.members.id, "channel": channel, **values}
        )

    def proposition(self, measure, limit, element="service"):
        return self.env["onetoone.segment.proposition"].create(
            {
                "segment_id": self.members.id,
                "element": element,
                "measure": measure,
                "limit": limit,
            }
        )

    def write_to(self, partner, *moments):
        for moment in moments:
            self.say(self.seller, partner, partner, moment)

    def hear_from(self, partner, moment):
        message = self.hear(partner, partner, moment)
        self.date_record(message, record_company_id=self.company.id)

    def compute(self):
        self.refresh()
        self.results()

    # ------------------------------------------------------------
    # Guidelines
    # ------------------------------------------------------------

    def test_intervals_are_kept_at_their_limit(self):
        line = self.guideline(min_interval_days=7)
        self.write_to(
            self.ann,
            datetime(2026, 1, 1, 12),
            datetime(2026, 1, 8, 8),  # seven days later, though not by the clock
            datetime(2026, 1, 14, 8),  # six
        )
        self.write_to(self.bob, datetime(2026, 1, 8, 8))
        self.write_to(self.dee, datetime(2026, 1, 1), datetime(2026, 1, 2))
        self.hear_from(self.ann, datetime(2026, 1, 14, 9))
        self.compute()
        # three of four
        self.assertEqual(line.adherence, 75)
        self.assertIs(line.members_in_time, False)

    def test_a_dialogue_is_not_too_soon(self):
        line = self.guideline(min_interval_days=7)
        for partner in (self.ann, self.bob, self.cid):
            self.write_to(partner, datetime(2026, 1, 8, 8), datetime(2026, 1, 14, 8))
        self.hear_from(self.ann, datetime(2026, 1, 12, 8))
        # before the first of ours, and after the last
        self.hear_from(self.bob, datetime(2026, 1, 8, 7))
        self.hear_from(self.bob, datetime(2026, 1, 14, 9))
        self.compute()
        # both to Ann, the first to the others
        self.assertAlmostEqual(line.adherence, 200 / 3)

    def test_the_contact_before_the_window_counts_as_the_one_before(self):
        line = self.guideline(min_interval_days=7)
        self.write_to(self.ann, datetime(2025, 2, 26, 12), datetime(2025, 3, 4, 12))
        self.write_to(self.bob, datetime(2025, 3, 1), datetime(2025, 8, 1))
        self.compute()
        self.assertAlmostEqual(line.adherence, 200 / 3)

    def test_a_long_interval_looks_back_far_enough(self):
        # further than the quarters go back
        line = self.guideline(min_interval_days=1000, max_interval_days=1000)
        self.write_to(self.ann, datetime(2022, 8, 5, 12), datetime(2025, 5, 1, 12))
        self.write_to(self.bob, datetime(2023, 6, 5, 12))
        self.write_to(self.cid, datetime(2023, 6, 4, 12))
        self.compute()
        # 1000 days, just
        self.assertEqual(line.adherence, 100)
        self.assertAlmostEqual(line.members_in_time, 200 / 3)
        line.write({"min_interval_days": 1001, "max_interval_days": 9**9})
        self.compute()
        self.assertEqual(line.adherence, 0)
        self.assertEqual(line.members_in_time, 100)

    def test_contacts_need_the_permission_that_is_asked_for(self):
        line = self.guideline(needs_permission=True)
        self.ann.onetoone_permission = "granted"
        self.bob.write(
            {"onetoone_permission": "preferred", "onetoone_preferred_channel": "phone"}
        )
        self.write_to(self.ann, datetime(2026, 2, 2), datetime(2026, 2, 2, 1))
        self.write_to(self.bob, datetime(2026, 2, 2))
        self.write_to(self.cid, datetime(2026, 2, 2))
        self.compute()
        self.assertEqual(line.adherence, 50)
        self.bob.onetoone_preferred_channel = "email"
        line.min_interval_days = 1
        self.compute()
        # Ann was written to twice on one day; Cid was never asked
        self.assertEqual(line.adherence, 50)
        self.cid.onetoone_permission = "refused"
        line.min_interval_days = False
        self.compute()
        self.assertEqual(line.adherence, 75)

    def test_members_are_in_time_at_the_limit(self):
        line = self.guideline(max_interval_days=30)
        self.write_to(self.ann, datetime(2026, 1, 29, 23, 59))
        self.hear_from(self.bob, datetime(2026, 1, 30))
        self.compute()
        # Cid was never written to
        self.assertAlmostEqual(line.members_in_time, 100 / 3)
        self.assertIs(line.adherence, False)

    def test_days_are_those_of_the_company(self):
        self.company.resource_calendar_id.tz = "Europe/Berlin"
        line = self.guideline(max_interval_days=30, min_interval_days=3)
        self.write_to(
            self.ann,
            datetime(2026, 1, 27, 22),
            # half past midnight there, on the 30th
            datetime(2026, 1, 29, 23, 30),
        )
        self.compute()
        self.assertAlmostEqual(line.members_in_time, 100 / 3)
        self.assertEqual(line.adherence, 100)

    def test_other_channels_have_their_own_guideline(self):
        line = self.guideline("phone", min_interval_days=7, max_interval_days=30)
        self.write_to(self.ann, datetime(2026, 2, 1), datetime(2026, 2, 2))
        self.compute()
        self.assertIs(line.adherence, False)
        self.assertEqual(line.members_in_time, 0)

    def test_without_members_there_is_no_rate(self):
        self.members.member_ids.unlink()
        line = self.guideline(min_interval_days=7, max_interval_days=30)
        self.write_to(self.ann, datetime(2026, 2, 1), datetime(2026, 2, 2))
        self.compute()
        self.assertIs(line.adherence, False)
        self.assertIs(line.members_in_time, False)

    def test_a_guideline_without_intervals_loses_its_rate(self):
        line = self.guideline(min_interval_days=7, max_interval_days=30)
        self.write_to(self.ann, datetime(2026, 2, 1), datetime(2026, 2, 2))
        self.compute()
        self.assertEqual(line.adherence, 50)
        line.write({"min_interval_days": False, "max_interval_days": False})
        self.compute()
        self.assertIs(line.adherence, False)
        self.assertIs(line.members_in_time, False)

    # ------------------------------------------------------------
    # Standards
    # ------------------------------------------------------------

    def complain(self, partner, opened, closed=None):
        lead = self.env["crm.lead"].create(
            {
                "name": "Broken",
                "type": "lead",
                "partner_id": partner.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": self.seller.id,
            }
        )
        lead.flush_recordset()
        self.date_record(lead, date_open=opened, date_closed=closed)
        return lead

    def use_leads_as_complaints(self):
        self.env["onetoone.source"].create(
            {
                "name": "Complaints",
                "kind": "complaint",
                "company_id": self.company.id,
                "model": "crm.lead",
                "domain": "[('type', '=', 'lead')]",
                "partner_field": "partner_id",
                "company_field": "company_id",
                "opened_field": "date_open",
                "closed_field": "date_closed",
            }
        )

    def test_complaints_closed_within_working_hours(self):
        self.use_leads_as_complaints()
        line = self.proposition("complaint_hours", 8)
        monday = date(2026, 2, 2)
        self.assertEqual(monday.weekday(), 0)
        # a working day has eight hours, from 8 to 12 and from 13 to 17
        self.complain(self.ann, datetime(2026, 2, 2, 8), datetime(2026, 2, 2, 17))
        self.complain(self.ann, datetime(2026, 2, 2, 8), datetime(2026, 2, 3, 9))
        self.complain(self.bob, datetime(2026, 2, 23, 8))  # still open: too late
        self.complain(self.bob, datetime(2026, 2, 27, 16))  # can still be closed
        self.complain(self.cid, datetime(2025, 2, 28, 8), datetime(2025, 2, 28, 9))
        self.complain(self.dee, datetime(2026, 2, 2, 8), datetime(2026, 2, 2, 9))
        self.compute()
        self.assertAlmostEqual(line.hit_rate, 100 / 3)

    def test_answers_within_working_hours(self):
        line = self.proposition("response_hours", 4)
        self.refresh()
        self.hear_from(self.ann, datetime(2026, 2, 2, 8))
        self.write_to(self.ann, datetime(2026, 2, 2, 12))
        self.hear_from(self.bob, datetime(2026, 2, 2, 8))
        self.write_to(self.bob, datetime(2026, 2, 2, 13, 6))
        self.hear_from(self.cid, datetime(2026, 2, 27, 14))  # can still be answered
        self.hear_from(self.dee, datetime(2026, 2, 2, 8))
        self.compute()
        self.assertEqual(line.hit_rate, 50)

    def test_members_contacted_within_days(self):
        line = self.proposition("contact_days", 30)
        self.write_to(self.ann, datetime(2026, 1, 30))
        self.write_to(self.bob, datetime(2026, 1, 29, 12))
        self.compute()
        self.assertAlmostEqual(line.hit_rate, 100 / 3)

    def test_a_standard_that_is_not_measured_has_no_rate(self):
        line = self.proposition("contact_days", 30)
        self.write_to(self.ann, datetime(2026, 1, 30))
        self.compute()
        self.assertTrue(line.hit_rate)
        line.limit = False
        self.compute()
        self.assertIs(line.hit_rate, False)
        line.write({"limit": 30, "measure": False})
        self.compute()
        self.assertIs(line.hit_rate, False)

    # ------------------------------------------------------------
    # The rules of the engine
    # ------------------------------------------------------------

    def test_the_engine_draws_the_same_limits(self):
        """The cut-offs of the tests above, told by the reference."""
        weekly = [Guideline("email", min_interval_days=7)]
        for days, follows in ((None, True), (7, True), (6, False)):
            found = follows_guidelines(weekly, Wish(), "email", days)
            self.assertIs(found, follows)
        allowed = [Guideline("email", needs_permission=True)]
        self.assertIs(follows_guidelines(allowed, Wish(), "email", None), False)
        self.assertTrue(is_in_time((AS_OF - date(2026, 1, 30)).days, 30))
        self.assertFalse(is_in_time((AS_OF - date(2026, 1, 29)).days, 30))
        self.assertFalse(is_in_time(None, 30))
        self.assertIs(is_promise_kept(8, True, 8), True)
        self.assertIs(is_promise_kept(9, True, 8), False)
        self.assertIs(is_promise_kept(40, False, 8), False)
        self.assertIs(is_promise_kept(1, False, 8), None)
        self.assertIs(is_promise_kept(None, True, 8), None)
