from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import AS_OF
from .common_alerts import RECENT, TODAY, AlertCase

# what a planned activity must not leave behind
TRACES = ("mail.message", "mail.mail", "mail.followers", "mail.notification")


@tagged("post_install", "-at_install")
class TestQuietActivities(AlertCase):
    def setUp(self):
        super().setUp()
        self.company.onetoone_mvc_percent = 100
        self.customers = [
            self.dropped(f"Customer {loss}", 0, loss, user=self.seller)
            for loss in (300, 3000, 1500)
        ]
        self.seller.notification_type = "email"

    def traces(self):
        return {model: self.env[model].sudo().search_count([]) for model in TRACES}

    def bus_messages(self):
        self.env.cr.precommit.run()
        return self.env["bus.bus"].sudo().search_count([])

    def test_planned_without_a_word_to_anybody(self):
        self.refresh()
        traces, messages = self.traces(), self.bus_messages()
        self.env["onetoone.alert"]._detect(self.company)
        activities = self.env["mail.activity"].search(
            [("user_id", "=", self.seller.id)]
        )
        self.assertEqual(len(activities), 3)
        self.assertEqual(self.traces(), traces)
        # the counter of the seller moves once
        self.assertLessEqual(self.bus_messages() - messages, 1)

    def test_moved_and_taken_away_without_a_word_to_anybody(self):
        self.detect()
        for customer in self.customers:
            customer.user_id = self.other_seller
        self.refresh()
        traces = self.traces()
        self.env["onetoone.alert"]._detect(self.company)
        moved = self.env["mail.activity"].search_count(
            [("user_id", "=", self.other_seller.id)]
        )
        self.assertEqual(moved, 3)
        self.assertEqual(self.traces(), traces)
        for customer in self.customers:
            self.buy(customer, RECENT, 10_000)
        self.refresh()
        traces = self.traces()
        self.env["onetoone.alert"]._detect(self.company)
        left = (
            self.env["mail.activity"]
            .with_context(active_test=False)
            .search_count(
                [("res_id", "in", [customer.id for customer in self.customers])]
            )
        )
        self.assertEqual(left, 0)
        self.assertEqual(self.traces(), traces)

    def test_a_native_activity_on_the_customer(self):
        self.detect()
        activity = self.alerts(self.customers[0]).activity_id
        self.assertEqual(activity.res_model, "res.partner")
        self.assertEqual(activity.res_id, self.customers[0].id)
        self.assertEqual(activity.user_id, self.seller)
        self.assertEqual(activity.date_deadline, TODAY)
        self.assertEqual(activity.summary, "Purchases Dropped")
        self.assertIn("Bought nothing in the last 182 days", activity.note)
        self.assertIn("As of 02/28/2026.", activity.note)
        self.assertEqual(activity.activity_type_id.category, "phonecall")
        self.assertTrue(activity.automated)

    def test_in_the_language_of_who_gets_it(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.seller.lang = "de_DE"
        self.detect()
        activity = self.alerts(self.customers[1]).activity_id
        self.assertIn("3.000,00", activity.note)
        self.assertIn("28.02.2026", activity.note)

    def test_without_its_own_type_it_is_a_call(self):
        self.env.ref("odoo_onetoone.mail_activity_type_call").unlink()
        self.detect()
        activity = self.alerts(self.customers[0]).activity_id
        self.assertEqual(
            activity.activity_type_id, self.env.ref("mail.mail_activity_data_call")
        )

    def test_the_largest_stakes_first_up_to_the_limit_of_the_day(self):
        small, large, middle = self.customers
        self.company.onetoone_alert_daily_limit = 1
        self.detect()
        self.assertTrue(self.alerts(large).activity_id)
        self.assertFalse(self.alerts(middle).activity_id)
        self.assertEqual(self.alerts(middle).state, "open")
        # not one more on the same day, not even when the first is done
        self.alerts(large).activity_id.action_feedback()
        self.detect()
        self.assertFalse(self.alerts(middle).activity_id)
        self.detect(AS_OF + timedelta(days=1))
        self.assertTrue(self.alerts(middle).activity_id)
        self.assertFalse(self.alerts(small).activity_id)
        self.company.onetoone_alert_daily_limit = 2
        self.detect(AS_OF + timedelta(days=1))
        self.assertTrue(self.alerts(small).activity_id)

    def test_the_limit_is_one_of_persons(self):
        self.company.onetoone_alert_daily_limit = 1
        other = self.dropped("Other's", 0, 100, user=self.other_seller)
        self.detect()
        self.assertTrue(self.alerts(other).activity_id)

    def test_none_at_all(self):
        self.company.onetoone_alert_daily_limit = 0
        self.assertEqual(len(self.detect()), 3)
        self.assertFalse(
            self.env["mail.activity"].search([("user_id", "=", self.seller.id)])
        )

    def test_what_somebody_cancelled_is_not_planned_again(self):
        self.detect()
        alert = self.alerts(self.customers[0])
        alert.activity_id.unlink()
        self.detect(AS_OF + timedelta(days=1))
        self.assertEqual(alert.state, "open")
        self.assertFalse(alert.activity_id)

    def test_nothing_changes_the_second_time(self):
        self.detect()
        alerts = self.env["onetoone.alert"].search([])
        before = alerts.read()
        activities = self.env["mail.activity"].search([]).read(["write_date", "note"])
        self.detect()
        self.env.invalidate_all()
        self.assertEqual(self.env["onetoone.alert"].search([]), alerts)
        self.assertEqual(alerts.read(), before)
        self.assertEqual(
            self.env["mail.activity"].search([]).read(["write_date", "note"]),
            activities,
        )


@tagged("post_install", "-at_install")
class TestHandling(AlertCase):
    def setUp(self):
        super().setUp()
        self.jo = self.dropped("Jo", user=self.seller, email="jo@example.com")
        self.detect()
        self.alert = self.alerts(self.jo)

    def test_doing_the_activity_closes_the_alert(self):
        activity = self.alert.activity_id.with_user(self.seller)
        activity.action_feedback(feedback="Will order in May.")
        self.assertEqual(self.alert.state, "done")
        self.assertEqual(self.alert.feedback, "Will order in May.")
        self.assertTrue(self.alert.date_closed)
        self.assertFalse(self.alert.cause_ended_on)

    def test_done_stays_done_while_the_cause_is_there(self):
        self.alert.activity_id.action_feedback()
        for days in (0, 1, 120):
            self.detect(AS_OF + timedelta(days=days))
            self.assertEqual(self.alerts(self.jo), self.alert)
            self.assertEqual(self.alert.state, "done")

    def test_when_the_cause_is_gone_it_may_come_again(self):
        self.alert.action_handled()
        closed = self.alert.date_closed
        order = self.buy(self.jo, RECENT, 1000)
        self.detect()
        self.assertEqual((self.alert.state, self.alert.cause_ended_on), ("done", TODAY))
        self.assertEqual(self.alert.date_closed, closed)
        order.unlink()
        self.alert.date_closed = TODAY - timedelta(days=90)
        self.detect()
        self.assertEqual(self.alerts(self.jo).mapped("state"), ["done", "open"])

    def test_handled_takes_the_activity_away_and_claims_no_call(self):
        activity = self.alert.activity_id
        self.alert.with_user(self.seller).action_handled()
        self.assertFalse(activity.exists())
        self.assertEqual(self.alert.state, "done")
        self.detect(AS_OF + timedelta(days=300))
        self.assertFalse(self.alert.first_reaction)

    def log_call(self, alert, user):
        action = alert.with_user(user).action_call()
        wizard = self.env[action["res_model"]].with_user(user)
        form = Form(wizard.with_context(**action["context"]))
        self.assertEqual(form.reason, alert.reason)
        form.feedback = "Wants a visit."
        form.save().action_log()

    def test_a_call_is_logged_natively(self):
        activity = self.alert.activity_id
        self.log_call(self.alert, self.seller)
        self.assertFalse(activity.active)
        self.assertEqual(activity.feedback, "Wants a visit.")
        self.assertEqual(self.alert.state, "done")
        self.assertEqual(self.alert.feedback, "Wants a visit.")
        contact = self.interactions(self.jo)
        self.assertEqual((contact.channel, contact.direction), ("phone", "out"))
        self.assertEqual(contact.user_id, self.seller)

    def test_a_call_by_somebody_else_is_his(self):
        self.log_call(self.alert, self.analyst)
        self.assertEqual(self.interactions(self.jo).user_id, self.analyst)

    def test_a_call_beyond_the_limit_of_the_day(self):
        self.alert.activity_id.unlink()
        self.log_call(self.alert, self.seller)
        self.assertEqual(self.alert.state, "done")
        self.assertEqual(self.interactions(self.jo).channel, "phone")

    def test_the_customer_opens(self):
        self.assertEqual(self.alert.action_open_customer()["res_id"], self.jo.id)

    def test_an_alert_about_the_company_is_about_nobody(self):
        alert = self.env["onetoone.alert"].create(
            {"kind": "complaint_surge", "company_id": self.company.id}
        )
        for action in (alert.action_call, alert.action_write):
            with self.assertRaisesRegex(UserError, "about the company as a whole"):
                action()
        with self.assertRaisesRegex(UserError, "no single document"):
            alert.action_open_document()


@tagged("post_install", "-at_install")
class TestLetters(AlertCase):
    def setUp(self):
        super().setUp()
        self.jo = self.dropped("Jo", user=self.seller, email="jo@example.com")
        self.detect()
        self.alert = self.alerts(self.jo).with_user(self.seller)

    def test_the_letter_opens_and_waits(self):
        sent = self.env["mail.mail"].search_count([])
        action = self.alert.action_write()
        composer = Form(
            self.env[action["res_model"]]
            .with_user(self.seller)
            .with_context(**action["context"])
        )
        self.assertEqual(composer.subject, "How are you doing?")
        self.assertIn("Hello Jo", composer.body)
        self.assertIn(self.seller.name, composer.body)
        composer.body = "<p>Dear Jo</p>"
        self.assertEqual(self.env["mail.mail"].search_count([]), sent)
        message = self.jo.message_ids
        composer.save().action_send_mail()
        written = self.jo.message_ids - message
        self.assertIn("Dear Jo", written.body)
        self.assertIn(self.jo, written.notified_partner_ids)
        self.assertEqual(self.alert.state, "open")

    def test_the_letter_goes_to_the_customer_alone(self):
        self.jo.user_id = self.other_seller
        self.jo.message_subscribe(self.other_seller.partner_id.ids)
        self.assertEqual(self.addressees(), self.jo)

    def test_the_letter_goes_to_a_contact_who_has_an_address(self):
        self.jo.write({"email": False, "is_company": True})
        self.assertEqual(self.addressees(), self.jo)
        contacts = self.env["res.partner"].create(
            [
                {"name": name, "parent_id": self.jo.id, "email": email}
                for name, email in (("Al", False), ("Bo", "bo@example.com"))
            ]
        )
        self.assertEqual(self.addressees(), contacts[1])

    def addressees(self):
        action = self.alert.action_write()
        composer = Form(
            self.env[action["res_model"]]
            .with_user(self.seller)
            .with_context(**action["context"])
        )
        return composer.partner_ids[:]

    def test_a_letter_for_each_kind_about_a_customer(self):
        kinds = dict(self.env["onetoone.alert"]._fields["kind"].selection)
        for kind in set(kinds) - {"complaint_surge"}:
            letter = self.env["onetoone.alert"].new({"kind": kind})._letter()
            self.assertEqual(letter.model, "res.partner", kind)
            text = letter._render_field("body_html", self.jo.ids)[self.jo.id]
            # nothing that only we know of (F-37)
            for secret in ("%", "€", "credit", "cancel", "refund", "class"):
                self.assertNotIn(secret, str(text).lower(), kind)

    def test_a_deleted_letter_leaves_an_empty_one(self):
        self.alert.sudo()._letter().unlink()
        self.assertFalse(self.alert.action_write()["context"]["default_template_id"])

    def test_who_wants_no_contact_gets_no_letter(self):
        self.jo.onetoone_permission = "refused"
        with self.assertRaisesRegex(UserError, "Jo wants no contact from us"):
            self.alert.action_write()

    def test_who_wants_only_calls_gets_no_letter(self):
        self.jo.write(
            {
                "onetoone_permission": "preferred",
                "onetoone_preferred_channel": "phone",
            }
        )
        with self.assertRaisesRegex(UserError, "only by Phone"):
            self.alert.action_write()
        self.jo.onetoone_preferred_channel = "email"
        self.assertTrue(self.alert.action_write())


@tagged("post_install", "-at_install")
class TestMergedAndErased(AlertCase):
    def test_one_alert_per_cause_for_the_survivor(self):
        kept = self.dropped("Kept", user=self.seller)
        merged = self.dropped("Merged", 0, 303, user=self.seller)
        merged.onetoone_preferred_interval_days = 5
        self.detect()
        own = self.alerts(kept)
        dropped = self.alerts(merged, "purchase_drop")
        overdue = self.alerts(merged, "contact_overdue")
        activity = dropped.activity_id
        self.merge(kept, merged)
        self.assertFalse(dropped.exists())
        self.assertFalse(activity.exists())
        self.assertEqual(self.alerts(kept), own | overdue)
        self.assertEqual(overdue.activity_id.res_id, kept.id)
        self.detect()
        self.assertAlmostEqual(own.amount_at_stake, 603)
        self.assertEqual(len(self.alerts(kept, "purchase_drop")), 1)

    def test_history_stays(self):
        kept, merged = self.dropped("Kept"), self.dropped("Merged", 0, 303)
        self.detect()
        for customer in (kept, merged):
            self.buy(customer, RECENT, 1000)
        self.detect()
        self.merge(kept, merged)
        self.assertEqual(
            self.alerts(kept, "purchase_drop").mapped("state"), ["expired"] * 2
        )

    def test_a_deleted_customer_leaves_nothing(self):
        customer = self.customer("Customer", onetoone_preferred_interval_days=5)
        lead = self.env["crm.lead"].create(
            {"name": "L", "partner_id": customer.id, "company_id": self.company.id}
        )
        self.date_record(lead, create_date=RECENT)
        self.guide(customer, max_interval_days=5, since=RECENT)
        customer.user_id = self.seller
        self.detect()
        alert = self.alerts(customer, "contact_overdue")
        alert.activity_id.action_feedback(feedback="Said something private.")
        activity = alert.activity_id
        self.assertTrue(activity.exists())
        customer.unlink()
        self.env.invalidate_all()
        self.assertFalse(alert.exists())
        self.assertFalse(activity.exists())
