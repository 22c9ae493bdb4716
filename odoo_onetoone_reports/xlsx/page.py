"""A worksheet ready to be printed."""

from math import ceil
from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from .text import footer_text, sheet_name

A4 = 9
LINE_HEIGHT = 15
MAX_ROW_HEIGHT = 409
MAX_HEADER_LINES = 6
# characters side by side that can still be read on a page
WIDEST = 330


class TextWorksheet(Worksheet):
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


def add_worksheet(workbook, report, name, taken):
    """Return a new worksheet of a report, with a name that is not ``taken``."""
    worksheet = workbook.add_worksheet(
        sheet_name(name, taken), worksheet_class=TextWorksheet
    )
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    worksheet.set_footer(f"&L{footer_text(report.title)}&R&P / &N")
    if report.is_right_to_left:
        worksheet.right_to_left()
    return worksheet


def set_widths(worksheet, widths):
    """Set the widths of the columns, in characters, and print them legibly."""
    for index, width in enumerate(widths):
        worksheet.set_column(index, index, width)
    pages = max(1, ceil(sum(widths) / WIDEST))
    worksheet.fit_to_pages(pages, 0)
    if pages > 1:
        worksheet.repeat_columns(0)


def header_lines(labels):
    """Return how many lines a header needs for pairs (label, width)."""
    # bold, and not up to the edge
    needed = max(count_lines(label, max(1, width - 2)) for label, width in labels)
    return min(max(2, needed), MAX_HEADER_LINES)


def text_height(text, width):
    """Return the height of a row with a text in ``width`` characters, in points."""
    return min(count_lines(text, width) * LINE_HEIGHT, MAX_ROW_HEIGHT)


def count_lines(text, width):
    """Return about how many lines a text takes in a column of ``width`` characters."""
    return sum(
        len(wrap(paragraph, width)) or 1 for paragraph in text.splitlines() or [""]
    )
