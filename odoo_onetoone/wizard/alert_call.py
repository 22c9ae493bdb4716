from odoo import fields, models


class OnetooneAlertCall(models.TransientModel):
    """What was said in a call about an alert."""

    _name = "onetoone.alert.call"
    _description = "One-to-One: Log a Call"

    alert_id = fields.Many2one("onetoone.alert", required=True, ondelete="cascade")
    partner_id = fields.Many2one(related="alert_id.partner_id")
    phone = fields.Char(related="alert_id.phone")
    reason = fields.Text(related="alert_id.reason")
    feedback = fields.Text(
        string="What Was Said", help="Kept with the alert and in the chatter."
    )

    def action_log(self):
        """Log the call on the customer, which closes the alert."""
        self.ensure_one()
        self.alert_id.check_access("read")
        self.alert_id._log_call(self.feedback)
