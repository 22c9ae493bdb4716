from datetime import date

from odoo.tests import tagged

from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestLifetimeValue(ValueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # three of four stay; a new one, and one who left long ago
        cls.customers = [cls.customer(f"Customer {number}") for number in range(4)]
        for number, customer in enumerate(cls.customers):
            cls.buy(customer, date(2025, 1, 1), 10)
            if number < 3:
                cls.buy(customer, date(2026, 1, 1), 1400)
        cls.new = cls.customer("New")
        cls.buy(cls.new, date(2026, 1, 1), 140)
        cls.old = cls.customer("Old")
        cls.buy(cls.old, date(2020, 1, 1), 140)

    def test_retention_of_the_portfolio(self):
        self.refresh()
        self.assertEqual(self.limits()["retention"], 0.75)
        self.assertEqual(self.limits()["discount"], 0.1)
        # 700 of margin × 0.75 ÷ 0.35
        self.assertEqual(self.profile(self.customers[0]).lifetime_value, 1500)
        self.assertEqual(self.profile(self.new).lifetime_value, 150)
        for inactive in (self.customers[3], self.old):
            self.assertEqual(self.profile(inactive).lifetime_value, 0)
        self.assertEqual(self.profile(self.new).value_measure, "margin")

    def test_discount_rate_and_turnover(self):
        self.source("purchase", "crm.lead").margin_field = False
        self.company.onetoone_discount_percent = 5
        self.refresh()
        # 140 of turnover × 0.75 ÷ 0.30
        self.assertEqual(self.profile(self.new).lifetime_value, 350)
        self.assertEqual(self.profile(self.new).value_measure, "monetary")

    def test_a_window_of_half_a_year_counts_twice(self):
        self.company.onetoone_window_months = 6
        # bought in the half year before: one, who is there no more
        self.buy(self.old, date(2025, 4, 1), 1)
        self.refresh()
        self.assertEqual(self.limits()["retention"], 0)
        self.assertEqual(self.profile(self.new).lifetime_value, 0)
        self.buy(self.new, date(2025, 4, 1), 1)
        self.refresh()
        # half stay for half a year, a quarter for a year; 140 of margin a year
        self.assertEqual(self.limits()["retention"], 0.25)
        self.assertEqual(self.profile(self.new).lifetime_value, 41.18)

    def test_nobody_was_there_before(self):
        self.refresh(date(2024, 12, 31))
        self.assertIsNone(self.limits()["retention"])
        self.assertIs(self.profile(self.old).lifetime_value, False)

    def test_everybody_stays_and_there_is_no_interest(self):
        self.company.onetoone_discount_percent = 0
        self.customers[3].unlink()
        self.refresh()
        self.assertEqual(self.limits()["retention"], 1)
        self.assertIs(self.profile(self.new).lifetime_value, False)

    def test_retention_of_the_segment(self):
        divisions = self.env["onetoone.segment.division"].create(
            [
                {"name": name, "sequence": rank, "company_id": self.company.id}
                for rank, name in ((2, "Second"), (1, "First"))
            ]
        )
        customer = self.customers[0]
        # the first segment has no retention yet; its division comes before the other
        self.segment(customer, division_id=divisions[1].id, sequence=1)
        self.segment(customer, division_id=divisions[1].id, sequence=9, retention=50)
        self.segment(customer, division_id=divisions[0].id, sequence=1, retention=99)
        gone = (date(2025, 1, 1), date(2026, 2, 28))
        self.segment(customer, days=gone, division_id=divisions[1].id, retention=10)
        archived = self.segment(customer, division_id=divisions[1].id, retention=20)
        archived.active = False
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.segment_retention, 50)
        # 700 × 0.5 ÷ 0.6
        self.assertEqual(profile.lifetime_value, 583.33)
        self.assertIs(self.profile(self.new).segment_retention, False)
        # a retention of nothing is known, too
        self.segment(self.new, division_id=divisions[0].id, retention=0)
        self.refresh()
        self.assertEqual(self.profile(self.new).lifetime_value, 0)
