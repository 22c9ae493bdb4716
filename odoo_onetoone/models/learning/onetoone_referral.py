from odoo import fields, models

from ...optional_fields import OptionalFloat
from ...readers import referrals


class OnetooneReferral(models.Model):
    """One customer or prospect whom another customer told of us (C-I09, C-X25)."""

    _name = "onetoone.referral"
    _description = "Referral"
    _auto = False
    _log_access = False
    _order = "date desc, id desc"

    referrer_id = fields.Many2one(
        "res.partner", string="Referring Customer", readonly=True
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Told By",
        readonly=True,
        help="The customer, or the person there, who told of us.",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Referred Customer", readonly=True
    )
    lead_id = fields.Many2one("crm.lead", readonly=True)
    name = fields.Char(string="Referred", readonly=True)
    date = fields.Datetime(
        readonly=True, help="When the lead, or else the customer, was created."
    )
    outcome = fields.Selection(
        [
            ("pending", "Open"),
            ("won", "Won"),
            ("lost", "Lost"),
            ("known", "Noted on the Customer"),
        ],
        readonly=True,
    )
    days = OptionalFloat(
        string="Days to Decision",
        readonly=True,
        help="From the creation of the lead until it was won or lost.",
    )
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)

    @property
    def _table_query(self):
        return referrals.referrals(self.env)

    def action_open_document(self):
        """Open the lead, or the customer without one, with the reader's own rights."""
        self.ensure_one()
        record = self.lead_id or self.partner_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
