from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Close the alerts whose activity somebody has done, with what he noted."""
        alerts = self.env["onetoone.alert"].sudo()
        alerts = alerts.search(
            [("activity_id", "in", self.ids), ("state", "=", "open")]
        )
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        alerts._close(feedback)
        return result

    def _onetoone_quietly(self):
        """Return the activities to be written without e-mail or follower."""
        return self.with_context(
            mail_activity_quick_update=True, onetoone_no_followers=True
        )
