from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, tagged

from .common import (
    DEFINITIONS_HEADER,
    READINGS_HEADER,
    EvidenceCase,
    open_workbook,
    table,
)


# after the install: the models of every installed addon are there
@tagged("post_install", "-at_install")
class TestEvidenceRights(EvidenceCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_profile("Ours")
        cls._create_profile("Theirs", company=cls.other_company)
        cls._create_reading("reachable", numerator=1, denominator=9, value=11.1)
        cls._create_reading(
            "contact_history",
            company=cls.other_company,
            numerator=2,
            denominator=9,
            value=22.2,
        )

    def _names(self, **options):
        workbook = open_workbook(self._evidence(**options))
        return (
            [row["Indicator"] for row in table(workbook["Readings"], READINGS_HEADER)],
            [row["Customer"] for row in table(workbook["Customers"])],
        )

    def test_an_analyst_and_a_manager_see_everything(self):
        for user in (self.analyst, self.manager):
            names = self._names(user=user)
            self.assertEqual(names, (["Reachable customers"], ["Ours"]))

    def test_a_user_sees_no_evidence(self):
        with self.assertRaises(AccessError):
            self._evidence(user=self.user)

    def test_only_the_rows_of_the_company(self):
        self.analyst.company_ids |= self.other_company
        names = self._names(company=self.other_company)
        self.assertEqual(names, (["Contact history"], ["Theirs"]))

    def test_another_company_cannot_be_asked_for(self):
        with self.assertRaises(AccessError):
            self._evidence(company=self.other_company)

    def test_rules_of_the_user_hold_for_the_rows(self):
        """Asked for another company within the own context, nothing comes out."""
        workbook = self.env["onetoone.evidence.workbook"].with_user(self.analyst)
        sheets = open_workbook(self._written(workbook, self.other_company))
        self.assertEqual(table(sheets["Customers"]), [])
        self.assertEqual(table(sheets["Readings"], READINGS_HEADER), [])
        self.assertTrue(table(sheets["Definitions"], DEFINITIONS_HEADER))

    def test_a_branch_stands_for_its_root(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.analyst.write({"company_ids": [(6, 0, branch.ids)], "company_id": branch})
        self.assertEqual(
            self._names(company=branch), (["Reachable customers"], ["Ours"])
        )

    def test_a_customer_the_user_cannot_open_has_a_name(self):
        partner = self.env["res.partner"].search([("name", "=", "Ours")])
        partner.company_id = self.other_company
        self.assertFalse(partner.with_user(self.analyst).has_access("read"))
        self.assertEqual(self._names()[1], ["Ours"])

    def test_the_action_downloads_the_current_company(self):
        action = self.env.ref("odoo_onetoone_reports.action_evidence_workbook")
        result = action.with_user(self.analyst).run()
        self.assertEqual(result["url"], f"/onetoone/evidence/{self.company.id}.xlsx")
        self.assertEqual(result["target"], "download")
        with self.assertRaises(AccessError):
            action.with_user(self.user).run()
