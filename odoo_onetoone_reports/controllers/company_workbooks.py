from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.http import request

from .download import stream_workbook


class CompanyWorkbooksController(http.Controller):
    @http.route(
        "/onetoone/evidence/<int:company_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def evidence_workbook(self, company_id):
        """Stream the evidence of a company from a file on disk."""
        return self._send("onetoone.evidence.workbook", company_id)

    @http.route(
        "/onetoone/segments/<int:company_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def segment_workbook(self, company_id):
        """Stream the segments of a company from a file on disk."""
        return self._send("onetoone.segment.workbook", company_id)

    def _send(self, model, company_id):
        company = self._company(company_id)
        workbook = request.env[model].with_context(allowed_company_ids=company.ids)
        return stream_workbook(workbook, company)

    def _company(self, company_id):
        """Return the company if the user may take its results away."""
        env = request.env
        if not env.user.has_group("odoo_onetoone.group_onetoone_analyst"):
            raise Forbidden(
                env._(
                    "Only One-to-One analysts and managers can download workbooks. "
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
