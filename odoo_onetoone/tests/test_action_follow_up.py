from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_plan import SECOND, PlanCase

THIRD = date(2027, 1, 1)
# what the second round finds
LEVELS = {"gap_05": 3, "ladder_customize": 2}
READINGS = {
    # on other anchors, 10 30 50 70 90: 50 + 25 × (58 − 50) ÷ 20
    "reachable": (58, 60),
    "value_known": (30, 30),
    "choices_recorded": (40, 40),
    "two_way": "no_records",
}


@tagged("post_install", "-at_install")
class TestActionFollowUp(PlanCase):
    """Two rounds, and what became of what the actions of the first should move."""

    def action(self, **values):
        return self.env["onetoone.action"].create(
            {
                "name": "Do something",
                "remedy": "process",
                "company_id": self.company.id,
                "assessment_id": self.first.id,
                **values,
            }
        )

    def moves(self, code, **values):
        if code in self.indicators:
            return self.action(indicator_id=self.indicators[code].id, **values)
        if code in self.stages:
            return self.action(dimension_id=self.stages[code].id, **values)
        return self.action(question_code=code, **values)

    def second(self):
        self.indicators["reachable"].anchors = "10 30 50 70 90"
        return self.hold_round(
            "Second", SECOND, LEVELS, READINGS, previous_id=self.first.id
        )

    def assert_effect(self, action, before, restated, after, change, certainty):
        result = action.result_ids
        self.assertEqual(len(result), 1)
        found = (
            result.position_before,
            result.position_restated,
            result.position_after,
            result.change,
        )
        for number, expected in zip(
            found, (before, restated, after, change), strict=True
        ):
            if expected is None:
                self.assertIs(number, False)
            else:
                self.assertAlmostEqual(number, expected, 4)
        self.assertEqual(result.certainty, certainty)

    def test_before_is_known_at_once_and_after_when_the_next_round_closes(self):
        action = self.moves("reachable")
        self.assertEqual((action.value_before, action.position_before), (46, 32.5))
        self.assertIs(action.position_after, False)
        self.assertIs(action.change, False)
        self.assertFalse(action.effect)
        second = self.second()
        self.assertEqual(action.followed_id, second)
        self.assertEqual((action.value_after, action.position_after), (58, 60))
        self.assertEqual(second.action_result_ids, action.result_ids)
        self.assertFalse(self.first.action_result_ids)

    def test_the_earlier_value_is_restated_on_the_later_anchors(self):
        """46 stands at 25 + 25 × (46 − 30) ÷ 20 = 45 on them, so 15 points up."""
        action = self.moves("reachable")
        self.second()
        self.assert_effect(action, 32.5, 45, 60, 15, "counted")
        self.assertEqual(action.position_restated, 45)
        self.assertEqual(
            action.effect,
            "15.0 points up. No proof that the action did it: other things changed, "
            "too.",
        )

    def test_down(self):
        action = self.moves("value_known")
        self.second()
        self.assert_effect(action, 40, 40, 30, -10, "counted")
        self.assertTrue(action.effect.startswith("10.0 points down. No proof"))

    def test_as_before(self):
        action = self.moves("satisfaction")
        self.second()
        self.assert_effect(action, 10, 10, 10, 0, "counted")
        self.assertEqual(action.effect, "No change.")

    def test_a_question(self):
        """From level 1 of 4 to level 3: the intervals are far apart."""
        moved, stayed = self.moves("gap_05"), self.moves("gap_01")
        self.second()
        self.assert_effect(moved, 0, 0, 200 / 3, 200 / 3, "clear")
        self.assert_effect(stayed, 100 / 3, 100 / 3, 100 / 3, 0, "unclear")
        self.assertEqual(stayed.effect, "No clear change.")

    def test_a_question_in_other_words_is_not_compared(self):
        action = self.moves("gap_05")
        question = self.env["survey.question"].search(
            [
                ("onetoone_code", "=", "gap_05"),
                ("survey_id.onetoone_assessment_id", "=", False),
                ("survey_id.onetoone_audience", "!=", "customer"),
            ]
        )
        question.title = "Something else?"
        self.second()
        self.assert_effect(action, 0, 0, 200 / 3, None, "unknown")
        self.assertIn("nothing was measured alike", action.effect)

    def test_a_stage_and_the_readiness(self):
        """Customize has no position in the evidence before, and 40 after.

        After: measured is all of its weight, so ½ × 25 + ½ × 40 = 32.5, with half of
        the interval of the opinion, 3.88: clearly more than 0 to 7.76.
        """
        stage, company = self.moves("customize"), self.action()
        before = self.first.readiness
        second = self.second()
        self.assert_effect(stage, 0, 0, 32.5, 32.5, "clear")
        result = company.result_ids
        self.assertAlmostEqual(result.change, second.readiness - before)
        self.assertEqual(company.subject, "Readiness")

    def test_what_was_not_measured_cannot_be_compared(self):
        new, gone = self.moves("choices_recorded"), self.moves("two_way")
        self.second()
        self.assert_effect(new, None, None, 40, None, "unknown")
        self.assertEqual(new.value_after, 40)
        self.assert_effect(gone, 20, 20, None, None, "unknown")

    def test_followed_until_it_was_compared_as_done(self):
        done = self.moves("value_known", state="done")
        doing = self.moves("value_known", state="doing")
        dropped = self.moves("value_known", state="dropped")
        other = self.env["res.company"].create({"name": "Other"})
        foreign = self.env["onetoone.action"].create(
            {"name": "Foreign", "remedy": "process", "company_id": other.id}
        )
        second = self.second()
        own = self.action(assessment_id=second.id)
        self.assertEqual(second.action_result_ids.action_id, done | doing)
        states = second.action_result_ids.mapped(lambda one: (one.action_id, one.state))
        self.assertEqual(set(states), {(done, "done"), (doing, "doing")})
        doing.state = "done"
        third = self.hold_round("Third", THIRD, readings={"value_known": (55, 55)})
        self.assertEqual(third.action_result_ids.action_id, doing | own)
        # still compared with the round it came from; the latest counts
        self.assertEqual((doing.position_before, doing.position_after), (40, 55))
        self.assertEqual(doing.change, 15)
        self.assertEqual(doing.followed_id, third)
        self.env.invalidate_all()
        self.assertEqual(doing.result_ids.mapped("change"), [15, -10])
        self.assertFalse((dropped | foreign).result_ids)

    def test_what_is_under_way_is_not_proposed_again(self):
        template = self.template("reach", "identify", "reachable")
        action = self.accept("reach")
        self.indicators["reachable"].anchors = "20 40 60 80 95"
        second = self.hold_round("Second", SECOND)
        self.assertEqual(self.proposals(second), [])
        action.state = "done"
        [proposal] = self.proposals(second)
        self.assertEqual(proposal["template_id"], template.id)

    def test_results_are_frozen_and_seen_by_whom_they_concern(self):
        action = self.moves("reachable", user_id=self.seller.id)
        other = self.moves("value_known")
        second = self.second()
        self.indicators["reachable"].anchors = "0 25 50 75 100"
        self.env.invalidate_all()
        self.assertEqual(action.change, 15)
        results = second.action_result_ids
        for user in (self.manager, self.analyst):
            self.assertEqual(len(results.with_user(user).mapped("effect")), 2)
            with self.assertRaises(AccessError):
                results.with_user(user).write({"change": 99})
        mine = self.env["onetoone.action.result"].with_user(self.seller).search([])
        self.assertEqual(mine.action_id, action)
        with self.assertRaises(AccessError):
            other.result_ids.with_user(self.seller).read(["change"])
