import io
import re
import zipfile

from odoo.tests import TransactionCase, tagged

from .common import every_cell, open_workbook
from .common_assessment import (
    STAGES,
    WEIGHTS,
    GivenRoundCase,
    by_hand,
    facts,
    opinions_of,
    rows_below,
)

WHAT_IF = "What if"
SHEETS = [
    "Cover",
    "Stages",
    "Levels",
    "Ladder",
    "Gap tool",
    "Groups",
    "Inside and outside",
    "Places and product lines",
    "Evidence",
    "Evidence trend",
    "Rounds",
    "Shortcomings",
    "Action plan",
    "What if",
    "Method",
    "Not shown",
]
ALLOWED_IN_FORMULAS = {
    *("IF", "COUNT", "AVERAGE", "SUM", "SUMPRODUCT", "ISNUMBER", "MIN", "AND"),
    "block_weights",
}


@tagged("post_install", "-at_install")
class TestAssessmentWorkbook(GivenRoundCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.suppressed = ("gap_02", "gap_11", "ladder_interact")
        cls.round = cls._new_round(suppressed=cls.suppressed)

    # ------------------------------------------------------------
    # SHEETS
    # ------------------------------------------------------------

    def test_the_sheets(self):
        book = self._sheets(self.round)
        self.assertEqual(book.sheetnames, SHEETS)
        self.assertEqual(book.properties.title, "Assessment “@SUM(A1:A9)”")
        for worksheet in book.worksheets:
            self.assertEqual(worksheet.page_setup.orientation, "landscape")
            self.assertFalse(worksheet.sheet_view.rightToLeft)

    def test_the_cover_says_what_is_stored(self):
        cover = facts(self._sheets(self.round)["Cover"])
        self.assertEqual(cover["Company"], "=1+1 & [Co] 株式会社")
        self.assertEqual(cover["Round"], "@SUM(A1:A9)")
        hand = by_hand(WEIGHTS)
        self.assertAlmostEqual(cover["Readiness"], self.round.readiness, 9)
        self.assertAlmostEqual(cover["Readiness"], hand["readiness"], 9)
        self.assertAlmostEqual(cover["Opinion"], hand["opinion"], 9)
        names = dict(self.round._fields["development_stage"].selection)
        self.assertEqual(
            cover["Stage of development"], names[hand["development_stage"]]
        )
        rows = rows_below(self._sheets(self.round)["Cover"], "Stage")[:4]
        self.assertEqual(
            [row["Stage"] for row in rows],
            ["Identify", "Differentiate", "Interact", "Customize"],
        )
        for stage, row in zip(STAGES, rows, strict=True):
            self.assertAlmostEqual(row["Combined"], hand["combined"][stage], 9)
            self.assertEqual(row["Target"], 75)

    def test_the_verdict(self):
        self.round._settle({"verdict": "not_yet", "verdict_reasons": []})
        worksheet = self._sheets(self.round)["Cover"]
        self.assertEqual(facts(worksheet)["Verdict"], "Not Yet")
        texts = [row[0].value for row in worksheet.iter_rows()]
        self.assertIn(self.round.verdict_text, texts)

    def test_the_gap_tool_is_the_published_numbers(self):
        worksheet = self._sheets(self.round)["Gap tool"]
        rows = rows_below(worksheet, "Aspect and question")
        questions = {
            row["Aspect and question"].strip(): row
            for row in rows
            if row["Aspect and question"].startswith("   ")
        }
        self.assertEqual(len(questions), 18)
        titles = {
            code: question.title
            for code, question in self.round._asked_questions().items()
        }
        labels = ["Strategy Team, Executives", "Other Staff", "Customers"]
        for number in range(1, 19):
            code = f"gap_{number:02d}"
            row = questions[titles[code]]
            overall, cells = opinions_of(code, WEIGHTS)
            self.assertAlmostEqual(row["Overall"], overall, 9)
            for label, value in zip(labels, cells.values(), strict=True):
                if code in self.suppressed:
                    self.assertIsNone(row[label], code)
                else:
                    self.assertAlmostEqual(row[label], value, 9)

    def test_too_few_answers_for_an_interval_are_said(self):
        cell = self.round.score_ids.filtered(
            lambda row: row.question_code == "gap_01" and row.block == "customer"
        )
        cell.thin_reasons = ["no_interval"]
        self.env.flush_all()
        rows = rows_below(self._sheets(self.round)["Gap tool"], "Aspect and question")
        label = "Too few answered for an interval"
        said = {row["Aspect and question"].strip(): row[label] for row in rows}
        self.assertEqual(said.pop(cell.question_id.title), "Customers")
        self.assertEqual(set(said.values()), {None})

    def test_the_heat_map_is_coloured(self):
        worksheet = self._sheets(self.round)["Gap tool"]
        header = next(
            row for row in worksheet.iter_rows() if row[0].value and row[1].value
        )
        letters = {cell.value: cell.column_letter for cell in header}
        coloured = {
            str(area.sqref)[0]: area for area in worksheet.conditional_formatting
        }
        for label in ("Other Staff", "Inside", "Outside", "Overall"):
            area = coloured[letters[label]]
            [rule] = area.rules
            self.assertEqual(rule.type, "colorScale")
            self.assertEqual([one.val for one in rule.colorScale.cfvo], [0, 50, 100])
        self.assertNotIn(letters["Answers"], coloured)

    def test_sides(self):
        rows = rows_below(
            self._sheets(self.round)["Inside and outside"], "Aspect or question"
        )
        self.assertEqual(len(rows), 7 + 18)
        for row in rows[:7]:
            self.assertEqual(row["Inside"] - row["Outside"], row["Perception gap"])
            self.assertEqual(row["Outside"], 40)

    def test_groups(self):
        rows = rows_below(self._sheets(self.round)["Groups"], "Groups reported as one")
        self.assertEqual([row["Weight"] for row in rows], [2, 0.8, 1])
        self.assertEqual([row["Groups in it"] for row in rows], [2, 1, 1])
        self.assertEqual({row["Most answers behind a number"] for row in rows}, {7})

    def test_evidence_is_what_was_frozen(self):
        rows = rows_below(self._sheets(self.round)["Evidence"], "Stage")
        self.assertEqual(len(rows), 8)
        positions = [row["Position"] for row in rows if row["Position"] is not None]
        self.assertEqual(positions, [80, 35, 60])
        self.assertEqual(
            [rows[0][f"At {number}"] for number in (0, 25, 50, 75, 100)],
            [0, 25, 50, 75, 100],
        )
        self.assertEqual((rows[0]["Counted"], rows[0]["Among"]), (7, 9))
        self.assertEqual(rows[1]["Why no score"], "There is nothing to count yet")

    def test_not_shown_gives_reasons_and_no_numbers(self):
        worksheet = self._sheets(self.round)["Not shown"]
        rows = rows_below(worksheet, "Dimension or question")
        self.assertTrue(rows)
        for cell in (cell for row in worksheet.iter_rows() for cell in row):
            self.assertNotIsInstance(cell.value, int | float)

    # ------------------------------------------------------------
    # FORMULAS AND CHARTS
    # ------------------------------------------------------------

    def test_no_text_is_a_formula(self):
        for cell in every_cell(self._sheets(self.round)):
            self.assertIsNone(cell.hyperlink)
            if cell.data_type == "f":
                self.assertEqual(cell.parent.title, WHAT_IF)
                words = re.findall(r"[A-Za-z_]{4,}|[A-Z]{2,}(?=\()", cell.value)
                self.assertLessEqual(set(words), ALLOWED_IN_FORMULAS, cell.value)

    def test_formulas_rest_on_published_numbers_only(self):
        worksheet = self._sheets(self.round)[WHAT_IF]
        rows = list(worksheet.iter_rows())
        start = next(
            place
            for place, row in enumerate(rows)
            if row[0].value == "Opinions by group"
        )
        lines = rows[start + 1 : start + 1 + 22]
        self.assertEqual(len(lines), 22)
        stored = [row for row in lines if row[4].value == "Stored total"]
        self.assertEqual(len(stored), len(self.suppressed))
        for row in stored:
            self.assertEqual(row[2].data_type, "n")
            self.assertEqual(row[2].value, row[1].value)
            self.assertFalse([cell.value for cell in row[5:] if cell.value])
        for row in set(map(tuple, lines)) - set(map(tuple, stored)):
            self.assertEqual(row[2].data_type, "f")
            self.assertEqual(len([c.value for c in row[5:] if c.value is not None]), 3)

    def test_charts_are_drawn_from_the_cells(self):
        content = self._book(self.round)
        book = open_workbook(content)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            charts = sorted(name for name in parts.namelist() if "charts/chart" in name)
            xml = {name: parts.read(name).decode() for name in charts}
        bars, radar, _rounds = xml.values()
        self.assertIn("<c:barChart>", bars)
        self.assertIn("<c:radarChart>", radar)
        for part in (bars, radar):
            self.assertIn('<c:max val="100"/>', part)
            self.assertIn('<c:min val="0"/>', part)
        self.assertEqual(self._drawn(book, bars, "cat"), [self._stage_names()] * 3)
        for label in ("Opinion", "Evidence", "Target"):
            self.assertIn(f"<c:v>{label}</c:v>", bars)
        opinion, evidence, target = self._drawn(book, bars, "val")
        self.assertAlmostEqual(opinion[0], self._stage("identify").opinion, 9)
        self.assertEqual(evidence, [80, 35, 60, None])
        self.assertEqual(target, [75] * 4)
        inside, outside = self._drawn(book, radar, "val")
        self.assertEqual(len(inside), 7)
        self.assertEqual(outside, [40] * 7)

    def _drawn(self, book, xml, part):
        """Return the values of the cells that the series of a chart refer to."""
        found = re.findall(rf"<c:{part}>.*?<c:f>(.*?)</c:f>", xml, re.S)
        areas = []
        for reference in found:
            sheet, cells = reference.replace("'", "").split("!")
            area = book[sheet][cells.replace("$", "")]
            areas.append([cell.value for (cell,) in area])
        return areas

    def _stage_names(self):
        return [self.stages[code].name for code in STAGES]

    def _stage(self, code):
        return self.round.stage_score_ids.filtered(
            lambda row: row.dimension_id.code == code
        )
