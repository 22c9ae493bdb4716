from odoo import fields, models

from ...optional_fields import OptionalFloat


class OnetooneWallet(models.Model):
    """What a customer spends with everybody, estimated (C-D17), and his potential."""

    _name = "onetoone.wallet"
    _inherit = ["onetoone.entry"]
    _description = "Wallet Estimate"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(
        string="Wallet",
        required=True,
        help="What the customer spends in a year, with all suppliers, on what we sell.",
    )
    potential = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="What we could reach of it in a year (C-D42).",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    origin = fields.Selection(
        [
            ("customer", "Told by the customer"),
            ("salesperson", "Estimate of the salesperson"),
            ("market", "Market figures"),
            ("survey", "Survey"),
            ("other", "Other"),
        ],
        string="Source",
        required=True,
        default="salesperson",
    )
    note = fields.Char()
    user_id = fields.Many2one(readonly=True)

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "A wallet must be above zero."
    )
    _potential_not_negative = models.Constraint(
        "CHECK(potential >= 0)",
        "A potential must not be below zero; leave it empty if it is not known.",
    )
    _potential_in_wallet = models.Constraint(
        "CHECK(potential <= amount)",
        "The potential is the part of the wallet that we could reach: it must not be "
        "larger than the wallet.",
    )
