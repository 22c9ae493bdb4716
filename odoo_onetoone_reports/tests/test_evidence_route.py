from odoo.tests import HttpCase, tagged

from ..controllers.download import XLSX
from .common import EvidenceCase, open_workbook, table


@tagged("post_install", "-at_install")
class TestEvidenceRoute(EvidenceCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._publish()
        cls._create_full_profile()
        cls._create_profile("Theirs", company=cls.other_company)

    def _get(self, user, company_id=None):
        self.authenticate(user.login, user.login)
        return self.url_open(
            f"/onetoone/evidence/{company_id or self.company.id}.xlsx",
            allow_redirects=False,
        )

    def test_analyst_and_manager_download_it(self):
        for user in (self.analyst, self.manager):
            with self.subTest(user=user.login):
                response = self._get(user)
                self.assertEqual(response.status_code, 200)
                self.assert_only_values(response.content)
                rows = table(open_workbook(response.content)["Customers"])
                self.assertEqual([row["Customer"] for row in rows], ["Best Customer"])

    def test_the_headers(self):
        headers = self._get(self.analyst).headers
        self.assertEqual(headers["Content-Type"], XLSX)
        self.assertIn("attachment", headers["Content-Disposition"])
        self.assertIn("2026-07-01.xlsx", headers["Content-Disposition"])
        self.assertEqual(headers["Cache-Control"], "private, no-store")
        self.assertGreater(int(headers["Content-Length"]), 0)

    def test_a_user_is_refused(self):
        response = self._get(self.user)
        self.assertEqual(response.status_code, 403)
        self.assertIn("Only One-to-One analysts and managers", response.text)

    def test_another_company_is_refused(self):
        response = self._get(self.analyst, self.other_company.id)
        self.assertEqual(response.status_code, 403)
        self.assertIn("You have no access to this company", response.text)

    def test_a_cookie_opens_no_other_company(self):
        self.authenticate(self.analyst.login, self.analyst.login)
        cids = f"{self.other_company.id}-{self.company.id}"
        self.opener.cookies["cids"] = cids
        response = self.url_open(f"/onetoone/evidence/{self.other_company.id}.xlsx")
        self.assertEqual(response.status_code, 403)

    def test_a_company_that_does_not_exist_is_refused_alike(self):
        missing = self._get(self.analyst, 2**31 - 1)
        hidden = self._get(self.analyst, self.other_company.id)
        self.assertEqual(missing.status_code, 403)
        self.assertEqual(missing.text, hidden.text)

    def test_each_company_of_the_user(self):
        self.analyst.company_ids |= self.other_company
        response = self._get(self.analyst, self.other_company.id)
        rows = table(open_workbook(response.content)["Customers"])
        self.assertEqual([row["Customer"] for row in rows], ["Theirs"])

    def test_without_login_there_is_only_the_login_page(self):
        response = self.url_open(
            f"/onetoone/evidence/{self.company.id}.xlsx", allow_redirects=False
        )
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])
