from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

TASK = "project.task"


class OnetooneAction(models.Model):
    """A task of an action, where `project` is installed, found at run time."""

    _inherit = "onetoone.action"

    task_model = fields.Char(default=TASK, readonly=True, copy=False)
    task_id = fields.Many2oneReference(
        model_field="task_model",
        readonly=True,
        copy=False,
        aggregator=None,
    )
    can_create_task = fields.Boolean(compute="_compute_task_access")
    has_task = fields.Boolean(compute="_compute_task_access")

    def _compute_task_access(self):
        may_create = TASK in self.env and self.env[TASK].has_access("create")
        for action in self:
            task = action._task()
            action.has_task = bool(task) and task.has_access("read")
            action.can_create_task = may_create and not task

    def _task(self):
        """Return the task of the action, empty where it has none any more."""
        self.ensure_one()
        if TASK not in self.env:
            return self.env[self._name]
        return self.env[TASK].browse(self.task_id or []).exists()

    def action_create_task(self):
        """Create a task for the owner and open it."""
        self.ensure_one()
        self.check_access("write")
        if not self.can_create_task:
            raise UserError(
                self.env._(
                    "A task cannot be created: Project is not installed, you may not "
                    "create tasks, or the action has one already."
                )
            )
        task = self.env[TASK].create(self._prepare_task())
        self.sudo().task_id = task.id
        return self.action_open_task()

    def _prepare_task(self):
        owner = self.user_id or self.env.user
        return {
            "name": self.name,
            "description": plaintext2html(self.description or ""),
            "user_ids": [fields.Command.set(owner.ids)],
            "date_deadline": self.deadline,
        }

    def action_open_task(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": TASK,
            "res_id": self.task_id,
            "views": [(False, "form")],
        }
