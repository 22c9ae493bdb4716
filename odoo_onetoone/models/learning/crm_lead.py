from odoo import fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    onetoone_referrer_id = fields.Many2one(
        "res.partner",
        string="Referring Customer",
        index="btree_not_null",
        ondelete="set null",
        help="The customer who told the prospect of us (C-I09).",
    )
