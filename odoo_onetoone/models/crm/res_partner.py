from odoo import api, fields, models

from .onetoone_customer_mixin import USER, of_profile


class ResPartner(models.Model):
    """What the "One-to-One" tab of a customer shows (F-37, F-45, F-76)."""

    _name = "res.partner"
    _inherit = ["res.partner", "onetoone.customer.mixin"]

    _onetoone_customer_path = "commercial_partner_id"

    onetoone_currency_id = fields.Many2one(
        "res.currency",
        string="Currency of the Profile",
        compute="_compute_onetoone_currency_id",
        groups=USER,
    )
    # not monetary: rounding it would look the profile up once more, as superuser
    onetoone_monetary = fields.Float(
        string="Value",
        compute="_compute_onetoone_monetary",
        groups=USER,
        help="Purchases less refunds in the window, untaxed.",
    )
    onetoone_rfm = of_profile(fields.Char, "rfm")
    onetoone_tier_reason = of_profile(fields.Char, "tier_reason")
    onetoone_relationship_missing = of_profile(fields.Char, "relationship_missing")
    onetoone_last_purchase = of_profile(fields.Date, "last_purchase")
    onetoone_next_contact_due = of_profile(fields.Date, "next_contact_due")
    onetoone_open_complaint_count = of_profile(fields.Integer, "open_complaint_count")
    onetoone_oldest_open_complaint = of_profile(
        fields.Datetime, "oldest_open_complaint"
    )

    @api.depends_context("company")
    def _compute_onetoone_currency_id(self):
        self.onetoone_currency_id = self.env.company.root_id.currency_id

    @api.depends("onetoone_profile_id.monetary")
    @api.depends_context("company", "uid")
    def _compute_onetoone_monetary(self):
        for partner in self:
            partner.onetoone_monetary = partner.onetoone_profile_id.monetary

    @api.model
    def _onetoone_shown_fields(self):
        return [*super()._onetoone_shown_fields(), "monetary"]
