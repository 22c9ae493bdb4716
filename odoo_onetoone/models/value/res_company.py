from odoo import models

from ...engine.contribution import STARTING_RATIOS


class ResCompany(models.Model):
    _inherit = "res.company"

    def _onetoone_channel_ratios(self):
        """Return {channel: effort of one contact} of the root company."""
        self.ensure_one()
        costs = self.env["onetoone.channel.cost"].sudo()
        lines = costs.search([("company_id", "=", self.root_id.id)])
        return STARTING_RATIOS | {line.channel: line.ratio for line in lines}
