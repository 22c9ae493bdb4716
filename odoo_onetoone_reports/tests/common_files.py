"""What the tests of files share: customers of a list, and the job that makes files."""

import base64
import io

from openpyxl import load_workbook

from odoo.addons.odoo_onetoone.tests.common_odoo import OdooCase

from .common import EvidenceCase, table


class FileCase(EvidenceCase, OdooCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.exporter = cls._create_user(
            "c_exporter",
            "odoo_onetoone.group_onetoone_user,base.group_allow_export",
        )
        # who may see customers, but not take them away
        cls.user.group_ids -= cls.env.ref("base.group_allow_export")

    def _workbook(self, domain, columns, user=None, companies=None):
        """Return the workbook of customers that a user gets."""
        workbook = self.env["onetoone.customer.workbook"].with_user(
            user or self.analyst
        )
        workbook = workbook.with_context(
            allowed_company_ids=(companies or self.company).ids
        )
        file = io.BytesIO()
        workbook._write_to(domain, columns, file)
        self.written = file.getvalue()
        return load_workbook(io.BytesIO(self.written))

    def _customers(self, *arguments, **options):
        return table(self._workbook(*arguments, **options)["Customers"])

    def _ask(self, user=None, domain=(), columns=("partner_id", "monetary")):
        """Ask for a workbook as the web client does; return the answer and the file."""
        workbook = self.env["onetoone.customer.workbook"].with_user(
            user or self.analyst
        )
        workbook = workbook.with_context(allowed_company_ids=self.company.ids)
        before = self.env["onetoone.report.file"].search([])
        answer = workbook.request(list(domain), list(columns))
        return answer, self.env["onetoone.report.file"].search([]) - before

    def _set_rows_at_once(self, count):
        self.env["ir.config_parameter"].set_param(
            "odoo_onetoone_reports.rows_at_once", str(count)
        )

    def _run_job(self):
        self.run_job("odoo_onetoone_reports.make_files")

    def _content(self, file):
        """Return the rows of a stored workbook."""
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", file._name),
                ("res_id", "=", file.id),
                ("res_field", "=", "content"),
            ]
        )
        content = base64.b64decode(attachment.datas)
        return table(load_workbook(io.BytesIO(content))["Customers"])
