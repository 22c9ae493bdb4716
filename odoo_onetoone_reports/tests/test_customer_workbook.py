from datetime import date, datetime

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, tagged

from .common import HOSTILE_TEXTS, as_read, every_cell, table
from .common_files import FileCase

NAMES = (
    "partner_id",
    "abc",
    "monetary",
    "last_purchase",
    "recency_days",
    "last_contact",
    "is_two_way",
    "user_id",
)


@tagged("post_install", "-at_install")
class TestCustomerWorkbook(FileCase, TransactionCase):
    def test_the_columns_of_the_list_in_their_order(self):
        self._create_full_profile()
        self._publish()
        [row] = self._customers([], NAMES)
        self.assertEqual(
            row,
            {
                "Customer": "Best Customer",
                "Class": "A",
                "Value": 12345.67,
                "Last Purchase": datetime(2026, 6, 21),
                "Recency (days)": 10,
                # 22:30 in UTC is half past midnight in Berlin
                "Last Contact": datetime(2026, 7, 1, 0, 30),
                "Two-way": "Yes",
                "Responsible": self.analyst.name,
            },
        )
        self.assertEqual(list(row)[:3], ["Customer", "Class", "Value"])

    def test_the_filter_is_that_of_the_list(self):
        for name, value in (("Small", 10), ("Big", 900), ("Middle", 100)):
            self._create_profile(name, monetary=value)
        rows = self._customers([["monetary", ">=", 100]], ["partner_id"])
        self.assertEqual([row["Customer"] for row in rows], ["Big", "Middle"])

    def test_the_same_customers_and_sums_as_the_database_has(self):
        for number in range(57):
            self._create_profile(
                f"C{number}", monetary=number * 1.25, frequency=number % 7
            )
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT partner.name, profile.monetary FROM onetoone_profile profile
                 JOIN res_partner partner ON partner.id = profile.partner_id
                WHERE profile.company_id = %s AND profile.frequency >= 3""",
            [self.company.id],
        )
        stored = {name: float(value) for name, value in self.env.cr.fetchall()}
        self.assertEqual(len(stored), 32)
        rows = self._customers([["frequency", ">=", 3]], ["partner_id", "monetary"])
        self.assertEqual({row["Customer"]: row["Value"] for row in rows}, stored)

    def test_columns_that_only_records_can_tell(self):
        profile = self._create_profile("Placed")
        profile.partner_id.country_id = self.env.ref("base.de")
        profile.partner_id.category_id = self.env["res.partner.category"].create(
            [{"name": "Gold"}, {"name": "=Silver"}]
        )
        self._create_profile("Nowhere")
        rows = self._customers([], ["partner_id", "country_id", "category_ids"])
        placed, nowhere = sorted(rows, key=lambda row: row["Customer"], reverse=True)
        self.assertEqual(placed["Country"], "Germany")
        self.assertEqual(set(placed["Tags"].split(", ")), {"Gold", "=Silver"})
        self.assertIsNone(nowhere["Country"])
        self.assertFalse(nowhere["Tags"])

    def test_hostile_names_stay_texts(self):
        names = (*HOSTILE_TEXTS, "🚀" * 40, "مرحبا", "客户", "x" * 40_000)
        for name in names:
            self._create_profile(name)
        workbook = self._workbook([["partner_id.name", "!=", "=1+1+1"]], ["partner_id"])
        self.assert_only_values(self.written)
        shown = {
            cell.value.replace("_x005F_", "_")
            for cell in every_cell(workbook)
            if cell.value
        }
        for name in names[:-1]:
            self.assertIn(as_read(name), shown)
        self.assertIn("x" * 32_763 + " […]", shown)

    def test_about_says_where_the_file_comes_from(self):
        self._publish()
        workbook = self._workbook([["abc", "=", "a"]], ["partner_id"])
        about = {
            row["About this file"]: row["Value"] for row in table(workbook["About"])
        }
        self.assertEqual(about["As of"], "2026-07-01")
        self.assertEqual(about["Made by"], self.analyst.name)
        self.assertEqual(about["Filter"], "[('abc', '=', 'a')]")

    def test_an_empty_list_has_its_header(self):
        workbook = self._workbook([], ["partner_id"])
        self.assertEqual(
            [cell.value for cell in workbook["Customers"][1]], ["Customer"]
        )

    # ------------------------------------------------------------
    # COMPANIES
    # ------------------------------------------------------------

    def test_several_companies_are_told_apart(self):
        self.other_company.currency_id = self.env.ref("base.USD")
        self.analyst.company_ids |= self.other_company
        self._create_profile("Ours", monetary=2)
        self._create_profile("Theirs", company=self.other_company, monetary=1)
        rows = self._customers(
            [],
            ["partner_id", "monetary"],
            companies=self.company | self.other_company,
        )
        self.assertEqual(
            [(row["Customer"], row["Company"], row["Currency"]) for row in rows],
            [
                ("Ours", self.company.name, "EUR"),
                ("Theirs", self.other_company.name, "USD"),
            ],
        )

    def test_only_the_chosen_companies(self):
        self.analyst.company_ids |= self.other_company
        self._create_profile("Ours")
        self._create_profile("Theirs", company=self.other_company)
        rows = self._customers([], ["partner_id"])
        self.assertEqual([row["Customer"] for row in rows], ["Ours"])

    # ------------------------------------------------------------
    # RIGHTS AND MISTAKES
    # ------------------------------------------------------------

    def test_a_user_gets_own_customers_only(self):
        self._create_profile("Own", user_id=self.exporter.id)
        self._create_profile("Not Own", user_id=self.analyst.id)
        rows = self._customers([], ["partner_id"], user=self.exporter)
        self.assertEqual([row["Customer"] for row in rows], ["Own"])

    def test_without_the_right_to_export_there_is_none(self):
        self._create_profile("Own", user_id=self.user.id)
        with self.assertRaisesRegex(AccessError, "You may not export customers"):
            self._customers([], ["partner_id"], user=self.user)
        with self.assertRaisesRegex(AccessError, "You may not export customers"):
            self._ask(self.user)

    def test_a_wrong_filter_is_said_in_a_sentence(self):
        for domain in ([["nope", "=", 1]], ["=", "abc"], [["monetary", "???", 1]], 7):
            with (
                self.subTest(domain=domain),
                self.assertRaisesRegex(UserError, "This filter of customers cannot"),
            ):
                self._customers(domain, ["partner_id"])

    def test_columns_that_nobody_knows_are_left_out(self):
        self._create_profile("One")
        [row] = self._customers([], ["nope", "partner_id", "partner_id"])
        self.assertEqual(row, {"Customer": "One"})
        with self.assertRaisesRegex(UserError, "None of these columns"):
            self._customers([], ["nope"])

    def test_dates_of_no_purchase_are_empty(self):
        self._create_profile("Prospect", last_purchase=False)
        self._create_profile("Buyer", last_purchase=date(2026, 6, 1), monetary=1)
        self._publish()
        buyer, prospect = self._customers([], ["last_purchase", "recency_days"])
        self.assertEqual(buyer["Recency (days)"], 30)
        self.assertIsNone(prospect["Recency (days)"])
        self.assertIsNone(prospect["Last Purchase"])
