from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_rounds import RoundCase


@tagged("post_install", "-at_install")
class TestRounds(RoundCase):
    def test_a_default_round_asks_22_questions(self):
        assessment = self.env["onetoone.assessment"].create({"name": "Default"})
        self.assertEqual(
            set(assessment.survey_ids.mapped("onetoone_code")), {"gap", "ladder"}
        )
        scored = assessment.survey_ids.question_ids.filtered("onetoone_dimension_id")
        self.assertEqual(len(scored), 22)
        weights = {line.group_id.code: line.weight for line in assessment.group_ids}
        self.assertEqual(
            weights,
            {
                "strategy": 1.0,
                "executive": 1.0,
                "middle": 0.8,
                "frontline": 0.8,
                "staff": 0.8,
                "partner": 0.6,
                "customer": 1.0,
            },
        )
        asked = {
            line.group_id.code: set(line.survey_ids.mapped("onetoone_code"))
            for line in assessment.group_ids
        }
        self.assertEqual(asked["customer"], {"gap_customer"})
        self.assertEqual(asked["staff"], {"gap", "ladder"})

    def test_questionnaires_follow_each_other_as_they_were_set_up(self):
        """Dates of creation do not tell: Odoo sorts by them, the youngest first."""
        masters = self.env["survey.survey"]._onetoone_masters
        gap, ladder = masters(["gap"]), masters(["ladder"])
        for younger, older in ((gap, ladder), (ladder, gap)):
            with self.subTest(younger=younger.onetoone_code):
                younger.flush_recordset()
                self.env.cr.execute(
                    "UPDATE survey_survey SET create_date = CASE id WHEN %s THEN "
                    "now() ELSE now() - interval '1 day' END WHERE id IN %s",
                    [younger.id, (gap | ladder)._ids],
                )
                self.env.invalidate_all()
                assessment = self.open_round(
                    {"staff": 5}, survey_ids=[Command.set([younger.id, older.id])]
                )
                inputs = assessment.participant_ids[:1]._inputs_to_answer()
                codes = inputs.mapped("survey_id.onetoone_code")
                self.assertEqual(codes, ["gap", "ladder"])
                # and again at the second visit
                inputs = assessment.participant_ids[:1]._inputs_to_answer()
                self.assertEqual(inputs.mapped("survey_id.onetoone_code"), codes)

    def test_weighted_and_unweighted(self):
        """By hand: executives 5 × level 4 = 100, staff 15 × level 1 = 0.

        Weighted (1.0 × 100 + 0.8 × 0) ÷ 1.8 = 55.56, unweighted 5 × 100 ÷ 20 = 25.
        """
        assessment = self.open_round({"executive": 5, "staff": 15})
        for participant in self.people(assessment, "executive"):
            self.answer(participant, (4, 4, 4))
        for participant in self.people(assessment, "staff"):
            self.answer(participant, (1, 1, 1))
        assessment.action_close()
        whole = self.score(assessment, "process")
        self.assertAlmostEqual(whole.opinion, 100 / 1.8)
        self.assertAlmostEqual(whole.opinion_unweighted, 25)
        self.assertAlmostEqual(whole.inside, 100 / 1.8)
        self.assertIs(whole.outside, False)
        self.assertEqual(whole.answer_count, 20)
        self.assertEqual(self.score(assessment, "process", block="staff").opinion, 0)

    def test_small_groups_are_reported_as_one(self):
        assessment = self.open_round({"strategy": 2, "executive": 3, "staff": 6})
        self.answer_all(assessment)
        assessment.action_close()
        blocks = set(assessment.score_ids.mapped("block")) - {False}
        self.assertEqual(blocks, {"strategy+executive", "staff"})
        answers = self.env["onetoone.answer"].search(
            [("assessment_id", "=", assessment.id)]
        )
        self.assertEqual(set(answers.group_id.mapped("code")), {"strategy", "staff"})

    def test_too_few_partners_count_nowhere(self):
        assessment = self.open_round({"staff": 6, "partner": 4})
        self.answer_all(assessment)
        assessment.action_close()
        self.assertEqual(assessment.left_out, "Partners")
        self.assertIs(self.score(assessment, "process").outside, False)
        self.assertEqual(self.score(assessment, "process").answer_count, 6)

    def test_only_opening_and_closing_set_state_and_results(self):
        draft = self.new_round({"staff": 1}).with_user(self.manager)
        for values in ({"state": "closed"}, {"readiness": 90}, {"blocks": []}):
            with self.subTest(values):
                with self.assertRaisesRegex(UserError, "opening and closing"):
                    draft.write(values)
                with self.assertRaisesRegex(UserError, "opening and closing"):
                    draft.create({"name": "Forged", **values})

    def test_nobody_changes_what_was_said(self):
        assessment = self.open_round({"staff": 5})
        for participant in assessment.participant_ids:
            self.answer(participant, (2, 2, 2), advice="Call back")
        assessment.action_close()
        advice = assessment.with_user(self.manager).advice_ids[0]
        advice.follow_up = "taken_up"
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            advice.text = "All is well"

    def test_nobody_answered(self):
        assessment = self.open_round({"staff": 6})
        assessment.action_close()
        whole = self.score(assessment, "process")
        self.assertIs(whole.opinion, False)
        self.assertEqual(whole.missing_reason, "no_answers")
        self.assertIs(assessment.readiness, False)
        self.assertEqual(
            set(assessment.participant_ids.sudo().mapped("state")), {"missed"}
        )

    def test_a_named_round_shows_one_answer(self):
        assessment = self.open_round({"staff": 3}, is_anonymous=False)
        first, second = self.people(assessment, "staff")[:2]
        self.assertEqual(assessment.group_ids.progress, "0")
        self.answer(first, (3, 3, None))
        assessment._seal()
        self.assertEqual(assessment.group_ids.progress, "1")
        as_manager = assessment.with_user(self.manager).participant_ids
        self.assertEqual(as_manager.browse(first.id).state, "done")
        self.assertEqual(as_manager.browse(second.id).state, "invited")
        assessment.action_close()
        self.assertAlmostEqual(self.score(assessment, "process").opinion, 200 / 3)

    def test_what_opening_settles(self):
        assessment = self.open_round({"staff": 5})
        for values in (
            {"min_answers": 3},
            {"is_anonymous": False},
            {"survey_ids": [Command.clear()]},
            {"company_id": self.env.company.id},
            {"state": "draft"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                assessment.write(values)
        with self.assertRaises(UserError):
            assessment.group_ids.weight = 5
        with self.assertRaises(UserError):
            assessment.action_open()
        with self.assertRaises(UserError):
            assessment.unlink()
        assessment.deadline = fields.Datetime.now() + timedelta(days=3)

    def test_a_closed_round_never_changes(self):
        assessment = self.open_round({"staff": 5})
        self.answer_all(assessment)
        assessment.action_close()
        with self.assertRaises(UserError):
            assessment.action_close()
        with self.assertRaises(UserError):
            assessment.deadline = fields.Datetime.now()
        with self.assertRaises(UserError):
            assessment.as_of = "2020-01-01"
        with self.assertRaises(UserError):
            assessment.unlink()
        assessment.name = "Known as the first"

    def test_recomputing_gives_the_same(self):
        assessment = self.open_round({"strategy": 2, "executive": 4, "staff": 9})
        for number, participant in enumerate(assessment.participant_ids):
            self.answer(participant, (1 + number % 4, 1 + number % 3, None))
        assessment.action_close()
        stored = {
            (score.kind, score.block, score.question_code or score.dimension_id.code): (
                score.opinion,
                score.opinion_low,
                score.inside,
            )
            for score in assessment.score_ids
        }
        assessment.participant_ids.partner_id.unlink()
        self.env["onetoone.dimension"].search([]).weight = 3
        for result in assessment._opinions({}):
            block = "+".join(result.block) if result.block else False
            kept = stored[result.kind, block, result.code]
            for one, other in zip(
                kept, (result.opinion, result.opinion_low, result.inside), strict=True
            ):
                if other is None:
                    self.assertIs(one, False)
                else:
                    self.assertAlmostEqual(one, other)

    def test_business_level_left_out_keeps_the_numbering(self):
        self.company.onetoone_sells_to_businesses = False
        ladder = self.env["survey.survey"]._onetoone_masters(["ladder"])
        assessment = self.open_round({"staff": 5}, survey_ids=[Command.set(ladder.ids)])
        question = assessment.survey_ids.question_ids.filtered(
            lambda one: one.onetoone_code == "ladder_identify"
        )
        self.assertEqual(
            question.suggested_answer_ids.mapped("onetoone_level"), [1, 2, 3, 5, 6]
        )
        for participant in assessment.participant_ids:
            self.answer(participant, (5, None, None, None))
        assessment.action_close()
        self.assertAlmostEqual(self.score(assessment, "identify").opinion, 80)
        self.assertEqual(self.score(assessment, "identify").said_level, 5)

    def test_free_text_needs_enough_texts(self):
        assessment = self.open_round({"staff": 6, "executive": 5})
        for number, participant in enumerate(assessment.participant_ids):
            text = f"Advice {number}" if number < 5 else None
            self.answer(participant, (2, 2, 2), advice=text)
        assessment.action_close()
        advice = assessment.with_user(self.analyst).advice_ids
        self.assertEqual(len(advice), 5)
        self.assertEqual(set(advice.mapped("side")), {"inside"})

        few = self.open_round({"staff": 6})
        for number, participant in enumerate(few.participant_ids):
            text = f"Advice {number}" if number < 4 else None
            self.answer(participant, (2, 2, 2), advice=text)
        few.action_close()
        self.assertFalse(few.sudo().advice_ids)

    def test_a_customer_may_sign(self):
        """Few texts are dropped, but one that its author signed is meant to be read."""
        customers = self.env["survey.survey"]._onetoone_masters(["gap_customer"])
        assessment = self.open_round(
            {"customer": 6}, survey_ids=[Command.set(customers.ids)]
        )
        for number, participant in enumerate(assessment.participant_ids):
            [user_input] = participant._inputs_to_answer()
            questions = user_input.survey_id.question_ids.grouped("onetoone_code")
            if number < 2:
                user_input._save_lines(questions["advice"], f"Advice {number}")
            if number == 1:
                user_input._save_lines(questions["signature"], "Ada, 1st street")
            user_input._mark_done()
        assessment.action_close()
        advice = assessment.with_user(self.analyst).advice_ids
        self.assertEqual(advice.mapped("text"), ["Advice 1"])
        self.assertEqual(advice.signature, "Ada, 1st street")

    def test_change_is_like_for_like(self):
        first = self.open_round({"staff": 6, "executive": 5})
        self.answer_all(first, (1, 1, 1))
        first.action_close()
        following = self.env["onetoone.assessment"].browse(
            first.action_next_round()["res_id"]
        )
        self.assertEqual(following.previous_id, first)
        self.assertEqual(following.survey_ids, self.master)
        self.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": following.id,
                    "group_id": self.groups["staff"].id,
                    "email": f"again{number}@round.example.com",
                }
                for number in range(6)
            ]
        )
        following.action_open()
        self.answer_all(following, (4, 4, 4))
        following.action_close()
        whole = self.score(following, "process")
        self.assertAlmostEqual(whole.change, 100)
        self.assertAlmostEqual(whole.change_composition, 0)

    def test_conditions_for_opening(self):
        draft = self.new_round({"staff": 1})
        draft.survey_ids = False
        with self.assertRaisesRegex(UserError, "at least one questionnaire"):
            draft.action_open()
        draft.survey_ids = self.master
        draft.deadline = fields.Datetime.now() - timedelta(hours=1)
        with self.assertRaisesRegex(UserError, "deadline has passed"):
            draft.action_open()
        draft.deadline = False
        self.master.question_ids[0].suggested_answer_ids[0].onetoone_level = 2
        with self.assertRaisesRegex(UserError, "different levels"):
            draft.action_open()
        self.assertEqual(draft.state, "draft")

    def test_the_minimum_lies_between_3_and_10(self):
        for minimum in (2, 11):
            with self.assertRaises(ValidationError):
                self.new_round({"staff": 1}, min_answers=minimum)

    @mute_logger("odoo.sql_db")
    def test_one_email_is_in_one_group(self):
        draft = self.new_round({"staff": 1, "executive": 1})
        with self.assertRaises(IntegrityError):
            self.env["onetoone.participant"].create(
                {
                    "assessment_id": draft.id,
                    "group_id": self.groups["executive"].id,
                    "email": "Staff0@Round.example.com",
                }
            )
