from datetime import timedelta

from odoo.tests import new_test_user, tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestMessages(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True, email="info@acme.example")
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.kim = cls.customer("Kim", parent_id=cls.acme.id, email="kim@acme.example")
        for partner in (cls.acme, cls.jo, cls.kim):
            partner.company_id = cls.company

    def test_a_message_to_two_contacts_counts_once(self):
        self.say(self.seller, self.acme, self.jo | self.kim | self.acme)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.direction, "out")
        self.assertEqual(fact.channel, "email")
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual(fact.date, NOON)
        self.assertFalse(fact.is_automatic)
        self.assertEqual((fact.res_model, fact.res_id), ("res.partner", self.acme.id))

    def test_a_message_to_two_customers_counts_for_each(self):
        other = self.customer("Other", email="other@example.com")
        self.say(self.seller, self.acme, self.jo | other)
        self.assertEqual(len(self.interactions(self.acme)), 1)
        self.assertEqual(len(self.interactions(other)), 1)

    def test_a_mail_from_a_contact_is_inbound(self):
        self.hear(self.jo, self.acme)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.direction, "in")
        self.assertEqual(fact.contact_id, self.jo)
        self.assertFalse(fact.is_automatic)

    def test_an_internal_note_is_no_contact(self):
        self.say(self.seller, self.acme, self.jo, subtype="mail.mt_note")
        self.assertFalse(self.interactions(self.acme))

    def test_a_text_message_is_a_contact_although_odoo_logs_it_as_a_note(self):
        message = self.say(self.seller, self.acme, self.jo, subtype="mail.mt_note")
        self.date_record(message, message_type="sms")
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "sms")
        self.assertEqual(fact.direction, "out")

    def test_a_message_nobody_of_the_customer_got_is_no_contact(self):
        self.say(self.seller, self.acme, self.manager.partner_id)
        self.assertFalse(self.interactions(self.acme))

    def test_a_bounced_message_reached_nobody(self):
        message = self.say(self.seller, self.acme, self.jo)
        message.notification_ids.notification_status = "bounce"
        self.assertFalse(self.interactions(self.acme))

    def test_odoobot_writes_automatically(self):
        self.say(self.env.ref("base.user_root"), self.acme, self.jo)
        self.assertTrue(self.interactions(self.acme).is_automatic)

    def test_a_scheduled_job_writes_automatically_in_a_users_name(self):
        message = self.say(self.seller, self.acme, self.jo)
        self.date_record(message, create_uid=self.env.ref("base.user_root").id)
        self.assertTrue(self.interactions(self.acme).is_automatic)

    def test_a_users_reply_by_mail_is_personal(self):
        # the gateway stores the mail; the author is who wrote it
        message = self.say(self.seller, self.acme, self.jo, message_type="email")
        self.date_record(message, create_uid=self.env.ref("base.user_root").id)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.direction, "out")
        self.assertFalse(fact.is_automatic)

    def test_a_message_of_the_portal_is_automatic_for_others(self):
        portal = new_test_user(self.env, "onetoone-portal", groups="base.group_portal")
        message = self.say(self.seller, self.acme, self.jo)
        self.date_record(message, author_id=portal.partner_id.id, create_uid=portal.id)
        self.assertTrue(self.interactions(self.acme).is_automatic)
        [own] = self.interactions(portal.partner_id)
        self.assertEqual(own.direction, "in")

    def test_an_outgoing_mail_counts_when_its_author_wrote_it_in_a_thread(self):
        message = self.say(self.seller, self.acme, self.jo)
        self.date_record(message, message_type="email_outgoing")
        self.assertFalse(self.interactions(self.acme).is_automatic)
        self.date_record(message, create_uid=self.other_seller.id)
        self.assertTrue(self.interactions(self.acme).is_automatic)

    def test_an_archived_user_was_a_person(self):
        self.say(self.seller, self.acme, self.jo)
        self.seller.active = False
        [fact] = self.interactions(self.acme)
        self.assertFalse(fact.is_automatic)
        self.assertEqual(fact.user_id, self.seller)

    def test_colleagues_are_not_customers(self):
        self.say(self.seller, self.acme, self.manager.partner_id | self.jo)
        self.hear(self.manager.partner_id, self.acme)
        self.assertFalse(self.interactions(self.manager.partner_id))
        self.assertEqual(len(self.interactions(self.acme)), 1)

    def test_a_message_belongs_to_the_company_of_its_document(self):
        other = self.new_company("Other company")
        self.acme.company_id = self.jo.company_id = False
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": self.jo.id,
                "company_id": other.id,
                "team_id": False,
                "user_id": False,
            }
        )
        message = self.say(self.env.ref("base.user_admin"), lead, self.jo)
        self.date_record(message, record_company_id=self.company.id)
        self.assertFalse(self.interactions(self.acme))
        self.assertEqual(len(self.interactions(self.acme, other)), 1)

    def test_without_company_a_message_goes_to_every_company_of_the_customer(self):
        other = self.new_company("Other company")
        self.acme.company_id = self.jo.company_id = self.kim.company_id = False
        message = self.hear(self.jo, self.acme)
        self.date_record(message, record_company_id=None)
        self.assertFalse(self.interactions(self.acme))
        for company in (self.company, other):
            self.buy(self.acme, NOON.date(), 100, company)
            self.refresh(company=company)
            self.assertEqual(len(self.interactions(self.acme, company)), 1)
            self.assertEqual(self.profile(self.acme, company).contact_count_window, 1)

    def test_facts_with_two_legs_are_read_back_by_their_id(self):
        self.say(self.seller, self.acme, self.jo)
        self.hear(self.jo, self.acme, NOON + timedelta(hours=1))
        ids = self.interactions(self.acme).ids
        self.env.invalidate_all()
        facts = self.env["onetoone.interaction"].browse(ids)
        self.assertEqual(facts.mapped("direction"), ["in", "out"])


@tagged("post_install", "-at_install")
class TestMeetings(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.kim = cls.customer("Kim", parent_id=cls.acme.id, email="kim@acme.example")

    def meet(self, guests, **values):
        """Meet partners, the seller being one of the guests."""
        return super().meet(guests | self.seller.partner_id, **values)

    def test_a_meeting_counts_once_and_both_ways(self):
        event = self.meet(self.jo | self.kim)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "meeting")
        self.assertEqual(fact.direction, "both")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("calendar.event", event.id))

    def test_a_declined_meeting_is_none(self):
        event = self.meet(self.jo | self.kim)
        event.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.jo
        ).state = "declined"
        self.assertEqual(self.interactions(self.acme).contact_id, self.kim)
        event.attendee_ids.state = "declined"
        self.assertFalse(self.interactions(self.acme))

    def test_a_cancelled_meeting_is_none(self):
        self.meet(self.jo).active = False
        self.assertFalse(self.interactions(self.acme))

    def test_a_meeting_makes_a_two_way_contact(self):
        self.meet(self.jo)
        self.refresh()
        profile = self.profile(self.acme)
        self.assertTrue(profile.is_two_way)
        self.assertEqual(profile.channel_count, 1)
        self.assertEqual(profile.last_contact, NOON)
        self.assertFalse(profile.is_customer)
