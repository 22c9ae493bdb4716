import io
import re
import zipfile
from datetime import datetime

from odoo.tests import TransactionCase, tagged

from .common import every_cell, open_workbook
from .common_assessment import (
    ROUND_DAY,
    STAGES,
    WEIGHTS,
    GivenRoundCase,
    by_hand,
    opinions_of,
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


def rows_below(worksheet, label):
    """Return the rows below the header that starts with a label, as dicts."""
    rows = list(worksheet.iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == label)
    header = rows[start]
    return [dict(zip(header, row, strict=True)) for row in rows[start + 1 :]]


@tagged("post_install", "-at_install")
class TestAssessmentWorkbook(GivenRoundCase, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.suppressed = ("gap_02", "gap_11", "ladder_interact")
        cls.round = cls._new_round(suppressed=cls.suppressed)

    def _facts(self, worksheet):
        return {row[0]: row[1] for row in worksheet.iter_rows(values_only=True)}

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
        facts = self._facts(self._sheets(self.round)["Cover"])
        self.assertEqual(facts["Company"], "=1+1 & [Co] 株式会社")
        self.assertEqual(facts["Round"], "@SUM(A1:A9)")
        hand = by_hand(WEIGHTS)
        self.assertAlmostEqual(facts["Readiness"], self.round.readiness, 9)
        self.assertAlmostEqual(facts["Readiness"], hand["readiness"], 9)
        self.assertAlmostEqual(facts["Opinion"], hand["opinion"], 9)
        names = dict(self.round._fields["development_stage"].selection)
        self.assertEqual(
            facts["Stage of development"], names[hand["development_stage"]]
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
        self.assertEqual(self._facts(worksheet)["Verdict"], "Not Yet")
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

    # ------------------------------------------------------------
    # OTHER ROUNDS
    # ------------------------------------------------------------

    def test_an_empty_round(self):
        empty = self._new_round(blocks=(), name="Empty")
        content = self._book(empty)
        book = open_workbook(content)
        self.assertIsNone(self._facts(book["Cover"])["Readiness"])
        self.assertEqual(
            [row["Evidence"] for row in rows_below(book["Cover"], "Stage")[:4]],
            [80, 35, 60, None],
        )
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            charts = [
                parts.read(name).decode()
                for name in parts.namelist()
                if "charts/chart" in name
            ]
            names = parts.read("xl/workbook.xml").decode()
        # no picture without a number, no series either
        [bars, _rounds] = charts
        self.assertEqual(len(re.findall("<c:ser>", bars)), 2)
        self.assertNotIn("block_weights", names)

    def test_a_round_that_nobody_answered(self):
        silent = self.env["onetoone.assessment"].create(
            {"name": "Silent", "company_id": self.company.id, "as_of": ROUND_DAY}
        )
        self.env["onetoone.participant"].create(
            {
                "assessment_id": silent.id,
                "group_id": silent.group_ids[0].group_id.id,
                "name": "Somebody",
                "email": "somebody@example.com",
            }
        )
        silent.action_open()
        silent.action_close()
        book = self._sheets(silent)
        self.assertIsNone(self._facts(book["Cover"])["Readiness"])
        rows = rows_below(book["Not shown"], "Dimension or question")
        self.assertIn("Nobody answered", {row["Why"] for row in rows})

    def test_a_named_round_says_so(self):
        named = self._new_round(name="Named", is_anonymous=False)
        notes = [row[0].value for row in self._sheets(named)["Cover"].iter_rows()]
        self.assertTrue([note for note in notes if note and "Named round" in note])

    def test_fifty_blocks(self):
        blocks = self._many_blocks(50)
        wide = self._new_round(blocks=blocks, name="Wide")
        book = self._sheets(wide)
        gap = book["Gap tool"]
        [header] = [
            row
            for row in gap.iter_rows(values_only=True)
            if row[0] == "Aspect and question"
        ]
        self.assertEqual(header[1], "=Group 0 " + "long " * 12)
        self.assertEqual(len(header), 1 + 50 + 7)
        # legible on paper: more than one page wide, with the names on each
        self.assertGreater(gap.page_setup.fitToWidth, 1)
        self.assertEqual(gap.print_title_cols, "$A:$A")

    @classmethod
    def _many_blocks(cls, count):
        cls.env["onetoone.respondent.group"].create(
            [
                {
                    "code": f"many{number}",
                    "name": f"=Group {number} " + "long " * 12,
                    "side": "inside",
                    "weight": 1.0,
                }
                for number in range(count)
            ]
        )
        return [(f"many{number}", "inside", 1.0 + number) for number in range(count)]

    def test_the_rounds_before(self):
        following = self._new_round(name="Next", previous_id=self.round.id)
        following._settle({"readiness_change": 2.5})
        self.env["onetoone.change"].create(
            {
                "assessment_id": following.id,
                "company_id": self.company.id,
                "kind": "composition",
                "points": 2.5,
            }
        )
        book = self._sheets(following)
        rows = rows_below(book["What changed"], "What moved it")
        self.assertEqual(
            [(row["What moved it"], row["Points"]) for row in rows],
            [("Composition", 2.5)],
        )
        names = [row["Round"] for row in rows_below(book["Rounds"], "Round")][:2]
        self.assertEqual(names, ["@SUM(A1:A9) (07/01/2026)", "Next (07/01/2026)"])

    def test_service_gaps_and_instruments(self):
        surveys = self.env["survey.survey"]._onetoone_masters(
            ["gap", "ladder", "self_check"]
        )
        other = self._new_round(name="More", survey_ids=[(6, 0, surveys.ids)])
        gap = self.env["onetoone.dimension"].search(
            [("kind", "=", "service_gap")], limit=1
        )
        self.env["onetoone.score"].create(
            {
                "assessment_id": other.id,
                "company_id": self.company.id,
                "kind": "service_gap",
                "dimension_id": gap.id,
                "opinion": -12.5,
            }
        )
        book = self._sheets(other)
        [row] = rows_below(book["Service gaps"], "Gap")
        self.assertEqual((row["Gap"], row["Points"]), (gap.name, -12.5))
        rows = rows_below(book["Instruments"], "Instrument and question")
        checks = [row for row in rows if row["Instrument and question"].startswith(" ")]
        self.assertEqual(len(checks), 11)
        for check in checks:
            self.assertEqual(check["Failed"] == "Failed", check["Opinion"] < 50)
        self.assertLess(0, len([one for one in checks if one["Failed"]]))

    # ------------------------------------------------------------
    # THE READER
    # ------------------------------------------------------------

    def test_right_to_left_and_the_readers_dates(self):
        self.env["res.lang"]._activate_lang("ar_001")
        self.env["res.lang"].search([("code", "=", "ar_001")]).date_format = "%d/%m/%Y"
        self.analyst.lang = "ar_001"
        workbook = self.env["onetoone.assessment.workbook"].with_user(self.analyst)
        file = io.BytesIO()
        workbook.with_context(
            lang="ar_001", allowed_company_ids=self.company.ids
        )._write_to(self.round, file)
        book = open_workbook(file.getvalue())
        self.assertTrue(book.worksheets)
        for worksheet in book.worksheets:
            self.assertTrue(worksheet.sheet_view.rightToLeft, worksheet.title)
        formats = {
            cell.number_format
            for row in book.worksheets[0].iter_rows()
            for cell in row
            if isinstance(cell.value, datetime)
        }
        self.assertEqual(formats, {"dd/mm/yyyy"})

    def test_the_button(self):
        view = (
            self.env["onetoone.assessment"]
            .with_user(self.analyst)
            .get_view(self.env.ref("odoo_onetoone.onetoone_assessment_view_form").id)
        )
        self.assertIn('name="action_download_workbook"', view["arch"])
        action = self.round.with_user(self.analyst).action_download_workbook()
        self.assertEqual(action["url"], f"/onetoone/assessment/{self.round.id}.xlsx")
