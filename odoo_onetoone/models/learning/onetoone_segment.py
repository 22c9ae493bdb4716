from odoo import api, models


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    @api.ondelete(at_uninstall=False)
    def _unlink_archive_topics(self):
        """Ask nobody what was only asked of a deleted segment, instead of everybody."""
        topics = self.env["onetoone.topic"].sudo()
        only_here = topics.search([("segment_ids", "in", self.ids)]).filtered(
            lambda topic: not topic.segment_ids - self
        )
        only_here.action_archive()
        topics._forget_questions()
