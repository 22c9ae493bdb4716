from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common_dashboard import DashboardCase

SHOWN, HIDDEN = "first_contact_resolution", "reachable"


@tagged("post_install", "-at_install")
class TestStaffPage(DashboardCase):
    """Every employee sees what is shown to all staff, and nothing else (E-15)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = new_test_user(
            cls.env,
            "dashboard-employee",
            groups="base.group_user",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.indicators[SHOWN] = cls.env.ref(f"odoo_onetoone.indicator_{SHOWN}")
        for as_of, value in ((date(2026, 1, 1), 55), (date(2026, 2, 1), 60)):
            cls.give_readings(as_of=as_of, **{SHOWN: value})
            cls.give_readings(as_of=as_of, company=cls.other, **{SHOWN: 99})

    def show(self, code, company=None, **values):
        return self.env["onetoone.indicator.setting"].create(
            {
                "indicator_id": self.indicators[code].id,
                "company_id": (company or self.company).id,
                "is_public": True,
                **values,
            }
        )

    def page(self, user=None):
        self.env.invalidate_all()
        return (
            self.env["onetoone.staff.page"]
            .with_user(user or self.employee)
            .with_company(self.company)
            .get_data()
        )

    def menus(self):
        """Return the names of the entries of the app that the employee has."""
        root = self.env.ref("odoo_onetoone.menu_root")
        menus = self.env["ir.ui.menu"].with_user(self.employee).load_menus(False)
        return {
            menu["name"]
            for key, menu in menus.items()
            if key != "root" and menu["app_id"] == root.id
        }

    def test_only_what_is_shown_to_all(self):
        self.show(SHOWN)
        self.show(HIDDEN, self.other)
        [shown] = self.page()["indicators"]
        self.assertEqual(shown["code"], SHOWN)
        self.assertEqual((shown["value"], shown["unit"]), (60, "percent"))
        self.assertEqual(shown["definition"], self.indicators[SHOWN].definition)
        self.assertEqual(
            shown["trend"],
            [
                {"date": "2026-01-01", "value": 55},
                {"date": "2026-02-01", "value": 60},
            ],
        )

    def test_an_employee_reads_nothing_else(self):
        self.show(SHOWN)
        for model in (
            "onetoone.reading",
            "onetoone.indicator",
            "onetoone.indicator.setting",
            "onetoone.profile",
            "onetoone.alert",
            "onetoone.assessment",
            "onetoone.score",
        ):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.employee).search([])
        with self.assertRaises(AccessError):
            self.board(self.employee)

    def test_nobody_from_outside(self):
        self.show(SHOWN)
        guest = new_test_user(
            self.env,
            "dashboard-guest",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        with self.assertRaises(AccessError):
            self.page(guest)

    def test_what_has_no_value_says_why(self):
        self.show(SHOWN)
        self.env["onetoone.reading"].create(
            {
                "indicator_id": self.indicators[SHOWN].id,
                "company_id": self.company.id,
                "as_of": "2026-03-01",
                "missing_reason": "no_records",
            }
        )
        [shown] = self.page()["indicators"]
        self.assertIs(shown["value"], False)
        self.assertEqual(shown["reason"], "There is nothing to count yet.")
        self.assertEqual(len(shown["trend"]), 2)

    def test_what_does_not_apply_is_left_out(self):
        setting = self.show(SHOWN)
        setting.write({"is_not_applicable": True, "reason": "No complaints"})
        self.env["onetoone.reading"].create(
            {
                "indicator_id": self.indicators[SHOWN].id,
                "company_id": self.company.id,
                "as_of": "2026-03-01",
                "missing_reason": "not_applicable",
            }
        )
        self.assertEqual(self.page()["indicators"], [])

    def test_in_the_menu_while_something_is_shown(self):
        self.assertEqual(self.menus(), set())
        setting = self.show(SHOWN)
        self.assertEqual(self.menus(), {"One-to-One", "For All Staff"})
        setting.is_public = False
        self.assertEqual(self.menus(), set())
