from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common_learning import DialogueCase, LearningCase


@tagged("post_install", "-at_install")
class TestLearn(DialogueCase):
    """The two methods behind the widget."""

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
