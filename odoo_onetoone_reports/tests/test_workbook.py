import io
import os
import tempfile
from datetime import date, datetime
from unittest.mock import patch

from odoo.tests import BaseCase

from ..content import report as kinds
from ..content.report import Column, Fact, Report, Sheet
from ..xlsx.text import CUT_MARK, MAX_TEXT
from ..xlsx.workbook import write_report
from .common import (
    HOSTILE_TEXTS,
    SafeWorkbookCase,
    as_read,
    every_cell,
    open_workbook,
    table,
)


def report(*sheets, **values):
    return Report(
        **{
            "title": "Report",
            "company": "Acme",
            "author": "Somebody",
            "created": datetime(2026, 7, 1, 12),
            "sheets": sheets,
            **values,
        }
    )


def text_sheet(rows, **values):
    columns = [Column("text", "Text", kinds.TEXT, 20)]
    return Sheet(name="List", columns=columns, rows=rows, **values)


def written(content_report, **options):
    file = io.BytesIO()
    write_report(content_report, file, **options)
    return file.getvalue()


class TestWorkbook(SafeWorkbookCase, BaseCase):
    def _cells_of_kind(self, kind, *values, **options):
        columns = [Column("value", "Value", kind, 20)]
        sheet = Sheet("List", columns, [(value,) for value in values])
        [worksheet] = open_workbook(written(report(sheet, **options))).worksheets
        return [row[0] for row in worksheet.iter_rows(min_row=2)]

    def test_hostile_texts_stay_texts_in_cells(self):
        content = written(report(text_sheet([(text,) for text in HOSTILE_TEXTS])))
        self.assert_only_values(content)
        rows = table(open_workbook(content)["List"])
        # the reader of the test does not undo Excel's escape of "_x003D_"
        self.assertEqual(
            [row["Text"].replace("_x005F_", "_") for row in rows],
            [as_read(text) for text in HOSTILE_TEXTS],
        )

    def test_hostile_texts_stay_texts_around_the_table(self):
        for text in HOSTILE_TEXTS:
            with self.subTest(text=text):
                sheet = Sheet(
                    name=text,
                    columns=[
                        Column("a", text, kinds.TEXT, 9),
                        Column("b", text, kinds.PARAGRAPH, 9),
                        Column("c", "Yes or no", kinds.BOOLEAN, 9),
                    ],
                    rows=[(text, text, True)],
                    title=text,
                    facts=[Fact(text, text)],
                    notes=[text],
                    is_list=True,
                )
                content = written(
                    report(
                        sheet, title=text, company=text, author=text, yes=text, no=text
                    )
                )
                self.assert_only_values(content)

    def test_no_data_is_empty_and_zero_is_zero(self):
        for kind in kinds.KINDS:
            with self.subTest(kind=kind):
                [empty, *_others] = self._cells_of_kind(kind, None, None)
                self.assertIsNone(empty.value)
        for kind in ("integer", "decimal", "number", "money", "percent"):
            with self.subTest(kind=kind):
                [zero] = self._cells_of_kind(kind, 0)
                self.assertEqual((zero.value, zero.data_type), (0, "n"))

    def test_numbers_and_their_formats(self):
        def shown(kind, value, **options):
            [cell] = self._cells_of_kind(kind, value, **options)
            self.assertEqual(cell.value, value)
            return cell.number_format

        self.assertEqual(shown(kinds.INTEGER, 12), "#,##0")
        self.assertEqual(shown(kinds.DECIMAL, -1.25), "#,##0.00")
        self.assertEqual(shown(kinds.NUMBER, 40), "#,##0")
        self.assertEqual(shown(kinds.NUMBER, 2.5), "#,##0.00")
        self.assertEqual(shown(kinds.PERCENT, 45.6), "#,##0.0")
        self.assertEqual(shown(kinds.MONEY, 9.5), "#,##0.00")
        self.assertEqual(shown(kinds.MONEY, 9.5, currency_decimals=0), "#,##0")
        self.assertEqual(shown(kinds.MONEY, 9.5, currency_decimals=3), "#,##0.000")

    def test_dates(self):
        [day] = self._cells_of_kind(kinds.DATE, date(2026, 2, 28))
        self.assertEqual(day.value, datetime(2026, 2, 28))
        [moment] = self._cells_of_kind(kinds.DATETIME, datetime(2026, 2, 28, 13, 5))
        self.assertEqual(moment.value, datetime(2026, 2, 28, 13, 5))

    def test_a_date_before_excels_calendar_is_a_text(self):
        [day] = self._cells_of_kind(kinds.DATE, date(202, 3, 1))
        self.assertEqual(day.value, "0202-03-01")

    def test_yes_and_no_in_the_readers_language(self):
        cells = self._cells_of_kind(kinds.BOOLEAN, True, False, yes="Ja", no="Nein")
        self.assertEqual([cell.value for cell in cells], ["Ja", "Nein"])

    def test_a_long_text_is_cut_with_a_mark(self):
        [cell] = self._cells_of_kind(kinds.TEXT, "x" * (MAX_TEXT + 1))
        self.assertTrue(cell.value.endswith(CUT_MARK))

    def test_a_long_list_goes_on_in_further_sheets(self):
        names = [(f"row {number}",) for number in range(10)]
        content = written(report(text_sheet(iter(names), is_list=True)), max_rows=5)
        workbook = open_workbook(content)
        self.assertEqual(workbook.sheetnames, ["List", "List 2", "List 3"])
        rows = [row["Text"] for ws in workbook.worksheets for row in table(ws)]
        self.assertEqual(rows, [name for (name,) in names])
        self.assertEqual(workbook["List"].auto_filter.ref, "A1:A5")
        self.assertEqual(workbook["List 3"].auto_filter.ref, "A1:A3")

    def test_a_list_that_just_fits_has_one_sheet(self):
        rows = [(f"row {number}",) for number in range(4)]
        workbook = open_workbook(written(report(text_sheet(rows)), max_rows=5))
        self.assertEqual(workbook.sheetnames, ["List"])

    def test_a_long_list_has_the_cells_of_a_short_table(self):
        values = {
            kinds.TEXT: [*HOSTILE_TEXTS, "", "a&b<c>", "x" * 40_000, "客户 🚀", "\x07"],
            kinds.INTEGER: [0, -3, 10**12],
            kinds.DECIMAL: [0.0, -1.25, 1e-9, 123456789.123],
            kinds.MONEY: [0, 9.5],
            kinds.PERCENT: [45.6],
            kinds.DATE: [date(1901, 1, 1), date(202, 3, 1), date(2026, 2, 28)],
            kinds.DATETIME: [datetime(2026, 2, 28, 13, 5), datetime(1800, 1, 1)],
            kinds.BOOLEAN: [True, False],
        }
        columns = [Column(kind, kind, kind, 20) for kind in values]
        rows = [
            [next(iter(column[row : row + 1]), None) for column in values.values()]
            for row in range(25)
        ]

        def cells(is_list):
            sheet = Sheet("List", columns, rows, is_list=is_list, title="Above")
            content = written(report(sheet, yes="=Ja", no="<Nein>"))
            self.assert_only_values(content)
            return [
                (cell.coordinate, cell.value, cell.data_type, cell.number_format)
                for cell in every_cell(open_workbook(content))
            ]

        self.assertEqual(cells(is_list=True), cells(is_list=False))

    def test_an_empty_list_has_its_header(self):
        [worksheet] = open_workbook(written(report(text_sheet([])))).worksheets
        self.assertEqual([cell.value for cell in worksheet[1]], ["Text"])

    def test_the_sheet_is_easy_to_read_and_print(self):
        sheet = text_sheet([("a",)], title="Title", notes=["Note"], is_list=True)
        [worksheet] = open_workbook(written(report(sheet))).worksheets
        self.assertEqual(worksheet["A1"].value, "Title")
        self.assertEqual(worksheet["A4"].value, "Text")
        self.assertEqual(worksheet.freeze_panes, "B5")
        self.assertEqual(worksheet.auto_filter.ref, "A4:A5")
        self.assertEqual(worksheet.print_title_rows, "$4:$4")
        self.assertEqual(worksheet.page_setup.orientation, "landscape")
        self.assertEqual(worksheet.page_setup.fitToWidth or 1, 1)
        self.assertEqual(worksheet.page_setup.fitToHeight, 0)
        self.assertTrue(worksheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(worksheet.column_dimensions["A"].width, 20.7109375)

    def test_a_row_is_as_high_as_its_paragraph(self):
        columns = [Column("text", "Text", kinds.PARAGRAPH, 10)]
        rows = [("short",), ("some words that need lines",), ("x\n\ny",), (None,)]
        sheet = Sheet("List", columns, rows)
        [worksheet] = open_workbook(written(report(sheet))).worksheets
        heights = [worksheet.row_dimensions[row].height for row in range(2, 6)]
        self.assertEqual(heights, [None, 45, 45, None])

    def test_document_properties(self):
        properties = open_workbook(written(report(text_sheet([])))).properties
        self.assertEqual(properties.title, "Report")
        self.assertEqual(properties.creator, "Somebody")
        self.assertEqual(properties.created, datetime(2026, 7, 1, 12))

    def test_an_interrupted_report_leaves_no_file_behind(self):
        def rows():
            yield ("a",)
            raise KeyError("interrupted")

        with tempfile.TemporaryDirectory() as folder:
            with patch.object(tempfile, "tempdir", folder), self.assertRaises(KeyError):
                written(report(text_sheet(rows())))
            self.assertEqual(os.listdir(folder), [])
