from datetime import timedelta
from unittest.mock import patch

from lxml import etree

from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestHistory(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme = cls.customer("Acme", is_company=True, user_id=cls.seller.id)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id, email="jo@acme.example")
        cls.other = cls.customer("Other", email="other@example.com")
        for partner in (cls.acme, cls.jo, cls.other):
            partner.company_id = cls.company
        cls.buy(cls.acme, NOON.date(), 100)
        cls.buy(cls.other, NOON.date(), 100)

    def setUp(self):
        super().setUp()
        self.hear(self.jo, self.acme, NOON)
        self.say(self.seller, self.acme, self.jo, NOON + timedelta(hours=2))
        robot = self.env.ref("base.user_root")
        self.say(robot, self.acme, self.jo, NOON + timedelta(hours=3))
        self.hear(self.other, self.other, NOON + timedelta(hours=1))
        self.meet(
            self.jo | self.seller.partner_id,
            NOON + timedelta(hours=1),
            name="Secret talks",
            privacy="private",
        )
        self.refresh()

    def opened(self, partner, name="action_open_onetoone_history", user=None):
        """Return the facts that a button of the partner form opens."""
        action = getattr(partner.with_user(user or self.analyst), name)()
        facts = self.env[action["res_model"]].with_user(user or self.analyst)
        facts.invalidate_model()
        return facts.search(action["domain"])

    def test_the_history_has_all_channels_newest_first(self):
        facts = self.opened(self.acme)
        self.assertEqual(facts.partner_id, self.acme)
        self.assertEqual(
            [(fact.channel, fact.direction, fact.is_automatic) for fact in facts],
            [
                ("email", "out", True),
                ("email", "out", False),
                ("meeting", "both", False),
                ("email", "in", False),
            ],
        )

    def test_a_page_is_read_once(self):
        for user in (self.analyst, self.seller):
            history = self.env["onetoone.interaction"].with_user(user)
            history.invalidate_model()
            facts = history.search_fetch([("partner_id", "=", self.acme.id)], ["date"])
            once_more = AssertionError("the facts are read once more")
            cls = self.env.registry["onetoone.interaction"]
            with patch.object(cls, "_fetch_query", side_effect=once_more):
                self.assertEqual(len(facts.read(["date"])), 4)

    def test_a_contact_person_opens_the_history_of_his_customer(self):
        self.assertEqual(self.opened(self.jo), self.opened(self.acme))

    def test_salespeople_see_the_history_of_their_own_customers(self):
        self.assertEqual(len(self.opened(self.acme, user=self.seller)), 4)
        self.assertFalse(self.opened(self.acme, user=self.other_seller))

    def test_nobody_sees_the_history_of_another_company(self):
        stranger = self._new_user(
            "stranger",
            "odoo_onetoone.group_onetoone_analyst",
            self.new_company("Elsewhere"),
        )
        facts = self.env["onetoone.interaction"].with_user(stranger)
        self.assertFalse(facts.search([("partner_id", "=", self.acme.id)]))

    def test_no_text_is_shown(self):
        view = self.env.ref("odoo_onetoone.onetoone_interaction_view_list")
        shown = {node.get("name") for node in etree.fromstring(view.arch).iter("field")}
        self.assertFalse(shown & {"subject", "body", "name", "description"})
        meeting = self.opened(self.acme).filtered(lambda f: f.channel == "meeting")
        self.assertNotIn("Secret", str(meeting.read()))

    def test_a_narrowed_history_is_the_part_of_everything(self):
        everything = self.env["onetoone.interaction"].search([])
        for partner in (self.acme, self.other):
            self.assertEqual(
                self.facts("onetoone.interaction", ("partner_id", "=", partner.id)),
                everything.filtered(lambda fact, p=partner: fact.partner_id == p),
            )
        both = (self.acme | self.other).ids
        self.assertEqual(
            self.facts("onetoone.interaction", ("partner_id", "in", both)),
            everything.filtered(lambda fact: fact.partner_id.id in both),
        )
        either = self.facts(
            "onetoone.interaction",
            "|",
            ("partner_id", "=", self.other.id),
            ("direction", "=", "both"),
        )
        self.assertEqual(either.partner_id, self.other | self.acme)

    def test_purchases_and_complaints_can_be_reached(self):
        purchases = self.opened(self.jo, "action_open_onetoone_purchases")
        self.assertEqual(purchases.mapped("amount"), [100])
        self.assertEqual(
            self.acme.action_open_onetoone_complaints()["res_model"],
            "onetoone.complaint",
        )

    def test_the_form_shows_the_profile_of_the_current_company(self):
        acme = self.jo.with_user(self.analyst)
        profile = acme.onetoone_profile_id
        self.assertEqual(profile.partner_id, self.acme)
        self.assertEqual(profile.company_id, self.company)
        self.assertEqual(profile.monetary, 100)
        stranger = self.jo.with_user(self.other_seller)
        self.assertFalse(stranger.onetoone_profile_id)
