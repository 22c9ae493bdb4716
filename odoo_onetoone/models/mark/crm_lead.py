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
        help="One of our people wrote to the customer about it (C-X26).",
    )
    onetoone_is_answered_next_day = mark(
        "_search_onetoone_is_answered_next_day",
        string="Answered by the Next Day",
        help="Answered on the day it came in or on the next one (C-X17).",
    )
    onetoone_is_quoted = mark(
        "_search_onetoone_is_quoted",
        string="Quoted",
        help="It led to a quotation (C-C25).",
    )

    @marked_by("id")
    def _search_onetoone_is_answered(self):
        return leads.is_answered(self.env)

    @marked_by("id")
    def _search_onetoone_is_answered_next_day(self):
        return leads.is_answered_next_day(self.env)

    @marked_by("id")
    def _search_onetoone_is_quoted(self):
        return leads.is_quoted(self.env)
