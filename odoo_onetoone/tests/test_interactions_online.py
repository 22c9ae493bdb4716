from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestChats(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("im_livechat")
        cls.acme = cls.customer("Acme", is_company=True, company_id=cls.company.id)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, company_id=cls.company.id)
        cls.kim = cls.customer("Kim", parent_id=cls.acme.id, company_id=cls.company.id)
        cls.robot = cls.customer("Robot")
        cls.livechat = cls.env["im_livechat.channel"].create({"name": "Shop"})

    def chat(self, visitors, agent=None, robot=None):
        operator = agent.partner_id if agent else robot
        kinds = [(operator, "agent" if agent else "bot")]
        kinds += [(visitor, "visitor") for visitor in visitors]
        chat = self.env["discuss.channel"].create(
            {
                "name": "Chat",
                "channel_type": "livechat",
                "livechat_channel_id": self.livechat.id,
                "livechat_operator_id": operator.id,
                "livechat_failure": "no_answer" if agent else "no_failure",
                "channel_member_ids": [
                    (0, 0, {"partner_id": partner.id, "livechat_member_type": kind})
                    for partner, kind in kinds
                ],
            }
        )
        chat.flush_recordset()
        self.date_record(chat, create_date=NOON)
        return chat

    def write_in(self, chat, partner):
        chat.message_post(body="Hello", message_type="comment", author_id=partner.id)

    def test_a_chat_that_was_answered_is_one_contact_both_ways(self):
        chat = self.chat(self.jo, self.seller)
        self.write_in(chat, self.jo)
        self.write_in(chat, self.seller.partner_id)
        self.write_in(chat, self.jo)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "chat")
        self.assertEqual(fact.direction, "both")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual(fact.contact_id, self.jo)
        self.assertEqual((fact.res_model, fact.res_id), ("discuss.channel", chat.id))
        self.assertFalse(fact.is_automatic)

    def test_a_chat_that_nobody_answered_is_inbound(self):
        self.write_in(self.chat(self.jo, self.seller), self.jo)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.direction, "in")
        self.assertFalse(fact.is_automatic)

    def test_a_chat_with_a_robot_only_is_automatic(self):
        self.buy(self.acme, NOON.date(), 100)
        self.refresh()
        chat = self.chat(self.jo, robot=self.robot)
        self.write_in(chat, self.jo)
        self.write_in(chat, self.robot)
        [fact] = self.interactions(self.acme)
        self.assertTrue(fact.is_automatic)
        self.assertEqual(fact.direction, "in")

    def test_two_people_of_one_customer_in_a_chat_count_once(self):
        self.chat(self.jo | self.kim, self.seller)
        self.assertEqual(self.interactions(self.acme).contact_id, self.jo)

    def test_a_chat_among_colleagues_is_none(self):
        self.chat(self.manager.partner_id, self.seller)
        self.assertFalse(self.interactions(self.manager.partner_id))


@tagged("post_install", "-at_install")
class TestMailings(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("mass_mailing")
        cls.acme = cls.customer("Acme", is_company=True, company_id=cls.company.id)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, company_id=cls.company.id)
        cls.mailing = cls.env["mailing.mailing"].create(
            {
                "subject": "News",
                "user_id": cls.seller.id,
                "mailing_model_id": cls.env["ir.model"]._get_id("res.partner"),
            }
        )

    def trace(self, **values):
        return self.env["mailing.trace"].create(
            {
                "mass_mailing_id": self.mailing.id,
                "model": "res.partner",
                "res_id": self.jo.id,
                "trace_status": "sent",
                "sent_datetime": NOON,
                **values,
            }
        )

    def test_a_mailing_is_a_mass_contact(self):
        self.trace()
        [fact] = self.interactions(self.acme)
        self.assertTrue(fact.is_mass)
        self.assertEqual(fact.channel, "email")
        self.assertEqual(fact.direction, "out")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("res.partner", self.jo.id))

    def test_mass_contacts_make_no_contact_of_a_profile(self):
        self.buy(self.acme, NOON.date(), 100)
        self.trace()
        self.refresh()
        profile = self.profile(self.acme)
        self.assertFalse(profile.last_contact)
        self.assertEqual(profile.contact_count_window, 0)

    def test_opened_and_answered_mails_arrived(self):
        self.trace(trace_status="open")
        self.trace(trace_status="reply")
        self.assertEqual(len(self.interactions(self.acme)), 2)

    def test_what_did_not_leave_or_arrive_is_none(self):
        for status in ("outgoing", "process", "bounce", "error", "cancel"):
            self.trace(trace_status=status)
        self.trace(is_test_trace=True)
        self.assertFalse(self.interactions(self.acme))

    def test_a_mailing_by_text_message_is_one(self):
        self.need_addons("mass_mailing_sms")
        self.trace(trace_type="sms", trace_status="pending")
        self.assertEqual(self.interactions(self.acme).channel, "sms")

    def test_a_mailing_to_leads_reaches_their_customers(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
            }
        )
        self.trace(model="crm.lead", res_id=lead.id)
        self.assertEqual(self.interactions(self.acme).contact_id, self.jo)

    def test_the_message_of_a_mailing_does_not_count_again(self):
        message = self.say(self.seller, self.acme, self.jo)
        self.date_record(message, message_type="email_outgoing")
        self.assertEqual(len(self.interactions(self.acme)), 1)
        self.trace(message_id=message.message_id)
        [fact] = self.interactions(self.acme)
        self.assertTrue(fact.is_mass)


@tagged("post_install", "-at_install")
class TestRegistrations(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("event")
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.kim = cls.customer("Kim", parent_id=cls.acme.id, email="kim@acme.example")
        cls.event = cls.env["event.event"].create(
            {
                "name": "Open day",
                "company_id": cls.company.id,
                "user_id": cls.seller.id,
                "date_begin": "2026-02-09 08:00:00",
                "date_end": "2026-02-12 18:00:00",
            }
        )

    def register(self, partner, state="done", **values):
        return self.env["event.registration"].create(
            {
                "event_id": self.event.id,
                "partner_id": partner.id,
                "state": state,
                "date_closed": NOON,
                **values,
            }
        )

    def test_who_came_to_an_event_was_in_contact(self):
        registration = self.register(self.jo)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "form")
        self.assertEqual(fact.direction, "in")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual(
            (fact.res_model, fact.res_id), ("event.registration", registration.id)
        )

    def test_who_did_not_come_was_not(self):
        for state in ("draft", "open", "cancel"):
            self.register(self.jo, state)
        self.register(self.jo, active=False)
        self.assertFalse(self.interactions(self.acme))

    def test_several_people_of_a_customer_at_one_event_count_once(self):
        self.register(self.jo)
        self.register(self.jo)
        self.register(self.kim)
        self.assertEqual(len(self.interactions(self.acme)), 1)
