from datetime import date

from odoo.tests import tagged

from .common import OnetooneCase


@tagged("post_install", "-at_install")
class TestTwoCompanies(OnetooneCase):
    """Two companies with two currencies share customers; worked out by hand.

    The first counts in euros by sales orders, the second in dollars. An order in a
    foreign currency counts at its own rate: a rate of 1.25 dollars to the euro makes
    125 dollars of an order 100 euros, whatever the rate is today.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management")
        cls.euro = cls.env.ref("base.EUR")
        cls.dollar = cls.env.ref("base.USD")
        (cls.euro | cls.dollar).active = True
        cls.company.currency_id = cls.euro
        cls.other = cls.new_company("Other company")
        cls.other.currency_id = cls.dollar
        for company in (cls.company, cls.other):
            cls.use_purchase_source("sale.order", company)
            cls.source("purchase", "sale.order", company).margin_field = False
        cls.shared = cls.customer("Shared")
        cls.small = cls.customer("Small")
        cls.left = cls.customer("Left")

    def order(self, partner, company, day, amount, rate=1.0):
        order = self.env["sale.order"].create(
            {"partner_id": partner.id, "company_id": company.id, "user_id": False}
        )
        order.flush_recordset()
        self.env.cr.execute(
            """UPDATE sale_order
                  SET state = 'sale', date_order = %s, amount_untaxed = %s,
                      currency_rate = %s
                WHERE id = %s""",
            [f"{day} 12:00", amount, rate, order.id],
        )
        order.invalidate_recordset()

    def test_each_company_counts_in_its_own_currency(self):
        order = self.order
        order(self.shared, self.company, date(2025, 12, 1), 125, 1.25)  # 100 euros
        order(self.shared, self.company, date(2026, 1, 10), 60)
        order(self.shared, self.company, date(2025, 6, 1), -20)  # given back
        order(self.small, self.company, date(2026, 2, 1), 10)
        order(self.left, self.company, date(2024, 12, 1), 500)
        order(self.left, self.company, date(2024, 4, 1), 70)
        order(self.shared, self.other, date(2026, 2, 1), 80, 0.8)  # 100 dollars
        order(self.left, self.other, date(2026, 2, 1), 900)
        self.refresh()
        self.refresh(company=self.other)

        profile = self.profile(self.shared)
        self.assertEqual(profile.currency_id, self.euro)
        self.assertEqual(profile.frequency, 2)
        self.assertEqual(profile.monetary, 140)
        self.assertEqual(profile.lifetime_amount, 140)
        # nobody has more: a share of 0 %
        self.assertEqual(profile.abc, "a")
        self.assertEqual(profile.tier, "mvc")
        # recent: 100 + 60; the same days a year before: nothing, so the span before
        self.assertEqual(profile.recent_amount, 160)
        self.assertEqual(profile.previous_amount, -20)
        self.assertIs(profile.change_ratio, False)

        small = self.profile(self.small)
        # 140 of 150 is 93 %: below 95 %
        self.assertEqual((small.monetary, small.abc, small.tier), (10, "b", "standard"))

        left = self.profile(self.left)
        self.assertFalse(left.is_active)
        self.assertTrue(left.was_active)
        self.assertEqual(left.monetary, 0)
        self.assertEqual(left.lifetime_amount, 570)
        # a customer for more than a year: compared with the same days of 2024/25
        self.assertEqual(left.previous_amount, 500)
        self.assertEqual(left.change_ratio, 0)
        self.assertTrue(left.is_drop)
        self.assertEqual((left.abc, left.tier), ("c", "standard"))

        elsewhere = self.profile(self.shared, self.other)
        self.assertEqual(elsewhere.currency_id, self.dollar)
        self.assertEqual(elsewhere.monetary, 100)
        # 900 of 1000 come from the one before: 90 %
        self.assertEqual((elsewhere.abc, elsewhere.tier), ("b", "standard"))
        best = self.profile(self.left, self.other)
        self.assertEqual((best.monetary, best.abc, best.tier), (900, "a", "mvc"))
        self.assertFalse(self.profile(self.small, self.other))

    def test_partial_refreshes_keep_the_limit_of_their_company(self):
        self.order(self.shared, self.company, date(2026, 1, 1), 100)
        self.order(self.small, self.company, date(2026, 1, 1), 10)
        self.order(self.shared, self.other, date(2026, 1, 1), 1)
        self.refresh()
        self.refresh(company=self.other)
        self.assertEqual(self.profile(self.small).tier, "standard")
        self.order(self.small, self.company, date(2026, 1, 2), 90)
        self.refresh(partner_ids=self.small.ids)
        # as much as the limit of the full refresh
        self.assertEqual(self.profile(self.small).tier, "mvc")
        self.assertEqual(self.profile(self.shared).tier, "mvc")
        refresh = self.env["onetoone.refresh"]._of(self.company)
        self.assertEqual(refresh.thresholds["mvc"], ["monetary", 100])
        # ranks move in a full refresh: a tie of two of two is still most valuable
        self.refresh()
        self.assertEqual(self.profile(self.small).tier, "mvc")
