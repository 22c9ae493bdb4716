from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_judged_rounds import AS_OF, LEVELS, JudgedRoundCase

HELD = {"rank": 2, "code": "reachable", "comparison": ">=", "limit": 25, "value": 62.5}
FAILED = {
    "rank": 3,
    "code": "completeness",
    "comparison": ">=",
    "limit": 40,
    "value": 37.3,
}
UNKNOWN = {**FAILED, "value": None}


@tagged("post_install", "-at_install")
class TestConfirmedLevels(JudgedRoundCase):
    def open(self):
        self.give_readings()
        assessment = self.ask({"staff": 6}, "ladder")
        self.answer_levels(assessment, LEVELS)
        return assessment

    def line(self, assessment, code="identify"):
        return assessment.level_ids.filtered(
            lambda line: line.dimension_id.code == code
        )

    def level(self, rank, code="identify"):
        levels = self.env.ref(f"odoo_onetoone.dimension_{code}").level_ids
        return levels.filtered(lambda level: level.rank == rank)

    def test_a_round_has_a_line_for_each_stage(self):
        stages = ["identify", "differentiate", "interact", "customize"]
        draft = self.new_round({"staff": 1})
        self.assertEqual(draft.level_ids.dimension_id.mapped("code"), stages)
        following = self.env["onetoone.assessment"].browse(
            draft.action_next_round()["res_id"]
        )
        self.assertEqual(following.level_ids.dimension_id.mapped("code"), stages)
        self.assertFalse(following.level_ids & draft.level_ids)

    def test_lines_that_are_missing_are_added_at_closing(self):
        assessment = self.open()
        assessment.level_ids.unlink()
        assessment.action_close()
        self.assertEqual(len(assessment.level_ids), 4)

    def test_the_records_suggest_in_words(self):
        self.suggest(2, held=[HELD], obstacle=FAILED)
        line = self.line(self.open())
        self.assertEqual((line.suggested_level, line.is_minimum), (2, False))
        held, failed = line.suggestion_text.splitlines()
        name = self.indicator("reachable").name
        self.assertEqual(held, f"✓ {name}: 62.5 ≥ 25")
        name = self.indicator("completeness").name
        self.assertEqual(failed, f"✗ for level 3: {name}: 37.3 < 40")

    def test_what_is_not_known_is_said(self):
        self.suggest(2, is_minimum=True, obstacle=UNKNOWN)
        line = self.line(self.open())
        self.assertTrue(line.is_minimum)
        name = self.indicator("completeness").name
        self.assertEqual(
            line.suggestion_text, f"? for level 3: {name}: ? ≥ 40 is not known"
        )

    def test_until_closing_the_latest_suggestion_shows(self):
        self.suggest(4, as_of="2026-02-01")
        self.suggest(5, as_of="2026-04-01")
        assessment = self.open()
        self.assertEqual(self.line(assessment).suggested_level, 4)
        self.assertIs(self.line(assessment, "interact").suggested_level, False)
        # but only that of its own date is frozen
        assessment.action_close()
        self.assertIs(self.line(assessment).suggested_level, False)
        self.assertIs(self.score(assessment, "identify").suggested_level, False)

    def test_both_levels_are_frozen(self):
        suggestion = self.suggest(3, held=[HELD], obstacle=FAILED)
        assessment = self.open()
        line = self.line(assessment).with_user(self.manager)
        line.write({"confirmed_level_id": self.level(5).id, "note": "Seen in the shop"})
        assessment.action_close()
        suggestion.level_id = self.level(1)
        self.env.invalidate_all()
        row = self.score(assessment, "identify")
        self.assertEqual((row.suggested_level, row.confirmed_level), (3, 5))
        # all six said level 2: one step below what the records show
        self.assertEqual((row.said_level, row.say_do), (2, -1))
        self.assertEqual(line.suggested_level, 3)
        self.assertIn("62.5 ≥ 25", line.suggestion_text)
        self.assertEqual(line.suggestion["as_of"], AS_OF)
        other = self.score(assessment, "interact")
        self.assertIs(other.confirmed_level, False)

    def test_who_confirmed_and_when_is_recorded(self):
        self.suggest(3)
        line = self.line(self.open()).with_user(self.manager)
        line.action_confirm_suggested()
        self.assertEqual(line.confirmed_level_id, self.level(3))
        self.assertEqual(line.user_id, self.manager)
        self.assertEqual(line.date, fields.Date.context_today(line))
        line.confirmed_level_id = False
        self.assertFalse(line.user_id)
        self.assertFalse(line.date)
        for values in (
            {"user_id": self.analyst.id},
            {"date": "2020-01-01"},
            {"suggestion": {"rank": 6}},
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, "recorded"):
                line.write(values)

    def test_another_level_than_suggested_needs_its_evidence(self):
        self.suggest(3)
        line = self.line(self.open()).with_user(self.manager)
        with self.assertRaisesRegex(ValidationError, "write down as evidence"):
            line.confirmed_level_id = self.level(4)
        line.write({"confirmed_level_id": self.level(4).id, "note": "Audit of May"})
        with self.assertRaisesRegex(ValidationError, "write down as evidence"):
            line.note = " "

    def test_only_levels_of_its_own_ladder(self):
        line = self.line(self.open()).with_user(self.manager)
        line.note = "Evidence"
        with self.assertRaisesRegex(ValidationError, "is no level of Identify"):
            line.confirmed_level_id = self.level(2, "interact")
        line.confirmed_level_id = self.level(4)
        line.confirmed_level_id = False
        self.company.onetoone_sells_to_businesses = False
        with self.assertRaisesRegex(ValidationError, "is no level of Identify"):
            line.confirmed_level_id = self.level(4)

    def test_without_a_suggestion_nothing_can_be_taken_over(self):
        line = self.line(self.open()).with_user(self.manager)
        self.assertEqual(line.suggestion_text, "The records were not measured yet.")
        with self.assertRaisesRegex(UserError, "suggest no level of Identify"):
            line.action_confirm_suggested()

    def test_a_closed_round_keeps_its_levels(self):
        self.suggest(3)
        assessment = self.open()
        assessment.action_close()
        line = self.line(assessment)
        stage = self.env["onetoone.dimension"].create(
            {"code": "fifth", "name": "Fifth", "kind": "stage"}
        )
        for change in (
            lambda: line.write({"confirmed_level_id": self.level(3).id}),
            lambda: line.write({"note": "Later"}),
            lambda: line.unlink(),
            lambda: line.copy({"dimension_id": stage.id}),
            lambda: assessment.write({"level_ids": [Command.clear()]}),
        ):
            with self.subTest(change), self.assertRaisesRegex(UserError, "is closed"):
                change()

    def test_who_may_read_and_who_may_confirm(self):
        self.suggest(3)
        line = self.line(self.open())
        as_analyst = line.with_user(self.analyst)
        self.assertEqual(as_analyst.suggested_level, 3)
        for forbidden in (
            lambda: as_analyst.write({"note": "Mine"}),
            lambda: as_analyst.action_confirm_suggested(),
            lambda: line.with_user(self.manager).unlink(),
        ):
            with self.subTest(forbidden), self.assertRaises(AccessError):
                forbidden()
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.analyst.write(
            {
                "company_ids": [Command.set(elsewhere.ids)],
                "company_id": elsewhere.id,
            }
        )
        with self.assertRaises(AccessError):
            as_analyst.read(["note"])
        seller = self._new_user("levels_seller", "odoo_onetoone.group_onetoone_user")
        with self.assertRaises(AccessError):
            line.with_user(seller).read(["note"])
