from odoo import models


class CrmLead(models.Model):
    """Tier, relationship, segments and alerts of the lead's customer."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "onetoone.customer.mixin"]

    _onetoone_customer_path = "partner_id.commercial_partner_id"

    def action_open_onetoone_customer(self):
        """Open the customer of the lead."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "views": [(False, "form")],
        }
