from datetime import datetime, timedelta

from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestActivities(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True, company_id=cls.company.id)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, company_id=cls.company.id)

    def schedule(self, record, category="phonecall", user=None, **values):
        kind = self.env["mail.activity.type"].create(
            {"name": category, "category": category}
        )
        return self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": kind.id,
                "user_id": (user or self.seller).id,
                **values,
            }
        )

    def done(self, activity, moment=NOON):
        activity.action_feedback(feedback="Talked about it")
        activity.flush_recordset()
        self.date_record(activity, date_done=moment.date(), write_date=moment)
        return activity

    def test_a_call_that_was_made_is_a_contact(self):
        self.done(self.schedule(self.jo))
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "phone")
        self.assertEqual(fact.direction, "out")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual(fact.contact_id, self.jo)
        self.assertEqual((fact.res_model, fact.res_id), ("res.partner", self.jo.id))
        self.assertFalse(fact.is_automatic)
        self.assertFalse(fact.is_mass)

    def test_a_call_that_is_only_planned_is_none(self):
        self.schedule(self.jo)
        self.assertFalse(self.interactions(self.acme))

    def test_a_call_that_was_cancelled_is_none(self):
        self.schedule(self.jo).unlink()
        self.assertFalse(self.interactions(self.acme))

    def test_a_task_of_our_own_is_no_contact(self):
        self.done(self.schedule(self.jo, category="default"))
        self.assertFalse(self.interactions(self.acme))

    def test_a_call_about_a_lead_is_with_the_customer_of_it(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
            }
        )
        self.done(self.schedule(lead))
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.res_model, fact.res_id), ("crm.lead", lead.id))

    def test_a_call_about_a_colleague_is_no_contact(self):
        self.done(self.schedule(self.manager.partner_id))
        self.assertFalse(self.interactions(self.manager.partner_id))

    def test_the_day_counts_in_the_zone_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Tehran"
        activity = self.done(self.schedule(self.jo))
        self.date_record(activity, write_date=NOON + timedelta(days=9))
        [fact] = self.interactions(self.acme)
        # 10 February starts in Tehran at 20:30 UTC of the day before
        self.assertEqual(fact.date, datetime(2026, 2, 9, 20, 30))

    def test_a_meeting_with_an_event_counts_once(self):
        event = self.meet(self.jo | self.seller.partner_id)
        activity = self.schedule(
            self.jo, category="meeting", calendar_event_id=event.id
        )
        self.done(activity)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.res_model, "calendar.event")

    def test_a_meeting_without_an_event_is_a_meeting(self):
        self.done(self.schedule(self.jo, category="meeting"))
        self.assertEqual(self.interactions(self.acme).channel, "meeting")

    def test_a_robot_makes_no_calls(self):
        self.done(self.schedule(self.jo, user=self.env.ref("base.user_root")))
        self.assertTrue(self.interactions(self.acme).is_automatic)


@tagged("post_install", "-at_install")
class TestMeetingsAbout(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": cls.acme.id,
                "company_id": cls.company.id,
                "team_id": False,
                "user_id": False,
            }
        )

    def meet(self, guests, **values):
        """Meet partners, the seller being one of the guests."""
        return super().meet(guests | self.seller.partner_id, **values)

    def test_a_meeting_about_a_lead_is_with_its_customer(self):
        nobody = self.env["res.partner"]
        event = self.meet(nobody, opportunity_id=self.lead.id)
        [fact] = self.interactions(self.acme)
        self.assertEqual((fact.res_model, fact.res_id), ("calendar.event", event.id))
        self.assertEqual(fact.direction, "both")
        facts = self.env["onetoone.interaction"].browse(fact.ids)
        facts.invalidate_recordset()
        self.assertEqual(facts.channel, "meeting")

    def test_it_counts_once_when_the_customer_is_invited(self):
        self.meet(self.jo, opportunity_id=self.lead.id)
        self.assertEqual(len(self.interactions(self.acme)), 1)

    def test_a_customer_who_declined_was_not_there(self):
        event = self.meet(self.jo, opportunity_id=self.lead.id)
        event.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.jo
        ).state = "declined"
        self.assertFalse(self.interactions(self.acme))

    def test_a_meeting_on_the_record_of_a_customer_is_with_him(self):
        self.meet(
            self.env["res.partner"],
            res_model_id=self.env["ir.model"]._get_id("res.partner"),
            res_id=self.jo.id,
        )
        self.assertEqual(len(self.interactions(self.acme)), 1)


@tagged("post_install", "-at_install")
class TestPhonecalls(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("crm_phonecall")
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")

    def call(self, **values):
        return self.env["crm.phonecall"].create(
            {
                "name": "Call",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "user_id": self.seller.id,
                "date": NOON,
                "state": "done",
                "direction": "in",
                **values,
            }
        )

    def test_a_call_that_was_held_is_a_contact(self):
        call = self.call()
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.channel, "phone")
        self.assertEqual(fact.direction, "in")
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("crm.phonecall", call.id))

    def test_an_outgoing_call_is_outbound(self):
        self.call(direction="out")
        self.assertEqual(self.interactions(self.acme).direction, "out")

    def test_planned_and_cancelled_calls_are_none(self):
        self.call(state="open")
        self.call(state="pending")
        self.call(state="cancel")
        self.assertFalse(self.interactions(self.acme))

    def test_a_call_without_company_belongs_to_that_of_our_user(self):
        self.call(company_id=False)
        self.assertEqual(len(self.interactions(self.acme)), 1)

    def test_a_call_for_an_opportunity_is_with_the_customer_of_it(self):
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "partner_id": self.jo.id, "company_id": self.company.id}
        )
        self.call(partner_id=False, opportunity_id=lead.id)
        self.assertEqual(self.interactions(self.acme).contact_id, self.jo)

    def test_a_call_with_a_meeting_counts_once(self):
        call = self.call()
        event = self.meet(self.jo | self.seller.partner_id, phonecall_id=call.id)
        [fact] = self.interactions(self.acme)
        self.assertEqual(fact.res_model, "calendar.event")
        event.active = False
        self.assertEqual(self.interactions(self.acme).res_model, "crm.phonecall")
