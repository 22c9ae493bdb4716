from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_plan import PlanCase


@tagged("post_install", "-at_install")
class TestActionTasks(PlanCase):
    """Where `project` is installed an action can get a task."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template("reach", "identify", "reachable")

    def test_without_project(self):
        action = self.accept("reach")
        with self.without_models("project.task"):
            self.assertFalse(action.can_create_task)
            self.assertFalse(action.has_task)
            with self.assertRaisesRegex(UserError, "Project is not installed"):
                action.action_create_task()

    def test_a_task_for_the_owner(self):
        self.need_addons("project")
        self.manager.group_ids |= self.env.ref("project.group_project_user")
        action = self.accept("reach", deadline=date(2026, 3, 1))
        self.assertTrue(action.can_create_task)
        opened = action.action_create_task()
        task = self.env["project.task"].browse(opened["res_id"])
        self.assertEqual(opened["res_model"], "project.task")
        self.assertEqual(task.name, "Do reach")
        # Project adds who creates a task that is in no project yet
        self.assertEqual(task.user_ids, self.seller | self.manager)
        self.assertEqual(task.date_deadline.date(), date(2026, 3, 1))
        self.assertIn("How to do reach", task.description)
        self.env.invalidate_all()
        self.assertFalse(action.can_create_task)
        with self.assertRaisesRegex(UserError, "has one already"):
            action.action_create_task()
        # a task that was deleted can be created again
        task.unlink()
        self.env.invalidate_all()
        self.assertEqual((action.has_task, action.can_create_task), (False, True))

    def test_who_may_not_create_tasks_is_not_offered_any(self):
        self.need_addons("project")
        self.env["ir.model.access"].search(
            [("model_id.model", "=", "project.task")]
        ).perm_create = False
        action = self.accept("reach")
        self.assertFalse(action.with_user(self.seller).can_create_task)
        with self.assertRaisesRegex(UserError, "may not create tasks"):
            action.with_user(self.seller).action_create_task()
