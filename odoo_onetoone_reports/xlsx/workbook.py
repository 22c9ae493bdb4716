"""Write a report as an Excel workbook, row by row, with a constant use of memory.

Only typed writes: a text stays a text, whatever it starts with.
"""

import tempfile
from itertools import chain, islice
from textwrap import wrap

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ..content import report as kinds
from .formats import Formats
from .long_list import FIRST_YEAR, Lines
from .text import clean_text, footer_text, property_text, sheet_name

MAX_ROWS = 1_048_576
A3, A4 = 8, 9
LINE_HEIGHT = 15
MAX_ROW_HEIGHT = 409
# the name Excel keeps to itself
RESERVED_NAMES = {"history"}
# kinds whose format or height follows from the value
NOT_IN_LISTS = {kinds.PARAGRAPH, kinds.NUMBER}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_report(report, fileobj, max_rows=MAX_ROWS):
    """Write a report into a binary file object.

    :param max_rows: rows of a worksheet; a longer table goes on in the next one
    """
    # what an interrupted report leaves behind goes away with the folder
    with tempfile.TemporaryDirectory(prefix="onetoone-") as folder:
        workbook = xlsxwriter.Workbook(fileobj, {**OPTIONS, "tmpdir": folder})
        workbook.set_properties(
            {
                "title": property_text(report.title),
                "company": property_text(report.company),
                "author": property_text(report.author),
                "created": report.created,
            }
        )
        formats = Formats(workbook, report.currency_decimals)
        taken = set(RESERVED_NAMES)
        for sheet in report.sheets:
            _write_sheet(workbook, report, sheet, formats, taken, max_rows)
        workbook.close()


def _write_sheet(workbook, report, sheet, formats, taken, max_rows):
    """Write a table into as many worksheets as its rows need, at least one."""
    rows = iter(sheet.rows)
    while True:
        name = sheet_name(sheet.name, taken)
        worksheet = workbook.add_worksheet(name, worksheet_class=_TextWorksheet)
        table = _Table(worksheet, report, sheet, formats)
        table.write_rows(islice(rows, max_rows - table.next_row))
        table.finish()
        following = next(rows, None)
        if following is None:
            return
        rows = chain([following], rows)


class _TextWorksheet(Worksheet):
    def _xml_rich_inline_string(self, string, attributes=()):
        """Write a text that looks like the library's own mark-up as what it is.

        In constant memory the library copies such a text into the file unescaped.
        """
        self._xml_inline_string(string, True, attributes)

    def write_lines(self, first_row, lines, width):
        """Write rows that are given as the text of the file; return the next row.

        :param width: number of their cells
        """
        # before them comes what was written by cells, and waits to be complete
        self._write_single_row(first_row)
        next_row = first_row
        for line in lines:
            self.fh.write(line)
            next_row += 1
        if next_row > first_row:
            self._check_dimensions(next_row - 1, width - 1)
        self.previous_row = next_row
        return next_row


class _Table:
    """One worksheet with the lines above its table, the header and the rows."""

    def __init__(self, worksheet, report, sheet, formats):
        self.worksheet = worksheet
        self.sheet = sheet
        self.formats = formats
        self.words = {True: clean_text(report.yes), False: clean_text(report.no)}
        self.next_row = 0
        self._lay_out(report)
        self._write_head()
        self._write_header()
        self._cells = [
            (index, self._writer(column.kind), formats.cell(column.kind))
            for index, column in enumerate(sheet.columns)
        ]
        self._paragraphs = [
            (index, column.width)
            for index, column in enumerate(sheet.columns)
            if column.kind == kinds.PARAGRAPH
        ]

    def write_rows(self, rows):
        kinds_of_columns = {column.kind for column in self.sheet.columns}
        if self.sheet.is_list and kinds_of_columns.isdisjoint(NOT_IN_LISTS):
            self._write_list(rows)
        else:
            for values in rows:
                self.write_row(values)

    def _write_list(self, rows):
        columns = self.sheet.columns
        styles = {
            column.kind: self.formats.cell(column.kind)._get_xf_index()
            for column in columns
        }
        lines = Lines(columns, styles, self.words)
        self.next_row = self.worksheet.write_lines(
            self.next_row,
            (
                lines.line(number, values)
                for number, values in enumerate(rows, self.next_row + 1)
            ),
            len(columns),
        )

    def write_row(self, values):
        row = self.next_row
        if self._paragraphs:
            self._set_height(row, values)
        for (index, write, cell_format), value in zip(self._cells, values, strict=True):
            if value is None:
                self.worksheet.write_blank(row, index, None, cell_format)
            else:
                write(row, index, value, cell_format)
        self.next_row = row + 1

    def finish(self):
        last_row, last_column = self.next_row - 1, len(self.sheet.columns) - 1
        if self.sheet.is_list:
            self.worksheet.autofilter(self.header_row, 0, last_row, last_column)
        # a reference such as 00123 is a text on purpose
        self.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    # ------------------------------------------------------------
    # LAYOUT
    # ------------------------------------------------------------

    def _lay_out(self, report):
        worksheet = self.worksheet
        for index, column in enumerate(self.sheet.columns):
            worksheet.set_column(index, index, column.width)
        worksheet.set_landscape()
        worksheet.set_paper(A3 if self.sheet.is_list else A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer(f"&L{footer_text(report.title)}&R&P / &N")

    def _set_height(self, row, values):
        """Make room for the longest paragraph: not every program does it itself."""
        lines = max(
            _count_lines(values[index] or "", width)
            for index, width in self._paragraphs
        )
        if lines > 1:
            self.worksheet.set_row(row, min(lines * LINE_HEIGHT, MAX_ROW_HEIGHT))

    def _write_head(self):
        sheet = self.sheet
        if not (sheet.title or sheet.facts or sheet.notes):
            return
        if sheet.title:
            self.worksheet.set_row(self.next_row, 26)
            self._write_line((sheet.title, self.formats.title))
        for fact in sheet.facts:
            self._write_fact(fact)
        for note in sheet.notes:
            self._write_line((note, self.formats.note))
        self.next_row += 1

    def _write_line(self, *texts):
        for index, (text, cell_format) in enumerate(texts):
            self._write_text(self.next_row, index, text, cell_format)
        self.next_row += 1

    def _write_fact(self, fact):
        self._write_text(self.next_row, 0, fact.label, self.formats.label)
        if fact.value is not None:
            write = self._writer(fact.kind)
            write(self.next_row, 1, fact.value, self.formats.fact(fact.kind))
        self.next_row += 1

    def _write_header(self):
        self.header_row = self.next_row
        # in a list, the filter buttons take the lower end of the cells
        lines = 3 if self.sheet.is_list else 2
        self.worksheet.set_row(self.header_row, lines * LINE_HEIGHT + 3)
        for index, column in enumerate(self.sheet.columns):
            header = self.formats.header(column.kind)
            self._write_text(self.header_row, index, column.label, header)
        self.next_row += 1
        self.worksheet.freeze_panes(self.next_row, 1)
        self.worksheet.repeat_rows(self.header_row)

    # ------------------------------------------------------------
    # CELLS
    # ------------------------------------------------------------

    def _writer(self, kind):
        """Return the function (row, column, value, format) that writes a kind."""
        if kind in (kinds.TEXT, kinds.PARAGRAPH):
            return self._write_text
        if kind in (kinds.DATE, kinds.DATETIME):
            return self._write_date
        if kind == kinds.BOOLEAN:
            return self._write_yes_or_no
        if kind == kinds.NUMBER:
            return self._write_number
        return self.worksheet.write_number

    def _write_text(self, row, column, text, cell_format):
        self.worksheet.write_string(row, column, clean_text(text), cell_format)

    def _write_date(self, row, column, day, cell_format):
        if day.year < FIRST_YEAR:
            self.worksheet.write_string(row, column, str(day), cell_format)
        else:
            self.worksheet.write_datetime(row, column, day, cell_format)

    def _write_yes_or_no(self, row, column, value, cell_format):
        self.worksheet.write_string(row, column, self.words[bool(value)], cell_format)

    def _write_number(self, row, column, value, cell_format):
        kind = kinds.INTEGER if isinstance(value, int) else kinds.DECIMAL
        self.worksheet.write_number(row, column, value, self.formats.cell(kind))


def _count_lines(text, width):
    """Return about how many lines a text takes in a column of ``width`` characters."""
    return sum(
        len(wrap(paragraph, width)) or 1 for paragraph in text.splitlines() or [""]
    )
