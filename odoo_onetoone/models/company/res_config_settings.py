from odoo import api, fields, models

from ...optional_fields import OptionalFloat
from ...readers import optional_indexes


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
    onetoone_discount_percent = fields.Float(
        related="company_id.onetoone_discount_percent", readonly=False
    )
    onetoone_question_pause_days = fields.Integer(
        related="company_id.onetoone_question_pause_days", readonly=False
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
    onetoone_alert_minimum_loss = OptionalFloat(
        related="company_id.onetoone_alert_minimum_loss", readonly=False
    )
    onetoone_alert_daily_limit = fields.Integer(
        related="company_id.onetoone_alert_daily_limit", readonly=False
    )
    onetoone_index_summary = fields.Char(compute="_compute_onetoone_indexes")
    onetoone_index_statements = fields.Text(compute="_compute_onetoone_indexes")
    onetoone_indexes_wanted = fields.Boolean(compute="_compute_onetoone_indexes")

    @api.depends("company_id")
    def _compute_onetoone_indexes(self):
        indexes = self.env["onetoone.optional.index"]
        statements = ";\n".join(optional_indexes.statements(self.env))
        for settings in self:
            settings.onetoone_index_summary = indexes._summary()
            settings.onetoone_index_statements = statements
            settings.onetoone_indexes_wanted = indexes._is_wanted()

    def action_onetoone_create_indexes(self):
        self.env["onetoone.optional.index"]._want(True)
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_onetoone_drop_indexes(self):
        self.env["onetoone.optional.index"]._want(False)
        return {"type": "ir.actions.client", "tag": "reload"}
