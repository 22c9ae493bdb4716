import io
import re
import zipfile
from datetime import datetime

from odoo.tests import TransactionCase, tagged

from .common import open_workbook
from .common_assessment import ROUND_DAY, GivenRoundCase, facts, rows_below


@tagged("post_install", "-at_install")
class TestAssessmentRounds(GivenRoundCase, TransactionCase):
    """Workbooks of rounds that are unlike most, and of other readers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.round = cls._new_round()

    def test_an_empty_round(self):
        empty = self._new_round(blocks=(), name="Empty")
        content = self._book(empty)
        book = open_workbook(content)
        self.assertIsNone(facts(book["Cover"])["Readiness"])
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
        self.assertIsNone(facts(book["Cover"])["Readiness"])
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
        self.assertEqual(len(header), 1 + 50 + 8)
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
            self.assertEqual(check["Failed"] == "Failed", check["Overall"] < 50)
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
        # texts start where the reader starts
        cover = book.worksheets[0]
        self.assertEqual(cover["A1"].alignment.horizontal, "right")
        self.assertEqual(cover["A1"].alignment.readingOrder, 2)
        self.assertEqual(cover["B2"].alignment.horizontal, "right")
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
