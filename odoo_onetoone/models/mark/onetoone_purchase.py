from odoo import models

from ...readers.marks import facts
from .onetoone_marked import mark, marked_by


class OnetoonePurchase(models.Model):
    _name = "onetoone.purchase"
    _inherit = ["onetoone.purchase", "onetoone.marked"]
    _auto = False

    is_followed_up = mark(
        "_search_is_followed_up",
        string="Followed Up",
        help="Somebody other than the seller was in touch within 30 days (C-I13).",
    )
    is_unusual_refund = mark(
        "_search_is_unusual_refund",
        string="Unusual Refund",
        help="At least twice the usual purchase of the customer (C-D16).",
    )
    has_own_text = mark(
        "_search_has_own_text",
        string="Own Text",
        help="The document carries a text no other one carries (C-C07).",
    )
    has_special_offer = mark(
        "_search_has_special_offer",
        string="Special Offer",
        help="A discount or a reward on one of its lines (C-C13).",
    )

    @marked_by("id")
    def _search_is_followed_up(self):
        return facts.is_followed_up(self.env)

    @marked_by("id")
    def _search_is_unusual_refund(self):
        return facts.is_unusual_refund(self.env)

    @marked_by("id")
    def _search_has_own_text(self):
        return facts.has_own_text(self.env)

    @marked_by("id")
    def _search_has_special_offer(self):
        return facts.has_special_offer(self.env)
