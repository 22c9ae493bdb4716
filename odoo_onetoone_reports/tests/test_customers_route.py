import json

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..controllers.download import XLSX
from .common import open_workbook, table
from .common_files import FileCase


@tagged("post_install", "-at_install")
class TestCustomersRoute(FileCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_profile("One", monetary=1)
        cls._create_profile("Two", monetary=2)

    def _post(self, user, company_ids=None, **wish):
        self.authenticate(user.login, user.login)
        wish = {
            "domain": [],
            "columns": ["partner_id"],
            "company_ids": company_ids or self.company.ids,
            **wish,
        }
        return self.url_open(
            "/onetoone/customers.xlsx",
            data={
                "data": json.dumps(wish),
                "csrf_token": Request.csrf_token(self),
            },
        )

    def test_the_filter_is_downloaded_at_once(self):
        response = self._post(self.analyst, domain=[["monetary", ">", 1]])
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], XLSX)
        self.assertIn("Customers%20", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["Cache-Control"], "private, no-store")
        rows = table(open_workbook(response.content)["Customers"])
        self.assertEqual([row["Customer"] for row in rows], ["Two"])

    def test_mistakes_are_said_as_the_web_client_reads_them(self):
        response = self._post(self.analyst, domain=[["nope", "=", 1]])
        self.assertEqual(response.status_code, 500)
        self.assertIn("This filter of customers cannot be read", response.text)
        self.assertNotIn("Traceback", json.loads(response.text)["message"])

    def test_without_the_right_to_export(self):
        response = self._post(self.user)
        self.assertEqual(response.status_code, 500)
        self.assertIn("You may not export customers", response.text)

    def test_another_company_is_refused(self):
        response = self._post(self.analyst, company_ids=self.other_company.ids)
        self.assertNotEqual(response.status_code, 200)
        self.assertNotIn("PK", response.text[:2])

    # ------------------------------------------------------------
    # STORED FILES
    # ------------------------------------------------------------

    def _stored(self):
        self._set_rows_at_once(1)
        _answer, file = self._ask()
        self._run_job()
        return file

    def _get(self, user, path):
        self.authenticate(user.login, user.login)
        return self.url_open(path, allow_redirects=False)

    def test_the_requester_gets_the_stored_file(self):
        file = self._stored()
        response = self._get(self.analyst, f"/onetoone/file/{file.id}")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], XLSX)
        self.assertIn("attachment", response.headers["Content-Disposition"])
        rows = table(open_workbook(response.content)["Customers"])
        self.assertEqual([row["Customer"] for row in rows], ["Two", "One"])

    def test_nobody_else_gets_it(self):
        file = self._stored()
        missing = self._get(self.manager, "/onetoone/file/2147483647")
        theirs = self._get(self.manager, f"/onetoone/file/{file.id}")
        self.assertEqual((missing.status_code, theirs.status_code), (404, 404))
        self.assertEqual(missing.text, theirs.text)

    def test_nobody_gets_it_by_another_address(self):
        file = self._stored()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", file._name),
                ("res_id", "=", file.id),
                ("res_field", "=", "content"),
            ]
        )
        system = self._create_user("c_system", "base.group_system")
        for user in (self.analyst, self.manager, system):
            for path in (
                f"/web/content/onetoone.report.file/{file.id}/content",
                f"/web/content/{attachment.id}",
            ):
                with self.subTest(user=user.login, path=path):
                    response = self._get(user, path)
                    self.assertNotEqual(response.status_code, 200)

    def test_who_lost_the_right_is_told_so(self):
        self._set_rows_at_once(0)
        self._create_profile("Own", user_id=self.exporter.id)
        _answer, file = self._ask(user=self.exporter)
        self._run_job()
        path = f"/onetoone/file/{file.id}"
        self.assertEqual(self._get(self.exporter, path).status_code, 200)
        self.exporter.group_ids -= self.env.ref("base.group_allow_export")
        response = self._get(self.exporter, path)
        self.assertEqual(response.status_code, 403)
        self.assertIn("You may not export customers", response.text)

    def test_a_file_that_is_not_ready(self):
        self._set_rows_at_once(1)
        _answer, file = self._ask()
        response = self._get(self.analyst, f"/onetoone/file/{file.id}")
        self.assertEqual(response.status_code, 403)
        self.assertIn("still being made", response.text)
