from datetime import timedelta
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import OnetooneCase

REFRESH = "odoo.addons.odoo_onetoone.models.customer.onetoone_refresh"


@tagged("post_install", "-at_install")
class TestAdministratorTour(OnetooneCase, HttpCase):
    """The app was just installed in a company with a CRM, and one source is broken."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._new_user(
            "admin",
            "base.group_system,sales_team.group_sale_manager,"
            "odoo_onetoone.group_onetoone_manager",
        )
        cls.rita = cls._new_user("rita", "base.group_user")
        cls.rita.name = "Rita"
        yesterday = cls.company._onetoone_as_of() - timedelta(days=1)
        for number in range(3):
            customer = cls.customer(f"Customer {number}")
            cls.buy(customer, yesterday, 1000, user=cls.seller)
        # as after a change of its model
        complaints = cls.source("complaint", "crm.lead")
        complaints.sudo().write({"is_used": True, "partner_field": "customer_of_mine"})

    def test_first_day(self):
        # so large that nothing is computed before somebody asks for it
        with patch(f"{REFRESH}.SMALL_DATABASE", 0):
            self.play("first_day")
        profiles = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id), ("monetary", ">", 0)]
        )
        self.assertEqual(profiles.mapped("monetary"), [1000] * 3)
        complaints = self.source("complaint", "crm.lead")
        self.assertEqual((complaints.state, complaints.is_used), ("ready", True))
        own = self.source("interaction", "survey.user_input")
        self.assertEqual((own.name, own.state), ("Web questionnaires", "ready"))
        self.assertEqual((own.is_used, own.date_field), (True, "create_date"))

    def test_settings(self):
        self.play("settings")
        self.assertEqual(self.company.onetoone_window_months, 24)
        self.assertTrue(self.env["onetoone.optional.index"]._is_wanted())
        self.assertTrue(self.rita.has_group("odoo_onetoone.group_onetoone_analyst"))
        self.assertFalse(self.rita.has_group("odoo_onetoone.group_onetoone_manager"))

    def play(self, part):
        self.start_tour(
            "/odoo",
            f"onetoone_administrator_{part}",
            login=self.admin.login,
            timeout=180,  # many steps, perhaps on a busy machine
        )
        self.env.invalidate_all()
