from odoo import api, fields, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """What is learnt of a prospect, which his customer record takes over."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "onetoone.dialogue"]

    onetoone_learning_ids = fields.One2many(
        "onetoone.learning",
        "lead_id",
        string="Learnings",
        groups="odoo_onetoone.group_onetoone_user",
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        result = super().write(vals)
        if vals.get("partner_id"):
            self._onetoone_hand_learnings_over()
        if not {"partner_id", "user_id", "company_id"}.isdisjoint(vals):
            self._forget_dialogues()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_onetoone_learnings(self):
        """Forget what was learnt of nobody but the lead."""
        self._onetoone_own_learnings().unlink()

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        opportunities.sudo().onetoone_learning_ids.write({"lead_id": self.id})
        return result

    def _merge_get_fields(self):
        return [
            *super()._merge_get_fields(),
            "onetoone_has_money",
            "onetoone_has_authority",
            "onetoone_has_need",
        ]

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _onetoone_hand_learnings_over(self):
        """Give what was learnt of leads without a customer to the customer they got."""
        self._onetoone_own_learnings()._move_to_customers()

    def _onetoone_own_learnings(self):
        return (
            self.env["onetoone.learning"]
            .sudo()
            .search([("lead_id", "in", self.ids), ("partner_id", "=", False)])
        )

    # ------------------------------------------------------------
    # DIALOGUE
    # ------------------------------------------------------------

    def _onetoone_about(self):
        return {"partner_id": self.partner_id.id, "lead_id": self.id}

    def _onetoone_contact(self):
        return self.partner_id

    def _onetoone_responsible(self):
        return self.user_id

    def _onetoone_subjects_domain(self):
        customers = self._onetoone_customer()
        alone = self.filtered(lambda lead: not lead.partner_id)
        return Domain("partner_id", "in", customers.ids) | Domain(
            [("partner_id", "=", False), ("lead_id", "in", alone.ids)]
        )
