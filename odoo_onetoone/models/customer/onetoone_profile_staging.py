from odoo import models


class OnetooneProfileStaging(models.Model):
    """Profiles in the making: a refresh fills it in batches, then publishes."""

    _name = "onetoone.profile.staging"
    _inherit = ["onetoone.measures"]
    _description = "Profile in the Making"

    _partner_unique = models.Constraint(
        "UNIQUE(company_id, partner_id)", "The customer is staged already."
    )
