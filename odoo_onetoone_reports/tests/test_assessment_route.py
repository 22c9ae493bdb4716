from odoo.tests import HttpCase, tagged

from ..controllers.download import XLSX
from .common import open_workbook
from .common_assessment import GivenRoundCase


@tagged("post_install", "-at_install")
class TestAssessmentRoute(GivenRoundCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.round = cls._new_round(name="Summer")
        cls.open_round = cls.env["onetoone.assessment"].create(
            {"name": "Draft", "company_id": cls.company.id}
        )

    def _get(self, user, round_id=None):
        self.authenticate(user.login, user.login)
        return self.url_open(
            f"/onetoone/assessment/{round_id or self.round.id}.xlsx",
            allow_redirects=False,
        )

    def test_an_analyst_downloads_it(self):
        response = self._get(self.analyst)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], XLSX)
        self.assertEqual(response.headers["Cache-Control"], "private, no-store")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertIn("2026-07-01.xlsx", response.headers["Content-Disposition"])
        self.assertIn("Cover", open_workbook(response.content).sheetnames)

    def test_a_user_is_refused(self):
        response = self._get(self.user)
        self.assertEqual(response.status_code, 403)
        self.assertIn("Only One-to-One analysts and managers", response.text)

    def test_another_company_is_refused_and_a_cookie_does_not_help(self):
        self.analyst.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
            }
        )
        self.authenticate(self.analyst.login, self.analyst.login)
        self.opener.cookies["cids"] = f"{self.company.id}-{self.other_company.id}"
        response = self.url_open(f"/onetoone/assessment/{self.round.id}.xlsx")
        self.assertEqual(response.status_code, 403)

    def test_what_is_not_closed_or_does_not_exist_is_refused_alike(self):
        texts = set()
        for round_id in (self.open_round.id, 2**31 - 1):
            response = self._get(self.analyst, round_id)
            self.assertEqual(response.status_code, 403)
            texts.add(response.text)
        self.assertEqual(len(texts), 1)

    def test_without_login_there_is_only_the_login_page(self):
        response = self.url_open(
            f"/onetoone/assessment/{self.round.id}.xlsx", allow_redirects=False
        )
        self.assertEqual(response.status_code, 303)
        self.assertIn("/web/login", response.headers["Location"])
