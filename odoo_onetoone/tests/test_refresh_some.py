from datetime import date, timedelta

from odoo.tests import tagged

from ..readers.customers import COLUMNS
from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestRefreshSome(OnetooneCase):
    """A refresh of some customers writes what one of all has written."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.other = cls.customer("Other", email="other@example.com")
        cls.prospect = cls.customer("Prospect")
        # one of us who is a contact of a customer buys for him, but is not a contact
        cls.colleague = cls.seller.partner_id
        cls.colleague.parent_id = cls.acme
        for buyer in (cls.acme, cls.jo, cls.colleague, cls.other):
            cls.buy(buyer, date(2026, 1, 10), 100)

    def setUp(self):
        super().setUp()
        deal = self.buy(self.jo, date(2025, 1, 10), 50)
        for customer in (self.jo, self.other, self.prospect):
            self.hear(customer, deal, NOON)
            self.say(self.seller, customer, customer, NOON + timedelta(hours=1))
        self.say(self.seller, deal, self.jo | self.acme, NOON + timedelta(hours=2))
        self.hear(self.colleague, self.acme, NOON + timedelta(hours=3))
        guests = self.jo | self.other | self.seller.partner_id
        self.meet(guests, opportunity_id=deal.id)
        self.acme.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.seller.id
        ).action_done()
        if "helpdesk.ticket" in self.env:
            self._open_tickets()
        self.refresh()

    def _open_tickets(self):
        for customer in (self.acme, self.other):
            ticket = self.env["helpdesk.ticket"].create(
                {
                    "name": "Broken",
                    "description": "Broken",
                    "company_id": self.company.id,
                    "partner_id": customer.id,
                }
            )
            self.date_record(ticket, create_date=NOON)

    def rows(self):
        columns = [name for name in COLUMNS if name != "company_id"]
        profiles = self.env["onetoone.profile"].search(
            [("company_id", "=", self.company.id)]
        )
        return {row["partner_id"][0]: row for row in profiles.read(columns)}

    def spoil(self, customers):
        """Make the profiles of customers wrong."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE onetoone_profile
               SET monetary = -1, lifetime_orders = 99, contact_count_window = 99,
                   complaint_count = 99, user_id = NULL, completeness = 1
             WHERE partner_id = ANY(%s) AND company_id = %s
            """,
            [customers.ids, self.company.id],
        )
        self.env.invalidate_all()

    def test_some_get_what_all_got_and_the_others_stay(self):
        whole = self.rows()
        for asked in (self.jo, self.other, self.jo | self.prospect):
            customers = asked.commercial_partner_id
            self.spoil(self.acme | self.other | self.prospect)
            self.refresh(partner_ids=asked.ids)
            rows = self.rows()
            for customer in self.acme | self.other | self.prospect:
                if customer in customers:
                    self.assertEqual(rows[customer.id], whole[customer.id])
                else:
                    self.assertEqual(rows[customer.id]["lifetime_orders"], 99)

    def test_who_became_a_contact_loses_the_profile(self):
        self.other.parent_id = self.acme
        self.refresh(partner_ids=self.other.ids)
        self.assertFalse(self.profile(self.other))
        self.assertEqual(self.profile(self.acme).monetary, 400)
