from datetime import date, datetime, timedelta

from odoo.tests import tagged

from .common import AS_OF, NOON
from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestRelationship(ValueCase):
    def level(self, partner):
        profile = self.profile(partner)
        self.assertEqual(profile.relationship, profile.relationship_suggested)
        return profile.relationship

    def test_from_nothing_to_familiarity(self):
        partner = self.customer("Somebody", email="s@example.com")
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "partner_id": partner.id, "company_id": self.company.id}
        )
        self.date_record(lead, create_date=NOON)
        self.refresh()
        profile = self.profile(partner)
        self.assertIs(profile.relationship, False)
        self.assertEqual(
            profile.relationship_missing, "Contact: a contact or a purchase"
        )
        self.say(self.seller, partner, partner)
        self.refresh()
        self.assertEqual(self.level(partner), "contact")
        self.assertEqual(
            profile.relationship_missing,
            "Connection: contacts both ways, or a second purchase",
        )
        self.hear(partner, lead)
        self.refresh()
        self.assertEqual(self.level(partner), "connection")
        self.learn(partner, 2)
        self.assertEqual(profile.learning_count, 2)
        self.assertEqual(
            profile.relationship_missing,
            "Familiarity: 2 purchases (0 so far); 3 learnings (2 so far)",
        )
        self.learn(partner)
        for day in (date(2026, 1, 1), date(2026, 2, 28)):
            self.assertEqual(self.level(partner), "connection")
            self.buy(partner, day, 10)
            self.refresh()
        self.assertEqual(self.level(partner), "familiarity")
        self.assertEqual(
            profile.relationship_missing,
            "Trust: a referral, or purchases in each of three years",
        )

    def familiar(self, name="Familiar"):
        customer = self.customer(name, email="f@example.com")
        for day in (date(2026, 1, 1), date(2026, 1, 2)):
            self.buy(customer, day, 10)
        self.learn(customer, 3)
        return customer

    def test_learnings_in_force(self):
        customer = self.familiar()
        contact = self.customer("Contact", parent_id=customer.id)
        self.refresh()
        self.assertEqual(self.profile(customer).learning_count, 3)
        learnings = self.env["onetoone.learning"].search(
            [("partner_id", "=", customer.id)], order="id"
        )
        learnings[0].date_expiry = AS_OF  # in force until the end of the last day
        self.assertEqual(self.profile(customer).learning_count, 3)
        learnings[0].date_expiry = date(2026, 2, 28)
        self.assertEqual(self.profile(customer).learning_count, 2)
        self.assertEqual(self.level(customer), "connection")
        # asked again without an answer: still nothing more is known, and nothing less
        learnings[0].copy({"value": False, "date_expiry": False})
        self.assertEqual(self.profile(customer).learning_count, 2)
        # a contact told it anew; the older learning of the topic counts no more
        again = learnings[0].copy({"partner_id": contact.id, "date_expiry": False})
        self.assertEqual(again.partner_id, customer)
        self.assertEqual(self.profile(customer).learning_count, 3)
        again.date = AS_OF
        self.assertEqual(self.profile(customer).learning_count, 2)
        # two learnings of a topic are one topic
        learnings[1].copy()
        self.assertEqual(self.profile(customer).learning_count, 2)
        learnings[2].unlink()
        self.assertEqual(self.profile(customer).learning_count, 1)

    def refer(self, record, referrer):
        """Name a referring customer; of himself only where nobody checked it."""
        self.date_record(record, onetoone_referrer_id=referrer.id, create_date=NOON)

    def test_a_referral_by_a_lead(self):
        customer = self.familiar()
        person = self.customer("Person", parent_id=customer.id)
        friend = self.customer("Friend", email="friend@example.com")
        lead = self.env["crm.lead"].create(
            {
                "name": "Sent by a friend",
                "partner_id": customer.id,
                "company_id": self.company.id,
            }
        )
        self.refer(lead, person)
        self.refresh()
        self.assertFalse(self.profile(customer).gave_referral, "of himself")
        lead.partner_id = friend
        self.refresh()
        self.assertTrue(self.profile(customer).gave_referral)
        self.assertEqual(self.level(customer), "trust")
        self.assertIs(self.profile(customer).relationship_missing, False)
        self.date_record(lead, create_date=datetime(2026, 3, 1))
        self.refresh()
        self.assertEqual(self.level(customer), "familiarity")
        # a lead of nobody in particular is of whoever looks; of others it is theirs
        self.date_record(lead, create_date=NOON)
        lead.write({"company_id": False, "team_id": False, "user_id": False})
        self.refresh()
        self.assertEqual(self.level(customer), "trust")
        lead.company_id = self.new_company("Other")
        self.refresh()
        self.assertEqual(self.level(customer), "familiarity")

    def test_a_referral_on_a_contact(self):
        customer = self.familiar()
        friend = self.customer("Friend", email="friend@example.com")
        self.refer(self.customer("Branch", parent_id=customer.id), customer)
        self.refresh()
        self.assertFalse(self.profile(customer).gave_referral, "of himself")
        self.refer(friend, customer)
        self.refresh()
        self.assertEqual(self.level(customer), "trust")
        self.date_record(friend, create_date=datetime(2026, 3, 1))
        self.refresh()
        self.assertEqual(self.level(customer), "familiarity")

    def trusting(self):
        customer = self.familiar("Trusting")
        for year in (2023, 2024, 2025):
            self.buy(customer, date(year, 6, 1), 10)
        return customer

    def test_satisfaction_of_the_window(self):
        self.need_addons("rating")
        customer = self.trusting()
        self.refresh()
        self.assertEqual(self.level(customer), "trust")
        self.rate(customer, 5)
        self.rate(customer, 3)
        self.rate(customer, 1, datetime(2025, 2, 28, 23, 59))  # before the window
        self.rate(customer, 1, datetime(2026, 3, 1))  # not yet
        self.refresh()
        self.assertEqual(self.profile(customer).satisfaction, 4)
        self.assertEqual(self.level(customer), "trust")
        self.rate(customer, 3)
        self.refresh()
        self.assertEqual(self.level(customer), "familiarity")
        self.assertEqual(
            self.profile(customer).relationship_missing,
            "Trust: a satisfaction of 4 or more",
        )

    def rate(self, customer, number, moment=NOON):
        rating = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": customer.id,
                "partner_id": customer.id,
                "rated_partner_id": self.seller.partner_id.id,
                "rating": number,
                "consumed": True,
            }
        )
        rating.flush_recordset()
        moments = {"create_date": moment}
        if "rated_on" in rating._fields:
            moments["rated_on"] = moment
        self.date_record(rating, **moments)

    def test_a_complaint_open_for_30_days(self):
        self.need_addons("helpdesk_mgmt")
        customer = self.trusting()
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "Broken",
                "description": "Broken",
                "company_id": self.company.id,
                "partner_id": customer.id,
            }
        )
        limit = datetime(2026, 3, 1) - timedelta(days=30)
        for moment, level in (
            (limit, "trust"),
            (limit - timedelta(seconds=1), "familiarity"),
        ):
            self.date_record(ticket, create_date=moment)
            self.refresh()
            self.assertEqual(self.level(customer), level)
        self.assertEqual(
            self.profile(customer).relationship_missing,
            "Trust: the complaint settled that is open for more than 30 days",
        )

    def test_a_year_of_silence_costs_a_level(self):
        customer = self.trusting()
        self.refresh()
        self.assertEqual(self.level(customer), "trust")
        # the last purchase is in the window for a day more
        self.refresh(date(2027, 1, 2))
        self.assertEqual(self.level(customer), "trust")
        # then three years in a row are over, too
        self.refresh(date(2027, 1, 3))
        self.assertEqual(self.level(customer), "connection")
        friend = self.customer("Friend")
        friend.onetoone_referrer_id = customer
        self.date_record(friend, create_date=NOON)
        self.refresh(date(2027, 1, 3))
        self.assertEqual(self.level(customer), "familiarity")
        self.assertEqual(
            self.profile(customer).relationship_missing,
            "Trust: a purchase or contacts both ways in the window",
        )
        # a message of ours alone is no sign of life; his answer is
        self.say(self.seller, customer, customer, datetime(2027, 1, 1, 9))
        self.refresh(date(2027, 1, 3))
        self.assertEqual(self.level(customer), "familiarity")
        deal = self.env["crm.lead"].search([("partner_id", "=", customer.id)], limit=1)
        self.hear(customer, deal, datetime(2027, 1, 1, 10))
        self.refresh(date(2027, 1, 3))
        self.assertEqual(self.level(customer), "trust")

    def test_one_old_purchase_remains_a_contact(self):
        customer = self.customer("Old")
        self.buy(customer, date(2020, 1, 1), 10)
        self.refresh()
        self.assertEqual(self.level(customer), "contact")
