from odoo import fields, models
from odoo.tools import plaintext2html

from .onetoone_action import UNFINISHED

TO_DO = "mail.mail_activity_data_todo"


class OnetooneAction(models.Model):
    """The native activity that reminds the owner of the deadline."""

    _inherit = "onetoone.action"

    activity_id = fields.Many2one(
        "mail.activity",
        string="Reminder",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        groups="odoo_onetoone.group_onetoone_manager",
    )

    def _plan_activities(self):
        """Plan an activity for the owner at the deadline, without an e-mail."""
        activities = self.env["mail.activity"].sudo()._onetoone_quietly()
        for action in self.sudo():
            if action.state in UNFINISHED and action.user_id and action.deadline:
                said = action.with_context(lang=action.user_id.lang)
                action.activity_id = activities.create(said._prepare_activity())

    def _prepare_activity(self):
        self.ensure_one()
        activity_type = self.env.ref(TO_DO, raise_if_not_found=False)
        if not activity_type:
            activity_type = self.env["mail.activity"]._default_activity_type_for_model(
                self._name
            )
        return {
            "activity_type_id": activity_type.id,
            "res_model_id": self.env["ir.model"]._get_id(self._name),
            "res_id": self.id,
            "user_id": self.user_id.id,
            "date_deadline": self.deadline,
            "summary": self.name,
            "note": plaintext2html(
                self.env._(
                    "Should move: %(subject)s.\n%(reason)s",
                    subject=self.subject,
                    reason=self.reason or self.description or "",
                )
            ),
            "automated": True,
        }

    def _follow_with_activities(self):
        """Let the activities follow their actions: whose, until when, whether done."""
        for action in self.sudo():
            activity = action.activity_id.filtered("active")._onetoone_quietly()
            if action.state == "done":
                activity.action_done()
            elif action.state == "dropped" or not (action.user_id and action.deadline):
                activity.unlink()
            elif activity:
                activity.write(
                    {
                        "user_id": action.user_id.id,
                        "date_deadline": action.deadline,
                        "summary": action.name,
                    }
                )
            else:
                action._plan_activities()
