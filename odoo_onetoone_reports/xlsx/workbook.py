"""Write a report as an Excel workbook, row by row, with a constant use of memory.

Only typed writes: a text stays a text, whatever it starts with.
"""

import tempfile
from itertools import chain, islice

import xlsxwriter

from ..content import report as kinds
from ..content.report import WhatIf
from .charts import Charts
from .formats import Formats
from .long_list import FIRST_YEAR, Lines
from .page import (
    LINE_HEIGHT,
    MAX_ROW_HEIGHT,
    WIDEST,
    add_worksheet,
    count_lines,
    header_lines,
    set_widths,
    text_height,
)
from .text import clean_text, property_text
from .what_if import WhatIfPage

MAX_ROWS = 1_048_576
A3 = 8
# the name Excel keeps to itself
RESERVED_NAMES = {"history"}
# kinds whose format or height follows from the value
NOT_IN_LISTS = {kinds.PARAGRAPH, kinds.NUMBER}
# from red over white to blue: also who confuses red and green can tell them apart
HEAT = {
    "type": "3_color_scale",
    **{"min_type": "num", "mid_type": "num", "max_type": "num"},
    **{"min_value": 0, "mid_value": 50, "max_value": 100},
    **{"min_color": "#E5846B", "mid_color": "#FBF6E9", "max_color": "#6BA3C4"},
}
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
        formats = Formats(
            workbook,
            report.currency_decimals,
            report.date_format,
            report.is_right_to_left,
        )
        taken = set(RESERVED_NAMES)
        charts = Charts(workbook)
        for sheet in report.sheets:
            if isinstance(sheet, WhatIf):
                worksheet = add_worksheet(workbook, report, sheet.name, taken)
                WhatIfPage(workbook, worksheet, sheet, formats).fill()
            else:
                _write_sheet(workbook, report, sheet, formats, taken, charts, max_rows)
        charts.draw()
        workbook.close()


def _write_sheet(workbook, report, sheet, formats, taken, charts, max_rows):
    """Write a table into as many worksheets as its rows need, at least one."""
    rows = iter(sheet.rows)
    while True:
        worksheet = add_worksheet(workbook, report, sheet.name, taken)
        table = _Table(worksheet, report, sheet, formats)
        drawn = charts.of_table(sheet, worksheet, table.header_row)
        page = islice(rows, max_rows - table.next_row)
        if table.is_plain_list:
            table.write_list(page)
        else:
            for values in page:
                table.write_row(values)
                drawn.add_row(values)
        table.finish()
        charts.place(worksheet, sheet.charts, table.next_row + 1)
        following = next(rows, None)
        if following is None:
            return
        rows = chain([following], rows)


class _Table:
    """One worksheet with the lines above its table, the header and the rows."""

    def __init__(self, worksheet, report, sheet, formats):
        self.worksheet = worksheet
        self.sheet = sheet
        self.formats = formats
        self.words = {True: clean_text(report.yes), False: clean_text(report.no)}
        self.next_row = 0
        self._lay_out()
        self._write_head()
        self._write_header()
        self._cells = self._writers(formats.cell)
        self._strong_cells = self._writers(formats.strong)
        self._paragraphs = [
            (index, column.width)
            for index, column in enumerate(sheet.columns)
            if column.kind == kinds.PARAGRAPH
        ]

    @property
    def is_plain_list(self):
        """Whether the rows are many, and alike: then they are written faster."""
        sheet = self.sheet
        columns = {column.kind for column in sheet.columns}
        is_plain = not (sheet.strong or sheet.charts or sheet.key)
        return sheet.is_list and is_plain and columns.isdisjoint(NOT_IN_LISTS)

    def write_list(self, rows):
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
        is_strong = row - self.header_row - 1 in self.sheet.strong
        cells = self._strong_cells if is_strong else self._cells
        for (index, write, cell_format), value in zip(cells, values, strict=True):
            if value is None:
                self.worksheet.write_blank(row, index, None, cell_format)
            else:
                write(row, index, value, cell_format)
        self.next_row = row + 1

    def finish(self):
        last_row, last_column = self.next_row - 1, len(self.sheet.columns) - 1
        self._colour(last_row)
        if self.sheet.is_list:
            self.worksheet.autofilter(self.header_row, 0, last_row, last_column)
        # a reference such as 00123 is a text on purpose
        self.worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    # ------------------------------------------------------------
    # LAYOUT
    # ------------------------------------------------------------

    def _lay_out(self):
        set_widths(self.worksheet, [column.width for column in self.sheet.columns])
        if self.sheet.is_list:
            self.worksheet.set_paper(A3)
        if self.sheet.charts:
            # pictures are not to be cut in two
            self.worksheet.fit_to_pages(1, 1)

    def _colour(self, last_row):
        """Colour the numbers from 0 to 100; an empty cell stays as it is."""
        first_row = self.header_row + 1
        if last_row < first_row:
            return
        for index, column in enumerate(self.sheet.columns):
            if column.key in self.sheet.heat:
                self.worksheet.conditional_format(
                    first_row, index, last_row, index, HEAT
                )

    def _set_height(self, row, values):
        """Make room for the longest paragraph: not every program does it itself."""
        lines = max(
            count_lines(values[index] or "", width) for index, width in self._paragraphs
        )
        if lines > 1:
            self.worksheet.set_row(row, min(lines * LINE_HEIGHT, MAX_ROW_HEIGHT))

    def _write_head(self):
        sheet = self.sheet
        if not (sheet.title or sheet.facts or sheet.notes):
            return
        if sheet.title:
            self.worksheet.set_row(self.next_row, 26)
            self._write_line(sheet.title, self.formats.title)
        for fact in sheet.facts:
            self._write_fact(fact)
        for note in sheet.notes:
            self._write_note(note)
        self.next_row += 1

    def _write_line(self, text, cell_format):
        self._write_text(self.next_row, 0, text, cell_format)
        self.next_row += 1

    def _write_note(self, note):
        """Write a note over the whole table, in as many lines as it needs."""
        row, last_column = self.next_row, len(self.sheet.columns) - 1
        width = min(WIDEST, sum(column.width for column in self.sheet.columns))
        if count_lines(note, width) == 1 or not last_column:
            self._write_line(note, self.formats.note)
            return
        self.worksheet.set_row(row, text_height(note, width))
        cell_format = self.formats.wrapped_note
        self.worksheet.merge_range(row, 0, row, last_column, "", cell_format)
        self._write_line(note, cell_format)

    def _write_fact(self, fact):
        self._write_text(self.next_row, 0, fact.label, self.formats.label)
        if fact.value is not None:
            write = self._writer(fact.kind)
            write(self.next_row, 1, fact.value, self.formats.fact(fact.kind))
        self.next_row += 1

    def _write_header(self):
        self.header_row = self.next_row
        # in a list, the filter buttons take the lower end of the cells
        lines = header_lines(
            (column.label, column.width) for column in self.sheet.columns
        ) + bool(self.sheet.is_list)
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

    def _writers(self, format_of):
        """Return (column, function that writes, format) for each column."""
        return [
            (index, self._writer(column.kind), format_of(column.kind))
            for index, column in enumerate(self.sheet.columns)
        ]

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
