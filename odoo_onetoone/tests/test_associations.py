from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from ..engine.associations import associate
from .common_products import ProductsCase


@tagged("post_install", "-at_install")
class TestAssociations(ProductsCase):
    """12 customers: 10 bought a pump, 8 a seal, 6 both, 2 a mill."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for number in range(6):
            cls.buys(f"Both {number}", cls.pump, cls.seal)
        for number in range(4):
            cls.buys(f"Pump {number}", cls.pump)
        for number in range(2):
            cls.buys(f"Mill {number}", cls.mill, cls.seal)
        # buying again counts once, a refund not at all
        cls.order("Both 0", cls.seal)
        cls.order("Pump 0", cls.seal, price=-10)
        cls.env["onetoone.profile"]._refresh(cls.company)

    @classmethod
    def buys(cls, name, *products):
        cls.people[name] = cls.customer(name)
        cls.order(name, *products)

    def found(self):
        return {
            (one.product_id.name, one.other_id.name): (
                one.customer_count,
                one.support,
                one.confidence,
                round(one.lift, 9),
            )
            for one in self.env["onetoone.association"]._associate(self.company)
        }

    def test_pairs_that_enough_customers_share(self):
        expected = {
            ("Pump", "Seal"): (6, 50.0, 60.0, 0.9),
            ("Seal", "Pump"): (6, 50.0, 75.0, 0.9),
        }
        self.assertEqual(self.found(), expected)
        # again: replaced, not added
        self.assertEqual(self.found(), expected)

    def test_they_can_be_sorted_and_grouped_by_product(self):
        self.env["onetoone.association"]._associate(self.company)
        found = self.env["onetoone.association"].search(
            [], order="product_id, other_id"
        )
        self.assertEqual(found.mapped("product_id.name"), ["Pump", "Seal"])
        groups = self.env["onetoone.association"].formatted_read_grouping_sets(
            [], [["product_id"], ["product_id", "other_id"]], ["lift:max"]
        )
        self.assertEqual([len(rows) for rows in groups], [2, 2])

    def test_sql_and_engine_agree(self):
        for one in self.env["onetoone.association"]._associate(self.company):
            expected = associate(
                12, one.product_customers, one.other_customers, one.customer_count
            )
            self.assertAlmostEqual(one.support, expected.support)
            self.assertAlmostEqual(one.confidence, expected.confidence)
            self.assertAlmostEqual(one.lift, expected.lift)

    def test_the_job_works_out_every_company(self):
        self.run_job("associate")
        self.assertEqual(
            self.env["onetoone.association"].search([]).company_id, self.company
        )

    def test_rights(self):
        self.env["onetoone.association"]._associate(self.company)
        found = self.env["onetoone.association"].search([])
        group = "odoo_onetoone.group_onetoone_%s"
        company = {"company_id": self.company.id, "company_ids": self.company.ids}
        analyst = new_test_user(self.env, "ann", group % "analyst", **company)
        self.assertTrue(found.with_user(analyst).mapped("product_id.name"))
        with self.assertRaises(AccessError):
            found[:1].with_user(analyst).lift = 2
        seller = new_test_user(self.env, "ben", group % "user", **company)
        with self.assertRaises(AccessError):
            found.with_user(seller).mapped("lift")
