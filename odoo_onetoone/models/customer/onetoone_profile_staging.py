from odoo import fields, models


class OnetooneProfileStaging(models.Model):
    """Profiles in the making: a refresh fills it in batches, then publishes.

    References are plain numbers here: a million checked ones would cost more than
    reading the facts. They are checked when they are published.
    """

    _name = "onetoone.profile.staging"
    _inherit = ["onetoone.measures"]
    _description = "Profile in the Making"
    _log_access = False

    partner_id = fields.Integer(required=True)
    company_id = fields.Integer(required=True)
    user_id = fields.Integer()

    _partner_unique = models.Constraint(
        "UNIQUE(company_id, partner_id)", "The customer is staged already."
    )
