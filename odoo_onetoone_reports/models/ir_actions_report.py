from odoo import models

SUMMARY = "odoo_onetoone_reports.assessment_summary"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        """Leave the summary as it is: a document of its own, with its own styles.

        Odoo's frame would add styles that are fetched over HTTP, and a header and a
        footer that Debian's wkhtmltopdf cannot print.
        """
        if self.report_name != SUMMARY:
            return super()._prepare_html(html, report_model)
        body = html.decode() if isinstance(html, bytes) else str(html)
        return [body], [None], "", "", {}
