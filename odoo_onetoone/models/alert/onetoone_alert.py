from odoo import fields, models

KINDS = [
    ("purchase_drop", "Purchases Dropped"),
    ("valuable_complaint", "Valuable Complainer"),
    ("lost_valuable", "Valuable Customer Lost"),
    ("contact_overdue", "Contact Overdue"),
    ("over_contacted", "Contacted Too Often"),
    ("unusual_outflow", "Unusual Outflow"),
    ("growing", "Growing"),
    ("orphan", "Nobody Responsible"),
    ("complaint_surge", "Surge of Complaints"),
]


class OnetooneAlert(models.Model):
    """A customer who needs a human today, and why."""

    _name = "onetoone.alert"
    _description = "Alert"
    _order = "amount_at_stake desc, id"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, required=True, readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index=True,
        ondelete="cascade",
        readonly=True,
        help="Empty: the alert is about the company as a whole.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade", readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    user_id = fields.Many2one(
        "res.users", string="Responsible", index="btree_not_null", ondelete="set null"
    )
    amount_at_stake = fields.Monetary(string="At Stake", readonly=True)
    reason = fields.Text(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("expired", "Expired")],
        required=True,
        default="open",
        index=True,
        readonly=True,
        help="Done by a person, or expired because the cause is gone.",
    )
    date = fields.Date(
        string="Since", required=True, readonly=True, default=fields.Date.context_today
    )
    activity_id = fields.Many2one(
        "mail.activity", index="btree_not_null", ondelete="set null", readonly=True
    )
