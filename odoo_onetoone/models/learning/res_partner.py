from odoo import fields, models

from ...optional_fields import OptionalInteger
from ..source.onetoone_interaction import CHANNELS


class ResPartner(models.Model):
    """Wishes of a customer, and who told him of us."""

    _inherit = "res.partner"

    onetoone_preferred_channel = fields.Selection(
        CHANNELS,
        string="Preferred Channel",
        groups="odoo_onetoone.group_onetoone_user",
        help="How the customer wants to be contacted (C-X14).",
    )
    onetoone_preferred_interval_days = OptionalInteger(
        string="Preferred Interval (days)",
        groups="odoo_onetoone.group_onetoone_user",
        help="How many days the customer wants between two of our contacts (C-X14).",
    )
    onetoone_permission = fields.Selection(
        [
            ("granted", "Agreed to be contacted"),
            ("preferred", "Only in the preferred channel"),
            ("refused", "Wants no contact from us"),
        ],
        string="Permission",
        groups="odoo_onetoone.group_onetoone_user",
        help="What the customer allows us; empty: never asked (C-X15).",
    )
    onetoone_referrer_id = fields.Many2one(
        "res.partner",
        string="Referred By",
        index="btree_not_null",
        ondelete="set null",
        groups="odoo_onetoone.group_onetoone_user",
        help="The customer who told this one of us (C-I09).",
    )
