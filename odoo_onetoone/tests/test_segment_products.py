from datetime import date

from odoo.tests import tagged

from .common import AS_OF
from .common_products import ProductsCase
from .common_segments import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentsWithoutProducts(SegmentCase):
    def test_nobody_bought_products_where_purchases_have_no_lines(self):
        self.customers_worth(Ann=100)
        self.refresh()
        none = self.segment("None", [("bought_product_ids", "=", False)])
        some = self.segment("Some", [("bought_product_ids.name", "ilike", "pump")])
        category = self.segment("Category", [("bought_category_ids", "!=", False)])
        self.work_out()
        self.assertEqual(self.in_now(none), {"Ann"})
        self.assertFalse(self.in_now(some) | self.in_now(category))


@tagged("post_install", "-at_install")
class TestSegmentsByProducts(ProductsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = {name: cls.customer(name) for name in ("Ann", "Ben", "Cid", "Dot")}
        cls.order("Ann", cls.pump, cls.seal)
        cls.order("Ben", cls.mill)
        cls.order("Cid", cls.seal)
        # a quotation, a refund and an order after the date are no purchase yet
        cls.order("Dot", cls.seal)
        cls.order("Dot", cls.pump, state="draft")
        cls.order("Dot", cls.pump, price=-10)
        cls.order("Dot", cls.mill, day=date(2026, 3, 1))
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def who_fits(self, *domain):
        segment = self.segment("Tried out", list(domain))
        self.work_out()
        return self.in_now(segment)

    def test_products_bought(self):
        bought = "bought_product_ids"
        for domain, fitting in (
            ([(bought, "in", self.pump.ids)], {"Ann"}),
            ([(bought, "in", (self.pump | self.mill).ids)], {"Ann", "Ben"}),
            ([(bought, "not in", self.pump.ids)], {"Ben", "Cid", "Dot"}),
            ([(bought, "any", [("default_code", "=", "P-1")])], {"Ann"}),
            ([(bought, "ilike", "seal")], {"Ann", "Cid", "Dot"}),
            ([(f"{bought}.category_id", "=", self.parts.id)], {"Ann", "Cid", "Dot"}),
            (
                [
                    (bought, "in", self.seal.ids),
                    "!",
                    (bought, "in", self.pump.ids),
                ],
                {"Cid", "Dot"},
            ),
            ([(bought, "=", False)], set()),
        ):
            with self.subTest(str(domain)):
                self.assertEqual(self.who_fits(*domain), fitting)

    def test_categories_stand_for_those_below(self):
        bought = "bought_category_ids"
        for domain, fitting in (
            ([(bought, "in", self.machines.ids)], {"Ann", "Ben"}),
            ([(bought, "in", self.pumps.ids)], {"Ann"}),
            ([(bought, "not in", self.machines.ids)], {"Cid", "Dot"}),
            ([(bought, "ilike", "parts")], {"Ann", "Cid", "Dot"}),
        ):
            with self.subTest(str(domain)):
                self.assertEqual(self.who_fits(*domain), fitting)

    def test_a_profile_shows_what_was_bought(self):
        products = self.env["onetoone.product"]
        profile = self.profile(self.people["Ann"])
        self.assertEqual(
            set(profile.bought_product_ids.mapped("display_name")),
            {"[P-1] Pump", "Seal"},
        )
        self.assertEqual(
            set(profile.bought_category_ids.mapped("name")),
            {"Machines / Pumps", "Parts"},
        )
        self.assertEqual(
            products.name_search("P-1", [("id", "=", self.pump.id)]),
            [(self.pump.id, "[P-1] Pump")],
        )

    def test_products_of_another_company_cannot_be_seen(self):
        other = self.new_company("Other company")
        hidden = self.product("Hidden", self.parts, company_id=other.id)
        seen = self.env["onetoone.product"].with_user(self.analyst).search([])
        self.assertIn(self.seal.id, seen.ids)
        self.assertNotIn(hidden.id, seen.ids)

    def test_what_another_company_sold_does_not_count(self):
        other = self.new_company("Other company")
        self.use_purchase_source("sale.order", other)
        self.order("Ben", self.pump, company=other)
        self.refresh()
        self.assertEqual(
            self.who_fits(("bought_product_ids", "in", self.pump.ids)), {"Ann"}
        )
