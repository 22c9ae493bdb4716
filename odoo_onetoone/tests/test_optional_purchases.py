from datetime import datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestOrders(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_margin")
        cls.use_purchase_source("sale.order")
        cls.acme = cls.customer("Acme", is_company=True, email="a@acme.example")
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.product = cls.env["product.product"].create({"name": "Thing"})
        cls.product.with_company(cls.company).standard_price = 60

    def order(self, price, moment=NOON, confirm=True, **values):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "user_id": self.seller.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "product_uom_qty": 1,
                            "price_unit": price,
                            "tax_ids": False,
                        }
                    )
                ],
                **values,
            }
        )
        if confirm:
            order.action_confirm()
            order.date_order = moment
        return order

    def purchases(self):
        return self.facts(
            "onetoone.purchase",
            ("partner_id", "=", self.acme.id),
            ("company_id", "=", self.company.id),
        )

    def test_a_confirmed_order_is_a_purchase(self):
        order = self.order(100)
        [fact] = self.purchases()
        self.assertEqual(fact.amount, 100)
        self.assertEqual(fact.date, NOON.date())
        self.assertEqual(fact.margin, 40)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("sale.order", order.id))
        self.assertFalse(fact.is_refund)

    def test_quotations_and_cancelled_orders_are_none(self):
        self.order(100, confirm=False)
        self.order(100)._action_cancel()
        self.assertFalse(self.purchases())

    def test_a_negative_order_is_a_refund(self):
        self.order(-30)
        self.assertTrue(self.purchases().is_refund)
        self.refresh()
        profile = self.profile(self.acme)
        self.assertFalse(profile.is_customer)
        self.assertEqual(profile.monetary, -30)

    def test_amounts_are_in_the_companys_currency(self):
        currency = self.env["res.currency"].create({"name": "XTS", "symbol": "x"})
        self.env["res.currency.rate"].create(
            {
                "name": "2026-01-01",
                "currency_id": currency.id,
                "company_id": self.company.id,
                "rate": 4,
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Foreign", "currency_id": currency.id, "company_id": False}
        )
        order = self.order(100, date_order=NOON, pricelist_id=pricelist.id)
        self.assertEqual(order.currency_id, currency)
        self.assertAlmostEqual(order.currency_rate, 4)
        self.assertEqual(self.purchases().amount, 25)

    def test_the_day_is_the_companys(self):
        self.company.resource_calendar_id.tz = "Asia/Tokyo"
        self.order(100, datetime(2026, 2, 10, 15, 30))  # half past midnight in Tokyo
        self.assertEqual(str(self.purchases().date), "2026-02-11")

    def test_margin_of_the_window(self):
        self.order(100)
        self.order(70)
        self.refresh()
        self.assertEqual(self.profile(self.acme).margin, 50)

    def test_the_mail_with_the_orders_pdf_is_automatic(self):
        order = self.order(100)
        for name, is_automatic in (
            (f"Order - {order.name}.pdf", True),
            ("Our brochure.pdf", False),
        ):
            with self.subTest(name):
                attachment = self.env["ir.attachment"].create(
                    {
                        "name": name,
                        "raw": b"%PDF-1.4",
                        "mimetype": "application/pdf",
                        "res_model": "sale.order",
                        "res_id": order.id,
                    }
                )
                message = self.say(
                    self.seller, order, self.jo, attachment_ids=attachment.ids
                )
                [fact] = self.interactions(self.acme)
                self.assertEqual(fact.is_automatic, is_automatic)
                message.unlink()


@tagged("post_install", "-at_install")
class TestInvoices(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("account")
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.company, install_demo=False
        )
        cls.use_purchase_source("account.move")
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id)

    def invoice(self, price, move_type="out_invoice", post=True):
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "invoice_date": NOON.date(),
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Thing", "price_unit": price, "tax_ids": False}
                    )
                ],
            }
        )
        if post:
            move.action_post()
        return move

    def test_refunds_count_against_invoices(self):
        self.invoice(100)
        self.invoice(30, "out_refund")
        self.invoice(500, post=False)
        self.invoice(900, "in_invoice", post=False)
        facts = self.env["onetoone.purchase"].search(
            [("partner_id", "=", self.acme.id)]
        )
        self.assertEqual(sorted(facts.mapped("amount")), [-30, 100])
        self.assertEqual(facts.filtered("is_refund").amount, -30)
        self.refresh(NOON.date() + timedelta(days=1))
        profile = self.profile(self.acme)
        self.assertEqual(profile.frequency, 1)
        self.assertEqual(profile.monetary, 70)

    def test_only_refunds_make_no_customer(self):
        self.invoice(30, "out_refund")
        self.refresh(NOON.date() + timedelta(days=1))
        profile = self.profile(self.acme)
        self.assertFalse(profile.is_customer)
        self.assertFalse(profile.is_active)
        self.assertEqual(profile.monetary, -30)
        self.assertIs(profile.abc, False)

    def test_sales_are_not_counted_by_two_sources(self):
        self.buy(self.acme, NOON.date(), 100)
        self.invoice(100)
        self.refresh(NOON.date() + timedelta(days=1))
        self.assertEqual(self.profile(self.acme).monetary, 100)
