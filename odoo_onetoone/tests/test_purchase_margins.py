from datetime import date

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .common import NOON
from .common_accounting import AccountingCase


@tagged("post_install", "-at_install")
class TestMarginsOfInvoices(AccountingCase):
    """The product sells for 10 and costs 6: a margin of 4."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.use_purchase_source("account.move")

    def margin(self, move):
        """Return margin and whether it is estimated, read one by one and in bulk."""
        fact = self.purchases(res_id=move.id)
        sources = self.env["onetoone.source"]
        [bulk] = self.env.execute_query(
            SQL(
                "SELECT margin::float8, margin_is_estimated FROM %s p"
                " WHERE res_id = %s",
                sources._purchases(self.company, in_bulk=True),
                move.id,
            )
        )
        margin = None if fact.margin is False else fact.margin
        self.assertEqual(bulk, (margin, fact.margin_is_estimated))
        return bulk

    def order(self, quantity, price=10, uom=None, **values):
        self.need_addons("sale_margin")
        uom = uom or self.thing.uom_id
        order = self.env["sale.order"].create(
            {
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.thing.id,
                            "product_uom_qty": quantity,
                            "product_uom_id": uom.id,
                            "price_unit": price,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        order.action_confirm()
        return order

    def bill(self, order, quantity=None):
        move = order._create_invoices(final=True)
        move.invoice_date = NOON.date()
        if quantity is not None:
            move.invoice_line_ids.quantity = quantity
        move.action_post()
        return move

    # ------------------------------------------------------------
    # With the order
    # ------------------------------------------------------------

    def test_parts_of_an_order_have_their_part_of_its_margin(self):
        order = self.order(10)
        self.assertEqual(order.margin, 40)
        # what the product costs today does not matter any more
        self.thing.with_company(self.company).standard_price = 9
        first = self.bill(order, 4)
        second = self.bill(order)
        self.assertEqual(self.margin(first), (16, False))
        self.assertEqual(self.margin(second), (24, False))

    def test_a_refund_takes_its_margin_back(self):
        move = self.bill(self.order(5))
        refund = move._reverse_moves([{"invoice_date": NOON.date()}])
        refund.invoice_line_ids.quantity = 2
        refund.action_post()
        self.assertEqual(self.margin(move), (20, False))
        self.assertEqual(self.margin(refund), (-8, False))
        self.assertEqual(self.purchases(res_id=refund.id).amount, -20)

    def test_a_discount_on_the_invoice_lowers_the_margin(self):
        order = self.order(10)
        move = order._create_invoices()
        move.invoice_date = NOON.date()
        move.invoice_line_ids.discount = 10
        move.action_post()
        self.assertEqual(self.margin(move), (30, False))

    def test_units_of_measure(self):
        order = self.order(1, price=100, uom=self.env.ref("uom.product_uom_dozen"))
        self.assertEqual(order.margin, 28)
        self.assertEqual(self.margin(self.bill(order)), (28, False))

    def test_another_currency(self):
        currency = self.env["res.currency"].create({"name": "XTS", "symbol": "x"})
        self.env["res.currency.rate"].create(
            {
                "name": "2020-01-01",
                "currency_id": currency.id,
                "company_id": self.company.id,
                "rate": 4,
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id, "company_id": False}
        )
        order = self.order(3, price=40, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, currency)
        move = self.bill(order)
        self.assertEqual(self.purchases(res_id=move.id).amount, 30)
        self.assertEqual(self.margin(move), (12, False))

    def test_a_down_payment_has_no_margin_yet(self):
        order = self.order(10)
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "advance_payment_method": "percentage",
                "amount": 50,
                "sale_order_ids": [Command.set(order.ids)],
            }
        )
        wizard.create_invoices()
        down = order.invoice_ids
        down.invoice_date = NOON.date()
        down.action_post()
        self.assertEqual(self.purchases(res_id=down.id).amount, 50)
        self.assertEqual(self.margin(down), (0, False))
        rest = self.bill(order)
        self.assertEqual(self.purchases(res_id=rest.id).amount, 50)
        self.assertEqual(self.margin(rest), (40, False))

    # ------------------------------------------------------------
    # Without an order
    # ------------------------------------------------------------

    def test_the_standard_cost_gives_an_estimate(self):
        move = self.invoice(
            {"product_id": self.thing.id, "quantity": 3, "price_unit": 10}
        )
        self.assertEqual(self.margin(move), (12, True))
        refund = self.invoice(
            {"product_id": self.thing.id, "quantity": 3, "price_unit": 10},
            move_type="out_refund",
        )
        self.assertEqual(self.margin(refund), (-12, True))
        dozen = self.invoice(
            {
                "product_id": self.thing.id,
                "product_uom_id": self.env.ref("uom.product_uom_dozen").id,
                "quantity": 1,
                "price_unit": 100,
            }
        )
        self.assertEqual(self.margin(dozen), (28, True))

    def test_the_cost_of_another_company_says_nothing(self):
        self.thing.with_company(self.company).standard_price = 0
        other = self.new_company("Other company")
        self.thing.with_company(other).standard_price = 6
        move = self.invoice(
            {"product_id": self.thing.id, "quantity": 3, "price_unit": 10}
        )
        self.assertEqual(self.margin(move), (None, False))

    def test_one_unknown_line_makes_the_document_unknown(self):
        known = {"product_id": self.thing.id, "quantity": 1, "price_unit": 10}
        unknown = {"name": "Advice", "quantity": 1, "price_unit": 10}
        free = {"name": "Thanks", "quantity": 1, "price_unit": 0}
        self.assertEqual(self.margin(self.invoice(known, unknown)), (None, False))
        self.assertEqual(self.margin(self.invoice(known, free)), (4, True))
        note = {"display_type": "line_note", "name": "A note"}
        self.assertEqual(self.margin(self.invoice(known, note)), (4, True))

    def test_one_estimated_line_makes_the_document_estimated(self):
        order = self.order(1)
        move = order._create_invoices()
        move.invoice_date = NOON.date()
        move.invoice_line_ids = [
            Command.create(
                {
                    "product_id": self.thing.id,
                    "quantity": 1,
                    "price_unit": 11,
                    "tax_ids": False,
                }
            )
        ]
        move.action_post()
        self.assertEqual(self.margin(move), (9, True))

    def test_margins_before_a_date_are_not_looked_for(self):
        line = {"product_id": self.thing.id, "quantity": 1, "price_unit": 10}
        self.invoice(line, invoice_date=date(2025, 1, 1))
        self.invoice(line, invoice_date=date(2025, 6, 1))
        sources = self.env["onetoone.source"]
        for in_bulk in (False, True):
            margins = self.env.execute_query(
                SQL(
                    "SELECT margin::float8 FROM %s p ORDER BY date",
                    sources._purchases(self.company, date(2025, 6, 1), in_bulk),
                )
            )
            self.assertEqual(margins, [(None,), (4,)])
