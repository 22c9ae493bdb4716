from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_judged_rounds import JudgedRoundCase

SOUND = {
    "identify": [("reachable", 1, 60)],
    "differentiate": [("value_known", 1, 60)],
    "interact": [("two_way", 1, 60)],
    "customize": [("gold_terms", 1, 60)],
}


@tagged("post_install", "-at_install")
class TestVerdict(JudgedRoundCase):
    def stage(self, assessment, code):
        return assessment.stage_score_ids.filtered(
            lambda row: row.dimension_id.code == code
        )

    def test_the_stages_side_by_side(self):
        assessment = self.judge()
        combined = {
            row.dimension_id.code: round(row.combined, 6)
            for row in assessment.stage_score_ids
        }
        self.assertEqual(
            combined,
            {"identify": 31, "differentiate": 68, "interact": 63, "customize": 20},
        )

    def test_prepare_first_with_its_reasons(self):
        assessment = self.judge()
        self.assertEqual(assessment.verdict, "prepare_first")
        self.assertEqual(
            [
                (one["code"], one["stage"], one["later"])
                for one in assessment.verdict_reasons
            ],
            [
                ("below_50", "identify", None),
                ("thin", "differentiate", None),
                ("skipped", "identify", "interact"),
            ],
        )
        self.assertEqual(
            assessment.verdict_reasons_text.splitlines(),
            [
                "Identify stands at 31, below 50.",
                "Differentiate is not well founded. Its evidence is thin: only 35 % of "
                "it could be measured.",
                "Interact stands 32 points above Identify: skipping stages fails.",
            ],
        )
        self.assertIn("Prepare first", assessment.verdict_text)

    def test_not_yet(self):
        """(0 + 40)/2 = 20 for identify."""
        assessment = self.judge(
            {"identify": 1, "differentiate": 3, "interact": 2, "customize": 1},
            {**SOUND, "identify": [("reachable", 1, 40)]},
        )
        self.assertEqual(assessment.verdict, "not_yet")
        self.assertIn(
            "Identify stands at 20, below 25.", assessment.verdict_reasons_text
        )

    def test_go(self):
        """(60 + 60)/2 for identify, (50 + 60)/2 for the others."""
        assessment = self.judge(
            {"identify": 4, "differentiate": 3, "interact": 3, "customize": 3}, SOUND
        )
        self.assertEqual(assessment.verdict, "go")
        self.assertFalse(assessment.verdict_reasons)
        self.assertFalse(assessment.verdict_reasons_text)
        self.assertFalse(assessment.thin_text)
        self.assertIn("Go", assessment.verdict_text)

    def test_a_number_is_never_rounded_onto_its_limit(self):
        """(50 + 49.9)/2 = 49.95 is below 50, and said to be."""
        assessment = self.judge(
            {"identify": 4, "differentiate": 3, "interact": 3, "customize": 3},
            {**SOUND, "differentiate": [("value_known", 1, 49.9)]},
        )
        self.assertEqual(
            assessment.verdict_reasons_text,
            "Differentiate stands at 49.95, below 50.",
        )

    def test_a_stage_nobody_was_asked_about(self):
        """Its evidence is kept all the same: the records judge all four."""
        self.give_readings(
            {"identify": [("reachable", 1, 42)], "customize": [("gold_terms", 1, None)]}
        )
        assessment = self.open_round({"staff": 5}, as_of="2026-03-02")
        self.answer_all(assessment)
        assessment.action_close()
        row = self.stage(assessment, "identify")
        self.assertIs(row.opinion, False)
        self.assertEqual(row.missing_reason, "not_asked")
        self.assertEqual((row.evidence, row.combined), (42, 42))
        self.assertTrue(row.is_thin)
        self.assertEqual(row.thin_text, "There is no opinion that may be shown.")
        self.assertEqual(assessment.verdict, "prepare_first")
        self.assertIn(
            "Nothing is known of Differentiate: it has neither opinion nor evidence.",
            assessment.verdict_reasons_text,
        )
        names = [
            row["name"]
            for section in assessment.get_heat_map(assessment.id)["round"]["sections"]
            for row in section["rows"]
        ]
        self.assertNotIn("Identify", names)

    def test_few_answers_are_told(self):
        """Four degrees of freedom are needed: a named round of three has two."""
        self.give_readings(SOUND)
        assessment = self.ask({"staff": 3}, "ladder", is_anonymous=False)
        self.answer_levels(assessment, {"identify": 4, "differentiate": 3})
        assessment.action_close()
        row = self.stage(assessment, "identify")
        self.assertEqual((row.opinion, row.opinion_low), (60, False))
        self.assertTrue(row.is_thin)
        few = "Too few people answered to tell how far the opinion can be trusted."
        self.assertEqual(row.thin_text, few)
        question = self.score(assessment, "ladder_identify")
        self.assertTrue(question.is_thin)
        self.assertEqual(question.thin_text, few)
        self.assertIn(
            f"Identify is not well founded. {few}", assessment.verdict_reasons_text
        )
        # stages that the verdict does not rest on are named apart
        self.assertNotIn("Interact", assessment.verdict_reasons_text)
        self.assertIn(
            "Interact is not well founded. There is no opinion that may be shown.",
            assessment.thin_text,
        )

    def test_well_founded_rows_are_not_thin(self):
        assessment = self.judge()
        thin = assessment.score_ids.filtered("is_thin")
        self.assertEqual(thin.dimension_id.mapped("code"), ["differentiate"])
        self.assertEqual(thin.thin_reasons, ["little_evidence"])

    def test_the_tier_rests_on_the_readiness(self):
        """Opinion (20 + 75 + 50 + 0)/4 = 36.25, evidence (42 + 55 + 76 + 40)/4 = 53.25.

        Coverage (1 + 0.35 + 1 + 1)/4 is above half: (36.25 + 53.25)/2 = 44.75.
        """
        assessment = self.judge()
        self.assertAlmostEqual(assessment.readiness, 44.75)
        self.assertEqual(assessment.capability_tier, "medium")
        self.assertEqual(assessment.capability_basis, "readiness")
        said, context = assessment.capability_text.splitlines()
        self.assertIn("Medium: by the readiness of 44.8", said)
        self.assertIn("return on sales of 13 %", context)

    def test_the_tier_rests_on_the_questionnaire(self):
        """Key capabilities 3 of 3 = 100, indicators 2 of 3 = 50: their mean is 75."""
        self.give_readings()
        assessment = self.ask({"staff": 6, "executive": 5}, "ladder", "capability")
        self.answer_levels(
            assessment,
            {
                "identify": 2,
                "differentiate": 4,
                "interact": 3,
                "customize": 1,
                "crm_key_capabilities": 3,
                "crm_indicators": 2,
            },
        )
        assessment.action_close()
        self.assertEqual(assessment.capability_tier, "leading")
        self.assertEqual(assessment.capability_basis, "questionnaire")
        said, context = assessment.capability_text.splitlines()
        self.assertIn("gives 75.0 of 100", said)
        self.assertIn("return on sales of 33 %", context)
        # context, and never a part of a number
        self.assertAlmostEqual(assessment.readiness, 44.75)

    def test_without_any_value_there_is_no_tier(self):
        self.give_readings()
        assessment = self.open_round({"staff": 5}, as_of="2026-03-02")
        assessment.action_close()
        self.assertIs(assessment.capability_tier, False)
        self.assertIs(assessment.capability_basis, False)
        self.assertFalse(assessment.capability_text)

    def test_the_words_follow_the_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        stage = self.env.ref("odoo_onetoone.dimension_identify")
        stage.with_context(lang="fr_FR").name = "Identifier"
        assessment = self.judge()
        self.assertIn("Identify", assessment.verdict_reasons_text)
        self.assertIn(
            "Identifier", assessment.with_context(lang="fr_FR").verdict_reasons_text
        )

    def test_nobody_writes_a_verdict(self):
        draft = self.new_round({"staff": 1}).with_user(self.manager)
        for values in (
            {"verdict": "go"},
            {"capability_tier": "leading"},
            {"service_gaps": []},
            {"segment_level_basis": "decided"},
        ):
            with self.subTest(values):
                with self.assertRaisesRegex(UserError, "opening and closing"):
                    draft.write(values)

    def test_recomputing_gives_the_same(self):
        self.suggest(3)
        assessment = self.judge()
        fields = ("verdict", "verdict_reasons", "capability_tier", "capability_basis")
        kept = {field: assessment[field] for field in fields}
        rows = self.rows(assessment)
        self.assertEqual(len(rows), 1 + 4 + 4 + 4 * 2)
        # whatever is set otherwise later
        self.env["onetoone.indicator"].search([("anchors", "!=", False)]).weight = 3
        self.env["onetoone.dimension"].search([]).write(
            {"weight": 2, "evidence_share": 0.1}
        )
        stages = self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        said = assessment.verdict_reasons_text
        for stage in stages:
            stage.code = f"{stage.code}_renamed"
        self.env.invalidate_all()
        self.assertEqual(assessment.verdict_reasons_text, said)
        for stage in stages:
            stage.code = stage.code.removesuffix("_renamed")
        self.env["onetoone.level.suggestion"].search([]).unlink()
        self.env["onetoone.reading"].search([]).unlink()
        assessment.participant_ids.partner_id.unlink()
        assessment._score_round({})
        self.env.invalidate_all()
        self.assertEqual({field: assessment[field] for field in fields}, kept)
        self.assertEqual(self.rows(assessment), rows)

    def rows(self, assessment):
        """Return all stored values of all rows but their ids."""
        names = [
            name
            for name, field in assessment.score_ids._fields.items()
            if field.store and name != "id"
        ]
        return [
            [
                round(value, 9) if isinstance(value, float) else value
                for value in (row[name] for name in names)
            ]
            for row in assessment.score_ids.sorted("sequence")
        ]


@tagged("post_install", "-at_install")
class TestSegmentPositionOfRound(JudgedRoundCase):
    """Where the company stands on the ladder of customer management at closing."""

    def level(self, rank):
        return self.env["onetoone.management.level"].search([("rank", "=", rank)])

    def decide(self, date, level, target):
        self.env["onetoone.segment.position"].create(
            {
                "company_id": self.company.id,
                "date": date,
                "level_id": self.level(level).id,
                "target_level_id": self.level(target).id,
                "reason": "By the board",
            }
        )

    def test_the_latest_decision_is_frozen(self):
        self.decide("2026-01-10", 1, 2)
        self.decide("2026-02-10", 2, 3)
        self.decide("2099-01-01", 5, 5)
        assessment = self.judge()
        self.decide("2026-02-20", 4, 5)
        self.assertEqual(assessment.segment_level_id.rank, 2)
        self.assertEqual(assessment.segment_target_id.rank, 3)
        self.assertEqual(assessment.segment_level_basis, "decided")

    def test_without_a_decision_the_segments_suggest(self):
        assessment = self.judge()
        self.assertEqual(assessment.segment_level_id, self.level(0))
        self.assertFalse(assessment.segment_target_id)
        self.assertEqual(assessment.segment_level_basis, "suggested")
