from odoo import fields, models

from ..source.onetoone_interaction import CHANNELS


class OnetooneChannelCost(models.Model):
    """How much effort a personal contact takes, by channel (C-X31)."""

    _name = "onetoone.channel.cost"
    _description = "Channel Cost"
    _order = "company_id, ratio desc, channel, id"
    _rec_name = "channel"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    channel = fields.Selection(CHANNELS, required=True)
    ratio = fields.Float(
        help="Effort of one contact compared with the other channels; times the unit "
        "contact cost of the company it is the cost of one contact."
    )

    _channel_unique = models.Constraint(
        "UNIQUE(company_id, channel)", "The channel has a cost in this company already."
    )
    _ratio_not_negative = models.Constraint(
        "CHECK(ratio >= 0)", "The ratio of a channel must not be below zero."
    )
