from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    onetoone_profile_ids = fields.One2many(
        "onetoone.profile",
        "partner_id",
        string="One-to-One Profiles",
        groups="odoo_onetoone.group_onetoone_user",
    )
    onetoone_company_profile_ids = fields.Many2many(
        "onetoone.profile",
        string="One-to-One Profile",
        compute="_compute_onetoone_company_profile_ids",
        groups="odoo_onetoone.group_onetoone_user",
        help="What the current company knows of the customer (none or one profile).",
    )

    @api.depends("commercial_partner_id")
    @api.depends_context("company", "uid")
    def _compute_onetoone_company_profile_ids(self):
        profiles = self.env["onetoone.profile"].search(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("partner_id", "in", self.commercial_partner_id.ids),
            ]
        )
        by_customer = profiles.grouped("partner_id")
        for partner in self:
            partner.onetoone_company_profile_ids = by_customer.get(
                partner.commercial_partner_id, profiles.browse()
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
