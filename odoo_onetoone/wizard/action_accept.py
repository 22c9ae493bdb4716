from odoo import api, fields, models

# enough to show in the next round; a proposal of this app
DEFAULT_DAYS = 90


class OnetooneActionAccept(models.TransientModel):
    """Who takes care of the proposals chosen, and until when."""

    _name = "onetoone.action.accept"
    _description = "One-to-One: Accept Proposals"

    proposal_ids = fields.Many2many(
        "onetoone.action.proposal", string="Activities", required=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
    )
    deadline = fields.Date(required=True, default=lambda self: self._default_deadline())

    @api.model
    def _default_deadline(self):
        return fields.Date.add(fields.Date.context_today(self), days=DEFAULT_DAYS)

    def action_accept(self):
        """Create the actions, each with an activity for the owner."""
        self.ensure_one()
        actions = self.proposal_ids._accept(self.user_id, self.deadline)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Actions planned: %s.", len(actions)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
