from datetime import date, timedelta
from random import Random

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..engine.next_questions import Asking, is_in_force, latest_answers
from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestLearnings(LearningCase):
    def setUp(self):
        super().setUp()
        self.ada = self.customer("Ada", is_company=True)
        self.tim = self.customer("Tim", parent_id=self.ada.id)

    def test_a_contact_speaks_for_the_customer(self):
        learning = self.learn(self.tim, self.needs, "Price")
        self.assertEqual(learning.partner_id, self.ada)
        self.assertEqual(learning.contact_id, self.tim)
        learning = self.learn(self.ada, self.needs, "Price")
        self.assertFalse(learning.contact_id)
        by_default = (
            self.env["onetoone.learning"]
            .with_context(default_partner_id=self.tim.id)
            .create({"topic_id": self.needs.id, "value": "Price"})
        )
        self.assertEqual(by_default.partner_id, self.ada)
        self.assertEqual(by_default.contact_id, self.tim)

    def test_a_contact_of_another_customer(self):
        with self.refused("Bo is no contact"):
            self.learn(self.ada, self.needs, "Price", contact_id=self.customer("Bo").id)

    def test_who_becomes_a_contact_takes_his_learnings_along(self):
        bo = self.customer("Bo")
        child = self.customer("Child", parent_id=bo.id)
        own = self.learn(bo, self.needs, "Price")
        told = self.learn(child, self.decider, "Bo")
        self.learn(self.customer("Somebody else"), self.needs, "Price")
        bo.parent_id = self.ada
        self.assertEqual((own | told).partner_id, self.ada)
        self.assertEqual(own.contact_id, bo)
        self.assertEqual(told.contact_id, child)
        self.assertEqual(
            self.env["onetoone.learning"].search([("partner_id", "=", self.ada.id)]),
            own | told,
        )

    def test_somebody_is_needed(self):
        about = {"topic_id": self.needs.id, "value": "Price"}
        with self.refused("of a customer or of a lead"):
            self.env["onetoone.learning"].create(about)
        learning = self.learn(self.ada, self.needs, "Price")
        with self.refused("of a customer or of a lead"):
            learning.partner_id = False

    def test_expiry(self):
        self.needs.renewal_months = 6
        learning = self.learn(self.ada, self.needs, "Price", date="2025-08-31")
        # the last day of a month that is shorter
        self.assertEqual(learning.date_expiry, date(2026, 2, 28))
        learning.date = "2025-08-01"
        self.assertEqual(learning.date_expiry, date(2026, 2, 1))
        self.needs.renewal_months = 12
        self.assertEqual(learning.date_expiry, date(2026, 2, 1))
        for values in ({"date_expiry": False}, {"date_expiry": "2030-01-01"}):
            learning = self.learn(self.ada, self.needs, "Price", **values)
            self.assertEqual(
                str(learning.date_expiry), str(values["date_expiry"]), values
            )
        self.assertFalse(self.learn(self.ada, self.needs, False).date_expiry)
        self.assertFalse(self.learn(self.ada, self.decider, "Bo").date_expiry)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            learning.write({"date": "2026-03-01", "date_expiry": "2026-02-28"})
            learning.flush_recordset()

    def test_the_day_is_that_of_the_company(self):
        self.company.resource_calendar_id.tz = "Pacific/Kiritimati"
        learning = self.learn(self.ada, self.needs, "Price")
        self.assertLess(learning.date, self.company._onetoone_as_of())
        self.assertTrue(learning.is_in_force)

    def test_the_latest_answer_is_in_force(self):
        old = self.learn(self.ada, self.needs, "Price", date="2026-01-01")
        late = self.learn(self.ada, self.needs, "Speed", date="2026-02-01")
        first = self.learn(self.ada, self.needs, "Quality", date="2026-01-15")
        vain = self.learn(self.ada, self.needs, False, date="2026-02-15")
        other = self.learn(self.customer("Bo"), self.needs, "Price", date="2025-01-01")
        learnings = old | late | first | vain | other
        self.assertEqual(learnings.filtered("is_in_force"), late | other)
        self.assertEqual(
            learnings.search([("id", "in", learnings.ids), ("is_in_force", "=", True)]),
            late | other,
        )
        late.date_expiry = self.today
        learnings.invalidate_recordset(["is_in_force"])
        self.assertFalse(late.is_in_force)

    def test_as_the_engine_has_it(self):
        """The SQL agrees with the engine on learnings drawn at random."""
        draw = Random(5)
        partners = [self.customer(f"P{number}") for number in range(30)]
        leads = [self.lead(f"L{number}") for number in range(10)]
        topics = self.decider | self.next_purchase
        topics.write({"kind": "text"})
        as_of = self.company._onetoone_as_of()
        values = []
        for _number in range(1000):
            day = as_of + timedelta(days=draw.randrange(-12, 3))
            about = draw.choice(partners + leads)
            is_lead = about._name == "crm.lead"
            values.append(
                {
                    "lead_id" if is_lead else "partner_id": about.id,
                    "company_id": self.company.id,
                    "topic_id": draw.choice(topics).id,
                    "value": draw.choice(["A", "B", False]),
                    "date": day,
                    "date_expiry": draw.choice(
                        [False, day, day + timedelta(days=draw.randrange(9))]
                    ),
                }
            )
        learnings = self.env["onetoone.learning"].create(values)
        expected = set()
        for told in learnings.grouped(
            lambda one: one.partner_id or one.lead_id
        ).values():
            latest = latest_answers(
                Asking(
                    one.topic_id.id,
                    one.date,
                    one.id,
                    bool(one.value),
                    one.date_expiry or None,
                )
                for one in told
                if one.date < as_of
            )
            expected.update(
                one.number for one in latest.values() if is_in_force(one.expiry, as_of)
            )
        self.assertEqual(set(learnings.filtered("is_in_force").ids), expected)
        self.assertGreater(len(expected), 20)
        self.assertLess(len(expected), 70)

    def test_branches_learn_for_their_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        learning = self.learn(self.ada, self.needs, "Price", company_id=branch.id)
        self.assertEqual(learning.company_id, self.company)
        lead = self.lead("Lead", company_id=branch.id)
        learning = self.env["onetoone.learning"].create(
            {"lead_id": lead.id, "topic_id": self.needs.id, "value": "Price"}
        )
        self.assertEqual(learning.company_id, self.company)

    def test_other_companies(self):
        other = self.new_company("Other")
        topic = self.topic("Elsewhere", "text", company_id=other.id)
        for about, topic_there in (
            (self.ada, topic),
            (self.customer("Bo", company_id=other.id), self.decider),
            (self.lead("Lead", company_id=other.id), self.decider),
        ):
            with (
                self.subTest(about=about),
                self.refused("of another company"),
            ):
                self.learn(about, topic_there, "Bo")

    def test_erasure(self):
        of_ada = self.learn(self.tim, self.needs, "Price")
        lead = self.lead("Lead", partner_id=self.ada.id)
        on_lead = self.learn(lead, self.decider, "Bo")
        self.assertEqual(on_lead.partner_id, self.ada)
        self.tim.unlink()
        self.assertFalse(of_ada.contact_id)
        self.ada.unlink()
        self.assertFalse((of_ada | on_lead).exists())
        self.assertTrue(lead.exists())

    def test_archived_users(self):
        learning = self.learn(self.ada, self.needs, "Price", user_id=self.seller.id)
        self.seller.active = False
        self.assertEqual(learning.user_id, self.seller)
        self.assertTrue(learning.is_in_force)


@tagged("post_install", "-at_install")
class TestLearningRights(LearningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls.customer("Mine", user_id=cls.seller.id)
        cls.theirs = cls.customer("Theirs", user_id=cls.other_seller.id)
        cls.bought = cls.customer("Bought from me")
        cls.buy(cls.bought, date(2026, 1, 1), 10, user=cls.seller)
        cls.env["onetoone.profile"]._refresh(cls.company)
        cls.my_lead = cls.lead("My lead", user_id=cls.seller.id)
        cls.their_lead = cls.lead("Their lead", user_id=cls.other_seller.id)

    def test_a_salesperson_learns_of_own_customers_and_leads(self):
        learnings = self.env["onetoone.learning"]
        for about in (self.mine, self.bought, self.my_lead):
            learnings |= self.learn(about, self.decider, "Bo", user=self.seller)
        for about in (self.theirs, self.their_lead):
            with self.assertRaises(AccessError):
                self.learn(about, self.decider, "Bo", user=self.seller)
            self.learn(about, self.decider, "Bo", user=self.other_seller)
        seen = self.env["onetoone.learning"].with_user(self.seller).search([])
        self.assertEqual(seen, learnings)
        with self.assertRaises(AccessError):
            learnings[0].with_user(self.seller).partner_id = self.theirs

    def test_an_analyst_sees_all_of_the_company(self):
        other = self.new_company("Other")
        here = self.learn(self.theirs, self.decider, "Bo")
        there = self.learn(self.theirs, self.decider, "Bo", company_id=other.id)
        for user in (self.analyst, self.manager):
            seen = self.env["onetoone.learning"].with_user(user).search([])
            self.assertEqual(seen & (here | there), here)
            with self.assertRaises(AccessError):
                there.with_user(user).read(["value"])
        with self.assertRaises(AccessError):
            self.learn(
                self.mine,
                self.decider,
                "Bo",
                user=self.seller,
                company_id=other.id,
            )

    def test_who_has_no_part_in_it(self):
        clerk = self._new_user("clerk", "base.group_user")
        with self.assertRaises(AccessError):
            self.learn(self.mine, self.decider, "Bo", user=clerk)
        with self.assertRaises(AccessError):
            self.mine.with_user(clerk).action_onetoone_learn(self.decider.id, "Bo")
        with self.assertRaises(AccessError):
            self.mine.with_user(clerk).read(["onetoone_next_questions"])
