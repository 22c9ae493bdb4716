from datetime import date, timedelta

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AS_OF
from .common_segments import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentRules(SegmentCase):
    """What a rule may say, and whom it finds."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = cls.customers_worth(Ann=100, Ben=200, Cid=300)
        ann, ben, cid = cls.people.values()
        cls.tag = cls.env["res.partner.category"].create({"name": "Workshop"})
        ann.write(
            {
                "country_id": cls.env.ref("base.at").id,
                "city": "Linz",
                "category_id": [Command.link(cls.tag.id)],
            }
        )
        ben.write({"country_id": cls.env.ref("base.de").id, "is_company": True})
        cid.user_id = cls.seller
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)

    def who_fits(self, domain):
        """The names of those whom a segment with the rule has as members."""
        segment = self.segment("Tried out", domain)
        self.work_out()
        return self.in_now(segment)

    def refused(self, domain, sentence, **values):
        with self.assertRaisesRegex(ValidationError, sentence):
            self.segment("Refused", domain, **values)

    # ------------------------------------------------------------
    # Allowed
    # ------------------------------------------------------------

    def test_measures_and_marks(self):
        self.assertEqual(self.who_fits([("monetary", ">", 100)]), {"Ben", "Cid"})
        self.assertEqual(self.who_fits([("has_meeting", "=", True)]), set())
        self.assertEqual(
            self.who_fits([("has_meeting", "=", False)]), {"Ann", "Ben", "Cid"}
        )
        self.assertEqual(
            self.who_fits(["!", ("monetary", ">", 100)]), {"Ann"}, "negated"
        )

    def test_what_is_known_of_the_contact(self):
        at = self.env.ref("base.at").id
        for domain, fitting in (
            ([("partner_id.country_id", "=", at)], {"Ann"}),
            ([("partner_id.country_id.code", "in", ["AT", "DE"])], {"Ann", "Ben"}),
            ([("country_id", "=", at)], {"Ann"}),
            ([("partner_id", "any", [("city", "=", "Linz")])], {"Ann"}),
            ([("partner_id.is_company", "=", True)], {"Ben"}),
            ([("partner_id.name", "ilike", "ci")], {"Cid"}),
            ([("partner_id", "ilike", "be")], {"Ben"}),
            ([("partner_id.category_id", "in", self.tag.ids)], {"Ann"}),
            ([("category_ids", "in", self.tag.ids)], {"Ann"}),
            ([("category_ids.name", "=", "Workshop")], {"Ann"}),
            ([("user_id", "=", self.seller.id)], {"Cid"}),
            ([("partner_id.user_id.name", "=", self.seller.name)], {"Cid"}),
        ):
            with self.subTest(str(domain)):
                self.assertEqual(self.who_fits(domain), fitting)

    def test_days_are_counted_from_the_day_of_the_run(self):
        # bought on 2026-01-15: 44 days before 2026-02-28
        recently = self.segment("Recently", [("last_purchase", ">=", "today -44d")])
        longer_ago = self.segment("Before", [("last_purchase", "<", "today -43d")])
        self.work_out()
        self.assertEqual(self.in_now(recently), {"Ann", "Ben", "Cid"})
        self.assertEqual(self.in_now(longer_ago), {"Ann", "Ben", "Cid"})
        self.work_out(AS_OF + timedelta(days=1))
        self.assertFalse(self.in_now(recently))

    def test_parts_of_a_date(self):
        self.assertEqual(
            self.who_fits([("last_purchase.month_number", "=", 1)]),
            {"Ann", "Ben", "Cid"},
        )

    def test_archived_customers_are_found(self):
        self.people["Ann"].active = False
        self.assertEqual(self.who_fits([("partner_id.city", "=", "Linz")]), {"Ann"})

    # ------------------------------------------------------------
    # Refused
    # ------------------------------------------------------------

    def test_secrets_cannot_be_asked_for(self):
        for path in (
            "partner_id.user_ids.password",
            "partner_id.user_ids",
            "user_id.login",
            "user_id.partner_id.name",
            "partner_id.bank_ids.acc_number",
            "partner_id.company_id.name",
            "company_id",
            "partner_id.message_ids.body",
            "partner_id.signup_type",
            "learning_ids.user_id.password",
            "segment_ids.name",
        ):
            with self.subTest(path):
                self.refused([(path, "!=", False)], "cannot be formed by “|no field")

    def test_secrets_cannot_be_asked_for_within(self):
        within = [("user_ids", "any", [("password", "ilike", "a")])]
        self.refused([("partner_id", "any", within)], "“partner_id.user_ids”")
        self.refused(
            [("partner_id", "not any", ["!", *within])], "“partner_id.user_ids”"
        )
        self.refused([("partner_id", "any!", [])], "not a valid condition")

    def test_nonsense_is_refused_in_a_sentence(self):
        for domain, sentence in (
            ("", "not a condition that can be read"),
            ("[", "not a condition that can be read"),
            ("[('user_id', '=', uid)]", "not a condition that can be read"),
            ("5", "not a valid condition"),
            ("['&', ('monetary', '>', 1)]", "not a valid condition"),
            ("[('monetary', '~', 1)]", "not a valid condition"),
            ("[('nope', '=', 1)]", "no field “nope” any more"),
            ("[('monetary.x', '=', 1)]", "cannot be formed by “monetary.x”"),
            ("[('monetary', 'any', [])]", "has no records of its own"),
            ("[('last_purchase', '>', 'yesterdaze')]", "does not suit its field"),
            ("[('segment_ids', 'ilike', 'x')]", "by choosing them"),
        ):
            with self.subTest(domain):
                self.refused(domain, sentence)

    def test_a_value_the_database_refuses_is_refused_on_saving(self):
        self.refused([("monetary", ">", "much")], "does not suit its field")

    def test_segments_must_not_name_each_other_in_a_circle(self):
        one, two = self.segment("One"), self.segment("Two")
        one.domain = f"[('segment_ids', 'in', [{two.id}])]"
        with self.assertRaisesRegex(ValidationError, "in a circle"):
            two.domain = f"[('segment_ids', 'in', [{one.id}])]"
        with self.assertRaisesRegex(ValidationError, "in a circle"):
            two.domain = f"[('segment_ids', 'not in', [{two.id}])]"

    def test_an_earlier_one_of_an_exclusive_division_cannot_name_a_later_one(self):
        division = self.division(is_exclusive=True)
        first = self.segment("First", division_id=division.id, sequence=1)
        second = self.segment("Second", division_id=division.id, sequence=2)
        second.domain = f"[('segment_ids', 'not in', [{first.id}])]"
        with self.assertRaisesRegex(ValidationError, "in a circle"):
            first.domain = f"[('segment_ids', 'not in', [{second.id}])]"
        with self.assertRaisesRegex(ValidationError, "in a circle"):
            second.sequence = 0

    # ------------------------------------------------------------
    # What was learnt
    # ------------------------------------------------------------

    def learn(self, name, choice, day=date(2026, 2, 1), **values):
        return self.env["onetoone.learning"].create(
            {
                "partner_id": self.people[name].id,
                "company_id": self.company.id,
                "topic_id": choice.topic_id.id,
                "choice_id": choice.id,
                "value": choice.name,
                "date": day,
                **values,
            }
        )

    def topic(self, *names):
        return self.env["onetoone.topic"].create(
            {
                "name": "Wish",
                "question": "What do you need most?",
                "company_id": self.company.id,
                "choice_ids": [Command.create({"name": name}) for name in names],
            }
        )

    def test_needs_are_the_last_answers_until_they_expire(self):
        fast, cheap = self.topic("Fast", "Cheap").choice_ids
        self.learn("Ann", fast)
        self.learn("Ben", fast, date(2026, 1, 1))
        self.learn("Ben", cheap, date(2026, 1, 2))
        # Cid's answer ends on the day the run is about
        self.learn("Cid", fast, date_expiry=date(2026, 2, 28))
        by_path = self.segment("Path", [("learning_ids.choice_id", "=", fast.id)])
        within = self.segment(
            "Within", [("learning_ids", "any", [("choice_id", "=", fast.id)])]
        )
        cheaply = self.segment("Cheap", [("learning_ids.choice_id", "=", cheap.id)])
        unknown = self.segment(
            "Unknown", [("learning_ids", "=", False), ("is_customer", "=", True)]
        )
        self.work_out()
        self.assertEqual(self.in_now(by_path), {"Ann"})
        self.assertEqual(self.in_now(within), {"Ann"})
        self.assertEqual(self.in_now(cheaply), {"Ben"})
        self.assertEqual(self.in_now(unknown), {"Cid"})
        # a day earlier, Cid's answer still counts
        self.work_out(date(2026, 2, 28))
        self.assertEqual(self.in_now(by_path), {"Ann", "Cid"})

    def test_an_answer_that_is_given_later_does_not_count_yet(self):
        fast, cheap = self.topic("Fast", "Cheap").choice_ids
        self.learn("Ann", fast, date(2026, 2, 28))
        self.learn("Ann", cheap, date(2026, 3, 1))
        fitting = self.segment("Fast", [("learning_ids.choice_id", "=", fast.id)])
        self.work_out()
        self.assertEqual(self.in_now(fitting), {"Ann"})
        self.work_out(date(2026, 3, 2))
        self.assertFalse(self.in_now(fitting))

    def test_what_another_company_learnt_does_not_count(self):
        other = self.new_company("Other company")
        topic = self.topic("Fast", "Cheap")
        topic.company_id = False
        fast = topic.choice_ids[0]
        self.learn("Ann", fast, company_id=other.id)
        self.assertEqual(
            self.who_fits([("learning_ids.choice_id", "=", fast.id)]), set()
        )

    def test_a_profile_shows_what_is_known_and_where_it_belongs(self):
        fast, cheap = self.topic("Fast", "Cheap").choice_ids
        self.learn("Ann", fast, date(2026, 1, 1))
        latest = self.learn("Ann", cheap, date(2026, 1, 2))
        segment = self.segment("Customers")
        self.work_out()
        profile = self.profile(self.people["Ann"])
        self.assertEqual(profile.learning_ids, latest)
        self.assertEqual(profile.segment_ids, segment)
        self.assertEqual(profile.category_ids, self.tag)
        self.assertFalse(profile.bought_product_ids, "opportunities have no lines")

    def test_profiles_are_found_by_their_segments(self):
        larger = self.segment("Larger", [("monetary", ">", 100)])
        self.segment("Smaller", [("monetary", "<=", 100)])
        self.work_out()
        profiles = self.env["onetoone.profile"]

        def names(*domain):
            found = profiles.search([("company_id", "=", self.company.id), *domain])
            return set(found.partner_id.mapped("name"))

        self.assertEqual(names(("segment_ids", "in", larger.ids)), {"Ben", "Cid"})
        self.assertEqual(names(("segment_ids", "not in", larger.ids)), {"Ann"})
        self.assertEqual(names(("segment_ids.name", "=", "Smaller")), {"Ann"})
        self.assertEqual(names(("segment_ids", "ilike", "larg")), {"Ben", "Cid"})
        self.assertEqual(names(("segment_ids", "=", False)), set())
        self.work_out(AS_OF - timedelta(days=300))
        larger.active = False
        self.work_out()
        self.assertEqual(names(("segment_ids", "=", False)), {"Ben", "Cid"})

    # ------------------------------------------------------------
    # While it is edited
    # ------------------------------------------------------------

    def test_a_form_counts_who_fits_when_the_rule_changes(self):
        segment = self.segment("Larger", [("monetary", ">", 100)])
        form = Form(segment.with_user(self.manager))
        self.assertFalse(form.is_live, "opening a form must not count a million")
        self.assertEqual(form.live_count, 0)
        form.domain = "[('monetary', '>', 200)]"
        self.assertTrue(form.is_live)
        self.assertEqual(form.live_count, 1)
        self.assertEqual(form.live_value, 300)
        form.domain = "[('partner_id.user_ids', '!=', False)]"
        self.assertEqual(form.live_count, 0)
        self.assertIn("cannot be formed by", form.live_note)

    def test_a_new_form_counts_the_default(self):
        form = Form(
            self.segments.with_user(self.manager).with_company(self.company),
            view="odoo_onetoone.onetoone_segment_view_form",
        )
        self.assertEqual(form.live_count, 3)
        self.assertEqual(form.live_value, 600)

    def test_the_count_of_an_exclusive_division_says_what_it_counts(self):
        division = self.division(is_exclusive=True)
        form = Form(self.segment("Any").with_user(self.manager))
        form.division_id = division
        self.assertEqual(form.live_count, 3)
        self.assertIn("All who fit are counted", form.live_note)

    def test_a_count_shows_only_whom_the_user_may_see(self):
        new = self.segments.with_user(self.seller).new(
            {"domain": "[]", "company_id": self.company.id}
        )
        new._onchange_rule()
        self.assertEqual(new.live_count, 1, "the seller has one customer")
        self.assertEqual(new.live_value, 300)

    def test_a_count_that_fails_says_why(self):
        new = self.segments.with_user(self.manager).new(
            {"domain": "[('monetary', '>', 'much')]", "company_id": self.company.id}
        )
        with mute_logger("odoo.sql_db"):
            new._onchange_rule()
        self.assertIn("does not suit its field", new.live_note)
        self.assertTrue(self.segments.search_count([]) >= 0, "still at work")
