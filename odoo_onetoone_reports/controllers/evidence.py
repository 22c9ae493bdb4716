import os
import tempfile

from werkzeug.exceptions import Forbidden
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EvidenceController(http.Controller):
    @http.route(
        "/onetoone/evidence/<int:company_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def evidence_workbook(self, company_id):
        """Stream the evidence of a company from a file on disk."""
        company = self._company(company_id)
        workbook = request.env["onetoone.evidence.workbook"].with_context(
            allowed_company_ids=company.ids
        )
        # the response closes the file, which removes it
        file = tempfile.TemporaryFile(prefix="onetoone-")  # noqa: SIM115
        try:
            workbook._write_to(company, file)
            return self._stream(file, workbook._filename(company))
        except BaseException:
            file.close()
            raise

    def _company(self, company_id):
        """Return the company if the user may take its evidence away."""
        env = request.env
        if not env.user.has_group("odoo_onetoone.group_onetoone_analyst"):
            raise Forbidden(
                env._(
                    "Only One-to-One analysts and managers can download the evidence. "
                    "Ask your administrator for the access right."
                )
            )
        # the user's companies, not those a cookie asks for
        company = env.user.company_ids.filtered(lambda own: own.id == company_id)
        if not company:
            raise Forbidden(
                env._("You have no access to this company, or it does not exist.")
            )
        return company

    def _stream(self, file, filename):
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        return http.Response(
            wrap_file(request.httprequest.environ, file),
            direct_passthrough=True,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Length", str(size)),
                ("Content-Disposition", content_disposition(filename)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
