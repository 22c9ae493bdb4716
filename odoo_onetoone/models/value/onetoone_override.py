from odoo import fields, models

from ..customer.onetoone_measures import RELATIONSHIPS, TIERS


class OnetooneOverride(models.Model):
    """A tier or relationship that a person chose, with reason and expiry."""

    _name = "onetoone.override"
    _description = "Manual Choice"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
    )
    subject = fields.Selection(
        [("tier", "Tier"), ("relationship", "Relationship")],
        required=True,
        default="tier",
    )
    tier = fields.Selection(TIERS)
    relationship = fields.Selection(RELATIONSHIPS)
    reason = fields.Char(required=True)
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="From this day on, the choice counts.",
    )
    date_expiry = fields.Date(
        string="Expiry", help="From this day on, what is computed counts again."
    )
    user_id = fields.Many2one(
        "res.users",
        string="Chosen By",
        readonly=True,
        default=lambda self: self.env.user,
    )

    _subject_chosen = models.Constraint(
        "CHECK(num_nonnulls(tier, relationship) = 1)",
        "Choose either a tier or a relationship.",
    )
    _expiry_after_start = models.Constraint(
        "CHECK(date_expiry IS NULL OR date_expiry > date)",
        "The choice must expire after the day it starts.",
    )
