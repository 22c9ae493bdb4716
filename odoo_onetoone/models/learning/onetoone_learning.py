from odoo import fields, models

from ..source.onetoone_interaction import CHANNELS


class OnetooneLearning(models.Model):
    """One thing learnt of a customer; without a value: asked, but not answered."""

    _name = "onetoone.learning"
    _inherit = ["onetoone.entry"]
    _description = "Learning"
    _order = "date desc, id desc"
    _rec_name = "topic_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", index=True, ondelete="cascade"
    )
    lead_id = fields.Many2one(
        "crm.lead",
        string="Lead",
        index="btree_not_null",
        ondelete="set null",
        help="The lead it was learnt on; a lead without a customer keeps it until "
        "there is one.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
    )
    topic_id = fields.Many2one(
        "onetoone.topic", required=True, index=True, ondelete="restrict"
    )
    choice_id = fields.Many2one(
        "onetoone.topic.choice", index="btree_not_null", ondelete="restrict"
    )
    value = fields.Char(help="Empty: asked, but not answered.")
    date = fields.Date(required=True, default=fields.Date.context_today)
    date_expiry = fields.Date(
        string="Expiry", help="From this day on, it is worth asking again."
    )
    user_id = fields.Many2one(
        "res.users", string="Learnt By", default=lambda self: self.env.user
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Told By",
        index="btree_not_null",
        ondelete="set null",
        help="The person at the customer who said so.",
    )
    channel = fields.Selection(CHANNELS, help="In which contact it was said.")
