"""What can be done with all members of a segment in one click."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    can_send_mailing = fields.Boolean(
        compute="_compute_can_send_mailing",
        help="Mass mailing is installed, and the user may prepare one.",
    )

    def _compute_can_send_mailing(self):
        self.can_send_mailing = self._may_send_mailing()

    def _may_send_mailing(self):
        return "mailing.mailing" in self.env and self.env["mailing.mailing"].has_access(
            "create"
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_send_mailing(self):
        """Open a new mailing to the members; nothing is stored or sent by it."""
        self.ensure_one()
        if not self._may_send_mailing():
            raise UserError(
                self.env._(
                    "You cannot prepare mailings: install Email Marketing, or ask an "
                    "administrator for the right to use it."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mailing to %s", self.name),
            "res_model": "mailing.mailing",
            "views": [(False, "form")],
            "context": {
                "default_mailing_type": "mail",
                "default_mailing_model_id": self.env["ir.model"]._get_id("res.partner"),
                "default_mailing_domain": repr(list(self._mailing_domain())),
            },
        }

    def action_export_members(self):
        """Open the members' profiles as a list, to be exported from there."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Members of %s", self.name),
            "res_model": "onetoone.profile",
            "views": [(False, "list")],
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("segment_ids", "in", self.ids),
            ],
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _mailing_domain(self):
        """Return the members who have not said that they want no e-mail from us."""
        members = Domain("onetoone_segment_ids", "in", self.ids)
        return members & self.env["res.partner"]._onetoone_may_contact_domain("email")
