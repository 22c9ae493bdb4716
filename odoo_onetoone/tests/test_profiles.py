import random
from datetime import date, datetime, timedelta

from odoo.tests import tagged

from ..engine import abc_classes, change, most_valuable, purchases, rfm
from .common import AS_OF, NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestProfiles(OnetooneCase):
    def test_sums_of_the_window(self):
        customer = self.customer("Customer", email="customer@example.com")
        self.buy(customer, date(2025, 2, 28), 1000)  # the day before the window
        self.buy(customer, date(2025, 3, 1), 200)  # its first day
        self.buy(customer, date(2026, 2, 28), 30)  # its last day
        self.buy(customer, AS_OF, 9999)  # not yet
        self.refresh()
        profile = self.profile(customer)
        self.assertTrue(profile.is_customer)
        self.assertTrue(profile.is_active)
        self.assertEqual(profile.first_purchase, date(2025, 2, 28))
        self.assertEqual(profile.last_purchase, date(2026, 2, 28))
        self.assertEqual(profile.frequency, 2)
        self.assertEqual(profile.monetary, 230)
        self.assertEqual(profile.lifetime_orders, 3)
        self.assertEqual(profile.lifetime_amount, 1230)
        self.assertEqual(profile.recency_days, 1)
        self.assertEqual(profile.as_of, AS_OF)
        self.assertIs(profile.margin, False)  # a won lead has no margin

    def test_contacts_and_branches_of_a_customer_are_rolled_up(self):
        head = self.customer("Head", is_company=True)
        branch = self.customer("Branch", parent_id=head.id, type="delivery")
        person = self.customer("Person", parent_id=branch.id, phone="+49 30 1")
        self.buy(branch, date(2026, 1, 1), 10)
        self.buy(person, date(2026, 1, 2), 20)
        self.refresh()
        profile = self.profile(head)
        self.assertEqual(profile.monetary, 30)
        self.assertTrue(profile.is_reachable)
        self.assertFalse(self.profile(branch))
        self.assertFalse(self.profile(person))

    def test_reachable_needs_an_address(self):
        customers = {
            True: [
                self.customer("Mail", email="a@example.com"),
                self.customer("Phone", phone="+49 30 2"),
            ],
            False: [self.customer("Nothing"), self.customer("Blank", email="")],
        }
        lonely = self.customer("Company", is_company=True)
        gone = self.customer("Gone", parent_id=lonely.id, email="g@example.com")
        gone.active = False
        customers[False].append(lonely)
        for customer in sum(customers.values(), []):
            self.buy(customer, date(2026, 1, 1), 10)
        self.refresh()
        for is_reachable, group in customers.items():
            for customer in group:
                with self.subTest(customer.name):
                    self.assertEqual(self.profile(customer).is_reachable, is_reachable)

    def test_we_are_not_our_customers(self):
        generic = self.customer("Walk-in")
        self.company.onetoone_generic_partner_ids = generic
        for partner in (self.seller.partner_id, self.company.partner_id, generic):
            self.buy(partner, date(2026, 1, 1), 10)
        self.refresh()
        for partner in (self.seller.partner_id, self.company.partner_id, generic):
            self.assertFalse(self.profile(partner))

    def test_a_lead_makes_a_prospect(self):
        prospect = self.customer("Prospect")
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": prospect.id,
                "company_id": self.company.id,
                "user_id": self.seller.id,
            }
        )
        self.date_record(lead, create_date=NOON)
        self.refresh()
        profile = self.profile(prospect)
        self.assertTrue(profile)
        self.assertFalse(profile.is_customer)
        self.assertEqual(profile.user_id, self.seller)
        self.assertEqual(profile.user_origin, "lead")
        for name in ("abc", "rfm", "r_score", "f_score", "m_score", "recency_days"):
            self.assertIs(profile[name], False, name)

    def test_who_is_responsible(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 10, user=self.seller)
        self.buy(customer, date(2026, 1, 5), 10, user=self.other_seller)
        self.refresh()
        self.assertEqual(self.profile(customer).user_id, self.other_seller)
        self.other_seller.active = False
        self.refresh()
        self.assertEqual(self.profile(customer).user_id, self.seller)
        customer.user_id = self.manager
        self.refresh()
        self.assertEqual(self.profile(customer).user_id, self.manager)
        self.assertEqual(self.profile(customer).user_origin, "partner")

    def test_the_company_names_who_cares_for_the_rest(self):
        sold, nobodys = self.customer("Sold"), self.customer("Nobody's")
        self.buy(sold, date(2026, 1, 1), 10, user=self.seller)
        self.buy(nobodys, date(2026, 1, 1), 10)
        self.refresh()
        self.assertFalse(self.profile(nobodys).user_id)
        completeness = self.profile(nobodys).completeness
        self.company.onetoone_default_user_id = self.manager
        self.refresh()
        self.assertEqual(self.profile(nobodys).user_id, self.manager)
        self.assertEqual(self.profile(nobodys).user_origin, "company")
        # nobody chose him for this customer
        self.assertEqual(self.profile(nobodys).completeness, completeness)
        self.assertEqual(self.profile(sold).user_id, self.seller)
        self.manager.active = False
        self.refresh()
        self.assertFalse(self.profile(nobodys).user_id)

    def test_companies_see_a_shared_customer_each_in_its_own_way(self):
        other = self.new_company("Other company")
        customer = self.customer("Shared")
        self.buy(customer, date(2026, 1, 1), 10)
        self.buy(customer, date(2026, 1, 1), 7, other)
        self.refresh()
        self.refresh(company=other)
        self.assertEqual(self.profile(customer).monetary, 10)
        self.assertEqual(self.profile(customer, other).monetary, 7)

    def test_branches_count_for_their_root_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 10, branch)
        self.refresh(company=branch)
        self.assertEqual(self.profile(customer).monetary, 10)
        self.assertFalse(self.profile(customer, branch))

    def test_only_changed_profiles_are_written(self):
        first, second = self.customer("First"), self.customer("Second")
        self.buy(first, date(2026, 1, 1), 10)
        self.buy(second, date(2026, 1, 1), 20)
        self.refresh()
        refresh = self.env["onetoone.refresh"]._of(self.company)
        self.assertEqual(refresh.changed_count, 2)
        self.refresh()
        self.assertEqual(refresh.changed_count, 0)
        first.phone = "+49 30 3"
        self.refresh()
        self.assertEqual(refresh.changed_count, 1)

    def test_profiles_of_those_who_left_are_removed(self):
        customer = self.customer("Customer")
        lead = self.buy(customer, date(2026, 1, 1), 10)
        self.refresh()
        self.assertTrue(self.profile(customer))
        lead.unlink()
        self.refresh()
        self.assertFalse(self.profile(customer))

    def test_a_past_date_is_reproduced(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2024, 6, 1), 10)
        self.buy(customer, date(2026, 1, 1), 500)
        self.refresh(date(2024, 7, 1))
        profile = self.profile(customer)
        self.assertEqual(profile.lifetime_amount, 10)
        self.assertEqual(profile.recency_days, 30)

    def test_a_partial_refresh_keeps_date_and_thresholds(self):
        customers = [self.customer(f"Customer {n}") for n in range(10)]
        for number, customer in enumerate(customers, start=1):
            self.buy(customer, date(2026, 1, number), 100 * number)
        self.refresh()
        refresh = self.env["onetoone.refresh"]._of(self.company)
        thresholds = refresh.thresholds
        before = {
            profile.partner_id: (profile.m_score, profile.abc, profile.monetary)
            for profile in self.env["onetoone.profile"].search(
                [("company_id", "=", self.company.id)]
            )
        }
        contact = self.customer("Contact", parent_id=customers[0].id)
        self.buy(contact, date(2026, 2, 1), 5000)
        self.buy(customers[1], date(2026, 2, 1), 5000)
        self.refresh(partner_ids=contact.ids)
        self.assertEqual(refresh.thresholds, thresholds)
        self.assertEqual(refresh.as_of, AS_OF)
        self.assertEqual(refresh.changed_count, 1)
        touched = self.profile(customers[0])
        self.assertEqual(touched.monetary, 5100)
        self.assertEqual(touched.m_score, 5)
        self.assertEqual(touched.abc, "a")
        untouched = self.profile(customers[1])
        self.assertEqual(
            (untouched.m_score, untouched.abc, untouched.monetary),
            before[customers[1]],
        )


@tagged("post_install", "-at_install")
class TestTwins(OnetooneCase):
    """The SQL and the engine say the same of 1,000 random customers."""

    COUNT = 1000

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        chance = random.Random(20260301)
        cls.partners = cls.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(cls.COUNT)]
        )
        values = []
        days = []
        for partner in cls.partners:
            for _purchase in range(chance.choice((1, 1, 2, 3, 15))):
                # round amounts and few days, so that ties are common
                amount = chance.choice((0, 10, 10, 25, 100, 1999.99, -50, -10))
                days.append(AS_OF - timedelta(days=chance.randrange(-20, 900)))
                values.append(cls.deal_values(partner, amount))
        leads = cls.env["crm.lead"].create(values)
        leads.flush_recordset()
        cls.env.cr.execute(
            """UPDATE crm_lead SET date_closed = closed.moment
                 FROM unnest(%s, %s::timestamp[]) AS closed (id, moment)
                WHERE crm_lead.id = closed.id""",
            [leads.ids, [datetime.combine(day, datetime.min.time()) for day in days]],
        )
        # won leads know no margin: let another amount be it, unknown here and there
        margins = [
            None if chance.random() < 0.02 else round(lead.expected_revenue * 0.4, 2)
            for lead in leads
        ]
        cls.env.cr.execute(
            """UPDATE crm_lead SET recurring_revenue = known.margin
                 FROM unnest(%s, %s::numeric[]) AS known (id, margin)
                WHERE crm_lead.id = known.id""",
            [leads.ids, margins],
        )
        leads.invalidate_recordset()
        # won leads know no refunds: let the negative ones be some
        cls.source("purchase", "crm.lead").write(
            {
                "refund_domain": "[('expected_revenue', '<', 0)]",
                "margin_field": "recurring_revenue",
            }
        )
        facts = {partner.id: [] for partner in cls.partners}
        for lead, day, margin in zip(leads, days, margins, strict=True):
            facts[lead.partner_id.id].append(
                purchases.Purchase(
                    day, lead.expected_revenue, lead.expected_revenue < 0, margin
                )
            )
        cls.summaries = {
            partner_id: purchases.summarize(found, AS_OF, 12, 182)
            for partner_id, found in facts.items()
        }
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)
        cls.profiles = {
            profile.partner_id.id: profile
            for profile in cls.env["onetoone.profile"].search(
                [("company_id", "=", cls.company.id)]
            )
        }

    def test_the_cases_are_worth_comparing(self):
        customers = [one for one in self.summaries.values() if one.is_customer]
        active = [one for one in customers if one.is_active]
        self.assertGreater(len(customers), 800)
        self.assertGreater(len(active), 300)
        self.assertLess(len(active), len(customers))
        self.assertTrue(any(one.change_ratio for one in customers))
        self.assertTrue(any(one.monetary < 0 for one in customers))

    def test_purchases(self):
        for partner_id, summary in self.summaries.items():
            profile = self.profiles.get(partner_id)
            if profile is None:
                # nothing before the date: no customer and no prospect yet
                self.assertFalse(summary.lifetime_orders)
                continue
            for name in (
                "is_customer",
                "is_active",
                "frequency",
                "lifetime_orders",
            ):
                self.assertEqual(profile[name], getattr(summary, name), name)
            for name in ("first_purchase", "last_purchase"):
                self.assertEqual(profile[name] or None, getattr(summary, name), name)
            for name in (
                "monetary",
                "lifetime_amount",
                "recent_amount",
                "previous_amount",
            ):
                self.assertAlmostEqual(profile[name], getattr(summary, name), 2, name)
            if summary.change_ratio is None:
                self.assertIs(profile.change_ratio, False)
            else:
                self.assertAlmostEqual(profile.change_ratio, summary.change_ratio, 6)

    def test_margins(self):
        unknown = 0
        for partner_id, profile in self.profiles.items():
            margin = self.summaries[partner_id].margin
            if margin is None:
                unknown += 1
                self.assertIs(profile.margin, False)
            else:
                self.assertAlmostEqual(profile.margin, margin, 2)
        self.assertGreater(unknown, 10)

    def test_change(self):
        found = {"is_drop": 0, "is_growing": 0}
        for partner_id, profile in self.profiles.items():
            one = self.summaries[partner_id]
            drop = change.is_drop(one.recent_amount, one.previous_amount)
            growing = change.is_growing(
                one.recent_amount,
                one.previous_amount,
                one.recent_count,
                one.previous_count,
            )
            self.assertEqual(profile.is_drop, drop)
            self.assertEqual(profile.is_growing, growing)
            found["is_drop"] += drop
            found["is_growing"] += growing
        self.assertGreater(found["is_drop"], 20)
        self.assertGreater(found["is_growing"], 0)

    def test_tiers(self):
        active = [
            most_valuable.ActiveCustomer(one.monetary, one.margin)
            for one in self.summaries.values()
            if one.is_active
        ]
        for percent in (10, 3, 47):
            with self.subTest(percent=percent):
                self.company.onetoone_mvc_percent = percent
                self.env["onetoone.profile"]._refresh(self.company, AS_OF)
                limit = most_valuable.mvc_limit(active, percent)
                self.assertEqual(limit.measure, most_valuable.MARGIN)
                refresh = self.env["onetoone.refresh"]._of(self.company)
                self.assertEqual(refresh.thresholds["mvc"], list(limit))
                for partner_id, summary in self.summaries.items():
                    if not summary.is_customer:
                        continue
                    customer = summary.is_active and most_valuable.ActiveCustomer(
                        summary.monetary, summary.margin
                    )
                    self.assertEqual(
                        self.profiles[partner_id].tier,
                        most_valuable.tier(customer or None, limit),
                    )

    def test_scores(self):
        active = [one for one in self.summaries.values() if one.is_active]
        thresholds = rfm.RfmThresholds(
            rfm.thresholds((AS_OF - one.last_purchase).days for one in active),
            rfm.thresholds(one.frequency for one in active),
            rfm.thresholds(one.monetary for one in active),
        )
        for partner_id, summary in self.summaries.items():
            if not summary.is_customer:
                continue
            profile = self.profiles[partner_id]
            expected = rfm.scores(
                summary.is_active,
                (AS_OF - summary.last_purchase).days,
                summary.frequency,
                summary.monetary,
                thresholds,
            )
            self.assertEqual(
                (profile.r_score, profile.f_score, profile.m_score), expected
            )
            self.assertEqual(profile.rfm, "".join(map(str, expected)))

    def test_classes(self):
        customers = {
            partner_id: summary
            for partner_id, summary in self.summaries.items()
            if summary.is_customer
        }
        limits = abc_classes.abc_limits(one.monetary for one in customers.values())
        for partner_id, summary in customers.items():
            self.assertEqual(
                self.profiles[partner_id].abc,
                abc_classes.abc_class(summary.monetary, limits),
            )
