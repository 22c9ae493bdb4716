"""The workbook of the planned round holds what was published, and nothing more."""

import io

from openpyxl import load_workbook

from odoo.tests import TransactionCase, tagged

from data.opinion import load, oracle

CLOSE = 1e-9
# what fewer than the minimum of people said, or what would give them away
FAR = 1e-6


@tagged("post_install", "-at_install")
class TestRoundWorkbook(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.assessment = load.hold(cls.env)
        file = io.BytesIO()
        cls.env["onetoone.assessment.workbook"].with_context(
            allowed_company_ids=cls.assessment.company_id.ids
        )._write_to(cls.assessment, file)
        cls.book = load_workbook(file, data_only=True)
        cls.numbers = {
            float(cell.value)
            for worksheet in cls.book.worksheets
            for row in worksheet.iter_rows()
            for cell in row
            if isinstance(cell.value, int | float)
        }

    def _has(self, value, tolerance):
        return any(abs(number - value) <= tolerance for number in self.numbers)

    def test_every_published_opinion_is_there(self):
        rows = self.assessment.score_ids.filtered(lambda row: row.opinion is not False)
        self.assertGreater(len(rows), 150)
        for row in rows:
            self.assertTrue(self._has(row.opinion, CLOSE), row.display_name)

    def test_what_was_suppressed_is_nowhere(self):
        """The oracle knows every number; what is not published must not be found."""
        published = {
            (row.question_code or row.dimension_id.code, row.block)
            for row in self.assessment.score_ids
            if row.block
        }
        known = {
            value
            for row in self.assessment.score_ids
            for field in (
                *("opinion", "opinion_unweighted", "inside", "outside", "combined"),
                *("opinion_low", "opinion_high", "evidence", "perception_gap"),
            )
            if (value := row[field]) is not False
        }
        known |= {reading.position for reading in self.assessment.reading_ids}
        suppressed = {
            key: values["opinion"]
            for key, values in oracle.expected()["block"].items()
            if key not in published
        }
        # an opinion of few answers may be a round number, such as 50
        telling = {
            key: value
            for key, value in suppressed.items()
            if abs(value * 4 - round(value * 4)) > FAR
            and all(abs(value - other) > FAR for other in known)
        }
        self.assertGreater(len(telling), 20)
        for key, value in telling.items():
            self.assertFalse(self._has(value, FAR), key)

    def test_the_cover_has_the_readiness_worked_out_apart(self):
        cover = {
            row[0]: row[1] for row in self.book["Cover"].iter_rows(values_only=True)
        }
        self.assertAlmostEqual(cover["Readiness"], self.assessment.readiness, 9)
        self.assertEqual(cover["Round"], "Summer 2026")
