from odoo.tests import HttpCase, tagged

from .common_learning import LearningCase


class NextQuestionsCase(LearningCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.needs.question = "What matters?"
        cls.decider.question = "Who decides?"
        cls.next_purchase.question = "When next?"
        cls.suppliers.question = "How many?"
        cls.ideas = cls.topic("Ideas", "text", sequence=50, question="What else?")
        cls.ada = cls.customer("Ada", is_company=True, user_id=cls.seller.id)

    def learnt(self, *domain):
        learnings = self.env["onetoone.learning"].search([*domain], order="id")
        return [(learning.topic_id.name, learning.value) for learning in learnings]

    def answer_in_the_browser(self):
        self.start_tour(
            f"/odoo/res.partner/{self.ada.id}",
            "onetoone_next_questions",
            login="onetoone-seller",
        )

    def assert_answers_are_stored(self):
        self.assertEqual(
            self.learnt(("partner_id", "=", self.ada.id)),
            [
                ("Needs", "Speed"),
                ("Decider", False),
                ("Next purchase", "2026-03-31"),
                ("Ideas", "<b>Everything</b>"),
                ("Suppliers", False),
            ],
        )
        self.assertEqual(self.ada.website, "http://ada.example")


@tagged("post_install", "-at_install")
class TestNextQuestionsTour(NextQuestionsCase):
    def test_customer(self):
        self.answer_in_the_browser()
        self.assert_answers_are_stored()

    def test_lead(self):
        lead = self.lead("Deal", user_id=self.seller.id, type="opportunity")
        self.start_tour("/odoo/crm", "onetoone_lead_questions", login="onetoone-seller")
        self.assertEqual(
            self.learnt(("lead_id", "=", lead.id)), [("Decider", "Her daughter")]
        )


@tagged("post_install", "-at_install")
class TestNextQuestionsPhone(NextQuestionsCase):
    browser_size = "390x844"

    def test_customer(self):
        self.answer_in_the_browser()
        self.assert_answers_are_stored()
