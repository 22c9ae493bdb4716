from datetime import datetime
from unittest.mock import patch

from odoo.tests import TransactionCase, tagged

from ..content import profile_rows
from .common import (
    DEFINITIONS_HEADER,
    HOSTILE_TEXTS,
    READINGS_HEADER,
    EvidenceCase,
    as_read,
    every_cell,
    open_workbook,
    table,
)


# after the install: the models of every installed addon are there
@tagged("post_install", "-at_install")
class TestEvidence(EvidenceCase, TransactionCase):
    def _rows(self, sheet, header=1, **options):
        return table(open_workbook(self._evidence(**options))[sheet], header)

    def _customers(self, **options):
        return self._rows("Customers", **options)

    # ------------------------------------------------------------
    # SHEETS
    # ------------------------------------------------------------

    def test_the_sheets(self):
        workbook = open_workbook(self._evidence())
        self.assertEqual(
            workbook.sheetnames, ["Readings", "Definitions", "Thresholds", "Customers"]
        )
        self.assertEqual(workbook.properties.title, "Evidence of =Acme & [Co]")

    def test_the_head_says_whose_evidence_of_when(self):
        self._publish()
        worksheet = open_workbook(self._evidence())["Readings"]
        self.assertEqual(worksheet["A1"].value, "Evidence of =Acme & [Co]")
        head = {
            label: value
            for label, value in worksheet.iter_rows(
                min_row=2, max_row=6, max_col=2, values_only=True
            )
        }
        self.assertIsInstance(head.pop("Made on"), datetime)
        self.assertEqual(
            head,
            {
                "Company": "=Acme & [Co]",
                "As of": datetime(2026, 7, 1),
                "Time zone": "Europe/Berlin",
                "Made by": "=cmd|' /C x'!A0",
            },
        )
        notes = [worksheet.cell(row, 1).value for row in (7, 8)]
        self.assertIn("proposals of this app", notes[1])

    def test_readings(self):
        reading = self._create_reading(
            "reachable", numerator=0, denominator=40, value=0.0, position=0.0
        )
        self._create_reading("complaint_hours", missing_reason="no_source")
        self._create_reading(
            "reachable", as_of="2026-06-01", numerator=1, denominator=2, value=50.0
        )
        known, missing = self._rows("Readings", READINGS_HEADER)
        self.assertEqual(
            known,
            {
                "Stage": "Identify",
                "Indicator": "Reachable customers",
                "Value": 0,
                "Unit": "%",
                "Position": 0,
                "Counted": 0,
                "Among": 40,
                "Explanation": reading.explanation,
                "Why no score": None,
                "As of": datetime(2026, 7, 1),
            },
        )
        self.assertEqual(missing["Indicator"], "Complaint handling time")
        self.assertEqual(missing["Why no score"], "No source of this kind is ready")
        for label in ("Value", "Position", "Counted", "Among"):
            self.assertIsNone(missing[label], label)

    def test_definitions(self):
        [hours] = [
            row
            for row in self._rows("Definitions", DEFINITIONS_HEADER)
            if row["Code"] == "complaint_hours"
        ]
        anchors = [hours[f"At {position}"] for position in (0, 25, 50, 75, 100)]
        self.assertEqual(anchors, [160, 80, 40, 16, 4])
        self.assertEqual(hours["Unit"], "Working hours")
        self.assertEqual(hours["Weight"], 1)
        self.assertIn("Kaplan-Meier", hours["Definition"])

    def test_thresholds(self):
        self._publish(
            thresholds={
                "recency": [10, 20, 30, 40],
                "frequency": [1, 2, 3, 5],
                "monetary": [100.0, 200.5, 300.0, 400.0],
                "abc": [350.25, None],
            }
        )
        self.company.onetoone_mvc_percent = 12.5
        rows = self._rows("Thresholds", DEFINITIONS_HEADER)
        limits = {(row["Subject"], row["Limit"]): row["Value"] for row in rows}
        self.assertEqual(len(limits), len(rows))
        self.assertEqual(limits["Recency", "Score 5 up to"], 10)
        self.assertEqual(limits["Recency", "Score 2 up to"], 40)
        self.assertEqual(limits["Frequency", "Score 1 up to"], 1)
        self.assertEqual(limits["Monetary", "Score 2 up to"], 200.5)
        self.assertEqual(limits["Class", "Class A from"], 350.25)
        self.assertIsNone(limits["Class", "Class B from"])
        self.assertEqual(limits["Setting", "Window"], 12)
        self.assertEqual(limits["Setting", "Drop span"], 182)
        self.assertEqual(limits["Setting", "Most valuable customers"], 12.5)

    def test_thresholds_before_the_first_refresh(self):
        rows = self._rows("Thresholds", DEFINITIONS_HEADER)
        self.assertEqual(len(rows), 17)
        known = [row["Subject"] for row in rows if row["Value"] is not None]
        self.assertEqual(known, ["Setting"] * 3)

    # ------------------------------------------------------------
    # CUSTOMERS
    # ------------------------------------------------------------

    def test_a_customer_with_everything(self):
        self._publish()
        profile = self._create_full_profile()
        self.assertEqual(profile.recency_days, 10)
        self.assertEqual(
            self._customers(),
            [
                {
                    "Customer": "Best Customer",
                    "Reference": "ref Best Customer",
                    "In portfolio": "Yes",
                    "Class": "A",
                    "RFM": "543",
                    "R": 5,
                    "F": 4,
                    "M": 3,
                    "Value (EUR)": 12345.67,
                    "Margin (EUR)": 0,
                    "Purchases": 7,
                    "First purchase": datetime(2023, 1, 31),
                    "Last purchase": datetime(2026, 6, 21),
                    "Recency (days)": profile.recency_days,
                    "Recent value (EUR)": 60.5,
                    "Previous value (EUR)": 121,
                    "Recent ÷ previous (%)": 50,
                    "Purchases ever": 31,
                    "Value ever (EUR)": 98765.43,
                    # 22:30 UTC is after midnight in Berlin
                    "Last contact": datetime(2026, 7, 1, 0, 30),
                    "Contacts in window": 3,
                    "Channels": 2,
                    "Two-way": "Yes",
                    "Reachable": "Yes",
                    "Responsible": "=cmd|' /C x'!A0",
                }
            ],
        )

    def test_a_customer_with_nothing(self):
        self._publish()
        self._create_profile("Prospect", is_customer=False)
        [row] = self._customers()
        empty = {label for label, value in row.items() if value is None}
        self.assertEqual(
            empty,
            {
                "Class",
                "RFM",
                "R",
                "F",
                "M",
                "Margin (EUR)",
                "First purchase",
                "Last purchase",
                "Recency (days)",
                "Recent ÷ previous (%)",
                "Last contact",
                "Responsible",
            },
        )
        zero = {label for label, value in row.items() if value == 0}
        self.assertEqual(
            zero,
            {
                "Value (EUR)",
                "Purchases",
                "Recent value (EUR)",
                "Previous value (EUR)",
                "Purchases ever",
                "Value ever (EUR)",
                "Contacts in window",
                "Channels",
            },
        )
        self.assertEqual(row["In portfolio"], "No")

    def test_the_list_is_that_of_the_profiles(self):
        # ties, also across pages; a value that no float can hold
        values = [5, 0, 7, 5, 5, 5, 5, -3, 0, 0, 100 / 3, 100 / 3]
        profiles = self.env["onetoone.profile"].union(
            *(
                self._create_profile(f"Customer {number}", monetary=value)
                for number, value in enumerate(values)
            )
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE onetoone_profile SET monetary = 100::numeric / 3"
            " WHERE id = ANY(%s) AND monetary > 30",
            [profiles.ids],
        )
        profiles.invalidate_recordset()
        expected = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id)], order="monetary desc, id"
        )
        self.assertEqual(len(expected), len(values))
        for page_size in (1, 2, 3, 5, 12, 100):
            with (
                self.subTest(page_size=page_size),
                patch.object(profile_rows, "PAGE_SIZE", page_size),
            ):
                rows = self._customers()
                self.assertEqual(
                    [row["Customer"] for row in rows],
                    expected.mapped("partner_id.name"),
                )
                for row, profile in zip(rows, expected, strict=True):
                    self.assertAlmostEqual(row["Value (EUR)"], profile.monetary)

    def test_the_number_of_queries_follows_the_pages(self):
        for number in range(6):
            self._create_profile(f"Customer {number}", monetary=number)
        self._customers()
        with patch.object(profile_rows, "PAGE_SIZE", 100):
            with self.assertQueryCount(20):
                self._customers()

    # ------------------------------------------------------------
    # SAFETY
    # ------------------------------------------------------------

    def test_hostile_texts_stay_texts(self):
        self._publish()
        self.company.name = '=HYPERLINK("x")'
        for text in HOSTILE_TEXTS:
            self._create_profile(text, user_id=self.analyst.id)
        indicator = self.env["onetoone.indicator"].search([("code", "=", "reachable")])
        indicator.write(
            {
                "name": "=1+1",
                "definition": "@SUM(A1)",
                "sentence": '=HYPERLINK("http://example.com")',
            }
        )
        indicator.dimension_id.name = "+1"
        self._create_reading("reachable", numerator=1, denominator=9, value=11.1)
        content = self._evidence()
        self.assert_only_values(content)
        workbook = open_workbook(content)
        names = {row["Customer"] for row in table(workbook["Customers"])}
        self.assertEqual(
            {name.replace("_x005F_", "_") for name in names},
            {as_read(text) for text in HOSTILE_TEXTS},
        )
        texts = {cell.value for cell in every_cell(workbook)}
        for text in ("=1+1", "@SUM(A1)", '=HYPERLINK("http://example.com")', "+1"):
            self.assertIn(text, texts)
