from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.http import request

from .download import stream_workbook


class AssessmentController(http.Controller):
    @http.route(
        "/onetoone/assessment/<int:assessment_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def assessment_workbook(self, assessment_id):
        """Stream the workbook of a closed round from a file on disk."""
        assessment = self._assessment(assessment_id)
        workbook = assessment.env["onetoone.assessment.workbook"]
        return stream_workbook(workbook, assessment)

    def _assessment(self, assessment_id):
        """Return the closed round if the user may take its results away."""
        env = request.env
        if not env.user.has_group("odoo_onetoone.group_onetoone_analyst"):
            raise Forbidden(
                env._(
                    "Only One-to-One analysts and managers can download a round. "
                    "Ask your administrator for the access right."
                )
            )
        # the user's companies, not those a cookie asks for
        assessments = env["onetoone.assessment"].with_context(
            allowed_company_ids=env.user.company_ids.ids
        )
        assessment = assessments.search(
            [("id", "=", assessment_id), ("state", "=", "closed")]
        )
        if not assessment:
            raise Forbidden(
                env._(
                    "You have no access to this round, it is not closed, or it does "
                    "not exist."
                )
            )
        return assessment
