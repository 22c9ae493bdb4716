from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestDirections(OnetooneCase):
    """Replies, forwarded mails and several recipients."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True, email="info@acme.example")
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.kim = cls.customer("Kim", parent_id=cls.acme.id, email="kim@acme.example")
        cls.other = cls.customer("Other", email="other@example.com")
        for partner in (cls.acme, cls.jo, cls.kim, cls.other):
            partner.company_id = cls.company

    def directions(self, partner):
        facts = self.interactions(partner).filtered(lambda fact: not fact.is_automatic)
        return facts.sorted("date").mapped("direction")

    def test_each_reply_is_a_contact_of_its_own(self):
        first = self.hear(self.jo, self.acme)
        answer = self.say(
            self.seller,
            self.acme,
            self.jo,
            NOON + timedelta(hours=1),
            parent_id=first.id,
        )
        self.hear(self.jo, self.acme, NOON + timedelta(hours=2), parent_id=answer.id)
        self.assertEqual(self.directions(self.acme), ["in", "out", "in"])

    def test_a_mail_with_colleagues_in_copy_is_inbound_only(self):
        self.hear(self.jo, self.acme, partner_ids=self.kim.ids)
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.direction, fact.contact_id), ("in", self.jo))

    def test_a_mail_forwarded_to_a_colleague_of_ours_is_no_contact(self):
        first = self.hear(self.jo, self.acme)
        self.say(
            self.seller,
            self.acme,
            self.manager.partner_id,
            NOON + timedelta(hours=1),
            parent_id=first.id,
        )
        self.assertEqual(self.directions(self.acme), ["in"])

    def test_a_mail_forwarded_to_another_customer_reaches_that_one(self):
        first = self.hear(self.jo, self.acme)
        self.say(
            self.seller,
            self.acme,
            self.other,
            NOON + timedelta(hours=1),
            parent_id=first.id,
        )
        self.assertEqual(self.directions(self.acme), ["in"])
        self.assertEqual(self.directions(self.other), ["out"])

    def test_a_customers_mail_to_another_customer_is_no_work_of_ours(self):
        self.hear(self.jo, self.acme, partner_ids=self.other.ids)
        self.assertEqual(self.directions(self.acme), ["in"])
        self.assertEqual(self.directions(self.other), [])

    def test_automatic_replies_are_no_contacts(self):
        kinds = ("auto_comment", "out_of_office", "notification", "user_notification")
        for kind in kinds:
            message = self.hear(self.jo, self.acme)
            self.date_record(message, message_type=kind)
            message = self.say(self.seller, self.acme, self.jo)
            self.date_record(message, message_type=kind)
        self.assertFalse(self.interactions(self.acme))

    def test_the_message_of_a_done_activity_is_no_contact(self):
        call = self.env["mail.activity.type"].create({"name": "To do"})
        activity = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.acme.id,
                "activity_type_id": call.id,
                "user_id": self.seller.id,
            }
        )
        self.acme.message_subscribe(self.jo.ids)
        activity.action_feedback(feedback="Done")
        self.assertFalse(self.interactions(self.acme))

    def test_a_letter_is_a_contact(self):
        message = self.say(self.seller, self.acme, self.jo, subtype="mail.mt_note")
        self.date_record(message, message_type="snailmail")
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.channel, fact.direction), ("letter", "out"))
        self.assertFalse(fact.is_automatic)


@tagged("post_install", "-at_install")
class TestCompanies(OnetooneCase):
    """Which company a contact belongs to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.new_company("Other company")
        cls.acme = cls.customer("Acme", is_company=True, email="info@acme.example")
        for company in (cls.company, cls.other_company):
            cls.buy(cls.acme, NOON.date(), 100, company)

    def setUp(self):
        super().setUp()
        for company in (self.company, self.other_company):
            self.refresh(company=company)

    def lead(self, **values):
        return self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": self.acme.id,
                "company_id": False,
                "team_id": False,
                "user_id": False,
                **values,
            }
        )

    def counts(self, message):
        """Return how many contacts each of the two companies sees."""
        self.date_record(message, record_company_id=None)
        return [
            len(self.interactions(self.acme, company))
            for company in (self.company, self.other_company)
        ]

    def test_a_shared_customer_talks_to_the_company_of_the_document(self):
        lead = self.lead(company_id=self.other_company.id)
        self.assertEqual(self.counts(self.hear(self.acme, lead)), [0, 1])

    def test_a_lead_without_company_belongs_to_that_of_its_team(self):
        team = self.env["crm.team"].create(
            {"name": "Team", "company_id": self.other_company.id}
        )
        lead = self.lead(team_id=team.id, company_id=self.other_company.id)
        self.date_record(lead, company_id=None)
        self.assertEqual(self.counts(self.hear(self.acme, lead)), [0, 1])

    def test_a_lead_without_team_belongs_to_the_company_of_its_user(self):
        lead = self.lead(user_id=self.seller.id)
        self.date_record(lead, company_id=None, team_id=None)
        self.assertEqual(self.counts(self.hear(self.acme, lead)), [1, 0])

    def test_a_lead_of_nobody_belongs_to_every_company_of_the_customer(self):
        lead = self.lead()
        self.date_record(lead, company_id=None)
        self.assertEqual(self.counts(self.hear(self.acme, lead)), [1, 1])

    def test_our_message_belongs_to_the_company_of_its_author(self):
        message = self.say(self.seller, self.acme, self.acme)
        self.assertEqual(self.counts(message), [1, 0])

    def test_a_branch_belongs_to_its_root_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        lead = self.lead(company_id=branch.id)
        self.assertEqual(self.counts(self.hear(self.acme, lead)), [1, 0])
        self.assertEqual(self.interactions(self.acme).company_id, self.company)


@tagged("post_install", "-at_install")
class TestInvoiceMails(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("account")
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.company, install_demo=False
        )
        cls.acme = cls.customer("Acme", is_company=True, email="info@acme.example")

    def test_the_mail_with_the_invoice_is_automatic_and_a_reminder_is_not(self):
        line = Command.create({"name": "Thing", "price_unit": 100, "tax_ids": False})
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.acme.id,
                "company_id": self.company.id,
                "invoice_date": NOON.date(),
                "invoice_line_ids": [line],
            }
        )
        invoice.action_post()
        printout = self.env["ir.attachment"].create(
            {
                "name": f"{invoice.name.replace('/', '_')}.pdf",
                "raw": b"%PDF-1.4",
                "mimetype": "application/pdf",
                "res_model": "account.move",
                "res_id": invoice.id,
            }
        )
        # posting it along would let accounting read the file
        self.say(self.seller, invoice, self.acme).attachment_ids = printout
        self.say(self.seller, invoice, self.acme, NOON + timedelta(days=30))
        facts = self.interactions(self.acme).sorted("date")
        self.assertEqual(facts.mapped("is_automatic"), [True, False])
        self.assertEqual(set(facts.mapped("res_model")), {"account.move"})
