from odoo import api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    onetoone_referrer_id = fields.Many2one(
        "res.partner",
        string="Referring Customer",
        index="btree_not_null",
        ondelete="set null",
        help="The customer who told the prospect of us (C-I09).",
    )

    @api.constrains("onetoone_referrer_id", "partner_id")
    def _check_onetoone_referrer(self):
        self.env["res.partner"]._check_onetoone_circles(
            [
                (lead.partner_id, lead.onetoone_referrer_id)
                for lead in self.sudo()
                if lead.partner_id and lead.onetoone_referrer_id
            ]
        )

    def write(self, vals):
        result = super().write(vals)
        if not {"partner_id", "onetoone_referrer_id"}.isdisjoint(vals):
            self._onetoone_pass_referrers_on()
        return result

    def _handle_won_lost(self, *args, **kwargs):
        result = super()._handle_won_lost(*args, **kwargs)
        self._onetoone_pass_referrers_on()
        return result

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "onetoone_referrer_id"]

    def _onetoone_pass_referrers_on(self):
        """Tell the customers of won leads who referred them, where nobody knows."""
        for lead in self.sudo().filtered("onetoone_referrer_id"):
            customer = lead.partner_id.commercial_partner_id
            if (
                lead.won_status == "won"
                and customer
                and not customer.onetoone_referrer_id
                and not customer._onetoone_chains(
                    [(customer, lead.onetoone_referrer_id)]
                )
            ):
                customer.onetoone_referrer_id = lead.onetoone_referrer_id
