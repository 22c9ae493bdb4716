from datetime import date, datetime

from odoo import Command
from odoo.tests import tagged

from .common import AS_OF
from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestIndicatorsOfSales(ReadingsCase):
    """Orders of four customers, worked out by hand as of 2026-03-01.

    Value of the window: Cy 600, Ada 300, Bo 200 (class A), Di 100 (class B).
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management", "sale_loyalty", "account", "product")
        cls.use_purchase_source("sale.order")
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.plain = cls.env["product.product"].create(
            {"name": "Plain", "type": "service"}
        )
        colours = cls.env["product.attribute"].create(
            {
                "name": "Colour",
                "value_ids": [
                    Command.create({"name": "Red"}),
                    Command.create({"name": "Blue"}),
                ],
            }
        )
        template = cls.env["product.template"].create(
            {
                "name": "Shirt",
                "type": "service",
                "attribute_line_ids": [
                    Command.create(
                        {
                            "attribute_id": colours.id,
                            "value_ids": [Command.set(colours.value_ids.ids)],
                        }
                    )
                ],
            }
        )
        cls.red, cls.blue = template.product_variant_ids
        cls.ada, cls.bo, cls.cy, cls.di = (
            cls.customer(name, company_id=cls.company.id)
            for name in ("Ada", "Bo", "Cy", "Di")
        )
        for partner, day, lines in (
            (cls.ada, date(2025, 4, 1), [(cls.red, 100)]),
            (cls.ada, date(2025, 10, 1), [(cls.red, 100), (cls.plain, 100)]),
            (cls.bo, date(2025, 5, 1), [(cls.plain, 50)]),
            (cls.bo, date(2025, 11, 1), [(cls.blue, 150)]),
            (cls.cy, date(2023, 6, 1), [(cls.plain, 10)]),
            (cls.cy, date(2024, 6, 1), [(cls.plain, 10)]),
            (cls.cy, date(2025, 6, 1), [(cls.plain, 600)]),
            (cls.di, date(2023, 6, 1), [(cls.plain, 10)]),
            (cls.di, date(2024, 6, 1), [(cls.plain, 10)]),
            (cls.di, date(2025, 7, 1), [(cls.plain, 40)]),
            (cls.di, date(2025, 8, 1), [(cls.plain, 60)]),
        ):
            cls.order(partner, day, lines)

    @classmethod
    def order(cls, partner, day, lines):
        order = cls.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "company_id": cls.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": 1,
                            "price_unit": price,
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for product, price in lines
                ],
            }
        )
        order.action_confirm()
        order.flush_recordset()
        cls.date_record(
            order,
            date_order=datetime.combine(day, datetime.min.time().replace(hour=12)),
        )
        return order

    def measured(self):
        self.refresh()
        return self.measure()

    def test_choices(self):
        readings = self.measured()
        # Ada and Bo chose; Cy and Di bought more than once, too
        self.assert_counts(readings["choices_recorded"], 2, 4, 50)
        self.assert_counts(readings["modular_revenue"], 3, 8, 100 * 350 / 1200)
        # Ada had red before; Bo had not had blue
        self.assert_counts(readings["configuration_reused"], 1, 2, 50)
        self.assert_opens_what_it_counted(readings)

    def test_optional_products_make_an_offer_modular(self):
        self.plain.product_tmpl_id.optional_product_ids = self.red.product_tmpl_id
        self.assert_counts(self.measured()["modular_revenue"], 8, 8, 100)

    def test_own_terms(self):
        terms = self.env["account.payment.term"].create(
            {"name": "In a year", "company_id": self.company.id}
        )
        self.cy.with_company(self.company).property_payment_term_id = terms
        other = self.new_company("Elsewhere")
        self.bo.with_company(other).invoice_sending_method = "email"
        pricelist = self.env["product.pricelist"].create(
            {"name": "Friends", "company_id": self.company.id}
        )
        self.ada.with_company(
            self.company
        ).specific_property_product_pricelist = pricelist
        readings = self.measured()
        self.assert_counts(readings["gold_terms"], 2, 3, 200 / 3)
        self.assert_opens_what_it_counted(readings)

    def test_the_default_is_no_own_term(self):
        terms = self.env["account.payment.term"].create(
            {"name": "In a year", "company_id": self.company.id}
        )
        self.env["ir.default"].set(
            "res.partner",
            "property_payment_term_id",
            terms.id,
            company_id=self.company.id,
        )
        self.cy.with_company(self.company).property_payment_term_id = terms
        self.assert_counts(self.measured()["gold_terms"], 0, 3, 0)

    def test_rewarded_loyalty(self):
        # Cy and Di bought in each of three years; a gift card was paid for
        for kind, partner in (("loyalty", self.di), ("gift_card", self.cy)):
            program = self.env["loyalty.program"].create(
                {"name": kind, "program_type": kind, "company_id": self.company.id}
            )
            self.env["loyalty.card"].create(
                {"program_id": program.id, "partner_id": partner.id}
            )
        readings = self.measured()
        self.assert_counts(readings["loyalty_reward"], 1, 2, 50)
        self.assert_opens_what_it_counted(readings)
        card = self.env["loyalty.card"].search([("partner_id", "=", self.di.id)])
        card.expiration_date = date(2026, 2, 1)
        self.assert_counts(self.measure(AS_OF)["loyalty_reward"], 0, 2, 0)

    def test_the_past(self):
        self.refresh()
        readings = self.measure(date(2025, 10, 2))
        self.assert_counts(readings["choices_recorded"], 1, 3, 100 / 3)
        self.assert_counts(readings["configuration_reused"], 1, 1, 100)
        self.assertEqual(readings["gold_terms"].missing_reason, "not_recorded")
