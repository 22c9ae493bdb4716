from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import AS_OF, NOON
from .common_alerts import RECENT, TODAY, AlertCase

KIND = "orphan"


@tagged("post_install", "-at_install")
class TestOrphans(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader = cls._new_user("leader", "sales_team.group_sale_salesman_all_leads")
        cls.former = cls._new_user("former", "sales_team.group_sale_salesman")
        cls.team = cls.env["crm.team"].create(
            {"name": "Team", "user_id": cls.leader.id, "company_id": cls.company.id}
        )
        cls.env["crm.team.member"].create(
            {"crm_team_id": cls.team.id, "user_id": cls.former.id}
        )
        cls.orphan = cls.customer("Orphan", user_id=cls.former.id)
        cls.buy(cls.orphan, RECENT, 100)

    def lead(self, partner, user, team=None):
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "partner_id": partner.id,
                "company_id": self.company.id,
                "user_id": user.id,
                "team_id": team.id if team else False,
            }
        )
        self.date_record(lead, create_date=NOON)
        return lead

    def test_the_leader_of_the_team_of_who_left_takes_care(self):
        self.detect()
        self.assertFalse(self.alerts(self.orphan))
        self.former.action_archive()
        self.detect()
        alert = self.alerts(self.orphan)
        self.assertEqual((alert.kind, alert.user_id), (KIND, self.leader))
        self.assertEqual(alert.amount_at_stake, 100)
        self.assertIn(self.former.name, alert.reason)
        self.assertEqual(
            alert.activity_id.activity_type_id,
            self.env.ref("mail.mail_activity_data_todo"),
        )

    def test_who_takes_over_closes_the_alert_at_once(self):
        self.former.action_archive()
        self.detect()
        alert = self.alerts(self.orphan)
        activity = alert.activity_id
        self.assertTrue(activity)
        seen = alert.with_user(self.leader)
        self.assertTrue(seen.can_choose_responsible)
        action = seen.action_choose_responsible()
        dialog = self.env["res.partner"].with_user(self.leader)
        dialog = dialog.browse(action["res_id"])
        with Form(dialog, view=action["views"][0][0]) as form:
            form.user_id = self.seller
        self.assertEqual(self.orphan.user_id, self.seller)
        self.assertEqual(alert.state, "done")
        self.assertIn(self.seller.name, alert.feedback)
        self.assertFalse(activity.exists())
        self.assertFalse(seen.can_choose_responsible)
        # nothing is left to be found
        self.detect()
        self.assertEqual(alert.state, "done")
        self.assertTrue(alert.cause_ended_on)
        self.assertFalse(self.kinds(self.orphan))

    def test_a_responsible_who_has_left_closes_nothing(self):
        gone = self._new_user("gone", "sales_team.group_sale_salesman")
        dropped = self.dropped("Dropped", user=self.other_seller)
        (self.former | gone).action_archive()
        self.detect()
        orphan, others = self.alerts(self.orphan), self.alerts(dropped)
        self.assertIn("purchase_drop", others.mapped("kind"))
        self.orphan.user_id = gone
        self.assertEqual(orphan.state, "open")
        (self.orphan | dropped).user_id = self.seller
        self.assertEqual(orphan.state, "done")
        self.assertEqual(set(others.mapped("state")), {"open"})
        self.assertFalse(any(others.mapped("can_choose_responsible")))

    def test_only_who_may_change_the_customer_chooses(self):
        self.former.action_archive()
        self.detect()
        seen = self.alerts(self.orphan).with_user(self.analyst)
        self.assertFalse(self.orphan.with_user(self.analyst).has_access("write"))
        self.assertFalse(seen.can_choose_responsible)
        with self.assertRaises(AccessError):
            seen.action_choose_responsible()

    def test_the_leader_of_the_latest_open_lead_comes_first(self):
        self.former.action_archive()
        first, latest = (
            self.env["crm.team"].create({"name": "T", "user_id": user.id})
            for user in (self.seller, self.other_seller)
        )
        self.lead(self.orphan, self.seller, first)
        self.lead(self.orphan, self.seller, latest)
        self.detect()
        self.assertEqual(self.alerts(self.orphan).user_id, self.other_seller)

    def test_without_a_leader_the_default_then_a_manager(self):
        (self.former | self.leader).action_archive()
        self.detect()
        alert = self.alerts(self.orphan)
        self.assertEqual(alert.user_id, self.manager)
        self.company.onetoone_default_user_id = self.seller
        self.detect()
        self.assertEqual(alert.user_id, self.seller)

    def test_a_leader_without_access_to_the_company_cannot(self):
        self.former.action_archive()
        other = self.new_company("Other")
        self.leader.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.detect()
        self.assertEqual(self.alerts(self.orphan).user_id, self.manager)

    def test_prospects_by_their_open_lead(self):
        prospect, other = self.customer("Prospect"), self.customer("Other")
        gone = self.lead(prospect, self.former)
        self.lead(other, self.former)
        self.lead(other, self.seller)
        self.lead(self.customer("Robot's"), self.env.ref("base.user_root"))
        self.former.action_archive()
        self.detect()
        self.assertEqual(self.kinds(prospect), {KIND})
        # somebody else works on his other lead
        self.assertFalse(self.alerts(other))
        robots = self.env["onetoone.alert"].search([("kind", "=", KIND)])
        self.assertEqual(robots.partner_id, prospect | self.orphan)
        gone.action_set_lost()
        self.detect()
        self.assertFalse(self.kinds(prospect))


@tagged("post_install", "-at_install")
class TestWhoIsSpokenTo(AlertCase):
    def test_the_default_where_the_responsible_cannot(self):
        gone = self._new_user("gone", "sales_team.group_sale_salesman")
        customer = self.dropped("Customer", user_id=gone.id)
        gone.action_archive()
        nobody = self.dropped("Nobody")
        self.detect()
        for one in (customer, nobody):
            alert = self.alerts(one, "purchase_drop")
            self.assertFalse(alert.user_id or alert.activity_id)
        self.company.onetoone_default_user_id = self.seller
        self.detect()
        for one in (customer, nobody):
            alert = self.alerts(one, "purchase_drop")
            self.assertEqual(alert.user_id, self.seller)
            self.assertEqual(alert.activity_id.user_id, self.seller)

    def test_nobody_without_access_to_the_company(self):
        stranger = self._new_user(
            "stranger", "sales_team.group_sale_salesman", self.new_company("Other")
        )
        customer = self.dropped("Customer", user_id=stranger.id)
        self.detect()
        self.assertFalse(self.alerts(customer).user_id)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        stranger.company_ids |= branch
        self.detect()
        self.assertEqual(self.alerts(customer).user_id, stranger)

    def test_the_responsible_changes(self):
        customer = self.dropped("Customer", user_id=self.seller.id)
        self.detect()
        alert = self.alerts(customer)
        activity = alert.activity_id
        customer.user_id = self.other_seller
        self.detect()
        self.assertEqual(alert.user_id, self.other_seller)
        self.assertEqual(alert.activity_id, activity)
        self.assertEqual(activity.user_id, self.other_seller)
        self.assertNotIn(self.other_seller.partner_id, customer.message_partner_ids)

    def test_nobody_is_responsible_any_more(self):
        customer = self.dropped("Customer", user_id=self.seller.id)
        self.detect()
        alert = self.alerts(customer)
        activity = alert.activity_id
        self.seller.action_archive()
        self.detect()
        self.assertFalse(alert.user_id)
        self.assertFalse(activity.exists())
        self.assertEqual(alert.state, "open")
        customer.user_id = self.other_seller
        self.detect()
        self.assertEqual(alert.activity_id.user_id, self.other_seller)

    def test_archived_customers_have_no_alerts(self):
        customer = self.dropped("Customer", user_id=self.seller.id)
        self.detect()
        alert = self.alerts(customer)
        activity = alert.activity_id
        customer.active = False
        self.detect()
        self.assertEqual(alert.state, "expired")
        self.assertFalse(activity.exists())

    def test_companies_stay_apart(self):
        other = self.new_company("Other")
        customer = self.dropped("Customer")
        self.buy(customer, RECENT, 50, company=other)
        self.detect()
        self.refresh(company=other)
        self.assertFalse(self.env["onetoone.alert"]._detect(other, AS_OF))
        self.assertEqual(self.alerts(customer).company_id, self.company)
        self.assertEqual(self.alerts(customer).state, "open")
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        found = self.env["onetoone.alert"]._detect(branch, AS_OF)
        self.assertEqual(found, self.alerts(customer))


@tagged("post_install", "-at_install")
class TestAlertRights(AlertCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.dropped("Own", user_id=cls.seller.id)
        cls.others = cls.dropped("Other's", user_id=cls.other_seller.id)
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)
        cls.env["onetoone.alert"]._detect(cls.company, AS_OF)

    def seen_by(self, user):
        return self.env["onetoone.alert"].with_user(user).search([]).partner_id

    def test_salespeople_see_their_own_analysts_all(self):
        self.assertEqual(self.seen_by(self.seller), self.own)
        self.assertEqual(self.seen_by(self.analyst), self.own | self.others)
        stranger = self._new_user(
            "stranger", "odoo_onetoone.group_onetoone_manager", self.new_company("C")
        )
        self.assertFalse(self.seen_by(stranger))

    def test_a_leader_sees_those_of_his_team(self):
        leader = self._new_user("leader", "sales_team.group_sale_manager")
        self.assertFalse(self.seen_by(leader))
        team = self.env["crm.team"].create({"name": "Team", "user_id": leader.id})
        self.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": self.other_seller.id}
        )
        self.assertEqual(self.seen_by(leader), self.others)
        action = self.env.ref("odoo_onetoone.onetoone_alert_action_team")
        self.assertIn("search_default_team", action.context)
        self.alerts(self.others).with_user(leader).action_handled()
        self.assertEqual(self.alerts(self.others).state, "done")

    def test_they_are_written_by_their_buttons_only(self):
        alert = self.alerts(self.own).with_user(self.seller)
        for values in ({"state": "done"}, {"user_id": self.other_seller.id}):
            with self.assertRaises(AccessError):
                alert.write(values)
        with self.assertRaises(AccessError):
            alert.unlink()
        with self.assertRaises(AccessError):
            alert.create({"kind": "growing", "company_id": self.company.id})
        alert.action_handled()
        self.assertEqual(alert.state, "done")

    def test_nobody_handles_what_he_may_not_see(self):
        alert = self.alerts(self.others).with_user(self.seller)
        with self.assertRaises(AccessError):
            alert.action_handled()
        call = self.env["onetoone.alert.call"].create({"alert_id": alert.id})
        with self.assertRaises(AccessError):
            call.with_user(self.seller).action_log()
        self.assertEqual(alert.sudo().state, "open")


@tagged("post_install", "-at_install")
class TestAlertCron(AlertCase):
    def test_it_runs_after_a_published_refresh(self):
        cron = self.env.ref("odoo_onetoone.ir_cron_detect")
        triggers = self.env["ir.cron.trigger"].sudo()
        triggers.search([("cron_id", "=", cron.id)]).unlink()
        refresh = self.env["onetoone.refresh"]._of(self.company)
        refresh._start()
        while refresh.state == "running":
            self.assertFalse(triggers.search([("cron_id", "=", cron.id)]))
            refresh._run_batch()
        self.assertEqual(len(triggers.search([("cron_id", "=", cron.id)])), 1)

    def test_each_company_that_is_due(self):
        customer = self.dropped("Customer")
        self.refresh()
        refresh = self.env["onetoone.refresh"]._of(self.company)
        never = self.env["onetoone.refresh"]._of(self.new_company("Never"))
        self.run_job("detect")
        self.assertEqual(self.kinds(customer), {"purchase_drop"})
        self.assertEqual(refresh.alerts_as_of, AS_OF)
        self.assertFalse(never.alerts_at)
        # not once more, unless the profiles are newer or half a day has passed
        self.assertFalse(refresh._is_due_for_alerts())
        refresh.alerts_at -= timedelta(hours=13)
        self.assertTrue(refresh._is_due_for_alerts())

    def test_one_companys_failure_is_told_and_spares_the_others(self):
        other = self.new_company("Other")
        customer = self.dropped("Customer")
        self.refresh()
        self.refresh(company=other)
        model = self.env.registry["onetoone.alert"]
        follow = model._follow_causes

        def fail_for_other(alerts, refresh, as_of):
            if refresh.company_id == other:
                raise ValueError("bad data")
            return follow(alerts, refresh, as_of)

        with (
            patch.object(model, "_follow_causes", fail_for_other),
            self.assertLogs("odoo.addons.odoo_onetoone", "ERROR"),
        ):
            self.run_job("detect")
        self.assertEqual(self.kinds(customer), {"purchase_drop"})
        refresh = self.env["onetoone.refresh"]._of(other)
        self.assertEqual(refresh.alerts_failure, "bad data")
        self.assertEqual(
            refresh._failing_jobs(), [{"name": "Alerts", "reason": "bad data"}]
        )
        self.run_job("detect")
        self.assertFalse(refresh.alerts_failure)
        self.assertFalse(refresh._failing_jobs())

    def test_another_date_leaves_the_profiles_alone(self):
        customer = self.dropped("Customer")
        self.refresh(AS_OF + timedelta(days=365))
        amount = self.profile(customer).previous_amount
        self.env["onetoone.alert"]._detect(self.company, AS_OF)
        self.assertEqual(self.alerts(customer, "purchase_drop").date, TODAY)
        self.assertEqual(self.profile(customer).previous_amount, amount)
        refresh = self.env["onetoone.refresh"]._of(self.company)
        self.assertEqual(refresh.as_of, AS_OF + timedelta(days=365))

    def test_the_date_of_the_last_refresh_by_default(self):
        customer = self.dropped("Customer")
        self.refresh()
        self.env["onetoone.alert"]._detect(self.company)
        self.assertEqual(self.alerts(customer).date, TODAY)

    def test_before_any_refresh(self):
        company = self.new_company("New")
        customer = self.customer("Customer", onetoone_preferred_interval_days=1)
        self.buy(customer, TODAY, 10, company=company)
        self.env["onetoone.alert"]._detect(company)
        self.assertEqual(self.kinds(customer), {"contact_overdue"})
        self.assertFalse(self.profile(customer, company))
