"""The live sheet: LibreOffice computes it anew, and a hand-made sum checks it."""

import io

from openpyxl import load_workbook

from odoo.tests import TransactionCase, tagged

from .common import open_workbook
from .common_assessment import (
    STAGES,
    WEIGHTS,
    GivenRoundCase,
    by_hand,
    opinions_of,
)
from .common_office import recalculated

WHAT_IF = "What if"
RELATIVE = 1e-9


@tagged("post_install", "-at_install")
class TestAssessmentWhatIf(GivenRoundCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.suppressed = ("gap_02", "gap_11", "ladder_interact")
        cls.round = cls._new_round(suppressed=cls.suppressed)

    def _close(self, value, expected, name):
        self.assertIsInstance(value, int | float, name)
        self.assertLessEqual(
            abs(value - expected), RELATIVE * max(1, abs(expected)), name
        )

    def _named(self, content, name):
        """Return the cells of a named range, in order."""
        worksheet = open_workbook(content)[WHAT_IF]
        reference = open_workbook(content).defined_names[name].attr_text
        area = worksheet[reference.split("!")[1].replace("$", "")]
        if not isinstance(area, tuple):
            return [area.coordinate]
        return [cell.coordinate for row in area for cell in row]

    def _results(self, book):
        """Return {label: what if} of the results and {stage: combined}."""
        rows = list(book[WHAT_IF].iter_rows(values_only=True))
        labels = [row[0] for row in rows]
        start, stages = labels.index("Result"), labels.index("Stages")
        results = {row[0]: row[2] for row in rows[start + 1 : start + 9]}
        combined = [row[2] for row in rows[stages + 1 : stages + 5]]
        return results, dict(zip(STAGES, combined, strict=True))

    def assert_results(self, book, expected):
        results, combined = self._results(book)
        self._close(results["Readiness"], expected["readiness"], "readiness")
        self._close(results["Opinion"], expected["opinion"], "opinion")
        self._close(results["Evidence"], expected["evidence"], "evidence")
        self._close(results["λ counted"], expected["counted"], "share")
        for stage, value in expected["combined"].items():
            self._close(combined[stage], value, stage)
        names = dict(self.round._fields["development_stage"].selection)
        self.assertEqual(
            results["Stage of development"], names[expected["development_stage"]]
        )

    def test_computed_anew_it_gives_what_is_stored(self):
        content = self._book(self.round)
        stored = open_workbook(content)
        again = recalculated(content)
        self.assert_results(again, by_hand(WEIGHTS, self.suppressed))
        formulas = [
            cell
            for row in stored[WHAT_IF].iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        self.assertGreater(len(formulas), 50)
        cached = self._cached(content)
        for cell in formulas:
            value, other = cached[cell.coordinate], again[WHAT_IF][cell.coordinate]
            if isinstance(value, int | float):
                self._close(other.value, value, cell.coordinate)
            else:
                self.assertEqual(other.value or "", value or "", cell.coordinate)

    def _cached(self, content):
        worksheet = load_workbook(io.BytesIO(content), data_only=True)[WHAT_IF]
        return {
            cell.coordinate: cell.value for row in worksheet.iter_rows() for cell in row
        }

    def test_the_values_it_comes_with_are_the_stored_ones(self):
        content = self._book(self.round)
        cached = self._cached(content)
        for name in ("readiness_stored", "readiness_what_if"):
            [cell] = self._named(content, name)
            self.assertEqual(cached[cell], self.round.readiness)
        values = set(cached.values())
        for score in self.round.stage_score_ids:
            self.assertIn(score.opinion, values)
            self.assertIn(score.combined, values)

    def test_other_weights_and_shares_move_it(self):
        content = self._book(self.round)
        tried = {"strategy+executive": 0.0, "staff": 3.0, "customer": 0.5}
        shares = {
            "identify": 0.9,
            "differentiate": 0.0,
            "interact": 0.4,
            "customize": 1.0,
        }
        weight_cells = self._named(content, "block_weights")
        share_cells = self._named(content, "evidence_shares")
        changes = {
            (WHAT_IF, cell): value
            for cell, value in (
                *zip(weight_cells, tried.values(), strict=True),
                *zip(share_cells, shares.values(), strict=True),
            )
        }
        expected = by_hand(tried, self.suppressed, shares)
        self.assertNotAlmostEqual(expected["readiness"], self.round.readiness, 1)
        self.assert_results(recalculated(content, changes), expected)

    def test_without_any_weight_there_is_no_number_where_groups_make_it(self):
        content = self._book(self.round)
        changes = {(WHAT_IF, cell): 0 for cell in self._named(content, "block_weights")}
        results, combined = self._results(recalculated(content, changes))
        # one stage and two questions keep their stored total: too few for an opinion
        self.assertFalse(results["Readiness"])
        self.assertFalse(results["Opinion"])
        self._close(combined["identify"], 80, "identify")
        interact, _cells = opinions_of("ladder_interact", WEIGHTS)
        self._close(combined["interact"], 0.8 * interact + 0.2 * 60, "interact")

    def test_the_product_says_the_same_of_other_weights(self):
        content = self._book(self.round)
        tried = {"strategy+executive": 0.3, "staff": 1.7, "customer": 4.0}
        cells = self._named(content, "block_weights")
        changes = {
            (WHAT_IF, cell): value
            for cell, value in zip(cells, tried.values(), strict=True)
        }
        results, _combined = self._results(recalculated(content, changes))
        outcome = self.round.with_user(self.analyst).what_if({"weights": tried})
        self._close(results["Readiness"], outcome["readiness"], "readiness")

    def test_cells_to_change_take_only_what_makes_sense(self):
        worksheet = open_workbook(self._book(self.round))[WHAT_IF]
        rules = worksheet.data_validations.dataValidation
        limits = {(rule.formula1, rule.formula2) for rule in rules}
        self.assertEqual(limits, {("0", "1"), ("0", "100")})
        for rule in rules:
            for row in worksheet[str(rule.sqref)]:
                for cell in row if isinstance(row, tuple) else (row,):
                    self.assertEqual(cell.fill.fgColor.rgb, "FFFFF2B3")

    def test_fifty_blocks(self):
        self.env["onetoone.respondent.group"].create(
            [
                {"code": f"b{number}", "name": f"Group {number}", "side": "inside"}
                for number in range(50)
            ]
        )
        weights = {f"b{number}": 0.5 + number % 7 for number in range(50)}
        blocks = [(key, "inside", weight) for key, weight in weights.items()]
        content = self._book(self._new_round(blocks=blocks, name="Wide"))
        self.assertEqual(len(self._named(content, "block_weights")), 50)
        self.assert_results(recalculated(content), by_hand(weights))

    def test_an_empty_round(self):
        content = self._book(self._new_round(blocks=(), name="Empty"))
        results, combined = self._results(recalculated(content))
        self.assertFalse(results["Readiness"])
        self._close(results["Evidence"], (80 + 35 + 60) / 3, "evidence")
        self._close(combined["identify"], 80, "identify")
        self.assertFalse(combined["customize"])
