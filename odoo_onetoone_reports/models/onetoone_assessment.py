from odoo import api, models
from odoo.exceptions import UserError


class OnetooneAssessment(models.Model):
    _inherit = "onetoone.assessment"

    @api.readonly
    def action_download_workbook(self):
        """Download the workbook of the round."""
        self.ensure_one()
        if self.state != "closed":
            raise UserError(
                self.env._(
                    "“%(round)s” is not closed: it has no results yet.",
                    round=self.name,
                )
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/onetoone/assessment/{self.id}.xlsx",
            "target": "download",
        }
