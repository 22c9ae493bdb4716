from odoo import fields, models

from ...optional_fields import OptionalFloat


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    onetoone_window_months = fields.Integer(
        related="company_id.onetoone_window_months", readonly=False
    )
    onetoone_drop_days = fields.Integer(
        related="company_id.onetoone_drop_days", readonly=False
    )
    onetoone_mvc_percent = fields.Float(
        related="company_id.onetoone_mvc_percent", readonly=False
    )
    onetoone_min_answers = fields.Integer(
        related="company_id.onetoone_min_answers", readonly=False
    )
    onetoone_unit_contact_cost = OptionalFloat(
        related="company_id.onetoone_unit_contact_cost", readonly=False
    )
    onetoone_sells_to_businesses = fields.Boolean(
        related="company_id.onetoone_sells_to_businesses", readonly=False
    )
    onetoone_generic_partner_ids = fields.Many2many(
        related="company_id.onetoone_generic_partner_ids", readonly=False
    )
    onetoone_default_user_id = fields.Many2one(
        related="company_id.onetoone_default_user_id", readonly=False
    )
