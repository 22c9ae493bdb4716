from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import NOON, OnetooneCase

MAIL = """From: Jo <jo@acme.example>
To: helpdesk@meridian.example
Subject: It broke
Message-Id: <first@acme.example>
Date: Tue, 10 Feb 2026 11:00:00 +0000
Content-Type: text/plain; charset=utf-8

Please help.
"""


@tagged("post_install", "-at_install")
class TestTickets(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("helpdesk_mgmt")
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")

    def ticket(self, **values):
        ticket = self.env["helpdesk.ticket"].create(
            {
                "name": "It broke",
                "description": "Please help",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                **values,
            }
        )
        ticket.flush_recordset()
        self.date_record(ticket, create_date=NOON)
        return ticket

    def channel(self, name):
        return self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_channel_{name}").id

    def test_a_ticket_is_an_inbound_contact(self):
        ticket = self.ticket(user_id=self.seller.id)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "form")
        self.assertEqual(fact.direction, "in")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("helpdesk.ticket", ticket.id))

    def test_the_ticket_knows_the_channel(self):
        self.ticket(channel_id=self.channel("phone"))
        self.assertEqual(self.interactions(self.acme).channel, "phone")

    def test_a_ticket_typed_from_a_mail_is_an_email(self):
        self.ticket(channel_id=self.channel("email"))
        self.assertEqual(self.interactions(self.acme).channel, "email")

    def test_a_ticket_of_our_own_people_is_none(self):
        self.ticket(partner_id=self.manager.partner_id.id)
        self.assertFalse(self.interactions(self.manager.partner_id))

    def test_the_mail_that_made_the_ticket_counts_once(self):
        thread = self.env["mail.thread"].with_context(tracking_disable=False)
        ticket = self.env["helpdesk.ticket"].browse(
            thread.message_process(
                "helpdesk.ticket", MAIL, custom_values={"company_id": self.company.id}
            )
        )
        self.assertEqual(ticket.partner_id, self.jo)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "email")
        self.assertEqual(fact.date, NOON - timedelta(hours=1))
        self.hear(self.jo, ticket, NOON + timedelta(days=1))
        self.assertEqual(len(self.interactions(self.acme)), 2)

    def test_a_mail_with_a_late_clock_counts_once_too(self):
        thread = self.env["mail.thread"].with_context(tracking_disable=False)
        late = MAIL.replace("2026", "2126")
        thread.message_process(
            "helpdesk.ticket", late, custom_values={"company_id": self.company.id}
        )
        self.assertEqual(len(self.interactions(self.acme)), 1)

    def test_a_later_mail_is_a_contact_of_its_own(self):
        ticket = self.ticket()
        self.hear(self.jo, ticket, NOON + timedelta(hours=1))
        self.assertEqual(
            self.interactions(self.acme).mapped("channel"), ["email", "form"]
        )

    def test_our_answer_is_a_contact_of_its_own(self):
        ticket = self.ticket()
        self.say(self.seller, ticket, self.jo, NOON + timedelta(hours=1))
        self.assertEqual(
            self.interactions(self.acme).mapped("direction"), ["out", "in"]
        )


@tagged("post_install", "-at_install")
class TestClaims(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("crm_claim")
        cls.acme = cls.customer("Acme", is_company=True)

    def test_a_claim_is_an_inbound_contact(self):
        claim = self.env["crm.claim"].create(
            {
                "name": "Too late",
                "partner_id": self.acme.id,
                "company_id": self.company.id,
                "team_id": False,
                "date": NOON,
                "user_id": self.seller.id,
            }
        )
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.channel, fact.direction), ("form", "in"))
        self.assertEqual(fact.date, NOON)
        self.assertEqual((fact.res_model, fact.res_id), ("crm.claim", claim.id))


@tagged("post_install", "-at_install")
class TestOwnSources(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.survey = cls.env["survey.survey"].create({"title": "Visit report"})

    def own_source(self, **values):
        return self.env["onetoone.source"].create(
            {
                "name": "Visit reports",
                "kind": "interaction",
                "company_id": self.company.id,
                "model": "survey.user_input",
                "domain": f"[('survey_id', '=', {self.survey.id})]",
                "partner_field": "partner_id",
                "company_field": "create_uid.company_id",
                "user_field": "create_uid",
                "date_field": "end_datetime",
                "channel": "meeting",
                "direction": "both",
                **values,
            }
        )

    def visit(self, user, **values):
        visit = self.env["survey.user_input"].create(
            {
                "survey_id": self.survey.id,
                "partner_id": self.jo.id,
                "end_datetime": NOON,
                **values,
            }
        )
        visit.flush_recordset()
        self.date_record(visit, create_uid=user.id)
        return visit

    def test_the_documents_of_an_own_source_are_contacts(self):
        self.own_source()
        visit = self.visit(self.seller)
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.channel, fact.direction), ("meeting", "both"))
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual(fact.contact_id, self.jo)
        self.assertEqual((fact.res_model, fact.res_id), ("survey.user_input", visit.id))
        self.assertFalse(fact.is_mass)

    def test_documents_outside_the_domain_are_none(self):
        self.own_source()
        other = self.env["survey.survey"].create({"title": "Other"})
        self.visit(self.seller, survey_id=other.id)
        self.assertFalse(self.interactions(self.acme))

    def test_a_document_without_a_date_is_none(self):
        self.own_source()
        self.visit(self.seller, end_datetime=False)
        self.assertFalse(self.interactions(self.acme))

    def test_without_company_the_customers_of_the_company_count(self):
        self.own_source(company_field=False, user_field=False)
        self.visit(self.seller)
        self.assertFalse(self.interactions(self.acme))
        self.buy(self.acme, NOON.date(), 100)
        self.refresh()
        [fact] = self.interactions(self.acme)
        self.assertFalse(fact.user_id)

    def test_a_date_starts_in_the_zone_of_the_company(self):
        self.company.resource_calendar_id.tz = "America/New_York"
        self.own_source(
            model="crm.lead",
            domain="[]",
            company_field="company_id",
            user_field="user_id",
            date_field="date_deadline",
        )
        self.buy(self.acme, NOON.date(), 100).date_deadline = NOON.date()
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.date, NOON - timedelta(hours=7))

    def test_mass_contacts_of_an_own_source_count_in_no_profile(self):
        self.own_source(is_mass=True)
        self.visit(self.seller)
        self.assertTrue(self.interactions(self.acme).is_mass)
        self.refresh()
        self.assertFalse(self.profile(self.acme))

    def test_messages_on_the_documents_of_an_own_source_are_contacts(self):
        visit = self.visit(self.seller)
        self.hear(self.jo, visit, NOON + timedelta(days=1))
        self.assertFalse(self.interactions(self.acme))
        self.own_source()
        self.assertEqual(
            self.interactions(self.acme).mapped("channel"), ["email", "meeting"]
        )

    def test_an_own_source_without_a_date_field_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Date is not set"):
            self.own_source(date_field=False)
