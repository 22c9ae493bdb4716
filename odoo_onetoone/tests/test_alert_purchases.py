from datetime import date, datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from .common import AS_OF
from .common_alerts import LONG_AGO, RECENT, TODAY, YEAR_AGO, AlertCase

DROP = "purchase_drop"


@tagged("post_install", "-at_install")
class TestPurchaseDrops(AlertCase):
    def test_a_fall_to_60_percent_is_one_and_a_cent_more_is_none(self):
        fallen = self.dropped("Fallen", 180, user=self.seller)
        steady = self.dropped("Steady", 180.01, user=self.seller)
        self.detect()
        alert = self.alerts(fallen)
        self.assertEqual(alert.kind, DROP)
        self.assertEqual(alert.amount_at_stake, 120)
        self.assertEqual(alert.user_id, self.seller)
        self.assertEqual((alert.date, alert.state), (TODAY, "open"))
        # two days to react
        self.assertEqual(alert.reaction_due, TODAY + timedelta(days=2))
        self.assertEqual(alert.date_due, TODAY + timedelta(days=2))
        self.assertFalse(self.alerts(steady))

    def test_the_reason_is_a_sentence_with_the_amounts(self):
        fallen = self.dropped("Fallen", 60, 1200)
        young = self.customer("Young")
        for day in range(3):
            self.buy(young, date(2025, 6, 1) + timedelta(days=day), 400)
        self.company.currency_id = self.env.ref("base.EUR")
        self.detect()
        self.assertEqual(
            self.alerts(fallen).reason.replace("\N{NO-BREAK SPACE}", " "),
            "Bought for 60.00 € in the last 182 days, after 1,200.00 € in the same "
            "days a year earlier: 95 % less.",
        )
        self.assertEqual(
            self.alerts(young).reason.replace("\N{NO-BREAK SPACE}", " "),
            "Bought nothing in the last 182 days, after 1,200.00 € in as many days "
            "before.",
        )

    def test_two_purchases_before_are_too_few(self):
        customer = self.customer("Twice")
        self.buy(customer, LONG_AGO, 1)
        for day in range(2):
            self.buy(customer, YEAR_AGO + timedelta(days=day), 150)
        self.detect()
        self.assertTrue(self.profile(customer).is_drop)
        self.assertFalse(self.alerts(customer))

    def test_the_smallest_loss_is_a_setting(self):
        customer = self.dropped("Customer", 180)
        self.company.onetoone_alert_minimum_loss = 120.01
        self.detect()
        self.assertFalse(self.alerts(customer))
        self.company.onetoone_alert_minimum_loss = 120
        self.detect()
        self.assertEqual(self.kinds(customer), {DROP})

    def test_without_the_setting_it_is_the_median_of_active_customers(self):
        self.company.onetoone_alert_minimum_loss = False
        customer = self.dropped("Customer", 180)
        for name, amount in (("One", 100), ("Two", 60.01)):
            self.buy(self.customer(name), RECENT, amount)
        # active with 180, 100 and 60.01: a loss of 120 is above the 100 in the middle
        self.detect()
        self.assertEqual(self.kinds(customer), {DROP})
        third = self.customer("Three")
        self.buy(third, RECENT, 140.01)
        # the middle of 60.01 100 140.01 180 is 120.005
        self.env["onetoone.alert"].search([]).unlink()
        self.detect()
        self.assertFalse(self.alerts(customer))

    def test_only_who_was_class_a_or_most_valuable_then(self):
        small = self.dropped("Small", 0, 300)
        self.dropped("Large", 0, 30_000)
        # 30,000 of 30,300 stand above the small one; one of two is most valuable
        self.detect()
        self.assertFalse(self.alerts(small))
        # half of them are most valuable: both
        self.company.onetoone_mvc_percent = 100
        self.detect()
        self.assertEqual(self.kinds(small), {DROP})

    def test_it_is_over_at_75_percent_not_at_61(self):
        customer = self.dropped("Customer", 180)
        self.detect()
        self.buy(customer, RECENT, 44.97)  # 74.99 %
        self.detect()
        alert = self.alerts(customer)
        self.assertFalse(self.profile(customer).is_drop)
        self.assertEqual(alert.state, "open")
        self.assertAlmostEqual(alert.amount_at_stake, 75.03)
        self.buy(customer, RECENT, 0.03)  # 75 %
        self.detect()
        self.assertEqual(alert.state, "expired")
        self.assertEqual((alert.date_closed, alert.cause_ended_on), (TODAY, TODAY))

    def test_not_again_within_90_days(self):
        customer = self.dropped("Customer", 180)
        self.detect()
        order = self.buy(customer, RECENT, 100)
        self.detect()
        self.assertEqual(self.alerts(customer).state, "expired")
        order.unlink()
        for days, count in ((0, 1), (89, 1), (90, 2)):
            self.alerts(customer).date_closed = TODAY - timedelta(days=days)
            self.detect()
            self.assertEqual(len(self.alerts(customer)), count, days)

    def test_the_span_compared_with_moves_on(self):
        """Who stays away has nothing to compare with in the end: then it is over."""
        customer = self.dropped("Customer", 0)
        self.detect()
        self.assertEqual(self.kinds(customer), {DROP})
        self.detect(AS_OF + timedelta(days=365))
        self.assertEqual(self.alerts(customer, DROP).state, "expired")

    def test_a_purchase_after_it_is_recorded(self):
        customer = self.dropped("Customer", 0)
        self.detect()
        alert = self.alerts(customer)
        for days in (9, 5):
            self.buy(customer, TODAY + timedelta(days=days), 10)
        self.detect(AS_OF + timedelta(days=20))
        self.assertEqual(alert.state, "open")
        self.assertEqual(alert.won_back_on, TODAY + timedelta(days=5))


@tagged("post_install", "-at_install")
class TestOtherPurchases(AlertCase):
    def test_growth(self):
        customer = self.dropped("Customer", 0, 300, user=self.seller)
        for _purchase in range(3):
            self.buy(customer, RECENT, 140)
        self.detect()
        alert = self.alerts(customer)
        self.assertEqual((alert.kind, alert.amount_at_stake), ("growing", 120))
        self.assertIn("40 % more", alert.reason)
        self.assertEqual(alert.reaction_due, TODAY + timedelta(days=7))

    def test_lost_and_won_back(self):
        best = self.customer("Best")
        self.buy(best, RECENT, 1000)
        lost = self.customer("Lost", user_id=self.seller.id)
        self.buy(lost, date(2024, 12, 20), 600)
        self.buy(lost, date(2024, 6, 1), 450)
        small = self.customer("Small")
        self.buy(small, date(2024, 12, 20), 400)
        gone = self.customer("Gone")
        self.buy(gone, date(2022, 12, 20), 5000)
        self.detect()
        alert = self.alerts(lost)
        self.assertEqual(alert.kind, "lost_valuable")
        self.assertEqual(alert.amount_at_stake, 1050)
        self.assertEqual(alert.user_id, self.seller)
        for other in (best, small, gone):
            self.assertFalse(self.alerts(other))
        back = TODAY + timedelta(days=3)
        self.buy(lost, back, 5)
        self.detect(AS_OF + timedelta(days=7))
        self.assertEqual(alert.state, "expired")
        self.assertEqual(alert.won_back_on, back)


@tagged("post_install", "-at_install")
class TestOutflows(AlertCase):
    KIND = "unusual_outflow"

    def setUp(self):
        super().setUp()
        self.source(
            "purchase", "crm.lead"
        ).refund_domain = "[('expected_revenue', '<', 0)]"
        self.buyer = self.customer("Buyer", user_id=self.seller.id)
        for day, amount in enumerate((10, 20, 90)):
            self.buy(self.buyer, YEAR_AGO + timedelta(days=day), amount)

    def test_three_times_the_usual_purchase(self):
        usual = self.buy(self.buyer, TODAY, -59.99)
        unusual = self.buy(self.buyer, TODAY, -60)
        self.detect()
        alert = self.alerts(self.buyer, self.KIND)
        self.assertEqual(len(alert), 1)
        self.assertNotEqual(alert.res_id, usual.id)
        self.assertEqual((alert.res_model, alert.res_id), ("crm.lead", unusual.id))
        self.assertEqual(alert.amount_at_stake, 60)
        self.assertEqual(alert.action_open_document()["res_id"], unusual.id)

    def test_each_document_once_and_for_30_days(self):
        self.buy(self.buyer, AS_OF - timedelta(days=30), -60)
        self.buy(self.buyer, AS_OF - timedelta(days=31), -60)
        self.detect()
        alert = self.alerts(self.buyer, self.KIND)
        self.assertEqual(len(alert), 1)
        alert.action_handled()
        self.buy(self.buyer, TODAY, -70)
        self.detect()
        first, second = self.alerts(self.buyer, self.KIND)
        self.assertEqual((first.state, second.state), ("done", "open"))
        self.detect(AS_OF + timedelta(days=30))
        self.assertEqual(second.state, "expired")
        self.assertEqual(len(self.alerts(self.buyer, self.KIND)), 2)

    def test_only_purchases_before_it_tell_what_is_usual(self):
        newcomer = self.customer("Newcomer")
        self.buy(newcomer, TODAY - timedelta(days=9), 10)
        self.buy(newcomer, TODAY - timedelta(days=8), 10)
        self.buy(newcomer, TODAY - timedelta(days=5), -500)
        self.buy(newcomer, TODAY - timedelta(days=5), 10)
        self.detect()
        self.assertFalse(self.alerts(newcomer, self.KIND))
        self.buy(newcomer, TODAY - timedelta(days=7), 10)
        self.detect()
        self.assertEqual(len(self.alerts(newcomer, self.KIND)), 1)


@tagged("post_install", "-at_install")
class TestCancelledOrders(AlertCase):
    KIND = "unusual_outflow"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management")
        # whether an order was confirmed is told by its tracking
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        cls.product = cls.env["product.product"].create({"name": "Thing"})
        cls.buyer = cls.customer("Buyer")
        for day in range(3):
            cls.buy(cls.buyer, YEAR_AGO + timedelta(days=day), 10)

    def order(self, amount=30, confirm=True):
        order = self.env["sale.order"].create(
            {
                "partner_id": self.buyer.id,
                "company_id": self.company.id,
                "user_id": False,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": amount,
                            "tax_ids": False,
                        }
                    )
                ],
            }
        )
        self.env.cr.precommit.run()
        if confirm:
            order.action_confirm()
            self.env.cr.precommit.run()
        return order

    def cancel(self, order, day):
        known = order.message_ids
        order._action_cancel()
        self.env.cr.precommit.run()
        for message in order.message_ids - known:
            self.date_record(message, date=datetime.combine(day, datetime.min.time()))

    def test_an_order_that_had_been_confirmed(self):
        order = self.order()
        self.cancel(order, TODAY)
        self.detect()
        alert = self.alerts(self.buyer, self.KIND)
        self.assertEqual((alert.res_model, alert.res_id), ("sale.order", order.id))
        self.assertEqual(alert.amount_at_stake, 30)
        self.assertIn("Cancelled an order", alert.reason)

    def test_a_quotation_took_nothing_away(self):
        self.cancel(self.order(confirm=False), TODAY)
        self.cancel(self.order(amount=29.99), TODAY)
        self.detect()
        self.assertFalse(self.alerts(self.buyer, self.KIND))

    def test_the_day_of_the_cancellation_counts(self):
        self.cancel(self.order(), AS_OF - timedelta(days=31))
        self.cancel(self.order(), AS_OF)
        self.detect()
        self.assertFalse(self.alerts(self.buyer, self.KIND))

    def test_without_tracking_the_order_counts_by_its_own_day(self):
        order = self.order()
        order.with_context(tracking_disable=True)._action_cancel()
        order.flush_recordset()
        self.env["mail.tracking.value"].search(
            [("mail_message_id", "in", order.message_ids.ids)]
        ).unlink()
        self.date_record(order, date_order=datetime.combine(TODAY, datetime.min.time()))
        self.detect()
        self.assertEqual(len(self.alerts(self.buyer, self.KIND)), 1)
