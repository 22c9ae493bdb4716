from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestNextQuestions(LearningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.customer("Ada", is_company=True, user_id=cls.seller.id)
        cls.tim = cls.customer("Tim", parent_id=cls.ada.id)
        cls.new = cls.lead("New", user_id=cls.seller.id)

    def asked(self, record, user=None):
        """The names of the topics that a user is offered."""
        questions = record.with_user(user or self.seller).onetoone_next_questions
        return [question["question"].rstrip("?") for question in questions or []]

    def learn(self, about, topic, value=False, days=0, **values):
        values.setdefault("date", self.today - timedelta(days=days))
        return super().learn(about, topic, value, **values)

    def test_what_the_form_gets(self):
        self.choice("Speed").active = False
        self.assertEqual(
            self.ada.with_user(self.seller).onetoone_next_questions,
            [
                {
                    "topic_id": self.needs.id,
                    "question": "Needs?",
                    "kind": "choice",
                    "choices": [
                        {"id": self.choice("Price").id, "name": "Price"},
                        {"id": self.choice("Quality").id, "name": "Quality"},
                    ],
                },
                {
                    "topic_id": self.decider.id,
                    "question": "Decider?",
                    "kind": "text",
                    "choices": [],
                },
            ],
        )

    def test_one_after_the_other(self):
        for record in (self.ada, self.new):
            with self.subTest(record=record):
                self.assertEqual(self.asked(record), ["Needs", "Decider"])
                self.learn(record, self.needs, "Price")
                self.assertEqual(self.asked(record), ["Decider", "Next purchase"])
                self.learn(record, self.decider)
                self.assertEqual(self.asked(record), ["Next purchase", "Suppliers"])
                self.learn(record, self.suppliers, 0)
                self.assertEqual(self.asked(record), ["Next purchase"])
                self.learn(record, self.next_purchase)
                self.assertEqual(self.asked(record), [])

    def test_contacts_and_leads_share_the_customers_questions(self):
        lead = self.lead("Deal", partner_id=self.tim.id, user_id=self.seller.id)
        self.learn(self.ada, self.needs, "Price")
        for record in (self.ada, self.tim, lead):
            self.assertEqual(self.asked(record), ["Decider", "Next purchase"])
        self.assertEqual(self.asked(self.new), ["Needs", "Decider"])
        self.learn(lead, self.decider, "Bo")
        self.assertEqual(self.asked(self.ada), ["Next purchase", "Suppliers"])
        self.learn(self.new, self.needs, "Price")
        self.new.partner_id = self.ada
        self.assertEqual(self.asked(self.new), ["Next purchase", "Suppliers"])

    def test_the_pause(self):
        self.assertEqual(self.company.onetoone_question_pause_days, 30)
        learning = self.learn(self.ada, self.needs, days=29)
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])
        learning.date = self.today - timedelta(days=30)
        self.assertEqual(self.asked(self.ada), ["Needs", "Decider"])
        self.company.onetoone_question_pause_days = 31
        self.env["onetoone.dialogue"]._forget_dialogues()
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])

    def test_renewal(self):
        self.needs.renewal_months = 6
        learning = self.learn(self.ada, self.needs, "Price", days=200)
        learning.date_expiry = self.today + timedelta(days=1)
        self.learn(self.ada, self.decider, "Bo")
        self.learn(self.ada, self.suppliers, "3")
        self.assertEqual(self.asked(self.ada), ["Next purchase"])
        learning.date_expiry = self.today
        # what was never known comes first
        self.assertEqual(self.asked(self.ada), ["Next purchase", "Needs"])

    def test_the_order_is_that_of_the_topics(self):
        self.suppliers.sequence = 1
        self.assertEqual(self.asked(self.ada), ["Suppliers", "Needs"])
        (self.suppliers | self.decider | self.needs).sequence = 10
        self.assertEqual(self.asked(self.ada), ["Needs", "Decider"])
        self.needs.action_archive()
        self.assertEqual(self.asked(self.ada), ["Decider", "Suppliers"])

    def test_prospects_and_customers(self):
        self.needs.asks_prospects = False
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])
        self.buy(self.ada, date(2020, 1, 1), 10)
        self.refresh(self.company._onetoone_as_of())
        self.env["onetoone.dialogue"]._forget_dialogues()
        self.assertEqual(self.asked(self.ada), ["Needs", "Decider"])
        self.assertEqual(self.asked(self.new), ["Decider", "Next purchase"])

    def segment(self, name):
        return self.env["onetoone.segment"].create(
            {"name": name, "company_id": self.company.id, "domain": "[('id', '=', 0)]"}
        )

    def join(self, segment, **values):
        self.env["onetoone.segment.member"].create(
            {
                "segment_id": segment.id,
                "partner_id": self.ada.id,
                "company_id": self.company.id,
                "date_from": "2026-01-01",
                **values,
            }
        )

    def test_segments(self):
        gold, silver = self.segment("Gold"), self.segment("Silver")
        self.needs.segment_ids = gold | silver
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])
        self.join(gold, date_to="2026-02-01")
        self.env["onetoone.dialogue"]._forget_dialogues()
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])
        self.join(silver)
        self.env["onetoone.dialogue"]._forget_dialogues()
        self.assertEqual(self.asked(self.ada), ["Needs", "Decider"])
        self.assertEqual(self.asked(self.new), ["Decider", "Next purchase"])

    def test_a_deleted_segment_does_not_open_its_questions_to_everybody(self):
        gold, silver = self.segment("Gold"), self.segment("Silver")
        self.needs.segment_ids = gold | silver
        self.decider.segment_ids = gold
        gold.unlink()
        self.assertTrue(self.needs.active)
        self.assertFalse(self.decider.active)
        self.assertEqual(self.asked(self.ada), ["Next purchase", "Suppliers"])

    def test_companies(self):
        other = self.new_company("Other")
        self.needs.company_id = other
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])
        # what another company knows is nothing to us
        self.learn(self.ada, self.decider, "Bo", company_id=other.id)
        self.assertEqual(self.asked(self.ada), ["Decider", "Next purchase"])

    def test_a_customer_of_one_company_is_asked_by_it(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.ada.company_id = branch
        self.seller.company_ids |= branch
        companies = [self.company.id, branch.id]
        ada = self.ada.with_user(self.seller)
        ada = ada.with_context(allowed_company_ids=companies)
        ada.action_onetoone_learn(self.needs.id, "Price")
        learning = self.env["onetoone.learning"].search(
            [("partner_id", "=", self.ada.id)]
        )
        self.assertEqual(learning.company_id, self.company)

    def test_nobody_is_offered_what_he_may_not_answer(self):
        all_leads = self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.other_seller.group_ids |= all_leads
        self.assertEqual(self.asked(self.ada, self.other_seller), [])
        self.assertEqual(self.asked(self.new, self.other_seller), [])
        self.assertFalse(
            self.ada.with_user(self.other_seller).onetoone_answers,
        )
        for user in (self.analyst, self.manager):
            self.assertEqual(self.asked(self.ada, user), ["Needs", "Decider"])
        self.buy(self.ada, date(2026, 1, 1), 10, user=self.other_seller)
        self.ada.user_id = False
        self.refresh(self.company._onetoone_as_of())
        self.env["onetoone.dialogue"]._forget_dialogues()
        self.assertEqual(self.asked(self.ada, self.other_seller), ["Needs", "Decider"])
        self.assertEqual(self.asked(self.ada, self.seller), [])

    def test_languages(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.needs.with_context(lang="fr_FR").question = "Besoins?"
        french = self.ada.with_user(self.seller).with_context(lang="fr_FR")
        self.assertEqual(french.onetoone_next_questions[0]["question"], "Besoins?")
        self.assertEqual(self.asked(self.ada)[0], "Needs")

    def test_what_is_known(self):
        self.learn(self.ada, self.decider, "Bo", days=5)
        self.learn(self.ada, self.decider, "Cy", days=3)
        self.learn(self.ada, self.decider, days=1)
        self.learn(self.ada, self.needs, "Price", days=9, date_expiry=self.today)
        day = self.today - timedelta(days=9), self.today - timedelta(days=3)
        self.assertEqual(
            self.ada.with_user(self.seller).onetoone_answers,
            [
                {
                    "topic_id": self.needs.id,
                    "name": "Needs",
                    "answer": "Price",
                    "date": str(day[0]),
                    "is_in_force": False,
                },
                {
                    "topic_id": self.decider.id,
                    "name": "Decider",
                    "answer": "Cy",
                    "date": str(day[1]),
                    "is_in_force": True,
                },
            ],
        )

    def test_a_new_record_asks_nothing(self):
        lead = self.env["crm.lead"].with_user(self.seller).new({})
        self.assertFalse(lead.onetoone_next_questions)

    def test_a_form_costs_little(self):
        lead = self.lead("Deal", partner_id=self.tim.id, user_id=self.seller.id)
        for topic in (self.needs, self.decider, self.suppliers):
            self.learn(self.ada, topic, {"choice": "Price"}.get(topic.kind, "3"))
        for record in (self.ada, self.tim, lead, self.new):
            record = record.with_user(self.seller).with_context(lang="en_US")
            # topics are read once per process, these fields by every form
            record.mapped("onetoone_next_questions")
            self.env.invalidate_all()
            record._onetoone_customer().mapped("name")
            record._onetoone_company().mapped("name")
            record._onetoone_responsible()
            is_new = record == self.new
            with self.subTest(record=record), self.assertQueryCount(3):
                shown = record.onetoone_next_questions, record.onetoone_answers or []
            self.assertEqual(list(map(len, shown)), [2, 0] if is_new else [1, 3])

    def test_many_records_cost_as_much_as_one(self):
        customers = self.env["res.partner"].union(
            *(self.customer(f"C{number}") for number in range(20))
        )
        customers.user_id = self.seller
        self.learn(customers[0], self.needs, "Price")
        self.asked(self.ada)
        self.env.invalidate_all()
        customers = customers.with_user(self.seller)
        customers._onetoone_customer().mapped("user_id")
        with self.assertQueryCount(3):
            shown = customers.mapped("onetoone_next_questions")
        self.assertEqual([len(questions) for questions in shown], [2] * 20)
        self.assertEqual(shown[0][0]["question"], "Decider?")
        self.assertEqual(shown[1][0]["question"], "Needs?")


@tagged("post_install", "-at_install")
class TestLearn(LearningCase):
    """The two methods behind the widget."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.customer("Ada", is_company=True, user_id=cls.seller.id)
        cls.tim = cls.customer("Tim", parent_id=cls.ada.id)
        cls.new = cls.lead("New", user_id=cls.seller.id)

    def learnings(self, *domain):
        return self.env["onetoone.learning"].search([*domain])

    def test_learn(self):
        asked = self.ada.with_user(self.seller).action_onetoone_learn(
            self.needs.id, self.choice("Speed").id
        )
        self.assertEqual(
            [question["question"] for question in asked], ["Decider?", "Next purchase?"]
        )
        learning = self.learnings(("partner_id", "=", self.ada.id))
        self.assertEqual(learning.value, "Speed")
        self.assertEqual(learning.choice_id, self.choice("Speed"))
        self.assertEqual(learning.user_id, self.seller)
        self.assertEqual(learning.date, self.today)
        self.assertEqual(learning.company_id, self.company)
        self.assertFalse(learning.contact_id)
        self.assertFalse(learning.channel)

    def test_ways_to_answer(self):
        ada = self.ada.with_user(self.seller)
        for topic, given, value in (
            (self.needs, "price", "Price"),
            (self.decider, " Bo ", "Bo"),
            (self.next_purchase, "2026-03-31", "2026-03-31"),
            (self.suppliers, "2.50", "2.5"),
            (self.suppliers, 0, "0"),
        ):
            ada.action_onetoone_learn(topic.id, given)
            self.assertEqual(self.learnings()[0].value, value)

    def test_who_said_so_and_in_which_contact(self):
        self.tim.with_user(self.seller).action_onetoone_learn(self.needs.id, "Price")
        self.assertEqual(self.learnings().contact_id, self.tim)
        self.ada.with_user(self.seller).action_onetoone_learn(
            self.decider.id, "Bo", contact_id=self.tim.id, channel="phone"
        )
        learning = self.learnings(("topic_id", "=", self.decider.id))
        self.assertEqual(learning.contact_id, self.tim)
        self.assertEqual(learning.channel, "phone")

    def test_leads(self):
        new = self.new.with_user(self.seller)
        asked = new.action_onetoone_learn(self.needs.id, "Price")
        self.assertEqual(asked[0]["question"], "Decider?")
        self.assertEqual(self.learnings().lead_id, self.new)
        self.assertFalse(self.learnings().partner_id)
        asked = new.action_onetoone_not_answered(self.decider.id)
        self.assertEqual(asked[0]["question"], "Next purchase?")
        lead = self.lead("Deal", partner_id=self.tim.id, user_id=self.seller.id)
        lead.with_user(self.seller).action_onetoone_learn(self.needs.id, "Speed")
        learning = self.learnings(("partner_id", "=", self.ada.id))
        self.assertEqual(learning.lead_id, lead)
        self.assertEqual(learning.contact_id, self.tim)

    def test_not_answered(self):
        asked = self.ada.with_user(self.seller).action_onetoone_not_answered(
            self.needs.id
        )
        self.assertEqual(asked[0]["question"], "Decider?")
        self.assertIs(self.learnings().value, False)

    def test_bad_input(self):
        other = self.new_company("Other")
        elsewhere = self.topic("Elsewhere", "text", company_id=other.id)
        gone = self.topic("Gone", "text")
        gone_id = gone.id
        gone.unlink()
        ada = self.ada.with_user(self.seller)
        for topic_id, answer, values, sentence in (
            (self.needs.id, "", {}, "Give an answer to “Needs”"),
            (self.needs.id, False, {}, "Give an answer to “Needs”"),
            (self.decider.id, "  ", {}, "Give an answer to “Decider”"),
            (self.needs.id, "Beauty", {}, "Choose one of: Price, Quality, Speed"),
            (self.needs.id, 0, {}, "Choose one of"),
            (self.suppliers.id, "few", {}, "is no number"),
            (gone_id, "Bo", {}, "not asked any more"),
            (elsewhere.id, "Bo", {}, "not asked any more"),
            ("1", "Bo", {}, "not asked any more"),
            (self.decider.id, "Bo", {"channel": "smoke"}, "no channel “smoke”"),
            (
                self.decider.id,
                "Bo",
                {"contact_id": self.seller.partner_id.id},
                "is no contact of this customer",
            ),
        ):
            with self.subTest(sentence=sentence), self.refused(sentence):
                ada.action_onetoone_learn(topic_id, answer, **values)
        self.assertFalse(self.learnings(("company_id", "=", self.company.id)))

    def test_rights(self):
        for record in (self.ada, self.new):
            theirs = record.with_user(self.other_seller)
            with self.assertRaises(AccessError):
                theirs.action_onetoone_learn(self.decider.id, "Bo")
            with self.assertRaises(AccessError):
                theirs.action_onetoone_not_answered(self.decider.id)
        self.assertFalse(self.learnings(("company_id", "=", self.company.id)))
        self.ada.with_user(self.analyst).action_onetoone_learn(self.decider.id, "Bo")

    def test_what_was_just_archived_is_still_taken(self):
        self.decider.action_archive()
        self.ada.with_user(self.seller).action_onetoone_learn(self.decider.id, "Bo")
        self.assertEqual(self.learnings().value, "Bo")

    def test_text_stays_text(self):
        answer = "<img src=x onerror=alert(1)>"
        self.ada.with_user(self.seller).action_onetoone_learn(self.decider.id, answer)
        self.assertEqual(self.learnings().value, answer)
        [known] = self.ada.with_user(self.seller).onetoone_answers
        self.assertEqual(known["answer"], answer)

    def test_list_of_learnings(self):
        lead = self.lead("Deal", partner_id=self.tim.id)
        of_ada = self.learn(self.tim, self.needs, "Price")
        of_new = self.learn(self.new, self.needs, "Price")
        for record, expected in (
            (self.ada, of_ada),
            (self.tim, of_ada),
            (lead, of_ada),
            (self.new, of_new),
        ):
            action = record.action_open_onetoone_learnings()
            self.assertEqual(self.learnings(*action["domain"]), expected)
            created = (
                self.env["onetoone.learning"]
                .with_context(**action["context"])
                .create({"topic_id": self.decider.id, "value": "Bo"})
            )
            self.assertEqual(created.partner_id, expected.partner_id)
            created.unlink()
        action = self.needs.action_open_learnings()
        self.assertEqual(self.learnings(*action["domain"]), of_ada | of_new)


@tagged("post_install", "-at_install")
class TestWishTopics(LearningCase):
    """Answers that are wishes of the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.needs | cls.decider | cls.next_purchase | cls.suppliers).action_archive()
        cls.ada = cls.customer("Ada", user_id=cls.seller.id)
        cls.channel = cls.topic(
            "Channel",
            "choice",
            wish="channel",
            choice_ids=[
                Command.create({"name": "By mail", "channel": "email"}),
                Command.create({"name": "Call me", "channel": "phone"}),
            ],
        )
        cls.interval = cls.topic("Interval", "number", wish="interval", sequence=20)
        cls.permission = cls.topic(
            "Permission",
            "choice",
            wish="permission",
            sequence=30,
            choice_ids=[
                Command.create({"name": "Yes", "permission": "granted"}),
                Command.create({"name": "No", "permission": "refused"}),
            ],
        )

    def asked(self, record):
        questions = record.with_user(self.seller).onetoone_next_questions or []
        return [question["question"] for question in questions]

    def test_answers_are_kept_as_wishes(self):
        ada = self.ada.with_user(self.seller)
        ada.action_onetoone_learn(self.channel.id, "call me")
        ada.action_onetoone_learn(self.interval.id, "30")
        ada.action_onetoone_learn(self.permission.id, "No")
        self.assertEqual(self.ada.onetoone_preferred_channel, "phone")
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 30)
        self.assertEqual(self.ada.onetoone_permission, "refused")

    def test_the_latest_answer_counts(self):
        self.learn(self.ada, self.interval, 30, date="2026-02-01")
        self.learn(self.ada, self.interval, 7, date="2026-01-01")
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 30)
        learning = self.learn(self.ada, self.interval, 14, date="2026-02-01")
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 14)
        learning.value = "21"
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 21)
        self.learn(self.ada, self.interval, False, date="2026-03-01")
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 21)

    def test_nobody_is_asked_whose_wish_is_known(self):
        self.assertEqual(self.asked(self.ada), ["Channel?", "Interval?"])
        self.ada.onetoone_preferred_channel = "letter"
        self.assertEqual(self.asked(self.ada), ["Interval?", "Permission?"])
        self.ada.onetoone_preferred_interval_days = 1
        self.assertEqual(self.asked(self.ada), ["Permission?"])
        lead = self.lead("Deal", partner_id=self.ada.id, user_id=self.seller.id)
        self.assertEqual(self.asked(lead), ["Permission?"])

    def test_leads_hand_wishes_over(self):
        lead = self.lead("New", user_id=self.seller.id)
        self.learn(lead, self.channel, "By mail")
        lead.partner_id = self.ada
        self.assertEqual(self.ada.onetoone_preferred_channel, "email")

    def test_no_interval(self):
        for answer in ("0", "-3", "2.5"):
            with self.refused("whole number of days, at least 1"):
                self.learn(self.ada, self.interval, answer)
