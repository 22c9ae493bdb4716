from datetime import date

from odoo.fields import Command
from odoo.tests import Form, tagged

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestAnswers(LearningCase):
    """One canonical text, in whichever way an answer is given."""

    def setUp(self):
        super().setUp()
        self.ada = self.customer("Ada")

    def test_texts(self):
        for topic, given, expected in (
            (self.decider, "  Her <b>daughter</b> ", "Her <b>daughter</b>"),
            (self.needs, "qualITY ", "Quality"),
            (self.next_purchase, " 2026-03-31", "2026-03-31"),
            (self.next_purchase, date(2026, 3, 31), "2026-03-31"),
            (self.suppliers, "12.50", "12.5"),
            (self.suppliers, 3, "3"),
            (self.suppliers, 0, "0"),
            (self.suppliers, 2.25, "2.25"),
            (self.decider, "   ", False),
            (self.needs, "", False),
            (self.suppliers, None, False),
        ):
            with self.subTest(topic=topic.name, given=given):
                learning = self.learn(self.ada, topic, given)
                self.assertEqual(learning.value, expected)
                choice = self.choice("Quality") if topic == self.needs else None
                self.assertEqual(bool(learning.choice_id), bool(expected and choice))

    def test_other_ways(self):
        create = self.env["onetoone.learning"].create
        quality = self.choice("Quality")
        about = {"partner_id": self.ada.id}
        for topic, values, expected in (
            (self.needs, {"choice_id": quality.id}, "Quality"),
            (self.needs, {"choice_id": quality.id, "value": "quality"}, "Quality"),
            (self.next_purchase, {"value_date": "2026-03-31"}, "2026-03-31"),
            (self.suppliers, {"value_number": 2.5}, "2.5"),
            (self.suppliers, {"value_number": 0}, "0"),
            (self.suppliers, {"value_number": False, "value": False}, False),
        ):
            with self.subTest(topic=topic.name, values=values):
                learning = create({**about, "topic_id": topic.id, **values})
                self.assertEqual(learning.value, expected)
        self.assertEqual(
            self.learn(self.ada, self.next_purchase, "2026-03-31").value_date,
            date(2026, 3, 31),
        )
        self.assertEqual(self.learn(self.ada, self.suppliers, "2.5").value_number, 2.5)
        self.assertIs(self.learn(self.ada, self.suppliers, False).value_number, False)

    def test_no_answers(self):
        other = self.topic(
            "Other",
            "choice",
            choice_ids=[Command.create({"name": "A"}), Command.create({"name": "B"})],
        )
        for topic, values, sentence in (
            (self.needs, {"value": "Beauty"}, "Choose one of: Price, Quality, Speed"),
            (self.needs, {"choice_id": other.choice_ids[0].id}, "Choose one of"),
            (self.decider, {"choice_id": other.choice_ids[0].id}, "offers no choices"),
            (self.next_purchase, {"value": "soon"}, "“soon” is no day"),
            (self.next_purchase, {"value": "2026-02-30"}, "is no day"),
            (self.suppliers, {"value": "a few"}, "“a few” is no number"),
            (self.suppliers, {"value": "nan"}, "is no number"),
            (
                self.needs,
                {"value": "Price", "choice_id": self.choice("Speed").id},
                "two different answers",
            ),
        ):
            with (
                self.subTest(topic=topic.name, values=values),
                self.refused(sentence),
            ):
                self.env["onetoone.learning"].create(
                    {"partner_id": self.ada.id, "topic_id": topic.id, **values}
                )
        self.assertFalse(
            self.env["onetoone.learning"].search([("partner_id", "=", self.ada.id)])
        )

    def test_corrections(self):
        learning = self.learn(self.ada, self.needs, "Price")
        learning.value = "speed"
        self.assertEqual((learning.value, learning.choice_id.name), ("Speed", "Speed"))
        learning.choice_id = self.choice("Quality")
        self.assertEqual(learning.value, "Quality")
        learning.choice_id = False
        self.assertIs(learning.value, False)
        learning.value = "Quality"
        with self.refused("is no number"):
            learning.topic_id = self.suppliers
        learning.topic_id = self.decider
        self.assertEqual((learning.value, learning.choice_id.id), ("Quality", False))
        number = self.learn(self.ada, self.suppliers, "3")
        number.value_number = 4.0
        self.assertEqual(number.value, "4")

    def test_an_archived_choice_is_still_understood(self):
        self.choice("Speed").active = False
        self.assertEqual(self.learn(self.ada, self.needs, "speed").value, "Speed")

    def test_translated_choices(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        price = self.choice("Price")
        price.with_context(lang="fr_FR").name = "Prix"
        french = self.ada.with_context(lang="fr_FR")
        for text in ("prix", "price"):
            learning = self.learn(french, self.needs, text)
            self.assertEqual(learning.choice_id, price)
            # one text in all languages, so that answers can be counted
            self.assertEqual(learning.value, "Price")
            self.assertEqual(learning.answer, "Prix")
            self.assertEqual(learning.with_context(lang="en_US").answer, "Price")

    def test_how_answers_are_shown(self):
        for topic, value, expected in (
            (self.next_purchase, "2026-03-31", "03/31/2026"),
            (self.suppliers, "1234.5", "1,234.5"),
            (self.suppliers, "7", "7"),
            (self.decider, "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ):
            learning = self.learn(self.ada, topic, value)
            self.assertEqual(learning.answer, expected)
        self.assertEqual(
            self.learn(self.ada, self.decider, "Bo").display_name, "Decider: Bo"
        )
        self.assertEqual(
            self.learn(self.ada, self.decider, False).display_name,
            "Decider: not answered",
        )

    def test_form(self):
        form = Form(
            self.env["onetoone.learning"].with_context(default_partner_id=self.ada.id)
        )
        form.topic_id = self.needs
        form.choice_id = self.choice("Speed")
        form.topic_id = self.suppliers
        form.value_number = 2.5
        self.assertEqual(form.save().value, "2.5")
        form = Form(
            self.env["onetoone.learning"].with_context(default_partner_id=self.ada.id)
        )
        form.topic_id = self.needs
        form.choice_id = self.choice("Speed")
        learning = form.save()
        self.assertEqual(learning.value, "Speed")
        form = Form(learning)
        form.choice_id = self.choice("Price")
        self.assertEqual(form.save().value, "Price")
