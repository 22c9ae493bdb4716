from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import OnetooneCase


@tagged("post_install", "-at_install")
class TestSegmentManagersMonth(OnetooneCase, HttpCase):
    """Ann bought for 300, Bob for 600, Cid for 900."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.name, cls.analyst.name = "Mona", "Rita"
        # activities are planned on contacts
        cls.manager.group_ids |= cls.env.ref("base.group_partner_manager")
        cls.today = cls.company._onetoone_as_of() - timedelta(days=1)
        cls.ann, cls.bob, cls.cid = (
            cls.customer(name, user_id=user.id)
            for name, user in (
                ("Ann", cls.seller),
                ("Bob", cls.seller),
                ("Cid", cls.other_seller),
            )
        )
        for customer, amount in ((cls.ann, 300), (cls.bob, 600), (cls.cid, 900)):
            cls.buy(customer, cls.today, amount, user=customer.user_id)
        cls.env["onetoone.segment.division"].create(
            {"name": "By value", "company_id": cls.company.id}
        )

    def test_month(self):
        self.refresh_at_night()
        self.play("onetoone_segment_manager_sets_up")
        self.assert_the_segment_is_set_up()
        # in the course of the month
        self.buy(self.ann, self.today, 300, user=self.seller)
        self.refresh_at_night()
        self.play("onetoone_segment_manager_looks_back")
        self.assert_members(self.ann | self.bob | self.cid)
        self.assert_each_member_is_planned_for()

    def play(self, tour):
        # many steps, perhaps on a busy machine
        self.start_tour("/odoo", tour, login="onetoone-boss", timeout=180)

    def refresh_at_night(self):
        as_of = self.today + timedelta(days=1)
        self.refresh(as_of)
        self.env["onetoone.segment"]._refresh_members(self.company, as_of)
        self.env["onetoone.segment"]._refresh_results(self.company, as_of)

    @property
    def segment(self):
        return self.env["onetoone.segment"].search(
            [("company_id", "=", self.company.id)]
        )

    def assert_members(self, customers):
        members = self.env["onetoone.segment.member"].search(
            [("segment_id", "=", self.segment.id), ("date_to", "=", False)]
        )
        self.assertEqual(members.partner_id, customers)
        self.assertEqual(set(members.mapped("date_from")), {self.today})

    def assert_the_segment_is_set_up(self):
        segment = self.segment
        self.assert_members(self.bob | self.cid)
        self.assertEqual(segment.division_id.name, "By value")
        self.assertEqual(segment.manager_id, self.manager)
        self.assertEqual(segment.report_user_ids, self.analyst)
        # all guidelines and a budget make the owner, who stands at 4
        self.assertEqual((segment.budget, segment.management_level), (5000, 4))
        self.assertEqual(segment.management_stage_id.name, "Segment owner")
        self.assertEqual(
            {
                (one.channel, one.min_interval_days, one.max_interval_days)
                for one in segment.guideline_ids
            },
            {("email", 14, 60), ("phone", 30, 90), ("meeting", 90, 365)},
        )
        offered = segment.proposition_ids
        self.assertEqual(
            (offered.element, offered.benefit), ("service", "No standstill")
        )
        self.assertEqual((offered.measure, offered.limit), ("response_hours", 8))
        self.assertEqual(offered.standard, "An answer the same day")
        plan = segment.plan_ids
        self.assertEqual(plan.name, "A service contract for every machine")
        self.assertEqual((plan.aim, plan.state), ("development", "planned"))

    def assert_each_member_is_planned_for(self):
        activities = self.env["mail.activity"].search(
            [("summary", "=", "Offer the contract")]
        )
        self.assertEqual(
            {(one.res_model, one.res_id, one.user_id) for one in activities},
            {
                ("res.partner", self.ann.id, self.seller),
                ("res.partner", self.bob.id, self.seller),
                ("res.partner", self.cid.id, self.other_seller),
            },
        )
        self.assertEqual(len(activities), 3)
