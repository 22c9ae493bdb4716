from odoo import api, models
from odoo.exceptions import UserError

from .ir_actions_report import SUMMARY


class OnetooneAssessmentSummary(models.AbstractModel):
    _name = "onetoone.assessment.summary"
    _description = "One-to-One Summary of a Round"

    @api.model
    def _write_to(self, assessment, fileobj):
        """Write the two pages of a closed round as PDF into a binary file object."""
        reports = self.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            raise UserError(
                self.env._(
                    "There is no program that makes a PDF. Install wkhtmltopdf on the "
                    "server (on Debian: apt-get install wkhtmltopdf), or read the "
                    "summary in the browser."
                )
            )
        content, _type = reports._render_qweb_pdf(SUMMARY, assessment.ids)
        fileobj.write(content)

    @api.model
    def _filename(self, assessment):
        return self.env._(
            "Summary of %(round)s %(day)s.pdf",
            round=assessment.name,
            day=assessment.as_of,
        )
