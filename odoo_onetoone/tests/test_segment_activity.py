from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_segment_results import SegmentCase

DUE = date(2026, 6, 1)


@tagged("post_install", "-at_install")
class TestSegmentActivity(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls.customer("Ann", user_id=cls.seller.id)
        cls.bob = cls.customer("Bob", user_id=cls.other_seller.id)
        cls.cid = cls.customer("Cid")
        cls.refusing = cls.customer(
            "Refusing", user_id=cls.seller.id, onetoone_permission="refused"
        )
        cls.everybody = (cls.ann, cls.bob, cls.cid, cls.refusing)
        for partner in cls.everybody:
            cls.deal(partner, date(2026, 1, 1), 10)
        cls.env["onetoone.profile"]._refresh(cls.company, cls.AS_OF)
        cls.segment_all = cls.segment("All", *cls.everybody)
        cls.left = cls.customer("Left", user_id=cls.seller.id)
        cls.join(cls.segment_all, cls.left, cls.START, date(2026, 5, 1))
        cls.call = cls.env.ref("mail.mail_activity_data_call")
        cls.manager.group_ids |= cls.env.ref("sales_team.group_sale_salesman_all_leads")

    def wizard(self, user=None, **values):
        return (
            self.env["onetoone.segment.activity"]
            .with_user(user or self.manager)
            .create(
                {
                    "segment_id": self.segment_all.id,
                    "activity_type_id": self.call.id,
                    "summary": "Ask",
                    "date_deadline": DUE,
                    **values,
                }
            )
        )

    def planned(self):
        """Return {customer: user} of the activities there are."""
        activities = self.env["mail.activity"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", [one.id for one in self.everybody] + self.left.ids),
                ("summary", "=", "Ask"),
            ]
        )
        self.assertEqual(set(activities.mapped("date_deadline")) - {DUE}, set())
        self.assertLessEqual(activities.activity_type_id, self.call)
        found = {activity.res_id: activity.user_id for activity in activities}
        self.assertEqual(len(found), len(activities))
        return {
            one: found[one.id]
            for one in (*self.everybody, self.left)
            if one.id in found
        }

    def test_each_for_who_is_responsible(self):
        wizard = self.wizard()
        self.assertEqual(
            wizard.forecast,
            "Members to plan for: 2. Left out: no contact wanted (1), "
            "nobody in charge (1).",
        )
        messages = self.env["mail.message"].search_count([])
        action = wizard.action_plan()
        self.assertEqual(
            action["params"]["message"],
            "Activities planned: 2. Left out: no contact wanted (1), "
            "nobody in charge (1).",
        )
        self.assertEqual(
            self.planned(), {self.ann: self.seller, self.bob: self.other_seller}
        )
        self.assertEqual(self.env["mail.message"].search_count([]), messages)

    def test_all_for_one_person(self):
        self.wizard(assignment="user", user_id=self.seller.id).action_plan()
        self.assertEqual(
            self.planned(), dict.fromkeys((self.ann, self.bob, self.cid), self.seller)
        )

    def test_nobody_gets_the_same_activity_twice(self):
        self.wizard().action_plan()
        with self.assertRaisesRegex(UserError, r"planned already \(2\)"):
            self.wizard().action_plan()
        self.wizard(assignment="user", user_id=self.seller.id).action_plan()
        self.assertEqual(self.planned()[self.cid], self.seller)
        # once it is done, or for another matter, it may be planned again
        done = self.env["mail.activity"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.ann.id)]
        )
        done.action_feedback()
        self.wizard().action_plan()
        self.assertEqual(self.planned()[self.ann], self.seller)
        message = self.wizard(summary="Tell").action_plan()["params"]["message"]
        self.assertTrue(message.startswith("Activities planned: 2."))

    def test_who_allows_another_channel_only(self):
        self.ann.write(
            {"onetoone_permission": "preferred", "onetoone_preferred_channel": "email"}
        )
        self.bob.write(
            {"onetoone_permission": "preferred", "onetoone_preferred_channel": "phone"}
        )
        self.wizard().action_plan()
        self.assertEqual(self.planned(), {self.bob: self.other_seller})

    def test_a_salesperson_plans_for_own_customers(self):
        self.wizard(self.seller, assignment="user", user_id=self.seller.id)
        self.wizard(self.seller).action_plan()
        self.assertEqual(self.planned(), {self.ann: self.seller})

    def test_who_left_the_company_is_in_charge_of_nothing(self):
        self.other_seller.active = False
        self.wizard().action_plan()
        self.assertEqual(self.planned(), {self.ann: self.seller})

    def test_too_many_members_are_refused(self):
        self.patch(self.env.registry["onetoone.segment.activity"], "_MAX_MEMBERS", 4)
        self.wizard().action_plan()
        self.patch(self.env.registry["onetoone.segment.activity"], "_MAX_MEMBERS", 3)
        wizard = self.wizard(summary="Again")
        self.assertIn("more than 3 members", wizard.forecast)
        with self.assertRaisesRegex(UserError, "more than 3 members"):
            wizard.action_plan()
        # who sees fewer may go on
        self.wizard(self.seller, summary="Again").action_plan()

    def test_the_limit(self):
        self.assertEqual(self.env["onetoone.segment.activity"]._MAX_MEMBERS, 500)

    def test_a_person_must_be_chosen(self):
        wizard = self.wizard(assignment="user", user_id=False)
        self.assertIn("Choose the person", wizard.forecast)
        with self.assertRaisesRegex(UserError, "Choose the person"):
            wizard.action_plan()

    def test_who_may_not_edit_contacts_is_told_so(self):
        wizard = self.wizard(self.analyst)
        self.assertIn("you may not edit contacts", wizard.forecast)
        with self.assertRaisesRegex(UserError, "you may not edit contacts"):
            wizard.action_plan()
        self.analyst.group_ids |= self.env.ref("base.group_partner_manager")
        wizard = self.wizard(self.analyst)
        self.assertIn("Members to plan for: 2.", wizard.forecast)
        wizard.action_plan()
        self.assertEqual(
            self.planned(), {self.ann: self.seller, self.bob: self.other_seller}
        )

    def test_the_form(self):
        wizards = self.env["onetoone.segment.activity"].with_user(self.manager)
        with Form(wizards.with_context(default_segment_id=self.segment_all.id)) as form:
            self.assertIn("Members to plan for: 2.", form.forecast)
            form.assignment = "user"
            self.assertIn("Members to plan for: 3.", form.forecast)

    def test_everybody_else_is_kept_out(self):
        visitor = self._new_user("visitor", "base.group_partner_manager")
        with self.assertRaises(AccessError):
            self.wizard(visitor)
