from odoo import models

from ...readers.marks import facts
from .onetoone_marked import mark, marked_by


class OnetooneInteraction(models.Model):
    _name = "onetoone.interaction"
    _inherit = ["onetoone.interaction", "onetoone.marked"]
    _auto = False

    is_written_up = mark(
        "_search_is_written_up",
        string="Written Up",
        help="A meeting or call with a written outcome (C-X08).",
    )
    continues_conversation = mark(
        "_search_continues_conversation",
        string="Continues a Conversation",
        help="About a document that was talked about before (C-X12).",
    )
    was_opened = mark(
        "_search_was_opened",
        string="Opened",
        help="A mass mail that the customer opened (C-X23).",
    )
    was_replied = mark(
        "_search_was_replied",
        string="Replied",
        help="A mass mail that the customer replied to (C-X23).",
    )

    @marked_by("id")
    def _search_is_written_up(self):
        return facts.is_written_up(self.env)

    @marked_by("id")
    def _search_continues_conversation(self):
        return facts.continues_conversation(self.env)

    @marked_by("id")
    def _search_was_opened(self):
        return facts.was_opened(self.env)

    @marked_by("id")
    def _search_was_replied(self):
        return facts.was_replied(self.env)
