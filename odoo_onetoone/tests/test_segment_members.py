from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.segment import onetoone_segment_refresh
from .common import AS_OF
from .common_segments import SegmentCase, day_of

FEB_28 = date(2026, 2, 28)
MAR_1 = date(2026, 3, 1)
MAR_2 = date(2026, 3, 2)
MAR_5 = date(2026, 3, 5)
WORTH_200 = "[('monetary', '>=', 200)]"


@tagged("post_install", "-at_install")
class TestSegmentMembers(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.customers_worth(Ann=100, Ben=200, Cid=300)
        cls.prospect = cls.customer("Pia")
        cls.env["crm.lead"].create(
            {
                "name": "Enquiry",
                "partner_id": cls.prospect.id,
                "company_id": cls.company.id,
            }
        )
        lead = cls.env["crm.lead"].search([("name", "=", "Enquiry")])
        cls.date_record(lead, create_date="2026-02-01 12:00:00")
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def test_who_fits_is_a_member_from_the_last_day_that_counts(self):
        segment = self.segment("Larger", WORTH_200)
        self.assertFalse(segment.is_refreshed)
        self.assertEqual(self.work_out(), 2)
        self.assertEqual(
            self.periods(segment), [("Ben", FEB_28, False), ("Cid", FEB_28, False)]
        )
        self.assertEqual(segment.member_count, 2)
        self.assertTrue(segment.is_refreshed)
        self.assertFalse(segment.needs_refresh)
        self.assertEqual(segment.members_as_of, AS_OF)

    def test_today_counts_unless_a_date_is_given(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out(as_of=None)
        today = day_of(self.company._onetoone_as_of())
        self.assertEqual({start for _, start, _ in self.periods(segment)}, {today})

    def test_prospects_belong_where_the_rule_says_so(self):
        everybody = self.segment("Everybody", "[]")
        prospects = self.segment("Prospects", "[('is_customer', '=', False)]")
        by_default = self.segments.create(
            {"name": "Customers", "company_id": self.company.id}
        )
        self.work_out()
        self.assertEqual(self.in_now(everybody), {"Ann", "Ben", "Cid", "Pia"})
        self.assertEqual(self.in_now(prospects), {"Pia"})
        self.assertEqual(self.in_now(by_default), {"Ann", "Ben", "Cid"})

    def test_a_second_run_writes_nothing(self):
        division = self.division()
        self.segment("Largest", "[('monetary', '>=', 300)]", division_id=division.id)
        self.segment("Rest", division_id=division.id)
        self.assertEqual(self.work_out(), 3)
        rows = self.rows()
        self.assertEqual(self.work_out(), 0)
        self.assertEqual(self.rows(), rows)
        # nor does another day on which nothing moved
        self.assertEqual(self.work_out(MAR_5), 0)
        self.assertEqual(self.rows(), rows)

    def test_only_who_moved_is_written(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out()
        kept = self.members.search([("partner_id", "=", self.people["Cid"].id)])
        before = self.rows()
        segment.domain = "[('monetary', '>=', 300)]"
        self.assertEqual(self.work_out(MAR_2), 1)
        after = {row[0]: row for row in self.rows()[: len(before) - 1]}
        self.assertIn(after[kept.id], before)
        self.assertEqual(
            self.periods(segment), [("Ben", FEB_28, MAR_1), ("Cid", FEB_28, False)]
        )

    def test_who_comes_back_gets_a_new_period(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out()
        segment.domain = "[('monetary', '>=', 300)]"
        self.work_out(MAR_2)
        segment.domain = WORTH_200
        self.assertEqual(self.work_out(MAR_5), 1)
        self.assertEqual(
            self.periods(segment, self.people["Ben"]),
            [("Ben", FEB_28, MAR_1), ("Ben", day_of(MAR_5), False)],
        )

    def test_joining_and_leaving_on_one_day_leaves_nothing(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out()
        segment.domain = "[('monetary', '>=', 300)]"
        self.assertEqual(self.work_out(), 1)
        self.assertEqual(self.periods(segment), [("Cid", FEB_28, False)])

    def test_leaving_and_joining_on_one_day_is_staying(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out()
        segment.domain = "[('monetary', '>=', 300)]"
        self.work_out(MAR_2)
        segment.domain = WORTH_200
        self.assertEqual(self.work_out(MAR_2), 1)
        self.assertEqual(
            self.periods(segment), [("Ben", FEB_28, False), ("Cid", FEB_28, False)]
        )

    def test_a_run_for_an_earlier_date_takes_back_the_later_ones(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out(MAR_2)
        segment.domain = "[('is_customer', '=', True), ('monetary', '<=', 200)]"
        self.work_out(MAR_5)
        self.assertEqual(
            self.periods(segment),
            [
                ("Ben", MAR_1, False),
                ("Cid", MAR_1, day_of(MAR_5)),
                ("Ann", day_of(MAR_5), False),
            ],
        )
        self.work_out(AS_OF)
        self.assertEqual(
            self.periods(segment), [("Ann", FEB_28, False), ("Ben", FEB_28, False)]
        )
        self.assertEqual(segment.member_count, 2)

    def test_a_run_for_a_date_between_keeps_what_was_before(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out(AS_OF)
        segment.domain = "[('monetary', '>=', 300)]"
        self.work_out(MAR_5)
        self.assertEqual(
            self.periods(segment, self.people["Ben"]), [("Ben", FEB_28, day_of(MAR_5))]
        )
        self.work_out(MAR_2)
        self.assertEqual(
            self.periods(segment, self.people["Ben"]), [("Ben", FEB_28, MAR_1)]
        )

    def test_a_customer_without_a_profile_any_more_leaves(self):
        segment = self.segment("Everybody", "[]")
        self.work_out()
        self.profile(self.people["Ann"]).unlink()
        self.work_out(MAR_2)
        self.assertEqual(self.in_now(segment), {"Ben", "Cid", "Pia"})

    def test_an_exclusive_division_gives_a_customer_to_the_first(self):
        division = self.division(is_exclusive=True)
        second = self.segment("Larger", WORTH_200, division_id=division.id, sequence=2)
        first = self.segment(
            "Largest", "[('monetary', '>=', 300)]", division_id=division.id, sequence=1
        )
        other = self.segment("Elsewhere", division_id=self.division("By place").id)
        alone = self.segment("No division")
        self.work_out()
        self.assertEqual(self.in_now(first), {"Cid"})
        self.assertEqual(self.in_now(second), {"Ben"})
        self.assertEqual(self.in_now(other), {"Ann", "Ben", "Cid"})
        self.assertEqual(self.in_now(alone), {"Ann", "Ben", "Cid"})

    def test_a_new_priority_moves_the_customers(self):
        division = self.division(is_exclusive=True)
        first = self.segment("First", WORTH_200, division_id=division.id, sequence=1)
        second = self.segment("Second", "[]", division_id=division.id, sequence=2)
        self.work_out()
        self.assertEqual(self.in_now(first), {"Ben", "Cid"})
        self.assertEqual(self.in_now(second), {"Ann", "Pia"})
        second.sequence = 0
        self.assertEqual(self.work_out(MAR_2), 4)
        self.assertFalse(self.in_now(first))
        self.assertEqual(self.in_now(second), {"Ann", "Ben", "Cid", "Pia"})

    def test_segments_of_a_division_that_is_not_exclusive_overlap(self):
        division = self.division(is_exclusive=False)
        larger = self.segment("Larger", WORTH_200, division_id=division.id)
        everybody = self.segment("Customers", division_id=division.id)
        self.work_out()
        self.assertEqual(self.in_now(larger), {"Ben", "Cid"})
        self.assertEqual(self.in_now(everybody), {"Ann", "Ben", "Cid"})

    def test_a_rule_that_names_a_segment_follows_it_on_the_same_day(self):
        # made first, so that it stands first in the order
        others = self.segment("Others", "[]")
        larger = self.segment("Larger", WORTH_200)
        others.domain = f"[('segment_ids', 'not in', [{larger.id}])]"
        self.assertEqual(self.work_out(), 4)
        self.assertEqual(self.in_now(others), {"Ann", "Pia"})
        self.assertEqual(self.work_out(), 0)

    def test_an_archived_segment_loses_its_members_and_keeps_its_history(self):
        segment = self.segment("Larger", WORTH_200)
        self.work_out()
        segment.active = False
        self.assertEqual(self.work_out(MAR_2), 2)
        self.assertEqual(
            self.periods(segment), [("Ben", FEB_28, MAR_1), ("Cid", FEB_28, MAR_1)]
        )
        self.assertEqual(segment.member_count, 0)
        rows = self.rows()
        self.assertEqual(self.work_out(MAR_5), 0)
        self.assertEqual(self.rows(), rows)

    def test_an_archived_segment_takes_nobody_from_its_division(self):
        division = self.division(is_exclusive=True)
        first = self.segment("First", WORTH_200, division_id=division.id, sequence=1)
        second = self.segment("Second", division_id=division.id, sequence=2)
        self.work_out()
        first.active = False
        self.work_out(MAR_2)
        self.assertEqual(self.in_now(second), {"Ann", "Ben", "Cid"})

    # ------------------------------------------------------------
    # Rules that fail
    # ------------------------------------------------------------

    def break_rule(self, segment, domain):
        """Write a rule past the checks, as a removed field would leave it."""
        self.env.cr.execute(
            "UPDATE onetoone_segment SET domain = %s WHERE id = %s",
            [domain, segment.id],
        )
        segment.invalidate_recordset(["domain"])

    def test_a_broken_rule_keeps_its_members_and_says_why(self):
        broken = self.segment("Broken", WORTH_200)
        sound = self.segment("Sound")
        self.work_out()
        for domain, reason in (
            ("[('nope', '=', 1)]", "no field “nope” any more"),
            ("[('partner_id.user_ids.password', '!=', False)]", "cannot be formed by"),
            ("uid", "not a condition that can be read"),
        ):
            with self.subTest(domain):
                self.break_rule(broken, domain)
                self.assertEqual(self.work_out(MAR_2), 0)
                self.assertEqual(self.in_now(broken), {"Ben", "Cid"})
                self.assertEqual(broken.member_count, 2)
                self.assertIn(reason, broken.failure_reason)
                self.assertFalse(sound.failure_reason)
        rows = self.rows()
        self.work_out(MAR_2)
        self.assertEqual(self.rows(), rows)
        broken.domain = WORTH_200
        self.work_out(MAR_2)
        self.assertFalse(broken.failure_reason)

    def test_what_the_database_refuses_is_said_and_spares_the_others(self):
        broken = self.segment("Broken", WORTH_200, sequence=1)
        sound = self.segment("Sound", sequence=2)
        self.break_rule(broken, "[('monetary', '>', 'much')]")
        with mute_logger("odoo.sql_db", onetoone_segment_refresh.__name__):
            self.assertEqual(self.work_out(), 3)
        self.assertIn("does not suit its field", broken.failure_reason)
        self.assertEqual(self.in_now(sound), {"Ann", "Ben", "Cid"})

    def test_segments_in_a_circle_fail_and_spare_the_others(self):
        one, two = self.segment("One"), self.segment("Two")
        sound = self.segment("Sound")
        self.work_out()
        self.break_rule(one, f"[('segment_ids', 'in', [{two.id}])]")
        self.break_rule(two, f"[('segment_ids', 'in', [{one.id}])]")
        self.people["Dot"] = self.customer("Dot")
        self.buy(self.people["Dot"], date(2026, 2, 1), 50)
        self.refresh(MAR_2)
        self.assertEqual(self.work_out(MAR_2), 1)
        self.assertIn("in a circle", one.failure_reason)
        self.assertIn("in a circle", two.failure_reason)
        self.assertEqual(self.in_now(one), {"Ann", "Ben", "Cid"})
        self.assertEqual(self.in_now(sound), {"Ann", "Ben", "Cid", "Dot"})

    # ------------------------------------------------------------
    # Companies
    # ------------------------------------------------------------

    def test_each_company_has_its_own_members(self):
        other = self.new_company("Other company")
        elsewhere = self.segment("Elsewhere", "[]", company_id=other.id)
        here = self.segment("Here")
        self.buy(self.people["Ann"], date(2026, 1, 15), 10, other)
        self.refresh(company=other)
        self.work_out()
        self.assertFalse(self.in_now(elsewhere))
        self.assertFalse(elsewhere.is_refreshed)
        self.work_out(company=other)
        self.assertEqual(self.in_now(elsewhere), {"Ann"})
        self.assertEqual(self.in_now(here), {"Ann", "Ben", "Cid"})

    def test_a_branch_stands_for_its_root_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        segment = self.segment("Here")
        self.work_out(company=branch)
        self.assertEqual(self.in_now(segment), {"Ann", "Ben", "Cid"})

    def test_no_company_is_refused_in_a_sentence(self):
        with self.assertRaisesRegex(UserError, "Choose the company"):
            self.segments._refresh_members(self.env["res.company"])
