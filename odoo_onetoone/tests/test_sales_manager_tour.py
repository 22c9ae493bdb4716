from ast import literal_eval

from odoo.tests import HttpCase, tagged

from .common import AS_OF
from .common_alerts import RECENT, AlertCase
from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestSalesManagersMorning(AlertCase, LearningCase, HttpCase):
    """Two customers of a salesperson buy less; two of his want to hear the news."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("mass_mailing")
        cls.needs.question = "What matters?"
        cls.decider.question = "Who decides?"
        cls.seller.name = "Sam"
        cls.leader = cls._new_user(
            "leader",
            "sales_team.group_sale_manager,odoo_onetoone.group_onetoone_analyst,"
            "mass_mailing.group_mass_mailing_user",
        )
        team = cls.env["crm.team"].create(
            {"name": "North", "user_id": cls.leader.id, "company_id": cls.company.id}
        )
        cls.env["crm.team.member"].create(
            {"crm_team_id": team.id, "user_id": cls.seller.id}
        )
        cls.key = cls.env["res.partner.category"].create({"name": "Key account"})
        cls.fallen = cls._buyer("Fallen Ltd", cls.key, recent=100, previous=2000)
        cls.steady = cls._buyer("Steady Ltd", cls.key, recent=600)
        cls.quiet = cls._buyer(
            "Quiet Ltd", cls.key, recent=600, onetoone_permission="refused"
        )
        cls.lost = cls._buyer("Lost Ltd", previous=900)

    @classmethod
    def _buyer(cls, name, tag=None, **values):
        return cls.dropped(
            name,
            user=cls.seller,
            is_company=True,
            category_id=tag and tag.ids,
            **values,
        )

    def setUp(self):
        super().setUp()
        self.write_to(self.fallen, RECENT)
        self.detect()
        division = self.env["onetoone.segment.division"].create(
            {"name": "By size", "company_id": self.company.id}
        )
        segments = self.env["onetoone.segment"]
        segments.create(
            {
                "name": "Key accounts",
                "company_id": self.company.id,
                "division_id": division.id,
                "domain": str([("partner_id.category_id", "in", self.key.ids)]),
            }
        )
        segments._refresh_members(self.company, AS_OF)

    def test_morning(self):
        mails = self.env["mail.mail"].search_count([])
        self.start_tour(
            "/odoo",
            "onetoone_sales_manager_morning",
            login="onetoone-leader",
            timeout=180,  # many steps, perhaps on a busy machine
        )
        self.assert_the_call_closed_the_alert()
        self.assert_the_answer_is_known()
        self.assert_the_mailing_is_a_draft_for_the_members()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def assert_the_call_closed_the_alert(self):
        alert = self.alerts(self.fallen)
        self.assertEqual((alert.state, alert.feedback), ("done", "Wants a visit"))
        call = alert.activity_id
        self.assertFalse(call.active)
        self.assertEqual(call.activity_type_id.category, "phonecall")
        self.assertEqual(call.user_id, self.leader)
        self.assertEqual(call.feedback, "Wants a visit")
        self.assertEqual(self.fallen.message_ids[0].author_id, self.leader.partner_id)
        self.assertEqual(set(self.alerts(self.lost).mapped("state")), {"open"})

    def assert_the_answer_is_known(self):
        learning = self.env["onetoone.learning"].search(
            [("partner_id", "=", self.fallen.id)]
        )
        self.assertEqual(learning.topic_id, self.needs)
        self.assertEqual((learning.value, learning.choice_id.name), ("Speed", "Speed"))
        self.assertEqual(learning.user_id, self.leader)
        self.assertEqual(learning.date, self.today)
        # asked on the form of the company, not of one of its people
        self.assertFalse(learning.contact_id)

    def assert_the_mailing_is_a_draft_for_the_members(self):
        mailing = self.env["mailing.mailing"].search([("user_id", "=", self.leader.id)])
        self.assertEqual((mailing.subject, mailing.state), ("News", "draft"))
        self.assertEqual(mailing.mailing_model_real, "res.partner")
        members = self.env["res.partner"].search(literal_eval(mailing.mailing_domain))
        self.assertEqual(members, self.fallen | self.steady)
        self.assertFalse(mailing.sent_date or mailing.mailing_trace_ids)
