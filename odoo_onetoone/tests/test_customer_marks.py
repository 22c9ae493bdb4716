from datetime import date, datetime, timedelta

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AS_OF, NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestCustomerMarks(OnetooneCase):
    """Who is marked, on a handful of customers made by hand."""

    def marked(self, name, customers):
        """The names of the customers with a mark, looked up and read."""
        partners = self.env["res.partner"].union(*customers)
        profiles = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id), ("partner_id", "in", partners.ids)]
        )
        found = profiles.search([("id", "in", profiles.ids), (name, "=", True)])
        self.assertEqual(profiles.filtered(name), found)
        others = profiles.search([("id", "in", profiles.ids), (name, "=", False)])
        self.assertEqual(found | others, profiles)
        return set(found.partner_id.mapped("name"))

    def quote(self, partner, outcome, day=date(2026, 1, 10), amount=100):
        if outcome == "won":
            return self.buy(partner, day, amount)
        lead = self.env["crm.lead"].create(
            {
                "name": "Quote",
                "type": "opportunity",
                "partner_id": partner.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
                "expected_revenue": amount,
            }
        )
        if outcome == "lost":
            lead.action_set_lost()
        lead.flush_recordset()
        moment = datetime.combine(day, datetime.min.time())
        self.date_record(lead, create_date=moment)
        if outcome == "lost":
            self.date_record(lead, date_closed=moment)
        return lead

    def test_quotes(self):
        outcomes = {
            "Rejecting": ["won", "lost", "lost"],
            "Fair": ["won", "won", "lost"],
            "Shortlist": ["pending", "pending", "lost"],
            "Two quotes": ["lost", "lost"],
        }
        customers = [self.customer(name) for name in outcomes]
        for customer in customers:
            for outcome in outcomes[customer.name]:
                self.quote(customer, outcome)
        long_ago = self.customer("Long ago")
        for _quote in range(3):
            self.quote(long_ago, "lost", date(2024, 1, 10))
        customers.append(long_ago)
        self.refresh()
        self.assertEqual(self.marked("rejects_quotes", customers), {"Rejecting"})
        self.assertEqual(self.marked("never_wins_quotes", customers), {"Shortlist"})
        # who has an open quote has an open potential
        self.assertEqual(self.marked("has_potential", customers), {"Shortlist"})

    def test_worst_customers_are_a_fifth_at_most(self):
        # ten customers; two of them did not buy for a year
        customers = [self.customer(f"Customer {rank}") for rank in range(10)]
        for rank, customer in enumerate(customers):
            day = date(2024, 6, 1) if rank < 3 else date(2026, 1, 10)
            self.buy(customer, day, 100 + rank)
        for _quote in range(3):
            self.quote(customers[1], "lost")
        self.refresh()
        # three show a sign; the most signs go first: number 1 has two of them. The
        # other two are equal (one sign, nothing bought in the window), and both would
        # be three tenths of the portfolio
        self.assertEqual(self.marked("is_worst", customers), {"Customer 1"})

    def test_effort_against_value(self):
        # values rank 0, 25, 50, 75 and 100; contacts the other way round
        customers = [self.customer(f"Customer {rank}") for rank in range(5)]
        for rank, customer in enumerate(customers):
            self.buy(customer, date(2026, 1, 10), 100 * (rank + 1))
            for _contact in range(4 - rank):
                self.say(self.seller, customer, customer)
        self.refresh()
        self.assertEqual(
            self.marked("is_over_managed", customers), {"Customer 0", "Customer 1"}
        )
        self.assertEqual(
            self.marked("is_under_managed", customers), {"Customer 3", "Customer 4"}
        )

    def test_effort_weighs_channels(self):
        # a meeting is more than a few mails; without any ratio contacts are counted
        customers = [self.customer(f"Customer {rank}") for rank in range(3)]
        for rank, customer in enumerate(customers):
            self.buy(customer, date(2026, 1, 10), 100 * (rank + 1))
        self.meet(customers[0])
        for _mail in range(2):
            self.say(self.seller, customers[2], customers[2])
        self.refresh()
        # values rank 0, 50 and 100; efforts of 120, 0 and 10 rank 100, 0 and 50
        self.assertEqual(self.marked("is_over_managed", customers), {"Customer 0"})
        self.assertEqual(
            self.marked("is_under_managed", customers), {"Customer 1", "Customer 2"}
        )
        self.env["onetoone.channel.cost"].search([]).ratio = 0
        self.refresh()
        # 1, 0 and 2 contacts rank 50, 0 and 100
        self.assertEqual(self.marked("is_over_managed", customers), {"Customer 0"})
        self.assertEqual(self.marked("is_under_managed", customers), {"Customer 1"})

    def test_lists_of_value_and_potential(self):
        self.source("purchase", "crm.lead").margin_field = "recurring_revenue"
        self.company.onetoone_unit_contact_cost = 1
        margins = {"Rich": 50, "Poor": 4, "Loss": -1, "Unknown": None}
        customers = {name: self.customer(name) for name in margins}
        for name, customer in customers.items():
            deal = self.buy(customer, date(2026, 1, 10), 100)
            self.date_record(deal, recurring_revenue=margins[name])
            self.say(self.seller, customer, customer)
        for customer, amount in (("Rich", 250), ("Poor", 200)):
            self.env["onetoone.wallet"].create(
                {
                    "partner_id": customers[customer].id,
                    "company_id": self.company.id,
                    "amount": amount,
                    "date": date(2025, 2, 28),
                }
            )
        self.refresh()

        def listed(name):
            action = self.env.ref(f"odoo_onetoone.{name}")
            domain = [("company_id", "=", self.company.id)]
            profiles = self.env["onetoone.profile"].search(
                domain + safe_eval(action.domain)
            )
            return set(profiles.partner_id.mapped("name"))

        self.assertEqual(listed("list_negative_margin"), {"Poor", "Loss"})
        self.assertEqual(listed("list_low_share"), {"Rich"})
        self.assertEqual(listed("list_potential"), {"Rich", "Poor"})
        self.assertEqual(self.profile(customers["Rich"]).wallet_days, 366)
        self.assertEqual(self.marked("has_large_wallet", customers.values()), {"Rich"})
        # without a cost of contacts, the margin alone can be below zero
        self.company.onetoone_unit_contact_cost = False
        self.refresh()
        self.assertEqual(listed("list_negative_margin"), {"Loss"})

    def test_lost_customers(self):
        best = self.customer("Best")
        self.buy(best, date(2026, 1, 10), 1000)
        lost = self.customer("Lost")
        # 1,200 in the year up to the last purchase, 14 months ago
        self.buy(lost, date(2024, 3, 1), 600)
        self.buy(lost, date(2024, 12, 20), 600)
        small = self.customer("Small")
        self.buy(small, date(2024, 12, 20), 400)
        gone = self.customer("Gone")
        self.buy(gone, date(2022, 12, 20), 5000)
        customers = [best, lost, small, gone]
        self.refresh()
        self.profile(best).tier = "mvc"
        self.assertEqual(self.marked("is_lost", customers), {"Lost"})

    def test_one_person_for_several_companies(self):
        firms = [
            self.customer(name, is_company=True) for name in ("One", "Two", "Three")
        ]
        for firm, email in zip(
            firms,
            ("Mia@same.example", "mia@same.example", "leo@x.example"),
            strict=True,
        ):
            self.customer("Person", parent_id=firm.id, email=email)
            self.buy(firm, date(2026, 1, 10), 100)
        self.refresh()
        self.assertEqual(self.marked("shares_contact_person", firms), {"One", "Two"})

    def test_several_sellers(self):
        customers = [self.customer("Shared"), self.customer("Single")]
        for customer, users in zip(
            customers,
            ([self.seller, self.other_seller], [self.seller, self.seller]),
            strict=True,
        ):
            for user in users:
                self.buy(customer, date(2026, 1, 10), 100, user=user)
        self.refresh()
        self.assertEqual(self.marked("has_several_sellers", customers), {"Shared"})

    def test_colliding_contacts(self):
        customers = [self.customer(name) for name in ("Hit", "Spaced", "One writer")]
        for customer, user, after in (
            (customers[0], self.other_seller, timedelta(days=1, hours=23)),
            (customers[1], self.other_seller, timedelta(days=2)),
            (customers[2], self.seller, timedelta(hours=1)),
        ):
            self.say(self.seller, customer, customer)
            self.say(user, customer, customer, NOON + after)
        self.refresh()
        self.assertEqual(self.marked("has_contact_collision", customers), {"Hit"})

    def test_colleagues_of_one_department_do_not_collide(self):
        self.need_addons("hr")
        third = self._new_user("third", "sales_team.group_sale_salesman")
        department = self.env["hr.department"].create(
            {"name": "Sales", "company_id": self.company.id}
        )
        for user in (self.seller, self.other_seller):
            self.env["hr.employee"].create(
                {
                    "name": user.name,
                    "user_id": user.id,
                    "company_id": self.company.id,
                    "department_id": department.id,
                }
            )
        customers = [self.customer(name) for name in ("Colleagues", "Departments")]
        for customer, user in zip(customers, (self.other_seller, third), strict=True):
            self.say(self.seller, customer, customer)
            self.say(user, customer, customer, NOON + timedelta(hours=1))
        # in between writes a colleague
        self.say(
            self.other_seller, customers[1], customers[1], NOON + timedelta(minutes=9)
        )
        self.refresh()
        self.assertEqual(
            self.marked("has_contact_collision", customers), {"Departments"}
        )

    def two_teams(self):
        return self.env["crm.team"].create(
            [
                {"name": name, "company_id": self.company.id}
                for name in ("North", "South")
            ]
        )

    def test_several_teams(self):
        teams = self.two_teams()
        customers = [
            self.customer(name)
            for name in ("Shared", "Owned", "One team", "Long ago", "No team")
        ]
        customers[1].user_id = self.seller
        recent, old = date(2026, 1, 10), date(2025, 2, 28)
        for customer, served in zip(
            customers,
            (
                [(teams[0], recent), (teams[1], date(2025, 3, 1))],
                [(teams[0], recent), (teams[1], recent)],
                [(teams[0], recent), (teams[0], recent)],
                [(teams[0], recent), (teams[1], old)],
                [(teams[0], recent), (teams[:0], recent)],
            ),
            strict=True,
        ):
            for team, day in served:
                self.buy(customer, day, 100).team_id = team
        self.refresh()
        self.assertEqual(self.marked("has_several_teams", customers), {"Shared"})

    def test_teams_of_orders_count_with_those_of_leads(self):
        self.need_addons("sale")
        teams = self.two_teams()
        customers = [self.customer("Confirmed"), self.customer("Quoted")]
        for customer, state in zip(customers, ("sale", "draft"), strict=True):
            self.buy(customer, date(2026, 1, 10), 100).team_id = teams[0]
            self.env["sale.order"].create(
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "team_id": teams[1].id,
                    "state": state,
                    "date_order": NOON,
                }
            )
        self.env.flush_all()
        customers[0].user_id = customers[1].user_id = False
        self.refresh()
        self.assertEqual(self.marked("has_several_teams", customers), {"Confirmed"})

    def test_notes(self):
        customers = [self.customer("Noted"), self.customer("Written to")]
        self.say(self.seller, customers[0], customers[0], subtype="mail.mt_note")
        self.say(self.seller, customers[1], customers[1])
        for customer in customers:
            self.buy(customer, date(2026, 1, 10), 100)
        self.refresh()
        self.assertEqual(self.marked("has_note", customers), {"Noted"})

    def test_meetings(self):
        customers = [self.customer("Met"), self.customer("Not met")]
        self.meet(customers[0])
        for customer in customers:
            self.buy(customer, date(2026, 1, 10), 100)
        self.refresh()
        self.assertEqual(self.marked("has_meeting", customers), {"Met"})

    def test_days_are_counted_to_the_refresh(self):
        customer = self.customer(
            "Customer", email="c@example.com", company_id=self.company.id
        )
        self.buy(customer, date(2026, 2, 1), 100)
        self.hear(customer, customer, datetime(2026, 2, 10, 12, 0))
        self.refresh(AS_OF)
        profile = self.profile(customer)
        # from 1 February to 1 March; 18.5 days from 10 February at noon
        spans = {
            "recency_days": 28,
            "customer_days": 28,
            "silent_days": 18,
            "contact_days": 18,
        }
        for name, days in spans.items():
            self.assertEqual(profile[name], days)
            for operator, limit, is_found in (
                (">", days - 1, True),
                (">", days, False),
                (">=", days, True),
                ("<", days + 1, True),
                ("<=", days - 1, False),
            ):
                domain = [("id", "=", profile.id), (name, operator, limit)]
                self.assertEqual(bool(profile.search(domain)), is_found, domain)

    def test_days_of_nothing_are_no_days(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 2, 1), 100)
        self.refresh()
        profile = self.profile(customer)
        self.assertIs(profile.silent_days, False)
        for operator in ("<", ">="):
            domain = [("id", "=", profile.id), ("silent_days", operator, 5)]
            self.assertFalse(profile.search(domain))

    def test_breadth(self):
        self.need_addons("sale_management")
        self.use_purchase_source("sale.order")
        categories = self.env["product.category"].create(
            [{"name": f"Category {number}"} for number in range(5)]
        )
        products = self.env["product.product"].create(
            [
                {"name": category.name, "categ_id": category.id}
                for category in categories
            ]
        )
        customers = [self.customer("Narrow"), self.customer("Broad")]
        for customer, count in zip(customers, (1, 5), strict=True):
            order = self.env["sale.order"].create(
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "user_id": False,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "price_unit": 500 / count,
                                "tax_ids": False,
                            }
                        )
                        for product in products[:count]
                    ],
                }
            )
            order.action_confirm()
            order.date_order = datetime(2026, 2, 1, 12, 0)
        self.refresh()
        # both are of class A, which buys from 3 categories on average: less than 1.5
        self.assertEqual(
            set(self.profile(customer).abc for customer in customers), {"a"}
        )
        self.assertEqual(self.marked("has_low_breadth", customers), {"Narrow"})
        self.assertEqual(self.marked("buys_across_categories", customers), {"Broad"})

        # compared with the like of them, one category is as usual
        segment = self.env["onetoone.segment"].create(
            {"name": "Narrow", "company_id": self.company.id}
        )
        membership = self.env["onetoone.segment.member"].create(
            {
                "segment_id": segment.id,
                "partner_id": customers[0].id,
                "company_id": self.company.id,
                "date_from": date(2026, 2, 28),
            }
        )
        self.env.invalidate_all()
        self.assertEqual(self.marked("has_low_breadth", customers), set())
        membership.copy({"partner_id": customers[1].id})
        self.env.invalidate_all()
        self.assertEqual(self.marked("has_low_breadth", customers), {"Narrow"})
        membership.date_from = date(2026, 3, 1)
        self.env.invalidate_all()
        self.assertEqual(self.marked("has_low_breadth", customers), {"Narrow"})
