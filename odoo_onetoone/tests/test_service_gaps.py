from odoo import Command
from odoo.tests import tagged

from .common_judged_rounds import AS_OF, JudgedRoundCase

# five steps: level 3 is 50, level 4 is 75
SAID = {
    "service_expected": 4,
    "service_perceived": 3,
    "service_understood": 3,
    "service_specified": 4,
}
# By hand: five people who agree. The steps alone leave a variance of 25²/(12 × 5) =
# 10.41667; ÷ 5 answers 2.08333, SE 1.44338; 4 degrees of freedom, t = 2.776445.
CUSTOMERS_REACH = 4.00745
# Half of ten managers answered: 1.04167, SE 1.02062.
MANAGERS_REACH = 2.83370


@tagged("post_install", "-at_install")
class TestServiceGaps(JudgedRoundCase):
    def hold(self, counts, *codes, eligible=10, **values):
        assessment = self.new_round(
            counts,
            as_of=AS_OF,
            survey_ids=[Command.set(self.masters(*codes).ids)],
            **values,
        )
        managers = assessment.group_ids.filtered(
            lambda line: line.group_id.code == "middle"
        )
        managers.eligible_count = eligible
        assessment.action_open()
        assessment.participant_ids._send_invitations()
        self.answer_levels(assessment, SAID)
        assessment.action_close()
        return assessment

    def gap(self, assessment, number):
        return assessment.service_gap_ids.filtered(
            lambda row: row.dimension_id.code == f"service_gap_{number}"
        )

    def assert_gap(self, assessment, number, value, reach):
        row = self.gap(assessment, number)
        self.assertAlmostEqual(row.opinion, value, 4)
        self.assertAlmostEqual(row.opinion_low, value - reach, 4)
        self.assertAlmostEqual(row.opinion_high, value + reach, 4)
        self.assertFalse(row.missing_reason)

    def test_what_each_gap_compares(self):
        gaps = self.env["onetoone.dimension"].search([("kind", "=", "service_gap")])
        self.assertEqual(
            [(gap.gap_given_id.code, gap.gap_wanted_id.code) for gap in gaps],
            [
                ("service_understood", "service_expected"),
                ("service_specified", "service_understood"),
                ("service_delivered", "service_specified"),
                ("service_delivered", "service_promised"),
                ("service_perceived", "service_expected"),
            ],
        )

    def test_the_gaps_of_two_questionnaires(self):
        self.give_reading("satisfaction", 35, value=3.2)
        assessment = self.hold(
            {"middle": 5, "customer": 5}, "service_customer", "service_manager"
        )
        # managers believe 50, customers expect 75: √(4.00745² + 2.83370²) = 4.90810
        self.assert_gap(assessment, 1, -25, 4.90810)
        # the same managers: 75 less 50, ± 2 × 2.83370
        self.assert_gap(assessment, 2, 25, 2 * MANAGERS_REACH)
        # the same customers: 50 less 75, ± 2 × 4.00745
        self.assert_gap(assessment, 5, -25, 2 * CUSTOMERS_REACH)
        # nobody was asked what is delivered, and neither that nor what is promised
        third = self.gap(assessment, 3)
        self.assertIs(third.opinion, False)
        self.assertEqual(third.missing_reason, "not_asked")
        self.assertFalse(self.gap(assessment, 4))

    def test_what_the_records_show_stands_beside_it(self):
        self.give_reading("satisfaction", 35, value=3.2)
        assessment = self.hold(
            {"middle": 5, "customer": 5}, "service_customer", "service_manager"
        )
        perceived = self.gap(assessment, 5)
        self.assertAlmostEqual(perceived.evidence, 35)
        self.assertEqual(perceived.evidence_coverage, 1)
        self.assertEqual(perceived.evidence_text, "Satisfaction: 3.2 (position 35)")
        # of gap 1 no record tells; of gap 2 one could, and was not measured
        self.assertIs(self.gap(assessment, 1).evidence_coverage, False)
        self.assertEqual(self.gap(assessment, 2).evidence_coverage, 0)
        self.assertFalse(self.gap(assessment, 2).evidence_text)

    def test_a_side_that_too_few_answered(self):
        assessment = self.hold(
            {"middle": 5, "customer": 4}, "service_customer", "service_manager"
        )
        for number in (1, 5):
            row = self.gap(assessment, number)
            self.assertIs(row.opinion, False)
            expected = self.score(assessment, "service_expected")
            self.assertEqual(row.missing_reason, expected.missing_reason)
            self.assertTrue(row.missing_reason)
        self.assert_gap(assessment, 2, 25, 2 * MANAGERS_REACH)

    def test_everybody_answered_on_both_sides(self):
        """Nothing is left to guess of the managers: the customers' reach alone."""
        assessment = self.hold(
            {"middle": 5, "customer": 5},
            "service_customer",
            "service_manager",
            eligible=5,
        )
        self.assert_gap(assessment, 1, -25, CUSTOMERS_REACH)
        self.assert_gap(assessment, 2, 25, 0)

    def test_a_round_without_these_questions_has_no_gaps(self):
        assessment = self.judge()
        self.assertFalse(assessment.service_gap_ids)
        self.assertFalse(assessment.service_gaps)

    def test_a_gap_without_an_interval_is_thin(self):
        assessment = self.hold(
            {"middle": 2, "customer": 2},
            "service_customer",
            "service_manager",
            is_anonymous=False,
        )
        row = self.gap(assessment, 5)
        self.assertEqual((row.opinion, row.opinion_low), (-25, False))
        self.assertTrue(row.is_thin)

    def test_recomputing_gives_the_same(self):
        self.give_reading("satisfaction", 35, value=3.2)
        assessment = self.hold(
            {"middle": 5, "customer": 5}, "service_customer", "service_manager"
        )
        names = ("opinion", "opinion_low", "opinion_high", "evidence", "missing_reason")
        kept = [[row[name] for name in names] for row in assessment.service_gap_ids]
        self.assertEqual(len(kept), 4)
        gaps = self.env["onetoone.dimension"].search([("kind", "=", "service_gap")])
        gaps.write({"gap_wanted_id": False, "gap_indicator_ids": [Command.clear()]})
        assessment._score_round({})
        self.env.invalidate_all()
        self.assertEqual(
            [[row[name] for name in names] for row in assessment.service_gap_ids], kept
        )

    def test_gaps_are_no_rows_of_the_heat_map_nor_of_a_change(self):
        first = self.hold({"customer": 5}, "service_customer")
        sections = first.get_heat_map(first.id)["round"]["sections"]
        self.assertEqual([section["kind"] for section in sections], ["service"])
        codes = {result.code for result in first._stored_results()}
        self.assertFalse({code for code in codes if code and "gap" in code})
