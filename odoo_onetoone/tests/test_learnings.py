from datetime import date, timedelta
from random import Random

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..engine.next_questions import Asking, is_in_force, latest_answers
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
class TestLearningsOfLeads(LearningCase):
    def setUp(self):
        super().setUp()
        self.ada = self.customer("Ada", is_company=True)
        self.tim = self.customer("Tim", parent_id=self.ada.id)
        self.new = self.lead("New", contact_name="Nobody knows", type="lead")
        self.told = self.learn(self.new, self.needs, "Price")

    def test_a_lead_keeps_what_it_cannot_give_away(self):
        self.assertFalse(self.told.partner_id)
        self.assertEqual(self.told.lead_id, self.new)
        self.assertEqual(self.told.company_id, self.company)

    def test_they_move_when_the_lead_gets_a_contact(self):
        self.new.partner_id = self.tim
        self.assertEqual(self.told.partner_id, self.ada)
        self.assertEqual(self.told.contact_id, self.tim)
        self.assertEqual(self.told.lead_id, self.new)

    def test_they_stay_with_the_first_customer(self):
        self.new.partner_id = self.ada
        self.new.partner_id = self.customer("Bo")
        self.assertEqual(self.told.partner_id, self.ada)
        self.new.partner_id = False
        self.assertEqual(self.told.partner_id, self.ada)

    def test_they_move_on_conversion(self):
        self.new.convert_opportunity(self.ada)
        self.assertEqual(self.told.partner_id, self.ada)
        self.assertFalse(self.told.contact_id)

    def test_they_move_to_a_new_customer(self):
        self.new._handle_partner_assignment(create_missing=True)
        self.assertEqual(self.new.partner_id.name, "Nobody knows")
        self.assertEqual(self.told.partner_id, self.new.partner_id)

    def test_merged_leads_keep_them(self):
        for partner, expected in ((False, False), (self.tim, self.ada)):
            with self.subTest(partner=partner):
                first = self.lead(
                    "First", probability=80, partner_id=partner and partner.id
                )
                second = self.lead("Second", probability=10)
                told = self.learn(second, self.decider, "Bo")
                merged = (first | second).merge_opportunity()
                self.assertEqual(merged, first)
                self.assertEqual(told.lead_id, first)
                self.assertEqual(told.partner_id.id, expected and expected.id)

    def test_merged_leads_get_the_customer_of_the_other(self):
        first = self.lead("First", probability=80)
        second = self.lead("Second", probability=10, partner_id=self.tim.id)
        of_first = self.learn(first, self.needs, "Price")
        of_second = self.learn(second, self.decider, "Bo")
        (first | second).merge_opportunity()
        self.assertEqual(first.partner_id, self.tim)
        self.assertEqual((of_first | of_second).partner_id, self.ada)
        self.assertEqual((of_first | of_second).lead_id, first)
        self.assertFalse(second.exists())

    def test_merged_leads_keep_what_is_confirmed(self):
        first = self.lead("First", probability=80, onetoone_has_need=True)
        second = self.lead("Second", probability=10, onetoone_has_money=True)
        merged = (first | second).merge_opportunity()
        self.assertTrue(merged.onetoone_has_money)
        self.assertTrue(merged.onetoone_has_need)
        self.assertFalse(merged.onetoone_has_authority)

    def test_deleted_leads(self):
        other = self.lead("Other", partner_id=self.ada.id)
        kept = self.learn(other, self.decider, "Bo")
        (self.new | other).unlink()
        self.assertFalse(self.told.exists())
        self.assertEqual(kept.partner_id, self.ada)
        self.assertFalse(kept.lead_id)

    def test_a_learning_on_a_lead_is_about_its_customer(self):
        other = self.lead("Other", partner_id=self.ada.id, user_id=self.seller.id)
        theirs = self.customer("Theirs", user_id=self.other_seller.id)
        for lead in (other, self.lead("Alone", user_id=self.seller.id)):
            with self.refused("of its customer"):
                self.learn(
                    lead, self.needs, "Price", user=self.seller, partner_id=theirs.id
                )


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
