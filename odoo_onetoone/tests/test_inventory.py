from odoo.tests import tagged

from .common import OnetooneCase


@tagged("post_install", "-at_install")
class TestInventory(OnetooneCase):
    """What every later part builds on: four stages, seven aspects, 21 levels."""

    def test_stages_and_aspects(self):
        dimensions = self.env["onetoone.dimension"].search([])
        codes = {
            kind: [one.code for one in dimensions if one.kind == kind]
            for kind in ("stage", "aspect")
        }
        self.assertEqual(
            codes["stage"], ["identify", "differentiate", "interact", "customize"]
        )
        self.assertEqual(
            codes["aspect"],
            [
                "process",
                "technology",
                "knowledge",
                "partnership",
                "customer_relations",
                "employees",
                "competition",
            ],
        )

    def test_21_levels_in_order(self):
        ranks = {
            stage.code: stage.level_ids.mapped("rank")
            for stage in self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        }
        self.assertEqual(
            ranks,
            {
                "identify": [1, 2, 3, 4, 5, 6],
                "differentiate": [1, 2, 3, 4, 5],
                "interact": [1, 2, 3, 4, 5],
                "customize": [1, 2, 3, 4, 5],
            },
        )
        business = self.env["onetoone.level"].search([("is_business_only", "=", True)])
        self.assertEqual((business.dimension_id.code, business.rank), ("identify", 4))

    def test_default_settings(self):
        self.assertEqual(self.company.onetoone_window_months, 12)
        self.assertEqual(self.company.onetoone_drop_days, 182)
        self.assertEqual(self.company.onetoone_mvc_percent, 10)
        self.assertEqual(self.company.onetoone_min_answers, 5)
        self.assertIs(self.company.onetoone_unit_contact_cost, False)

    def test_a_day_starts_in_the_zone_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Kolkata"
        self.assertEqual(
            str(self.company._onetoone_day_start(self.env.cr.now().date()))[-8:],
            "18:30:00",
        )
