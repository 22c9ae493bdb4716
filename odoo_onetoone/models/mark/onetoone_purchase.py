from odoo import models

from ...readers.marks import facts
from .onetoone_marked import mark, marked_by


class OnetoonePurchase(models.Model):
    _name = "onetoone.purchase"
    _inherit = ["onetoone.purchase", "onetoone.marked"]
    _auto = False

    is_unusual_refund = mark(
        "_search_is_unusual_refund",
        string="Unusual Refund",
        help="At least twice the usual purchase of the customer (C-D16).",
    )

    @marked_by("id")
    def _search_is_unusual_refund(self):
        return facts.is_unusual_refund(self.env)
