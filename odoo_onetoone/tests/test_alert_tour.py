from odoo.tests import HttpCase, tagged

from .common_alerts import AlertCase


@tagged("post_install", "-at_install")
class TestCallTodayTour(AlertCase, HttpCase):
    def test_a_salesperson_calls(self):
        customer = self.dropped(
            "Fallen Ltd",
            user=self.seller,
            phone="+49 30 1234",
            email="fallen@example.com",
        )
        self.detect()
        self.start_tour(
            "/odoo/onetoone-call-today", "onetoone_call_today", login="onetoone-seller"
        )
        alert = self.alerts(customer)
        self.assertEqual(alert.state, "done")
        self.assertEqual(alert.feedback, "Wants a visit")
        self.assertFalse(alert.activity_id.active)

    def test_every_view_opens(self):
        customer = self.dropped("Fallen Ltd", user=self.seller)
        self.detect()
        self.assertTrue(self.alerts(customer))
        views = (
            self.env["onetoone.alert"]
            .with_user(self.seller)
            .get_views(
                [(False, kind) for kind in ("list", "kanban", "form", "pivot", "graph")]
            )
        )
        self.assertEqual(len(views["views"]), 5)
