from odoo import api, models

from ..content.segments import segment_filename, segment_report
from ..xlsx.workbook import write_report


class OnetooneSegmentWorkbook(models.AbstractModel):
    _name = "onetoone.segment.workbook"
    _description = "One-to-One Segment Workbook"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.readonly
    @api.model
    def action_download(self):
        """Download the segments of the current company."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/onetoone/segments/{self.env.company.id}.xlsx",
            "target": "download",
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _write_to(self, company, fileobj):
        """Write the segments of a company into a binary file object.

        The rights of the user decide what it holds.
        """
        write_report(segment_report(self.env, company), fileobj)

    @api.model
    def _filename(self, company):
        return segment_filename(self.env, company)
