from datetime import date

from odoo.tests import tagged

from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestReasons(ValueCase):
    """Every class says why, in numbers."""

    def setUp(self):
        super().setUp()
        # two are most valuable, and a tenth would be all of one
        self.company.onetoone_mvc_percent = 20
        self.customers = [self.customer(f"Customer {number}") for number in range(10)]
        for number, customer in enumerate(self.customers):
            self.buy(customer, date(2026, 1, 1), 1000 - 100 * number)

    def reason(self, number):
        text = self.profile(self.customers[number]).tier_reason
        return text.replace("\N{NO-BREAK SPACE}", " ").replace("\ufeff", "")

    def money(self, text):
        """Amounts as they are written in the currency of the company."""
        return (
            self.company.currency_id.format(text)
            .replace("\N{NO-BREAK SPACE}", " ")
            .replace("\ufeff", "")
        )

    def test_most_valuable_and_standard(self):
        self.refresh()
        self.assertEqual(
            self.reason(0),
            f"Most valuable: margin of {self.money(500)} in the window; from "
            f"{self.money(450)} on, customers are among the best 20 %.",
        )
        self.assertEqual(
            self.reason(9),
            f"Standard: margin of {self.money(50)} in the window; most valuable are "
            f"customers from {self.money(450)} on.",
        )

    def test_below_zero(self):
        self.company.onetoone_unit_contact_cost = 11
        poor = self.customers[9]
        poor.email = "poor@example.com"
        self.say(self.seller, poor, poor)
        self.refresh()
        self.assertEqual(
            self.reason(9),
            f"Below zero: a margin of {self.money(50)}, less {self.money(55)} for "
            f"contacts (1 in the window), leaves {self.money(-5)}.",
        )

    def test_most_growable(self):
        self.wallet(self.customers[5], 5000)
        self.refresh()
        self.assertEqual(
            self.reason(5),
            f"Most growable: we get 10 % of a wallet of {self.money(5000)}; from "
            f"{self.money(5000)} on, wallets are among the largest fifth.",
        )
        self.assertTrue(self.profile(self.customers[5]).has_large_wallet)

    def test_chosen(self):
        self.refresh()
        self.choose(self.customers[9], tier="mvc", user_id=self.seller.id)
        self.assertEqual(
            self.reason(9),
            f"Chosen by {self.seller.name} on 01/01/2026: They open three branches. "
            "Otherwise: "
            f"Standard: margin of {self.money(50)} in the window; most valuable are "
            f"customers from {self.money(450)} on.",
        )

    def test_class_and_lifetime_value(self):
        self.buy(self.customers[0], date(2025, 1, 1), 1)
        self.refresh()
        profile = self.profile(self.customers[0])
        text = profile.abc_reason.replace("\N{NO-BREAK SPACE}", " ")
        # all bring 5,500: down to the one with 400 the larger bring less than 4,400,
        # down to the one with 200 less than 5,225
        self.assertEqual(
            text,
            f"{self.money(1000)} in the window: customers with more bring less than "
            f"80 % of all value. Classes start at: A {self.money(500)}, "
            f"B {self.money(200)}.",
        )
        self.assertEqual(
            profile.lifetime_value_reason,
            "Margin of a year × r ÷ (1 + d − r), with a yearly retention of the "
            "portfolio of r = 100.0 % and a discount rate of d = 10 %.",
        )
        self.assertEqual(profile.lifetime_value, 5000)

    def test_reasons_of_many_take_a_few_queries(self):
        for customer in self.customers[:5]:
            self.choose(customer, tier="bz")
        self.refresh()
        profiles = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id)]
        )
        profiles.mapped("monetary")
        self.env.flush_all()
        profiles.invalidate_recordset(["tier_reason"])
        # companies, refresh, choices, their users and partners, language
        with self.assertQueryCount(12):
            profiles.mapped("tier_reason")

    def test_nothing_is_said_of_prospects(self):
        prospect = self.customer("Prospect", email="p@example.com")
        self.say(self.seller, prospect, prospect)
        self.refresh()
        profile = self.profile(prospect)
        for name in ("tier_reason", "abc_reason", "lifetime_value_reason"):
            self.assertIs(profile[name], False)
