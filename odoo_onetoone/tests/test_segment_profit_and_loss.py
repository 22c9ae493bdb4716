from datetime import date, datetime

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..readers.segments.result_lines import select_differences
from .common_segment_results import SegmentCase

Q4, Q1, Q2 = date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1)
REST, TWICE, ALL = "Not in a segment", "Counted more than once", "Company"


@tagged("post_install", "-at_install")
class TestSegmentProfitAndLoss(SegmentCase):
    """A small company by hand; the first of April is the first day of a quarter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann, cls.bob, cls.cid, cls.dee = (
            cls.customer(name) for name in ("Ann", "Bob", "Cid", "Dee")
        )
        cls.walk_in = cls.customer("Walk-in")
        cls.company.onetoone_generic_partner_ids = cls.walk_in
        cls.deal(cls.cid, date(2025, 12, 31), 70, 7)
        cls.deal(cls.cid, date(2026, 1, 1), 60, 6)
        cls.deal(cls.bob, date(2026, 2, 15), 200, 80)
        cls.deal(cls.bob, date(2026, 2, 20), -30, -12)
        cls.deal(cls.dee, date(2026, 3, 10), 5.01, 1)
        cls.deal(cls.walk_in, date(2026, 3, 11), 9)
        cls.deal(cls.company.partner_id, date(2026, 3, 12), 11, 2)
        cls.deal(cls.ann, date(2026, 3, 31), 100.10, 40.05)
        cls.deal(cls.ann, date(2026, 4, 1), 50)
        cls.deal(cls.ann, date(2026, 5, 15), 20, 10)  # the last day that counts
        cls.deal(cls.ann, date(2026, 5, 16), 999, 999)  # not yet
        cls.value = cls.division("Value")
        cls.gold = cls.segment("Gold", cls.ann, cls.bob, division=cls.value)
        cls.silver = cls.segment("Silver", cls.cid, division=cls.value)

    def lines(self, quarter, division=None):
        """Return {name: (customers, revenue, margin, revenue without margin)}."""
        lines = self.env["onetoone.segment.result"].search(
            [
                ("company_id", "=", self.company.id),
                ("division_id", "=", (division or self.value).id),
                ("quarter", "=", quarter),
            ]
        )
        found = {
            line.name: (
                line.customers,
                line.revenue,
                line.margin,
                line.revenue_without_margin,
            )
            for line in lines
        }
        self.assertEqual(len(found), len(lines))
        return found

    def assert_adds_up(self):
        differences = select_differences(self.env, self.company)
        self.assertFalse(self.env.execute_query(differences))

    def test_quarters_end_at_their_last_day(self):
        self.results()
        self.assertEqual(
            self.lines(Q4),
            {
                "Gold": (0, 0, 0, 0),
                "Silver": (1, 70, 7, 0),
                REST: (0, 0, 0, 0),
                ALL: (1, 70, 7, 0),
            },
        )
        self.assertEqual(
            self.lines(Q1),
            {
                # Ann 100.10 on the last day; Bob 200 - 30
                "Gold": (2, 270.10, 108.05, 0),
                "Silver": (1, 60, 6, 0),
                # Dee, the walk-in and ourselves: only Dee is a customer
                REST: (1, 25.01, 3, 9),
                ALL: (4, 355.11, 117.05, 9),
            },
        )
        self.assertEqual(
            self.lines(Q2),
            {
                "Gold": (1, 70, 10, 50),
                "Silver": (0, 0, 0, 0),
                REST: (0, 0, 0, 0),
                ALL: (1, 70, 10, 50),
            },
        )
        self.assert_adds_up()

    def test_eight_quarters_are_kept(self):
        self.results()
        results = self.env["onetoone.segment.result"]
        lines = results.search([("company_id", "=", self.company.id)])
        quarters = set(lines.mapped("quarter"))
        self.assertEqual(len(quarters), 8)
        self.assertEqual((min(quarters), max(quarters)), (date(2024, 7, 1), Q2))
        # the day after the quarter the next one is not there yet: nothing counts in it
        self.results(date(2026, 7, 1))
        self.assertEqual(max(lines.exists().mapped("quarter")), Q2)
        self.results(date(2026, 7, 2))
        quarters = set(
            results.search([("company_id", "=", self.company.id)]).mapped("quarter")
        )
        self.assertEqual(
            (min(quarters), max(quarters)), (date(2024, 10, 1), date(2026, 7, 1))
        )

    def test_a_customer_counts_where_he_is_on_the_last_day(self):
        self.env["onetoone.segment.member"].search(
            [("segment_id", "=", self.gold.id), ("partner_id", "=", self.bob.id)]
        ).date_to = date(2026, 3, 31)
        self.join(self.silver, self.bob, date(2026, 3, 31))
        self.results()
        lines = self.lines(Q1)
        self.assertEqual(lines["Gold"], (1, 100.10, 40.05, 0))
        self.assertEqual(lines["Silver"], (2, 230, 74, 0))
        self.assert_adds_up()

    def test_who_leaves_the_day_after_the_quarter_still_counts_in_it(self):
        self.env["onetoone.segment.member"].search(
            [("segment_id", "=", self.gold.id), ("partner_id", "=", self.ann.id)]
        ).date_to = date(2026, 4, 1)
        self.results()
        self.assertEqual(self.lines(Q1)["Gold"], (2, 270.10, 108.05, 0))
        self.assertEqual(self.lines(Q2)["Gold"], (0, 0, 0, 0))
        self.assertEqual(self.lines(Q2)[REST], (1, 70, 10, 50))

    def test_the_quarter_under_way_takes_the_last_counted_day(self):
        division = self.division("Late")
        self.segment("First", self.cid, division=division)
        late = self.segment("Late", self.dee, division=division)
        self.join(late, self.ann, date(2026, 5, 16))
        self.results()
        self.assertEqual(self.lines(Q2, division)["Late"], (0, 0, 0, 0))
        self.results(date(2026, 5, 17))
        self.assertEqual(self.lines(Q2, division)["Late"], (1, 1069, 1009, 50))

    def test_the_first_members_count_in_the_quarters_before(self):
        division = self.division("New")
        new = self.segment("New", self.ann, division=division, since=date(2026, 5, 1))
        self.join(new, self.bob, date(2026, 5, 2))
        self.join(new, self.cid, date(2026, 5, 1), date(2026, 5, 3))
        self.results()
        # Bob came later; Cid was there at first, and left
        self.assertEqual(self.lines(Q4, division)["New"], (1, 70, 7, 0))
        self.assertEqual(self.lines(Q1, division)["New"], (2, 160.10, 46.05, 0))
        self.assertEqual(self.lines(Q2, division)["New"], (1, 70, 10, 50))
        self.assertEqual(self.lines(Q2, division)[REST], (0, 0, 0, 0))

    def test_who_moved_within_an_exclusive_division_was_in_one_segment_before(self):
        division = self.division("Tiers")
        april, may = date(2026, 4, 1), date(2026, 5, 1)
        regular = self.segment("Regular", self.bob, division=division, since=april)
        self.join(regular, self.ann, april, may)
        self.segment("Best", self.ann, division=division, since=may)
        self.results()
        # Ann's 100.10 of the first quarter stand where she was when it was first known
        self.assertEqual(self.lines(Q1, division)["Regular"], (2, 270.10, 108.05, 0))
        self.assertEqual(self.lines(Q1, division)["Best"], (0, 0, 0, 0))
        self.assertNotIn(TWICE, self.lines(Q1, division))
        self.assertEqual(self.lines(Q2, division)["Best"], (1, 70, 10, 50))
        self.assert_adds_up()

    def test_what_is_counted_more_than_once_is_taken_off(self):
        needs = self.division("Needs", is_exclusive=False)
        self.segment("Price", self.bob, self.cid, division=needs)
        self.segment("Speed", self.ann, self.bob, division=needs)
        self.segment("Taste", self.bob, division=needs)
        self.results()
        self.assertEqual(
            self.lines(Q1, needs),
            {
                "Price": (2, 230, 74, 0),
                "Speed": (2, 270.10, 108.05, 0),
                "Taste": (1, 170, 68, 0),
                REST: (1, 25.01, 3, 9),
                # Bob, twice too often
                TWICE: (-2, -340, -136, 0),
                ALL: (4, 355.11, 117.05, 9),
            },
        )
        self.assertEqual(self.lines(Q4, needs)[TWICE], (0, 0, 0, 0))
        self.assertNotIn(TWICE, self.lines(Q1))
        self.assert_adds_up()

    def test_an_exclusive_division_that_overlaps_adds_up_as_well(self):
        self.join(self.silver, self.ann, date(2025, 5, 1))
        self.results()
        self.assertEqual(self.lines(Q2)[TWICE], (-1, -70, -10, -50))
        self.assert_adds_up()

    def test_segments_without_a_division_stand_together(self):
        alone = self.env["onetoone.segment.division"]
        self.segment("Alone", self.dee)
        self.segment("Again", self.dee, self.ann)
        self.results()
        lines = self.env["onetoone.segment.result"].search(
            [
                ("company_id", "=", self.company.id),
                ("division_id", "=", alone.id),
                ("quarter", "=", Q1),
            ]
        )
        self.assertEqual(
            {line.name: (line.customers, line.revenue) for line in lines},
            {
                "Alone": (1, 5.01),
                "Again": (2, 105.11),
                REST: (2, 250),
                TWICE: (-1, -5.01),
                ALL: (4, 355.11),
            },
        )
        self.assert_adds_up()

    def test_contacts_cost_where_a_contact_has_a_price(self):
        self.results()
        results = self.env["onetoone.segment.result"]
        lines = results.search([("company_id", "=", self.company.id)])
        self.assertEqual({line.contact_cost for line in lines}, {False})
        self.assertEqual({line.contribution for line in lines}, {False})
        self.company.onetoone_unit_contact_cost = 0.335
        self.env["onetoone.channel.cost"].create(
            {"company_id": self.company.id, "channel": "email", "ratio": 1}
        )
        noon = datetime(2026, 3, 31, 12)
        self.say(self.seller, self.ann, self.ann, noon)
        self.say(self.seller, self.bob, self.bob, noon)
        self.say(self.seller, self.bob, self.bob, noon)
        heard = self.hear(self.dee, self.dee, noon)
        self.date_record(heard, record_company_id=self.company.id)
        self.say(self.seller, self.ann, self.ann, datetime(2026, 4, 1))
        self.refresh(self.AS_OF)
        self.results()
        lines = results.search(
            [("company_id", "=", self.company.id), ("quarter", "=", Q1)]
        )
        self.assertEqual(
            {line.name: (line.contact_cost, line.contribution) for line in lines},
            {
                # rounded by customer: 0.335 is 0.34, twice it is 0.67
                "Gold": (1.01, 107.04),
                "Silver": (0, 6),
                REST: (0.34, 2.66),
                ALL: (1.35, 115.70),
            },
        )
        self.assert_adds_up()

    def test_a_second_run_writes_nothing(self):
        self.results()
        self.env.flush_all()
        query = (
            "SELECT id, xmin::text, ctid::text FROM onetoone_segment_result"
            " WHERE company_id = %s ORDER BY id"
        )
        self.env.cr.execute(query, [self.company.id])
        before = self.env.cr.fetchall()
        self.results()
        self.env.flush_all()
        self.env.cr.execute(query, [self.company.id])
        self.assertEqual(self.env.cr.fetchall(), before)
        self.deal(self.dee, date(2026, 5, 1), 1, 1)
        self.results()
        self.env.flush_all()
        self.env.cr.execute(query, [self.company.id])
        after = self.env.cr.fetchall()
        # the rest and the company of one quarter
        self.assertEqual(len(set(after) - set(before)), 2)

    def test_lines_that_are_gone_are_removed(self):
        self.results()
        self.segment("Alone", self.dee)
        self.results()
        results = self.env["onetoone.segment.result"]
        alone = results.search([("name", "=", "Alone")])
        self.assertEqual(len(alone), 8)
        segment = alone.segment_id
        segment.member_ids.unlink()
        segment.unlink()
        self.results()
        self.assertFalse(
            results.search(
                [("company_id", "=", self.company.id), ("division_id", "=", False)]
            )
        )

    def test_an_archived_segment_stays_in_the_quarters_it_had_members(self):
        member = self.silver.member_ids
        member.date_to = date(2026, 2, 1)
        self.silver.active = False
        self.results()
        self.assertEqual(self.lines(Q4)["Silver"], (1, 70, 7, 0))
        self.assertEqual(self.lines(Q1)["Silver"], (0, 0, 0, 0))
        self.assertEqual(self.lines(Q1)[REST], (2, 85.01, 9, 9))
        self.assert_adds_up()

    def test_purchases_of_branches_and_of_others(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        other = self.new_company("Other")
        self.deal(self.dee, date(2026, 4, 2), 7, 3, branch)
        self.deal(self.dee, date(2026, 4, 2), 500, 3, other)
        self.results(company=branch)
        self.assertEqual(self.lines(Q2)[REST], (1, 7, 3, 0))
        self.assertFalse(
            self.env["onetoone.segment.result"].search([("company_id", "=", other.id)])
        )

    def test_a_currency_without_cents(self):
        other = self.new_company("Other")
        other.currency_id = self.env.ref("base.JPY")
        other.currency_id.active = True
        division = self.env["onetoone.segment.division"].create(
            {"name": "Yen", "company_id": other.id}
        )
        segment = self.segment("Yen", company_id=other.id, division=division)
        self.join(segment, self.ann, self.START)
        self.deal(self.ann, date(2026, 1, 5), 1234.4, company=other)
        self.deal(self.ann, date(2026, 1, 6), 1000.4, company=other)
        self.results(company=other)
        line = self.env["onetoone.segment.result"].search(
            [("segment_id", "=", segment.id), ("quarter", "=", Q1)]
        )
        self.assertEqual(line.revenue, 2234)

    def test_who_may_see_it(self):
        self.results()
        results = self.env["onetoone.segment.result"]
        self.assertTrue(results.with_user(self.analyst).search([]))
        other = self.new_company("Other")
        foreigner = self._new_user(
            "foreigner", "odoo_onetoone.group_onetoone_analyst", other
        )
        self.assertFalse(results.with_user(foreigner).search([]))
        with self.assertRaises(AccessError):
            results.with_user(self.seller).search([])
        line = results.search([], limit=1)
        with self.assertRaises(AccessError):
            line.with_user(self.manager).write({"revenue": 1})
        with self.assertRaises(AccessError):
            self.gold.with_user(self.seller).read(["value"])

    def test_the_menu_opens_one_division(self):
        self.division("Empty", sequence=1)
        self.results()
        action = self.env["onetoone.segment.result"].with_user(self.analyst)
        context = action._action_open()["context"]
        self.assertEqual(context["searchpanel_default_division_id"], self.value.id)
        bookmarked = self.env["ir.actions.actions"].search(
            [("path", "=", "onetoone-profit-and-loss")]
        )
        menu = self.env.ref("odoo_onetoone.menu_segment_results")
        self.assertEqual(bookmarked.id, menu.action.id)

    def test_no_company_is_refused(self):
        with self.assertRaises(UserError):
            self.env["onetoone.segment"]._refresh_results(self.env["res.company"])

    def test_a_row_stands_once(self):
        self.results()
        line = self.env["onetoone.segment.result"].search([], limit=1)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            line.copy()
