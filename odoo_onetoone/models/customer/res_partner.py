from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    onetoone_profile_ids = fields.One2many(
        "onetoone.profile",
        "partner_id",
        string="One-to-One Profiles",
        groups="odoo_onetoone.group_onetoone_user",
    )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_onetoone_history(self):
        """Open all contacts with the customer, over all channels, newest first."""
        return self._open_onetoone_facts(
            "onetoone.interaction", self.env._("Contact History")
        )

    def action_open_onetoone_purchases(self):
        return self._open_onetoone_facts("onetoone.purchase", self.env._("Purchases"))

    def action_open_onetoone_complaints(self):
        return self._open_onetoone_facts("onetoone.complaint", self.env._("Complaints"))

    def _open_onetoone_facts(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "pivot"), (False, "graph")],
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
        }
