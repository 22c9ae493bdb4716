from datetime import date

from odoo import fields
from odoo.tests import tagged

from .common import AS_OF
from .common_segments import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentFlow(SegmentCase):
    """Moves between segments by month, counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.by_value = cls.division(is_exclusive=True)
        cls.gold = cls.segment("Gold", division_id=cls.by_value.id, sequence=1)
        cls.base = cls.segment("Base", division_id=cls.by_value.id, sequence=2)
        cls.people = {name: cls.customer(name) for name in ("Ann", "Ben", "Cid")}

    def stay(self, name, segment, since, until=None):
        self.members.create(
            {
                "segment_id": segment.id,
                "partner_id": self.people[name].id,
                "company_id": segment.company_id.id,
                "date_from": since,
                "date_to": until,
            }
        )

    def flows(self, *domain, user=None):
        """The flows as {(month, from, to): customers}."""
        model = self.env["onetoone.segment.flow"].with_company(self.company)
        model.invalidate_model()
        flows = model.with_user(user or self.analyst).search(list(domain))
        return {
            (
                flow.month.isoformat()[:7],
                flow.from_segment_id.name or "",
                flow.to_segment_id.name or "",
            ): flow.customer_count
            for flow in flows
        }

    def test_moves_are_counted_by_month(self):
        # January: all three join. February: Ann and Ben rise to gold, Cid leaves.
        # March: Ben falls back, Cid comes back as gold.
        self.stay("Ann", self.base, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", self.gold, date(2026, 2, 1))
        self.stay("Ben", self.base, date(2026, 1, 31), date(2026, 2, 28))
        self.stay("Ben", self.gold, date(2026, 2, 28), date(2026, 3, 1))
        self.stay("Ben", self.base, date(2026, 3, 1))
        self.stay("Cid", self.base, date(2026, 1, 3), date(2026, 2, 10))
        self.stay("Cid", self.gold, date(2026, 3, 31))
        everything = {
            ("2026-01", "", "Base"): 3,
            ("2026-02", "Base", "Gold"): 2,
            ("2026-02", "Base", ""): 1,
            ("2026-03", "Gold", "Base"): 1,
            ("2026-03", "", "Gold"): 1,
        }
        self.assertEqual(self.flows(), everything)
        since = {key: value for key, value in everything.items() if key[0] > "2026-01"}
        self.assertEqual(self.flows(("month", ">=", date(2026, 2, 1))), since)
        self.assertEqual(
            self.flows(("to_segment_id", "=", self.gold.id)),
            {key: value for key, value in everything.items() if key[2] == "Gold"},
        )

    def test_a_customer_who_moves_twice_counts_twice(self):
        self.stay("Ann", self.base, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", self.gold, date(2026, 2, 1), date(2026, 2, 5))
        self.stay("Ann", self.base, date(2026, 2, 5), date(2026, 2, 9))
        self.stay("Ann", self.gold, date(2026, 2, 9))
        self.assertEqual(
            self.flows(("month", "=", date(2026, 2, 1))),
            {("2026-02", "Base", "Gold"): 2, ("2026-02", "Gold", "Base"): 1},
        )

    def test_the_last_months_are_counted_from_today(self):
        today = fields.Date.context_today(self.gold)
        long_ago = fields.Date.subtract(today, years=2)
        self.stay("Ann", self.base, long_ago, today)
        self.stay("Ann", self.gold, today)
        month = today.isoformat()[:7]
        # as the filter of the report says it
        for domain in (
            [("month", ">=", "today =1d -12m")],
            [("month", ">=", "today =1d -12m"), ("division_id", "!=", False)],
        ):
            self.assertEqual(self.flows(*domain), {(month, "Base", "Gold"): 1})
        self.assertEqual(len(self.flows()), 2)

    def test_one_move_between_several_segments_is_no_move_from_nowhere(self):
        self.by_value.is_exclusive = False
        top = self.segment("Top", division_id=self.by_value.id)
        self.stay("Ann", self.base, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", self.gold, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", top, date(2026, 2, 1))
        self.assertEqual(
            self.flows(("month", ">", date(2026, 1, 1))),
            {("2026-02", "Base", "Top"): 1, ("2026-02", "Gold", "Top"): 1},
        )

    def test_divisions_do_not_mix(self):
        other = self.segment("Needy", division_id=self.division("By needs").id)
        alone = self.segment("No division")
        self.stay("Ann", self.base, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", other, date(2026, 2, 1))
        self.stay("Ann", alone, date(2026, 2, 1))
        self.assertEqual(
            self.flows(),
            {
                ("2026-01", "", "Base"): 1,
                ("2026-02", "Base", ""): 1,
                ("2026-02", "", "Needy"): 1,
            },
        )

    def test_other_companies_do_not_show(self):
        other = self.new_company("Other company")
        division = self.division(company_id=other.id)
        elsewhere = self.segment(
            "Elsewhere", division_id=division.id, company_id=other.id
        )
        self.stay("Ann", elsewhere, date(2026, 1, 3))
        self.assertEqual(self.flows(), {})

    def test_the_report_groups_and_is_read_by_its_numbers(self):
        self.stay("Ann", self.base, date(2026, 1, 3), date(2026, 2, 1))
        self.stay("Ann", self.gold, date(2026, 2, 1))
        model = self.env["onetoone.segment.flow"].with_user(self.analyst)
        model = model.with_company(self.company)
        self.assertEqual(
            model._read_group([], ["month:month"], ["customer_count:sum"]),
            [(date(2026, 1, 1), 1), (date(2026, 2, 1), 1)],
        )
        flow = model.search([("from_segment_id", "=", self.base.id)])
        again = model.browse(flow.ids)
        again.invalidate_recordset()
        self.assertEqual(again.to_segment_id, self.gold)

    def test_what_the_refresh_writes_shows_as_a_move(self):
        ann = self.people["Ann"]
        self.buy(ann, date(2026, 1, 15), 100)
        self.gold.domain = "[('monetary', '>=', 500)]"
        self.refresh(AS_OF)
        self.work_out(AS_OF)
        self.buy(ann, date(2026, 3, 5), 400)
        self.refresh(date(2026, 3, 10))
        self.work_out(date(2026, 3, 10))
        self.assertEqual(
            self.flows(),
            {("2026-02", "", "Base"): 1, ("2026-03", "Base", "Gold"): 1},
        )
