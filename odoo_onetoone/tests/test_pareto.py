from datetime import date

from odoo.tests import tagged

from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestPareto(ValueCase):
    def points(self):
        return [
            (
                point.customer_percent,
                point.customer_count,
                round(point.value_percent, 2),
                point.amount,
                point.smallest_amount,
            )
            for point in self.env["onetoone.pareto"].search(
                [("company_id", "=", self.company.id)]
            )
        ]

    def test_a_point_for_each_of_a_few_customers(self):
        for amount in (600, 100, 300, 0):
            self.buy(self.customer(f"Customer {amount}"), date(2026, 1, 1), amount)
        self.refresh()
        curve = [
            (25, 1, 60, 600, 600),
            (50, 2, 90, 900, 300),
            (75, 3, 100, 1000, 100),
            (100, 4, 100, 1000, 0),
        ]
        self.assertEqual(self.points(), curve)
        # drawn anew, and left alone when only some are refreshed
        self.refresh()
        self.buy(self.customer("New"), date(2026, 1, 1), 50)
        self.refresh(partner_ids=[])
        self.assertEqual(self.points(), curve)

    def test_a_point_for_each_percent_of_many(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(150)]
        )
        for number, partner in enumerate(partners, start=1):
            self.buy(partner, date(2026, 1, 1), number)
        self.refresh()
        points = self.points()
        self.assertEqual([point[0] for point in points], list(range(1, 101)))
        # one percent of 150 are one and a half: two customers, who bring 150 and 149
        self.assertEqual(points[0], (1, 2, round(29900 / 11325, 2), 299, 149))
        self.assertEqual(points[1][1:4], (3, round(44700 / 11325, 2), 447))
        self.assertEqual(points[-1][1:], (150, 100, 11325, 1))

    def test_no_value_no_curve(self):
        self.buy(self.customer("Customer"), date(2026, 1, 1), 0)
        self.refresh()
        self.assertFalse(self.points())
