from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestTopics(LearningCase):
    def test_supplied_topics(self):
        topics = self.env.ref("odoo_onetoone.topic_needs") | self.env[
            "onetoone.topic"
        ].search(
            [
                ("active", "=", False),
                ("id", "in", self.supplied_ids()),
            ]
        )
        self.assertEqual(len(topics), 14)
        self.assertEqual(
            set(topics.dimension_id.mapped("code")),
            {"identify", "differentiate", "interact", "customize"},
        )
        self.assertEqual(
            set(topics.mapped("kind")), {"choice", "text", "date", "number"}
        )
        channel = self.env.ref("odoo_onetoone.topic_channel")
        self.assertEqual(
            set(channel.choice_ids.mapped("channel")),
            {"email", "phone", "meeting", "sms", "letter", "chat"},
        )

    def supplied_ids(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "odoo_onetoone"), ("model", "=", "onetoone.topic")]
        )
        return data.mapped("res_id")

    def test_a_choice_topic_needs_two_choices(self):
        for names in ([], ["Only one"]):
            with self.refused("at least two choices"):
                self.topic(
                    "Few",
                    "choice",
                    choice_ids=[Command.create({"name": name}) for name in names],
                )
        speed = self.choice("Speed")
        speed.active = False
        with self.refused("at least two choices"):
            self.choice("Quality").active = False
        with self.refused("at least two choices"):
            self.decider.kind = "choice"

    def test_choices_can_be_exchanged_at_once(self):
        self.needs.choice_ids = [
            *(Command.delete(choice.id) for choice in self.needs.choice_ids),
            Command.create({"name": "New"}),
            Command.create({"name": "Other"}),
        ]
        self.assertEqual(self.needs.choice_ids.mapped("name"), ["New", "Other"])

    def test_names(self):
        for values in ({"name": "  "}, {"question": " "}):
            with self.refused("a name and a question"):
                self.needs.write(values)
        for name in (" ", "price", " PRICE "):
            with self.refused("a name of its own"):
                self.needs.choice_ids = [Command.create({"name": name})]
        self.choice("Price").active = False
        with self.refused("a name of its own"):
            self.needs.choice_ids = [Command.create({"name": "Price"})]
        self.assertEqual(self.needs.copy().name, "Needs (copy)")

    def test_the_kind_is_fixed_once_something_was_learnt(self):
        self.decider.kind = "number"
        self.decider.kind = "text"
        learning = self.learn(self.customer("Ada"), self.decider, "Ada herself")
        with self.refused("its kind cannot change"):
            self.decider.kind = "number"
        self.decider.kind = "text"
        learning.unlink()
        self.decider.kind = "number"

    def test_what_was_learnt_about_is_archived_instead_of_deleted(self):
        learning = self.learn(self.customer("Ada"), self.needs, "Price")
        with self.refused("archive the topic", UserError):
            self.needs.unlink()
        with self.refused("archive the choice", UserError):
            self.choice("Price").unlink()
        other = self.env["onetoone.topic"].create(
            {
                "name": "Other",
                "question": "Other?",
                "choice_ids": [
                    Command.create({"name": "One"}),
                    Command.create({"name": "Two"}),
                ],
            }
        )
        with self.refused("stays in its topic", UserError):
            self.choice("Price").topic_id = other
        self.choice("Speed").topic_id = other
        self.assertEqual(len(other.choice_ids), 3)
        self.choice("Quality").topic_id = other
        learning.unlink()
        self.needs.unlink()
        self.assertFalse(self.needs.exists())

    def test_renamed_choices(self):
        learning = self.learn(self.customer("Ada"), self.needs, "price")
        self.choice("Price").name = "A low price"
        self.assertEqual(learning.value, "A low price")

    def test_wishes_need_what_they_stand_for(self):
        for kind, wish, choices in (
            ("text", "channel", []),
            ("choice", "interval", [{"name": "7"}, {"name": "14"}]),
            (
                "choice",
                "channel",
                [{"name": "Mail", "channel": "email"}, {"name": "Smoke"}],
            ),
            ("choice", "permission", [{"name": "Yes"}, {"name": "No"}]),
        ):
            with (
                self.subTest(kind=kind, wish=wish),
                self.refused("kept as a wish"),
            ):
                self.topic(
                    "Wish",
                    kind,
                    wish=wish,
                    choice_ids=[Command.create(choice) for choice in choices],
                )

    def test_companies(self):
        other = self.new_company("Other")
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        with self.refused("Meridian Test instead"):
            self.decider.company_id = branch
        self.learn(self.customer("Ada"), self.decider, "Ada herself")
        with self.refused("make a copy"):
            self.decider.company_id = other
        self.decider.company_id = self.company
        segment = self.env["onetoone.segment"].create(
            {"name": "Elsewhere", "company_id": other.id}
        )
        with self.refused("segments of that company"):
            self.decider.segment_ids = segment

    def test_renewal_is_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.decider.renewal_months = -1
            self.decider.flush_recordset()

    def test_only_the_manager_edits_topics(self):
        for user in (self.seller, self.analyst):
            self.assertEqual(self.decider.with_user(user).name, "Decider")
            with self.assertRaises(AccessError):
                self.decider.with_user(user).name = "Mine"
        self.decider.with_user(self.manager).name = "Who decides"
        self.assertEqual(self.decider.name, "Who decides")

    def test_form(self):
        form = Form(self.env["onetoone.topic"].with_user(self.manager))
        form.name, form.question = "Colour", "Which colour?"
        for name in ("Red", "Blue"):
            with form.choice_ids.new() as choice:
                choice.name = name
        topic = form.save()
        self.assertEqual(topic.choice_ids.mapped("name"), ["Red", "Blue"])
