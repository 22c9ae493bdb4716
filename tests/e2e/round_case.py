"""Compares a closed round with the oracle; for the tests that hold one."""

from data.opinion import LATEST, oracle

NOT_APPLICABLE = "not_applicable"
CLOSE = 1e-6
# withheld by the publishing rules in places; the rest of a whole is always there
MAY_BE_WITHHELD = ("inside", "outside", "perception_gap", "opinion_unweighted")
READY = (
    *("readiness", "readiness_low", "readiness_high", "development_stage"),
    *("development_stage_low", "development_stage_high"),
    *("opinion", "opinion_low", "opinion_high", "evidence", "evidence_coverage"),
)


class RoundAgainstOracle:
    """Mixin of test cases: each stored number equals the one worked out apart."""

    held = LATEST

    def assert_round(self, assessment, held=LATEST):
        """Compare all there is of a round that is closed."""
        self.held = held
        self.assertEqual(assessment.state, "closed")
        self.assert_blocks(assessment)
        self.assert_wholes(assessment)
        self.assert_block_rows(assessment)
        self.assert_cuts(assessment)
        self.assert_stages(assessment)
        self.assert_readiness(assessment)
        self.assert_verdict(assessment)
        self.assert_service_gaps(assessment)

    def score(self, assessment, code, block=False, cut=False, value=False):
        return assessment.score_ids.filtered(
            lambda one: (
                subject(one) == code
                and one.block == block
                and one.cut == cut
                and one.cut_value == value
            )
        )

    def assert_blocks(self, assessment):
        self.assertEqual(
            {
                "+".join(block["groups"]): {
                    key: block[key] for key in ("groups", "side", "weight", "eligible")
                }
                for block in assessment.blocks
            },
            oracle.expected(self.held)["blocks"],
        )

    def assert_wholes(self, assessment):
        whole = oracle.expected(self.held)["whole"]
        codes = {one["dimension"] for one in oracle.questions(self.held).values()}
        for code in (*codes, *oracle.questions(self.held)):
            row = self.score(assessment, code)
            with self.subTest(code=code):
                self.assertEqual(len(row), 1)
                for field, expected in whole[code].items():
                    self.assert_published(row, field, expected)
        gaps = assessment.score_ids.filtered(
            lambda one: one.perception_gap is not False
        )
        # without partners, the outside answers the questions of customers only
        has_partners = "partner" in oracle.expected(self.held)["blocks"]
        self.assertGreater(len(gaps), 15 if has_partners else 3)

    def assert_block_rows(self, assessment):
        expected = oracle.expected(self.held)["block"]
        rows = assessment.score_ids.filtered("block")
        self.assertGreater(len(rows), 60)
        for row in rows:
            with self.subTest(code=subject(row), block=row.block):
                for field, value in expected[subject(row), row.block].items():
                    self.assert_close(row[field], value, field)

    def assert_cuts(self, assessment):
        rows = assessment.score_ids.filtered("cut")
        self.assertGreater(len(rows), 50)
        for (code, cut), cells in rows.grouped(
            lambda one: (subject(one), one.cut)
        ).items():
            named = set(cells.filtered("cut_value").mapped("cut_value"))
            expected = oracle.cut_values(code, cut, named, self.held)
            with self.subTest(code=code, cut=cut):
                self.assertEqual(
                    {one.cut_value or None: one.answer_count for one in cells},
                    {value: count for value, (_opinion, count) in expected.items()},
                )
                for one in cells:
                    self.assertEqual(one.is_other, not one.cut_value)
                    opinion, _count = expected[one.cut_value or None]
                    self.assert_close(one.opinion, opinion, one.cut_value)

    def assert_stages(self, assessment):
        targets = {one.dimension_id.code: one.target for one in assessment.target_ids}
        self.assertEqual(set(targets), set(oracle.STAGES))
        readings = readings_of(assessment)
        for code in oracle.STAGES:
            row = self.score(assessment, code)
            expected = oracle.stage(code, readings[code], self.held)
            expected["said_level"] = oracle.said_level(code, self.held)
            expected["say_do"] = expected["said_level"] - row.suggested_level
            expected["target"] = targets[code]
            expected["gap"] = targets[code] - expected["combined"]
            with self.subTest(stage=code):
                self.assertTrue(row.suggested_level)
                for field, value in expected.items():
                    self.assert_close(row[field], value, field)

    def assert_readiness(self, assessment):
        expected = oracle.readiness(readings_of(assessment), self.held)
        for field in READY:
            with self.subTest(field=field):
                self.assert_close(assessment[field], expected[field], field)
        total = assessment.score_ids.filtered(lambda one: one.kind == "total")
        self.assert_close(total.combined, expected["readiness"], "total")
        self.assert_close(total.opinion, expected["opinion"], "total")

    def assert_verdict(self, assessment):
        verdict, reasons = oracle.verdict(readings_of(assessment), self.held)
        self.assertEqual(assessment.verdict, verdict)
        self.assertEqual(
            [
                (one["code"], one["stage"], one["later"])
                for one in assessment.verdict_reasons or []
            ],
            reasons,
        )
        self.assertEqual(
            len(assessment.verdict_reasons_text.splitlines()), len(reasons)
        )
        capability = oracle.capability(self.held)
        was_asked = capability is not None
        tier = oracle.tier(capability if was_asked else assessment.readiness)
        self.assertEqual(assessment.capability_tier, tier)
        basis = "questionnaire" if was_asked else "readiness"
        self.assertEqual(assessment.capability_basis, basis)

    def assert_service_gaps(self, assessment):
        rows = assessment.score_ids.filtered(lambda one: one.kind == "service_gap")
        expected = {
            code: gap
            for code in oracle.SERVICE_GAPS
            if (gap := oracle.service_gap(code, self.held)) is not None
        }
        self.assertEqual(set(rows.mapped("dimension_id.code")), set(expected))
        for row in rows:
            code = row.dimension_id.code
            with self.subTest(gap=code):
                self.assert_close(row.opinion, expected[code], code)

    def assert_published(self, row, field, expected):
        """Compare a value; what nobody said, or may be withheld, is not stored."""
        if row[field] is False and (expected is None or field in MAY_BE_WITHHELD):
            return
        self.assert_close(row[field], expected, field)

    def assert_close(self, value, expected, name):
        if isinstance(expected, str):
            self.assertEqual(value, expected, name)
            return
        self.assertIsNot(value, False, name)
        self.assertIsNotNone(expected, name)
        self.assertAlmostEqual(value, expected, delta=CLOSE, msg=name)


def subject(row):
    return row.question_code or row.dimension_id.code


def readings_of(assessment):
    """{stage: [(weight, position or None)]} of what the round froze."""
    readings = {code: [] for code in oracle.STAGES}
    for one in assessment.sudo().reading_ids:
        if one.missing_reason != NOT_APPLICABLE and one.weight:
            position = None if one.position is False else one.position
            readings[one.dimension_id.code].append((one.weight, position))
    return readings
