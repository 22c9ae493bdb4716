from datetime import timedelta

from odoo.tests import tagged

from .common import AS_OF
from .common_alerts import LONG_AGO, RECENT, TODAY, AlertCase


def ago(days):
    return TODAY - timedelta(days=days)


@tagged("post_install", "-at_install")
class TestContactOverdue(AlertCase):
    KIND = "contact_overdue"

    def wishing(self, days, **values):
        """Return a customer who wants a contact every so many days."""
        customer = self.customer(
            f"Wants {days}", onetoone_preferred_interval_days=days, **values
        )
        self.buy(customer, RECENT, 10, user=self.seller)
        return customer

    def test_due_on_the_last_day_that_counts(self):
        late, punctual = self.wishing(30), self.wishing(31)
        for customer in (late, punctual):
            self.write_to(customer, ago(30))
        self.detect()
        alert = self.alerts(late)
        self.assertEqual(alert.kind, self.KIND)
        self.assertEqual(alert.amount_at_stake, 10)
        self.assertEqual(alert.date_due, TODAY)
        self.assertEqual(
            alert.reason,
            "The last contact was on 01/29/2026; the customer wants one every 30 days.",
        )
        self.assertFalse(self.alerts(punctual))
        self.assertEqual(self.profile(late).next_contact_due, TODAY)
        self.assertEqual(self.profile(punctual).next_contact_due, AS_OF)

    def test_a_contact_ends_it(self):
        customer = self.wishing(30)
        self.write_to(customer, ago(40))
        self.detect()
        self.hear_from(customer, TODAY)
        self.detect()
        alert = self.alerts(customer)
        self.assertEqual(alert.state, "expired")
        # he called himself: nobody had to react
        self.assertEqual(alert.reaction, "not_needed")
        self.assertEqual(
            self.profile(customer).next_contact_due, TODAY + timedelta(days=30)
        )

    def test_the_smallest_interval_of_the_segments_of_the_day(self):
        customer = self.customer("Customer")
        self.buy(customer, RECENT, 10)
        self.write_to(customer, ago(30))
        self.guide(customer, max_interval_days=60)
        self.guide(customer, max_interval_days=30, channel="phone")
        # left on the last day that counts; enters on the day after it
        self.guide(customer, max_interval_days=5, until=TODAY)
        self.guide(customer, max_interval_days=5, since=AS_OF)
        archived = self.guide(customer, max_interval_days=5)
        archived.active = False
        self.detect()
        self.assertEqual(self.profile(customer).next_contact_due, TODAY)
        self.assertIn("guideline", self.alerts(customer).reason)
        # his own wish comes first
        customer.onetoone_preferred_interval_days = 90
        self.detect()
        self.assertEqual(self.alerts(customer).state, "expired")
        self.assertEqual(
            self.profile(customer).next_contact_due, ago(30) + timedelta(days=90)
        )

    def test_members_of_the_first_and_last_day(self):
        first, last = self.customer("First"), self.customer("Last")
        for customer in (first, last):
            self.buy(customer, ago(100), 10)
        self.guide(first, max_interval_days=5, since=TODAY)
        self.guide(last, max_interval_days=5, until=AS_OF)
        self.detect()
        self.assertEqual(self.kinds(first), {self.KIND})
        self.assertEqual(self.kinds(last), {self.KIND})

    def test_never_contacted(self):
        bought = self.wishing(10)
        prospect = self.customer("Prospect")
        lead = self.env["crm.lead"].create(
            {"name": "L", "partner_id": prospect.id, "company_id": self.company.id}
        )
        self.date_record(lead, create_date=LONG_AGO)
        self.guide(prospect, since=ago(10), max_interval_days=10)
        nobody = self.customer("Nobody", onetoone_preferred_interval_days=1)
        lead = lead.copy({"partner_id": nobody.id})
        self.date_record(lead, create_date=LONG_AGO)
        self.detect()
        self.assertEqual(self.alerts(bought).date_due, RECENT + timedelta(days=10))
        self.assertIn("no contact at all yet", self.alerts(bought).reason)
        self.assertEqual(self.alerts(prospect).date_due, TODAY)
        self.assertFalse(self.alerts(nobody))

    def test_never_of_who_wants_no_contact(self):
        customer = self.wishing(10, onetoone_permission="refused")
        self.detect()
        self.assertFalse(self.alerts(customer))
        self.assertFalse(self.profile(customer).next_contact_due)

    def test_a_guideline_for_those_who_agreed(self):
        customer = self.customer("Customer")
        self.buy(customer, ago(50), 10)
        self.guide(customer, max_interval_days=10, needs_permission=True)
        self.detect()
        self.assertFalse(self.alerts(customer))
        customer.onetoone_permission = "granted"
        self.detect()
        self.assertEqual(self.kinds(customer), {self.KIND})

    def test_a_wish_of_a_thousand_years_breaks_nothing(self):
        customer = self.wishing(2_000_000_000)
        self.write_to(customer, ago(3))
        self.guide(customer, min_interval_days=2_000_000_000)
        self.detect()
        self.assertFalse(self.alerts(customer))

    def test_due_dates_are_written_only_where_they_change(self):
        customer, other = self.wishing(30), self.wishing(90)
        self.detect()
        for one in (customer, other):
            self.date_record(self.profile(one), refreshed_at=LONG_AGO)
        customer.onetoone_preferred_interval_days = 60
        self.env["onetoone.alert"]._detect(self.company)
        self.assertEqual(
            self.profile(customer).next_contact_due, RECENT + timedelta(days=60)
        )
        self.assertGreater(self.profile(customer).refreshed_at.date(), LONG_AGO)
        self.assertEqual(self.profile(other).refreshed_at.date(), LONG_AGO)


@tagged("post_install", "-at_install")
class TestOverContacted(AlertCase):
    KIND = "over_contacted"

    def setUp(self):
        super().setUp()
        self.jo = self.customer("Jo", onetoone_preferred_interval_days=10)
        self.buy(self.jo, RECENT, 10, user=self.seller)

    def test_two_contacts_too_close_while_the_pause_lasts(self):
        self.write_to(self.jo, ago(12))
        self.call(self.jo, ago(3))
        self.detect()
        alert = self.alerts(self.jo)
        self.assertEqual(alert.kind, self.KIND)
        self.assertEqual(alert.date_due, ago(3) + timedelta(days=10))
        self.assertFalse(alert.reaction_due)
        self.assertEqual(
            alert.reason,
            "Contacted on 02/16/2026 and again on 02/25/2026; the customer wants 10 "
            "days in between. Pause until 03/07/2026.",
        )
        for days, state in ((5, "open"), (6, "expired")):
            self.detect(AS_OF + timedelta(days=days))
            self.assertEqual(alert.state, state)

    def test_exactly_the_interval_is_kept(self):
        self.write_to(self.jo, ago(13))
        self.write_to(self.jo, ago(3))
        self.detect()
        self.assertFalse(self.alerts(self.jo))

    def test_an_answer_makes_it_a_dialogue(self):
        self.write_to(self.jo, ago(5))
        self.hear_from(self.jo, ago(4))
        self.write_to(self.jo, ago(3))
        self.detect()
        self.assertFalse(self.alerts(self.jo))
        self.write_to(self.jo, ago(2))
        self.detect()
        self.assertEqual(self.kinds(self.jo), {self.KIND})

    def test_mass_and_automatic_contacts_do_not_count(self):
        self.write_to(self.jo, ago(3))
        robot = self.env.ref("base.user_root")
        self.write_to(self.jo, ago(2), user=robot)
        self.detect()
        self.assertFalse(self.alerts(self.jo))

    def test_guidelines_hold_within_their_channel(self):
        self.jo.onetoone_preferred_interval_days = False
        self.guide(self.jo, min_interval_days=5)
        self.guide(self.jo, min_interval_days=10)
        self.guide(self.jo, min_interval_days=90, channel="sms")
        self.write_to(self.jo, ago(12))
        self.call(self.jo, ago(4))
        self.detect()
        self.assertFalse(self.alerts(self.jo))
        self.write_to(self.jo, ago(3))
        self.detect()
        alert = self.alerts(self.jo)
        self.assertEqual(alert.kind, self.KIND)
        self.assertIn("by E-mail on 02/16/2026 and again on 02/25/2026", alert.reason)
        self.assertIn("asks for 10 days", alert.reason)

    def test_a_contact_with_who_wants_none(self):
        self.jo.write(
            {
                "onetoone_preferred_interval_days": False,
                "onetoone_permission": "refused",
            }
        )
        self.write_to(self.jo, ago(30))
        self.hear_from(self.jo, ago(2))
        self.detect()
        self.assertFalse(self.alerts(self.jo))
        self.write_to(self.jo, ago(29))
        self.detect()
        alert = self.alerts(self.jo)
        self.assertIn("wants no contact from us", alert.reason)
        self.detect(AS_OF + timedelta(days=1))
        self.assertEqual(alert.state, "expired")

    def test_a_contact_by_another_channel_than_the_only_one(self):
        self.jo.write(
            {
                "onetoone_preferred_interval_days": False,
                "onetoone_permission": "preferred",
            }
        )
        self.write_to(self.jo, ago(9))
        self.call(self.jo, ago(6))
        self.detect()
        self.assertFalse(self.alerts(self.jo))
        self.jo.onetoone_preferred_channel = "email"
        self.detect()
        self.assertEqual(
            self.alerts(self.jo).reason,
            "Contacted by Phone on 02/22/2026, but wants only E-mail.",
        )
        self.jo.onetoone_preferred_channel = "phone"
        self.detect()
        self.assertIn("by E-mail", self.alerts(self.jo).reason)
        self.assertEqual(len(self.alerts(self.jo)), 1)

    def test_nothing_is_read_where_nobody_has_a_rule(self):
        self.jo.onetoone_preferred_interval_days = False
        self.write_to(self.jo, ago(3))
        self.write_to(self.jo, ago(2))
        self.assertFalse(self.detect())
        self.assertFalse(self.profile(self.jo).next_contact_due)


@tagged("post_install", "-at_install")
class TestReactions(AlertCase):
    def setUp(self):
        super().setUp()
        self.fallen = self.dropped("Fallen", 0, user=self.seller)
        self.detect()
        self.alert = self.alerts(self.fallen)
        self.assertEqual(self.alert.reaction, "waiting")

    def after(self, days):
        return TODAY + timedelta(days=days)

    def test_the_first_personal_contact_of_one_of_us(self):
        self.hear_from(self.fallen, self.after(1))
        self.call(self.fallen, self.after(3))
        self.write_to(self.fallen, self.after(2))
        self.detect(AS_OF + timedelta(days=3))
        self.assertEqual(self.alert.first_reaction.date(), self.after(2))
        self.assertEqual(self.alert.reaction, "in_time")
        self.assertTrue(self.alert.is_reacted_in_time)

    def test_what_was_known_when_it_was_found_is_no_reaction(self):
        self.write_to(self.fallen, TODAY)
        self.detect()
        self.assertFalse(self.alert.first_reaction)

    def test_none_in_time_and_late(self):
        self.detect(AS_OF + timedelta(days=2))
        self.assertEqual(self.alert.reaction, "waiting")
        self.detect(AS_OF + timedelta(days=3))
        self.assertEqual(self.alert.reaction, "none")
        self.write_to(self.fallen, self.after(4))
        self.detect(AS_OF + timedelta(days=4))
        self.assertEqual(self.alert.reaction, "late")
        self.assertFalse(self.alert.is_reacted_in_time)

    def test_what_ends_an_alert_still_belongs_to_it(self):
        self.write_to(self.fallen, self.after(1))
        self.buy(self.fallen, self.after(1), 1000)
        self.detect(AS_OF + timedelta(days=1))
        self.assertEqual(self.alert.state, "expired")
        self.assertEqual(self.alert.reaction, "in_time")
        self.assertEqual(self.alert.won_back_on, self.after(1))

    def test_over_before_anybody_had_to_react(self):
        self.buy(self.fallen, self.after(1), 1000)
        self.detect(AS_OF + timedelta(days=1))
        self.assertEqual(self.alert.reaction, "not_needed")
        # and what comes later is not its reaction any more
        self.write_to(self.fallen, self.after(2))
        self.detect(AS_OF + timedelta(days=2))
        self.assertEqual(self.alert.reaction, "not_needed")
        self.assertFalse(self.alert.first_reaction)
