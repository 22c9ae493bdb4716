import io
from collections import defaultdict
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.odoo_onetoone.tests.common_segment_results import SegmentCase

from .common import SafeWorkbookCase, table

FIGURES_HEADER = 10
HEADER_BELOW_NOTE = 4
HEADER_BELOW_TITLE = 3
# name, day, amount, margin
DEALS = (
    ("Ann", date(2026, 1, 10), 100, 40),
    ("Ann", date(2026, 4, 3), 50, 5),
    ("Bob", date(2026, 1, 20), 200, 80),
    ("Bob", date(2026, 2, 1), -30, -10),
    ("Cid", date(2026, 4, 20), 70, None),
    ("=1+1", date(2025, 11, 5), 900, 1),
)
SUMMED = ("Revenue", "Margin", "Revenue without margin", "Customers")


def quarter(day):
    return f"{day.year} Q{1 + (day.month - 1) // 3}"


@tagged("post_install", "-at_install")
class TestSegmentWorkbook(SafeWorkbookCase, SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = dict.fromkeys(name for name, *_deal in DEALS)
        cls.people = {name: cls.customer(name) for name in names}
        for name, day, amount, margin in DEALS:
            cls.deal(cls.people[name], day, amount, margin)
        value = cls.division("Value")
        habits = cls.division("=Habits", is_exclusive=False)
        ann, bob, cid = (cls.people[name] for name in ("Ann", "Bob", "Cid"))
        cls.best = cls.segment("=SUM(A1)", ann, bob, division=value)
        cls.rest = cls.segment("Rest 客户", cid, division=value)
        cls.segment("Often", ann, cid, division=habits)
        cls.segment("Lately", ann, division=habits)
        cls.env["onetoone.profile"]._refresh(cls.company, cls.AS_OF)
        cls.env["onetoone.segment"]._refresh_results(cls.company, cls.AS_OF)

    def _workbook(self, user=None):
        workbook = self.env["onetoone.segment.workbook"].with_user(user or self.analyst)
        file = io.BytesIO()
        workbook.with_context(allowed_company_ids=self.company.ids)._write_to(
            self.company, file
        )
        self.written = file.getvalue()
        return load_workbook(io.BytesIO(self.written))

    def _results(self):
        return table(self._workbook()["Profit and Loss"], HEADER_BELOW_NOTE)

    # ------------------------------------------------------------
    # PROFIT AND LOSS
    # ------------------------------------------------------------

    def test_the_company_has_what_was_sold(self):
        revenue, margin, unknown = (defaultdict(float) for _kind in range(3))
        for _name, day, amount, known in DEALS:
            revenue[quarter(day)] += amount
            if known is None:
                unknown[quarter(day)] += amount
            else:
                margin[quarter(day)] += known
        rows = [row for row in self._results() if row["Kind"] == "Company"]
        found = {row["Quarter"] for row in rows if row["Revenue"]}
        self.assertEqual(found, {"2025 Q4", "2026 Q1", "2026 Q2"})
        for row in rows:
            name = row["Quarter"]
            self.assertEqual(row["Revenue"], revenue[name])
            self.assertEqual(row["Margin"], margin[name])
            self.assertEqual(row["Revenue without margin"], unknown[name])

    def test_the_lines_of_a_division_add_up_to_the_company(self):
        lines, totals = defaultdict(lambda: defaultdict(float)), {}
        rows = self._results()
        for row in rows:
            if row["Kind"] == "Company":
                totals[row["Quarter"]] = row
                continue
            for column in SUMMED:
                lines[row["Quarter"], row["Division"]][column] += row[column]
        self.assertEqual(
            {division for _quarter, division in lines}, {"Value", "=Habits"}
        )
        for (name, division), sums in lines.items():
            for column in SUMMED:
                with self.subTest(quarter=name, division=division, column=column):
                    self.assertEqual(sums[column], totals[name][column])

    def test_a_segment_has_what_its_members_bought(self):
        rows = {(row["Quarter"], row["Line"]): row for row in self._results()}
        self.assertEqual(rows["2026 Q1", "=SUM(A1)"]["Revenue"], 270)
        self.assertEqual(rows["2026 Q1", "=SUM(A1)"]["Margin"], 110)
        self.assertEqual(rows["2026 Q2", "Rest 客户"]["Revenue without margin"], 70)
        # Ann is in both segments of the habits
        overlap = rows["2026 Q2", "Counted more than once"]
        self.assertEqual((overlap["Division"], overlap["Revenue"]), ("=Habits", -50))

    def test_no_contact_cost_is_empty(self):
        for row in self._results():
            self.assertIsNone(row["Contact cost"])
            self.assertIsNone(row["Contribution"])

    # ------------------------------------------------------------
    # THE OTHER SHEETS
    # ------------------------------------------------------------

    def test_figures(self):
        workbook = self._workbook()
        rows = {row["Name"]: row for row in table(workbook["Segments"], FIGURES_HEADER)}
        best = rows["=SUM(A1)"]
        # the window is a year: 100 + 50 + 200 - 30
        self.assertEqual(best["Value"], 320)
        self.assertEqual(best["Customers"], 2)
        self.assertEqual(best["Division"], "Value")
        self.assert_only_values(self.written)

    def test_flows_by_quarter(self):
        ann = self.people["Ann"]
        periods = self.env["onetoone.segment.member"].search(
            [("segment_id", "=", self.best.id), ("partner_id", "=", ann.id)]
        )
        periods.date_to = date(2026, 2, 10)
        self.join(self.rest, ann, date(2026, 2, 10), date(2026, 3, 5))
        self.join(self.best, ann, date(2026, 3, 5))
        rows = table(self._workbook()["Flows"], HEADER_BELOW_NOTE)
        moves = {
            (row["Quarter"], row["From"], row["To"]): row["Customers"]
            for row in rows
            if row["Division"] == "Value" and row["Quarter"] == "2026 Q1"
        }
        self.assertEqual(
            moves,
            {
                ("2026 Q1", "=SUM(A1)", "Rest 客户"): 1,
                ("2026 Q1", "Rest 客户", "=SUM(A1)"): 1,
            },
        )

    def test_flows_of_the_months_of_a_quarter_are_added_up(self):
        for name, month in (("Ann", 1), ("Bob", 3)):
            partner = self.people[name]
            period = self.best.member_ids.filtered(
                lambda line, partner=partner: line.partner_id == partner
            )
            period.date_to = date(2026, month, 10)
            self.join(self.rest, partner, date(2026, month, 10))
        rows = table(self._workbook()["Flows"], HEADER_BELOW_NOTE)
        [moved] = [row for row in rows if row["From"] == "=SUM(A1)"]
        self.assertEqual((moved["Quarter"], moved["To"]), ("2026 Q1", "Rest 客户"))
        self.assertEqual(moved["Customers"], 2)

    def test_standards_with_their_hit_rate(self):
        self.env["onetoone.segment.proposition"].create(
            [
                {
                    "segment_id": self.best.id,
                    "element": "service",
                    "standard": "=Answer within 4 hours",
                    "measure": "response_hours",
                    "limit": 4,
                    "hit_rate": 0.0,
                },
                {"segment_id": self.best.id, "element": "price"},
            ]
        )
        rows = table(self._workbook()["Standards"], HEADER_BELOW_NOTE)
        service, price = sorted(rows, key=lambda row: row["Element"], reverse=True)
        self.assertEqual(service["Standard"], "=Answer within 4 hours")
        self.assertEqual(service["Measured By"], "Hours to the first answer")
        self.assertEqual((service["Limit"], service["Kept (%)"]), (4, 0))
        self.assertIsNone(price["Kept (%)"])

    def test_plans_with_their_resources(self):
        self.env["onetoone.segment.plan"].create(
            {
                "segment_id": self.best.id,
                "name": "Keep them",
                "aim": "retention",
                "resources": "Two people",
                "budget": 500,
                "deadline": date(2026, 12, 31),
            }
        )
        [row] = table(self._workbook()["Plans"], HEADER_BELOW_TITLE)
        self.assertEqual(row["Aim"], "Retention")
        self.assertEqual((row["Resources"], row["Budget"]), ("Two people", 500))

    def test_roles_and_duties_of_every_stage(self):
        rows = table(self._workbook()["Roles and Duties"], HEADER_BELOW_TITLE)
        self.assertEqual([row["Rank"] for row in rows], [0, 1, 2, 3, 4, 5])
        self.assertTrue(all(row["Role"] and row["Duties"] for row in rows[1:]))

    # ------------------------------------------------------------
    # RIGHTS
    # ------------------------------------------------------------

    def test_a_salesperson_gets_none(self):
        with self.assertRaises(AccessError):
            self._workbook(self.seller)

    def test_nothing_of_another_company(self):
        other = self.new_company("Elsewhere")
        self.env["onetoone.segment"].create({"name": "Theirs", "company_id": other.id})
        rows = table(self._workbook()["Segments"], FIGURES_HEADER)
        self.assertNotIn("Theirs", [row["Name"] for row in rows])
        self.assertEqual(len(rows), 4)

    def test_the_action_is_for_analysts(self):
        action = self.env.ref("odoo_onetoone_reports.action_segment_workbook")
        chosen = {"active_model": "onetoone.segment", "active_ids": self.best.ids}
        result = action.with_user(self.analyst).with_context(**chosen).run()
        self.assertEqual(result["url"], f"/onetoone/segments/{self.company.id}.xlsx")
        with self.assertRaises(AccessError):
            action.with_user(self.seller).run()
