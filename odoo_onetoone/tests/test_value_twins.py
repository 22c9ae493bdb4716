from datetime import date

from odoo.tests import tagged

from ..engine import (
    contacts,
    lifetime_value,
    most_valuable,
    relationship,
    tiers,
)
from .common_value_twins import UNTIL, WINDOW_START, ValueTwinCase


@tagged("post_install", "-at_install")
class TestValueTwins(ValueTwinCase):
    """The SQL and the engine value the customers alike."""

    def test_wallets_and_contributions(self):
        for partner_id, profile in self.profiles.items():
            customer = self.valued(partner_id)
            self.assertEqual(
                profile.contact_effort, 5 * len(self.in_window(partner_id))
            )
            self.assertEqual(profile.estimated_wallet or None, customer.wallet)
            for name, value in (
                ("share_of_customer", customer.share),
                ("net_contribution", customer.net_contribution),
            ):
                # only customers have a margin
                if value is None or (
                    name == "net_contribution" and not profile.is_customer
                ):
                    self.assertIs(profile[name], False)
                else:
                    self.assertAlmostEqual(profile[name], value, 6)

    def test_tiers(self):
        customers = {
            partner_id: self.valued(partner_id)
            for partner_id, summary in self.purchases.items()
            if summary.is_customer
        }
        active = [
            most_valuable.ActiveCustomer(one.monetary, one.margin)
            for one in customers.values()
            if one.is_active
        ]
        limits = tiers.Limits(
            most_valuable.mvc_limit(active, 10),
            tiers.wallet_limit(
                one.wallet for one in customers.values() if one.wallet is not None
            ),
        )
        stored = self.env["onetoone.refresh"]._of(self.company).thresholds
        self.assertEqual(stored["wallet"], limits.wallet)
        causes = {}
        for partner_id, customer in customers.items():
            self.assertEqual(
                self.profiles[partner_id].tier, tiers.tier(customer, limits), customer
            )
            cause = tiers.cause(customer, limits)
            causes[cause] = causes.get(cause, 0) + 1
        # each rule decides on somebody
        self.assertEqual(
            set(causes),
            {"chosen", "bz", "mvc", "large_wallet", "growth", "standard"},
        )
        for partner_id, profile in self.profiles.items():
            if partner_id not in customers:
                self.assertIs(profile.tier, False)

    def test_lifetime_values(self):
        kept = before = 0
        for partner_id, summary in self.purchases.items():
            was_active = any(
                date(2024, 3, 1) <= purchase.date < date(2025, 3, 1)
                for purchase in self.facts[partner_id]
            )
            before += was_active
            kept += was_active and summary.is_active
        portfolio = lifetime_value.yearly_retention(kept, before, 12)
        self.assertGreater(portfolio, 0)
        self.assertLess(portfolio, 1)
        for partner_id, profile in self.profiles.items():
            summary = self.purchases[partner_id]
            segment = self.retentions.get(partner_id)
            expected = summary.is_customer and lifetime_value.lifetime_value(
                summary.margin, 12, segment / 100 if segment else portfolio, 0.1
            )
            if expected is None or not summary.is_customer:
                self.assertIs(profile.lifetime_value, False)
            else:
                self.assertAlmostEqual(profile.lifetime_value, expected, 2)

    def test_relationships(self):
        found = {}
        for partner_id, profile in self.profiles.items():
            summary = self.purchases[partner_id]
            contacted = contacts.summarize(
                self.contacts[partner_id], WINDOW_START, UNTIL
            )
            years = [
                any(
                    date(year, 3, 1) <= purchase.date < date(year + 1, 3, 1)
                    for purchase in self.facts[partner_id]
                )
                for year in (2023, 2024, 2025)
            ]
            learning_count = self.learning_count(partner_id)
            self.assertEqual(profile.learning_count, learning_count)
            self.assertEqual(profile.gave_referral, partner_id in self.referrers)
            signals = relationship.Signals(
                has_contact=bool(contacted.last_contact),
                was_two_way=bool(contacted.last_inbound and contacted.last_outbound),
                purchase_count=summary.lifetime_orders,
                learning_count=learning_count,
                gave_referral=partner_id in self.referrers,
                is_loyal=all(years),
                is_recent=summary.is_active or contacted.is_two_way,
            )
            self.assertEqual(profile._relationship_signals(), signals)
            level = relationship.suggest(signals).level
            self.assertEqual(profile.relationship_suggested or None, level)
            self.assertEqual(
                profile.relationship or None,
                self.chosen(partner_id, "relationship") or level,
            )
            found[level] = found.get(level, 0) + 1
        for level in (None, *relationship.LEVELS):
            self.assertGreater(found[level], 5, level)

    def test_every_tier_has_a_reason(self):
        for profile in self.profiles.values():
            self.assertEqual(bool(profile.tier_reason), bool(profile.tier))
            self.assertEqual(bool(profile.abc_reason), bool(profile.abc))
            labels = {
                "mvc": "Most valuable",
                "mgc": "Most growable",
                "bz": "Below zero",
                "standard": "Standard",
            }
            if profile.tier and not profile.chosen_tier:
                self.assertIn(labels[profile.tier], profile.tier_reason)
