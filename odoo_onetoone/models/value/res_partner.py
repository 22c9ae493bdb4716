from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_open_onetoone_wallets(self):
        """Open the wallet estimates of the customer, to add another one."""
        self.ensure_one()
        customer = self.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Wallet Estimates"),
            "res_model": "onetoone.wallet",
            "views": [(False, "list"), (False, "form")],
            "domain": [("partner_id", "=", customer.id)],
            "context": {"default_partner_id": customer.id},
        }
