from odoo import fields, models

from ...optional_fields import OptionalFloat


class OnetoonePurchase(models.Model):
    _name = "onetoone.purchase"
    _inherit = ["onetoone.fact"]
    _description = "Purchase"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Date(readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Monetary(
        readonly=True,
        help="Untaxed, in the currency of the company; refunds are negative.",
    )
    is_refund = fields.Boolean(string="Refund", readonly=True)
    margin = OptionalFloat(
        readonly=True, aggregator="sum", help="Empty where it is not known."
    )
    margin_is_estimated = fields.Boolean(string="Estimated Margin", readonly=True)

    @property
    def _table_query(self):
        return self.env["onetoone.source"]._purchases()
