"""The planned round: what comes out of it, what was planted, and what stays."""

from round_case import RoundAgainstOracle, subject

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from data.opinion import LATEST, held_rounds, load, oracle

MANAGERS = "strategy+executive"
KEPT = (
    *("opinion", "opinion_unweighted", "opinion_low", "opinion_high"),
    *("answer_count", "inside", "outside", "perception_gap", "missing_reason"),
)


class HeldRoundCase(RoundAgainstOracle, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assessment = load.hold(cls.env)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def row(self, code, *cell):
        row = self.score(self.assessment, code, *cell)
        self.assertEqual(len(row), 1, (code, cell))
        return row

    def place(self, code, value):
        return self.row(code, False, "place", value)


@tagged("post_install", "-at_install")
class TestRound(HeldRoundCase):
    def test_every_number_equals_the_oracle(self):
        self.assert_round(self.assessment)

    def test_what_is_kept_gives_the_same_numbers(self):
        """Blocks and wholes; places and the like are gone after closing."""
        self.assert_recomputed()

    def assert_recomputed(self):
        self.env.invalidate_all()
        stored = {
            (subject(one), one.block): tuple(one[field] for field in KEPT)
            for one in self.assessment.score_ids
            if one.kind in ("dimension", "question") and not one.cut
        }
        again = {
            (one.code, "+".join(one.block) if one.block else False): one
            for one in self.assessment._opinions({})
        }
        self.assertEqual(set(stored), set(again))
        self.assertGreater(len(stored), 90)
        for key, values in stored.items():
            for field, value in zip(KEPT, values, strict=True):
                other = getattr(again[key], field)
                with self.subTest(row=key, field=field):
                    if isinstance(value, float) and other is not None:
                        self.assertAlmostEqual(value, other, 9)
                    else:
                        self.assertEqual(value, False if other is None else other)

    def test_erasing_a_participant_changes_nothing(self):
        participant = self.assessment.participant_ids.sudo()[-1]
        person = self.env["res.partner"].create({"name": "Erased soon"})
        participant.partner_id = person
        before = self.assessment.readiness
        person.unlink()
        self.env.invalidate_all()
        self.assertFalse(participant.partner_id)
        self.assertEqual(self.assessment.readiness, before)
        self.assert_recomputed()

    def test_closed_for_good(self):
        assessment = self.assessment
        group = assessment.group_ids[0]
        other = self.env["onetoone.dimension"].search([("code", "=", "process")])
        for change in (
            lambda: assessment.write({"as_of": "2026-06-01"}),
            lambda: assessment.write({"state": "open"}),
            lambda: assessment.write({"readiness": 99}),
            lambda: assessment.unlink(),
            lambda: assessment.action_open(),
            lambda: assessment.action_close(),
            lambda: group.write({"weight": 5}),
            lambda: group.write({"eligible_count": 500}),
            lambda: group.unlink(),
            lambda: assessment.survey_ids[0].write({"title": "Other"}),
            lambda: assessment.participant_ids[0].write({"place": "Other"}),
            lambda: assessment.participant_ids[0].action_withdraw(),
            lambda: assessment.target_ids[0].write({"target": 1}),
            lambda: assessment.target_ids[0].unlink(),
            lambda: assessment.target_ids[0].copy({"dimension_id": other.id}),
            lambda: assessment.level_ids[0].write({"note": "Later"}),
            lambda: assessment.write({"verdict": "go"}),
            lambda: self.env["onetoone.participant"].create(
                {"assessment_id": assessment.id, "group_id": group.group_id.id}
            ),
        ):
            with self.subTest(change=change), self.assertRaises(UserError):
                change()

    def test_who_runs_rounds_cannot_touch_results(self):
        manager = new_test_user(
            self.env,
            "round-manager",
            "odoo_onetoone.group_onetoone_manager",
            company_id=self.assessment.company_id.id,
        )
        mine = self.assessment.with_user(manager)
        self.assertTrue(mine.score_ids[0].opinion)
        for forbidden in (
            lambda: mine.score_ids[0].write({"opinion": 99}),
            lambda: mine.score_ids[0].unlink(),
            lambda: mine.env["onetoone.answer"].search([]),
            lambda: mine.env["onetoone.response"].search([]),
            lambda: mine.env["onetoone.invitation"].search([]),
        ):
            with self.subTest(forbidden=forbidden), self.assertRaises(AccessError):
                forbidden()
        self.assertEqual(set(mine.participant_ids.mapped("state")), {"hidden"})

    def test_nothing_is_left_of_who_answered_what(self):
        surveys = self.assessment.with_context(active_test=False).survey_ids
        self.assertEqual(len(surveys), 8)
        inputs = self.env["survey.user_input"].sudo()
        self.assertFalse(inputs.search([("survey_id", "in", surveys.ids)]))
        rounds = [("assessment_id", "=", self.assessment.id)]
        self.assertFalse(self.env["onetoone.response"].sudo().search(rounds))
        self.assertFalse(
            self.env["onetoone.invitation"]
            .sudo()
            .search([("participant_id", "in", self.assessment.participant_ids.ids)])
        )
        answers = self.env["onetoone.answer"].sudo().search(rounds)
        given = sum(len(one["positions"]) for one in oracle.responses().values())
        self.assertEqual(len(answers), given)
        self.assertNotIn("executive", answers.group_id.mapped("code"))

    def test_next_round(self):
        action = self.assessment.action_next_round()
        following = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(following.state, "draft")
        self.assertEqual(following.previous_id, self.assessment)
        self.assertEqual(following.company_id, self.assessment.company_id)
        self.assertFalse(following.participant_ids)
        self.assertFalse(following.score_ids)
        self.assertIs(following.readiness, False)
        self.assertEqual(
            set(following.survey_ids.mapped("onetoone_code")),
            set(held_rounds()[LATEST]["questionnaires"].split()),
        )
        self.assertFalse(following.survey_ids.onetoone_assessment_id)
        self.assertEqual(settings(following), settings(self.assessment))
        following.action_open()
        self.assertEqual(following.state, "open")


def settings(assessment):
    """What the next round takes over."""
    return {
        "targets": sorted(
            (one.dimension_id.code, one.target) for one in assessment.target_ids
        ),
        "groups": sorted(
            (
                one.group_id.code,
                one.weight,
                one.eligible_count,
                tuple(sorted(one.survey_ids.mapped("onetoone_code"))),
            )
            for one in assessment.group_ids
        ),
        "anonymous": (assessment.is_anonymous, assessment.min_answers),
    }


@tagged("post_install", "-at_install")
class TestPlanted(HeldRoundCase):
    def test_a_group_too_small_is_merged(self):
        blocks = set(self.assessment.score_ids.mapped("block"))
        self.assertIn(MANAGERS, blocks)
        self.assertFalse(blocks & {"strategy", "executive"})
        self.assertEqual(self.row("process", MANAGERS).answer_count, 9)

    def test_nothing_is_left_to_guess_where_all_answered(self):
        row = self.row("customer_relations", MANAGERS)
        self.assertEqual((row.opinion_low, row.opinion_high), (row.opinion,) * 2)
        other = self.row("customer_relations", "staff")
        self.assertGreater(other.opinion_high - other.opinion_low, 5)

    def test_managers_judge_better_than_customers(self):
        managers = self.row("customer_relations", MANAGERS)
        customers = self.row("customer_relations", "customer")
        self.assertGreater(managers.opinion - customers.opinion, 25)
        gaps = {
            code: self.row(code).perception_gap
            for code in ("customer_relations", "technology", "employees", "competition")
        }
        self.assertEqual(max(gaps, key=gaps.get), "customer_relations")

    def test_one_place_is_worse(self):
        worse = self.place("customer_relations", "Hamburg").opinion
        for other in ("Berlin", "Köln"):
            better = self.place("customer_relations", other).opinion
            self.assertGreater(better - worse, 15)

    def test_small_places_go_to_other(self):
        rows = self.assessment.score_ids.filtered(lambda one: one.cut == "place")
        self.assertFalse(set(rows.mapped("cut_value")) & {"Rostock", "Kiel"})
        other = self.place("customer_relations", False)
        self.assertTrue(other.is_other)
        self.assertEqual(other.answer_count, 7)

    def test_a_question_nobody_of_the_partners_answers(self):
        self.assertFalse(self.score(self.assessment, "gap_14", "partner"))
        row = self.row("gap_14")
        self.assertIs(row.outside, False)
        self.assertIs(row.perception_gap, False)
        other = self.row("gap_13")
        self.assertAlmostEqual(
            self.row("employees").perception_gap, other.inside - other.outside
        )

    def test_who_skips_most_counts_for_the_question_only(self):
        staff = self.row("customer_relations", "staff").answer_count
        self.assertEqual(self.row("process", "staff").answer_count - staff, 1)

    def test_who_submits_nothing_gave_no_response(self):
        self.assertEqual(self.row("competition", "customer").answer_count, 44)

    def test_who_stops_half_way_counts_by_what_was_submitted(self):
        self.assertEqual(self.row("competition", "frontline").answer_count, 28)
        self.assertLess(self.row("identify", "frontline").answer_count, 28)
        states = self.assessment.participant_ids.sudo().mapped("state")
        self.assertEqual(states.count("missed"), 23)

    def test_who_withdraws_leaves_nothing(self):
        self.assertEqual(self.row("competition", "staff").answer_count, 24)
        states = self.assessment.participant_ids.sudo().mapped("state")
        self.assertEqual(states.count("withdrawn"), 1)
        texts = self.assessment.advice_ids.mapped("text")
        self.assertFalse([text for text in texts if "withdrawn" in text])

    def test_texts_of_a_side_with_fewer_than_the_minimum_are_deleted(self):
        self.assertEqual(set(self.assessment.advice_ids.mapped("side")), {"inside"})
        self.assertEqual(len(self.assessment.advice_ids), 7)
