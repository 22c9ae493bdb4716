from odoo import fields, models

from ...readers.marks import leads
from .onetoone_marked import mark, marked_by


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "onetoone.marked"]

    onetoone_has_money = fields.Boolean(
        string="Purchasing Power", help="The prospect can pay for it (C-I17)."
    )
    onetoone_has_authority = fields.Boolean(
        string="Authority", help="The person we talk to may decide (C-I17)."
    )
    onetoone_has_need = fields.Boolean(
        string="Need", help="The prospect needs it, and said so (C-I17)."
    )
    onetoone_is_answered = mark(
        "_search_onetoone_is_answered",
        string="Answered",
        help="One of our people was in touch with the customer about it (C-X26).",
    )

    @marked_by("id")
    def _search_onetoone_is_answered(self):
        return leads.is_answered(self.env)
