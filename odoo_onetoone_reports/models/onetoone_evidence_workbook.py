from odoo import api, models

from ..content.evidence import evidence_filename, evidence_report
from ..xlsx.workbook import write_report


class OnetooneEvidenceWorkbook(models.AbstractModel):
    _name = "onetoone.evidence.workbook"
    _description = "One-to-One Evidence Workbook"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.readonly
    @api.model
    def action_download(self):
        """Download the evidence of the current company."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/onetoone/evidence/{self.env.company.id}.xlsx",
            "target": "download",
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _write_to(self, company, fileobj):
        """Write the evidence of a company into a binary file object.

        The rights of the user decide what it holds.
        """
        write_report(evidence_report(self.env, company), fileobj)

    @api.model
    def _filename(self, company):
        return evidence_filename(self.env, company)
