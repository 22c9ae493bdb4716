from odoo import api, fields, models

from ...engine.contribution import STARTING_RATIOS
from ...optional_fields import OptionalFloat
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
        digits=(16, 2),
        aggregator=None,
        help="Effort of one contact compared with the other channels. Times the unit "
        "contact cost of the company, it is the cost of one contact. A source states "
        "120, 60, 20, 10 and 5 (branch, phone agent, teller machine, voice computer, "
        "internet); which channel starts with which of them is a proposal of this "
        "project.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    contact_cost = OptionalFloat(
        string="Cost per Contact",
        compute="_compute_contact_cost",
        help="Empty: the company has no unit contact cost. Administrators set it in "
        "the settings.",
    )

    _channel_unique = models.Constraint(
        "UNIQUE(company_id, channel)", "The channel has a cost in this company already."
    )
    _ratio_not_negative = models.Constraint(
        "CHECK(ratio >= 0)", "The ratio of a channel must not be below zero."
    )

    @api.depends("ratio", "company_id.onetoone_unit_contact_cost")
    def _compute_contact_cost(self):
        for line in self:
            unit_cost = line.company_id.sudo().onetoone_unit_contact_cost
            line.contact_cost = unit_cost is not False and unit_cost * line.ratio

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _create_missing(self, companies):
        """Give root companies a ratio for each channel that has none."""
        known = {
            (line.company_id, line.channel)
            for line in self.search([("company_id", "in", companies.ids)])
        }
        self.create(
            [
                {"company_id": company.id, "channel": channel, "ratio": ratio}
                for company in companies
                for channel, ratio in STARTING_RATIOS.items()
                if (company, channel) not in known
            ]
        )
