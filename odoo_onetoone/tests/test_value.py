from datetime import date, datetime, timedelta

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..engine.contribution import STARTING_RATIOS
from .common import AS_OF, NOON
from .common_value import ValueCase

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestContribution(ValueCase):
    def test_each_company_has_a_ratio_for_each_channel(self):
        other = self.new_company("Other")
        for company in (self.company, other):
            lines = self.env["onetoone.channel.cost"].search(
                [("company_id", "=", company.id)]
            )
            ratios = {line.channel: line.ratio for line in lines}
            self.assertEqual(
                ratios,
                {
                    "meeting": 120,
                    "phone": 60,
                    "chat": 20,
                    "letter": 20,
                    "sms": 10,
                    "other": 10,
                    "email": 5,
                    "form": 5,
                },
            )
        channels = self.env["onetoone.interaction"]._fields["channel"]
        self.assertEqual(set(STARTING_RATIOS), set(channels.get_values(self.env)))
        # what somebody typed is kept at an update
        lines[0].ratio = 7
        self.env["res.company"]._onetoone_prepare_all()
        self.assertEqual(lines[0].ratio, 7)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.assertFalse(
            self.env["onetoone.channel.cost"].search([("company_id", "=", branch.id)])
        )

    def test_contacts_are_paid_from_the_margin(self):
        customer = self.customer("Customer", email="c@example.com")
        self.buy(customer, date(2026, 1, 1), 40)
        for moment in (
            NOON,
            datetime(2025, 3, 1, 0, 0),  # the first moment of the window
            datetime(2025, 2, 28, 23, 59),  # before it
            datetime(2026, 3, 1, 0, 0),  # not yet
        ):
            self.say(self.seller, customer, customer, moment)
        # without a cost of a contact nothing is known
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.contact_effort, 10)
        self.assertIs(profile.contact_cost, False)
        self.assertIs(profile.net_contribution, False)
        self.assertEqual(profile.tier, "mvc")
        # 20 of margin, two mails at ratio 5: 2.10 a point are 21, one too many
        for unit_cost, net, tier in ((2.1, -1, "bz"), (2, 0, "mvc"), (0, 20, "mvc")):
            self.company.onetoone_unit_contact_cost = unit_cost
            self.refresh()
            self.assertEqual(profile.contact_cost, 20 - net)
            self.assertEqual(profile.net_contribution, net)
            self.assertEqual(profile.tier, tier)
        # an unknown margin leaves the contribution unknown
        self.source("purchase", "crm.lead").margin_field = False
        self.refresh()
        self.assertEqual(profile.contact_cost, 0)
        self.assertIs(profile.net_contribution, False)

    def test_typed_ratios_and_channels(self):
        customer = self.customer("Customer", email="c@example.com")
        self.buy(customer, date(2026, 1, 1), 100)
        self.say(self.seller, customer, customer)
        self.meet(customer)
        self.refresh()
        self.assertEqual(self.profile(customer).contact_effort, 125)
        lines = self.env["onetoone.channel.cost"].search(
            [("company_id", "=", self.company.id)]
        )
        lines.filtered(lambda line: line.channel == "email").ratio = 0.25
        lines.filtered(lambda line: line.channel == "meeting").ratio = 0
        self.refresh()
        self.assertEqual(self.profile(customer).contact_effort, 0.25)

    def test_mass_and_automatic_contacts_cost_nothing(self):
        customer = self.customer("Customer", email="c@example.com")
        self.buy(customer, date(2026, 1, 1), 100)
        self.say(self.env.ref("base.user_root"), customer, customer)
        self.refresh()
        self.assertEqual(self.profile(customer).contact_effort, 0)

    def test_a_prospect_is_not_below_zero(self):
        self.company.onetoone_unit_contact_cost = 1
        prospect = self.customer("Prospect", email="p@example.com")
        self.say(self.seller, prospect, prospect)
        self.refresh()
        profile = self.profile(prospect)
        self.assertEqual(profile.contact_cost, 5)
        self.assertIs(profile.net_contribution, False)
        self.assertIs(profile.tier, False)
        self.assertIs(profile.lifetime_value, False)

    def test_settings_that_make_no_sense(self):
        for name in ("onetoone_unit_contact_cost", "onetoone_discount_percent"):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.company[name] = -1
                self.company.flush_recordset()
            self.company.invalidate_recordset()


@tagged("post_install", "-at_install")
class TestWallets(ValueCase):
    def test_the_latest_estimate_before_the_date_counts(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 300)
        self.wallet(customer, 400, date(2026, 1, 10))
        self.wallet(customer, 1000, date(2026, 2, 28), potential=250)
        self.wallet(customer, 9999, AS_OF)
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.estimated_wallet, 1000)
        self.assertEqual(profile.potential_value, 250)
        self.assertEqual(profile.wallet_date, date(2026, 2, 28))
        self.assertEqual(profile.wallet_days, 1)
        self.assertEqual(profile.share_of_customer, 30)
        # of two on one day, the one that was entered last
        self.wallet(customer, 600, date(2026, 2, 28))
        self.assertEqual(profile.share_of_customer, 50)
        self.assertIs(profile.potential_value, False)
        # and as it was estimated then
        self.refresh(date(2026, 2, 1))
        self.assertEqual(profile.estimated_wallet, 400)
        self.assertEqual(profile.share_of_customer, 75)
        self.refresh(date(2026, 1, 10))
        self.assertIs(profile.estimated_wallet, False)
        self.assertIs(profile.share_of_customer, False)

    def test_the_share_is_of_a_year(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 300)
        self.wallet(customer, 1200)
        self.company.onetoone_window_months = 6
        self.refresh()
        self.assertEqual(self.profile(customer).share_of_customer, 50)

    def test_each_company_has_its_own_estimate(self):
        other = self.new_company("Other")
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 300)
        self.buy(customer, date(2026, 1, 1), 300, other)
        self.wallet(customer, 400)
        self.refresh()
        self.refresh(company=other)
        self.assertEqual(self.profile(customer).estimated_wallet, 400)
        self.assertIs(self.profile(customer, other).estimated_wallet, False)

    def test_large_wallets_of_which_we_get_little(self):
        customers = [self.customer(f"Customer {number}") for number in range(12)]
        for number, customer in enumerate(customers):
            self.buy(customer, date(2026, 1, 1), 1000 if number == 11 else 100)
        prospect = self.customer("Prospect", email="p@example.com")
        self.say(self.seller, prospect, prospect)
        self.wallet(prospect, 99999)  # no customer: sets no limit
        # 2 of the 6 known ones are large: those from 500 on
        for customer, amount in zip(
            customers, (600, 500, 400, 300, 200.01, 200), strict=False
        ):
            self.wallet(customer, amount)
        self.refresh()
        self.assertEqual(self.limits()["wallet"], 500)
        tiers = [self.profile(customer).tier for customer in customers]
        self.assertEqual(tiers, ["mgc"] * 2 + ["standard"] * 9 + ["mvc"])
        self.assertIs(self.profile(prospect).tier, False)
        # the limit stays as it is for some; half of the wallet is not little
        self.wallet(customers[2], 500.01)
        self.assertEqual(self.profile(customers[2]).tier, "mgc")
        self.assertEqual(self.limits()["wallet"], 500)
        self.buy(customers[2], date(2026, 1, 2), 150.005)
        self.refresh(partner_ids=customers[2].ids)
        self.assertEqual(self.profile(customers[2]).tier, "standard")
        # who is most valuable by now is that first
        self.wallet(customers[11], 90000)
        self.assertEqual(self.profile(customers[11]).tier, "mvc")

    def test_growing_with_an_open_opportunity(self):
        grower = self.customer("Grower")
        for number in range(3):
            self.buy(grower, date(2025, 3, 10) + number * DAY, 100)
            self.buy(grower, date(2026, 1, 10) + number * DAY, 150)
        best = self.customer("Best")
        self.buy(best, date(2026, 1, 1), 9000)
        self.refresh()
        profile = self.profile(grower)
        self.assertTrue(profile.is_growing)
        self.assertEqual(profile.tier, "standard")
        lead = self.env["crm.lead"].create(
            {
                "name": "More",
                "type": "lead",
                "partner_id": grower.id,
                "company_id": self.company.id,
            }
        )
        self.date_record(lead, create_date=NOON)
        self.refresh()
        self.assertFalse(profile.has_open_opportunity, "not qualified yet")
        lead.type = "opportunity"
        self.refresh()
        self.assertTrue(profile.has_open_opportunity)
        self.assertEqual(profile.tier, "mgc")
        # lost in the meantime, it was open on an earlier date
        lead.action_set_lost()
        lead.flush_recordset()
        self.date_record(lead, date_closed=datetime(2026, 2, 20))
        self.refresh()
        self.assertEqual(profile.tier, "standard")
        self.refresh(date(2026, 2, 20))
        self.assertEqual(profile.tier, "mgc")
        self.refresh(date(2026, 2, 10))
        self.assertFalse(profile.has_open_opportunity, "not there yet")


@tagged("post_install", "-at_install")
class TestChoices(ValueCase):
    def test_a_choice_counts_until_it_expires(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 100)
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.tier, "mvc")
        cases = (
            (date(2026, 2, 28), None, "mgc"),  # from the last day on
            (AS_OF, None, "mvc"),  # not yet
            (date(2026, 1, 1), AS_OF, "mgc"),  # to the end of the last day
            (date(2026, 1, 1), date(2026, 2, 28), "mvc"),  # expired on the last day
        )
        for start, expiry, tier in cases:
            with self.subTest(start=start, expiry=expiry):
                choice = self.choose(
                    customer, tier="mgc", date=start, date_expiry=expiry
                )
                self.assertEqual(profile.tier, tier)
                self.assertEqual(profile.chosen_tier, tier == "mgc" and "mgc")
                choice.unlink()
                self.assertEqual(profile.tier, "mvc")

    def test_the_latest_choice_wins(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 100)
        self.refresh()
        self.choose(customer, tier="bz", date=date(2026, 2, 1))
        self.choose(customer, tier="mgc", date=date(2026, 1, 1))
        self.assertEqual(self.profile(customer).tier, "bz")
        self.choose(customer, tier="standard", date=date(2026, 2, 1))
        self.assertEqual(self.profile(customer).tier, "standard")
        # an expired one leaves the one before
        self.choose(
            customer,
            tier="mvc",
            date=date(2026, 2, 10),
            date_expiry=date(2026, 2, 20),
        )
        self.assertEqual(self.profile(customer).tier, "standard")

    def test_a_choice_outlives_refreshes_but_not_the_portfolio(self):
        customer = self.customer("Customer")
        deal = self.buy(customer, date(2026, 1, 1), 100)
        self.choose(customer, tier="bz")  # before the first refresh
        self.refresh()
        self.assertEqual(self.profile(customer).tier, "bz")
        self.hear(customer, customer)
        deal.unlink()
        self.refresh()
        self.assertFalse(self.profile(customer).is_customer)
        self.assertIs(self.profile(customer).tier, False)

    def test_a_confirmed_relationship(self):
        prospect = self.customer("Prospect", email="p@example.com")
        self.say(self.seller, prospect, prospect)
        self.refresh()
        profile = self.profile(prospect)
        self.assertEqual(profile.relationship, "contact")
        self.choose(prospect, relationship="trust")
        self.assertEqual(profile.relationship, "trust")
        self.assertEqual(profile.relationship_suggested, "contact")
        self.assertIs(profile.tier, False)
