from odoo.tests import HttpCase, tagged

from .common_plan import PlanCase


@tagged("post_install", "-at_install")
class TestActionTour(PlanCase, HttpCase):
    """The manager accepts two proposals, drops one, and drags a card to Done."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.template("reach", "identify", "reachable")
        cls.template("known", "differentiate", "value_known")
        cls.template("use", "identify", "gap_05")

    def test_from_proposal_to_done(self):
        self.start_tour(
            "/odoo", "onetoone_action_plan", login="round_manager", timeout=120
        )
        states = {one.name: one.state for one in self.first.action_ids}
        self.assertEqual(
            states, {"Do known": "done", "Do reach": "todo", "Do use": "dropped"}
        )
        activities = self.env["mail.activity"].search(
            [("res_model", "=", "onetoone.action")]
        )
        open_actions = self.first.action_ids.filtered(lambda one: one.state == "todo")
        self.assertEqual(activities.mapped("res_id"), open_actions.ids)
