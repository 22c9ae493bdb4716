from datetime import date, timedelta

from odoo.tests import tagged

from .common_learning import DialogueCase


@tagged("post_install", "-at_install")
class TestNextQuestions(DialogueCase):
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
