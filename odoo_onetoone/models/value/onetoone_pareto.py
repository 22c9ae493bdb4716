from odoo import fields, models


class OnetoonePareto(models.Model):
    """A point of the Pareto curve of a company, as of its last refresh (C-D02)."""

    _name = "onetoone.pareto"
    _description = "Point of the Pareto Curve"
    _order = "company_id, customer_percent, id"
    _rec_name = "customer_percent"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, index=True, readonly=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    customer_percent = fields.Integer(
        string="Customers (%)",
        readonly=True,
        aggregator=None,
        help="So many percent of the portfolio, the most valuable first.",
    )
    customer_count = fields.Integer(
        string="Customers", readonly=True, aggregator="max", help="So many these are."
    )
    value_percent = fields.Float(
        string="Value (%)",
        readonly=True,
        aggregator="max",
        help="Their part of the value of the window. Value below zero counts as none.",
    )
    amount = fields.Monetary(
        string="Value", readonly=True, aggregator="max", help="The value they bring."
    )
    smallest_amount = fields.Monetary(
        string="From",
        readonly=True,
        aggregator="min",
        help="The value of the last of them.",
    )
