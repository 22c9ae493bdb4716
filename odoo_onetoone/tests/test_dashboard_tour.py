import time
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import OnetooneCase
from .common_plan import PlanCase


@tagged("post_install", "-at_install")
class TestDashboardTour(OnetooneCase, HttpCase):
    """A company with seven customers: five reachable, four with a contact."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        for number in range(7):
            partner = cls.customer(
                f"Customer {number}",
                email=f"customer{number}@example.com" if number < 5 else False,
            )
            cls.buy(partner, today, 1000 * (number + 1), user=cls.seller)
            if number < 4:
                cls.write_to(partner)

    @classmethod
    def write_to(cls, partner):
        partner.with_user(cls.seller).sudo().with_context(
            mail_notify_force_send=False
        ).message_post(
            body="Hello",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=partner.ids,
        )

    def refresh_of_company(self):
        return self.env["onetoone.refresh"].search(
            [("company_id", "=", self.company.id)]
        )

    def test_dashboard(self):
        self.env["onetoone.profile"]._refresh(self.company)
        self.env["onetoone.indicator"]._measure(self.company)
        self.start_tour("/odoo", "onetoone_dashboard", login="onetoone-analyst")

    def test_first_opening(self):
        refresh = self.refresh_of_company()
        self.assertEqual(refresh.state, "new")
        batch = refresh._last_partner_id() // 3 + 1
        path = "odoo.addons.odoo_onetoone.models.customer.onetoone_refresh"
        run_batch = type(refresh)._run_batch

        def run_slowly(self):
            # slow enough for the browser to see the progress
            time.sleep(0.5)
            run_batch(self)

        with (
            patch(f"{path}.BATCH_SIZE", batch),
            patch.object(type(refresh), "_run_batch", run_slowly),
        ):
            self.start_tour("/odoo", "onetoone_first_opening", login="onetoone-analyst")
        self.assertEqual(refresh.state, "done")
        self.assertEqual(refresh.customer_count, 7)
        self.assertEqual(refresh.active_count, 7)


@tagged("post_install", "-at_install")
class TestExecutiveTour(PlanCase, HttpCase):
    """The company of the plan (readiness 39.4), with a customer lost to nobody."""

    def setUp(self):
        super().setUp()
        # nothing is to be computed while somebody looks
        self.env["onetoone.refresh"]._of(self.company).write(
            {"state": "done", "as_of": "2026-01-01"}
        )
        self.template("reach", "identify", "reachable")
        self.env["onetoone.alert"].create(
            {
                "kind": "orphan",
                "partner_id": self.env["res.partner"].create({"name": "Lonely"}).id,
                "company_id": self.company.id,
                "amount_at_stake": 100,
            }
        )

    def play(self):
        self.start_tour(
            "/odoo/onetoone", "onetoone_executive", login=self.analyst.login
        )

    def test_at_a_desk(self):
        self.play()

    def test_on_a_phone(self):
        self.browser_size = "360x740"
        self.touch_enabled = True
        self.play()
