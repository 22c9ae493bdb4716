from datetime import date, datetime

from odoo import Command
from odoo.tests import tagged

from ..readers.purchases import anonymous_value
from .common import NOON
from .common_accounting import AccountingCase


@tagged("post_install", "-at_install")
class TestPointOfSale(AccountingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("point_of_sale")
        journals = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id)]
        )
        method = cls.env["pos.payment.method"].create(
            {
                "name": "Bank",
                "company_id": cls.company.id,
                "journal_id": journals.filtered(lambda one: one.type == "bank")[:1].id,
            }
        )
        config = cls.env["pos.config"].create(
            {
                "name": "Shop",
                "company_id": cls.company.id,
                "payment_method_ids": [Command.set(method.ids)],
            }
        )
        config.open_ui()
        cls.session = config.current_session_id

    def sell(self, *lines, partner=None, state="paid", tax=0, **values):
        """Record a POS order of lines (quantity, price, values)."""
        amount = sum(line[0] * line[1] for line in lines)
        order = self.env["pos.order"].create(
            {
                "company_id": self.company.id,
                "session_id": self.session.id,
                "partner_id": self.jo.id if partner is None else partner and partner.id,
                "user_id": self.seller.id,
                "date_order": NOON,
                "amount_tax": tax,
                "amount_total": amount + tax,
                "amount_paid": amount + tax,
                "amount_return": 0,
                "lines": [
                    Command.create(
                        {
                            "name": "Line",
                            "product_id": self.thing.id,
                            "qty": quantity,
                            "price_unit": price,
                            "price_subtotal": quantity * price,
                            "price_subtotal_incl": quantity * price,
                            "tax_ids": False,
                            **(more[0] if more else {}),
                        }
                    )
                    for quantity, price, *more in lines
                ],
                **values,
            }
        )
        order.lines._compute_total_cost(None)
        order.state = state
        order.flush_recordset()
        return order

    def test_a_paid_order_counts_beside_the_chosen_source(self):
        self.buy(self.acme, NOON.date(), 100)
        order = self.sell((3, 10), tax=6)
        fact = self.purchases(res_model="pos.order")
        self.assertEqual(fact.res_id, order.id)
        self.assertEqual(fact.amount, 30)
        self.assertEqual((fact.margin, fact.margin_is_estimated), (12, False))
        self.assertEqual(fact.partner_id, self.acme)
        self.assertEqual(fact.user_id, self.seller)
        self.assertFalse(fact.is_refund)
        self.assertEqual(len(self.purchases(partner_id=self.acme.id)), 2)
        self.refresh()
        self.assertEqual(self.profile(self.acme).monetary, 130)

    def test_the_choice_of_a_source_leaves_it_alone(self):
        source = self.source("purchase", "pos.order")
        self.assertTrue(source.is_used and source.is_additional)
        self.use_purchase_source("account.move")
        self.assertTrue(source.is_used)
        self.assertFalse(source.is_chosen_by_hand)
        source.is_used = False
        source.is_used = True
        self.assertTrue(self.source("purchase", "account.move").is_used)

    def test_drafts_and_cancelled_orders_are_none(self):
        self.sell((1, 10), state="draft")
        self.sell((1, 10), state="cancel")
        self.assertFalse(self.purchases())

    def test_a_refund_by_the_office(self):
        order = self.sell((3, 10))
        refund = order._refund()
        refund.lines._compute_total_cost(None)
        refund.write({"state": "paid", "date_order": NOON})
        fact = self.purchases(res_id=refund.id, res_model="pos.order")
        self.assertTrue(fact.is_refund)
        self.assertEqual((fact.amount, fact.margin), (-30, -12))

    def test_a_refund_by_the_shop(self):
        """The shop writes lines of a refund with a positive subtotal."""
        self.sell((-2, 10, {"price_subtotal": 20}), is_refund=True)
        fact = self.purchases()
        self.assertEqual((fact.amount, fact.margin), (-20, -8))

    def test_the_cost_may_not_be_known_yet(self):
        order = self.sell((1, 10))
        order.lines.is_total_cost_computed = False
        self.assertIs(self.purchases().margin, False)

    def test_another_currency(self):
        order = self.sell((1, 40))
        self.date_record(order, currency_rate=4)
        self.assertEqual(self.purchases().amount, 10)

    def test_an_invoiced_order_counts_once(self):
        order = self.sell((3, 10))
        order.account_move = self.invoice(
            {"product_id": self.thing.id, "quantity": 3, "price_unit": 10}
        )
        # leads are counted, invoices are not
        self.assertEqual(self.purchases().res_model, "pos.order")
        self.use_purchase_source("account.move")
        self.assertEqual(self.purchases().res_model, "account.move")
        self.assertEqual(self.purchases().amount, 30)

    def test_a_sales_order_paid_in_the_shop_counts_once(self):
        self.need_addons("pos_sale", "sale_margin")
        order = self.env["sale.order"].create(
            {
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.thing.id,
                            "price_unit": 10,
                            "tax_ids": False,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        settled = {"sale_order_origin_id": order.id}
        self.sell((1, 10, settled))
        self.sell((1, 10, settled), (2, 9))
        self.assertEqual(sorted(self.purchases().mapped("amount")), [10, 28])
        self.use_purchase_source("sale.order")
        facts = self.purchases().sorted("amount")
        self.assertEqual(facts.mapped("res_model"), ["sale.order", "pos.order"])
        self.assertEqual(facts.mapped("amount"), [10, 18])
        self.assertEqual(facts.mapped("margin"), [4, 6])

    def test_what_was_bought_without_a_partner(self):
        walk_in = self.customer("Walk-in")
        self.company.onetoone_generic_partner_ids = walk_in
        self.sell((5, 10), partner=False)
        self.sell((-1, 10), partner=False)
        self.sell((7, 1), partner=False, date_order=datetime(2025, 1, 1))
        self.sell((3, 10))
        self.buy(walk_in, NOON.date(), 200)
        self.assertEqual(len(self.purchases(partner_id=self.acme.id)), 1)
        [[amount]] = self.env.execute_query(
            anonymous_value(self.company, date(2025, 3, 1), date(2026, 3, 1))
        )
        self.assertEqual(amount, 40)
        empty = anonymous_value(self.company, date(2020, 1, 1), date(2020, 1, 2))
        self.assertEqual(self.env.execute_query(empty), [(0,)])
