"""Read a CSV or XLSX file as numbered lines of text. Nothing here knows Odoo."""

import csv
import io
import zipfile
from typing import NamedTuple

from openpyxl import Workbook, load_workbook

MAX_LINES = 5000
MAX_BYTES = 5_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_COLUMNS = 50
DELIMITERS = (",", ";", "\t")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFile(Exception):
    """A file that gives no lines; the first argument says why, as a code."""


class FileLine(NamedTuple):
    """A line that is not empty, with its number as a person counts it."""

    number: int
    cells: list[str]


class FileContent(NamedTuple):
    """The header and the other lines; whether the encoding had to be guessed."""

    header: list[str]
    lines: list[FileLine]
    is_guessed: bool


def read_file(content):
    """Return the :class:`FileContent` of a file.

    :raise UnreadableFile: `empty`, `too_large`, `too_long`, `old_excel`, `excel`,
        `csv`
    """
    if not content.strip():
        raise UnreadableFile("empty")
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too_large")
    if content.startswith(OLD_EXCEL):
        raise UnreadableFile("old_excel")
    is_guessed = False
    if content.startswith(b"PK"):
        rows = excel_rows(content)
    else:
        text, is_guessed = decode(content)
        rows = csv_rows(text)
    lines = filled_lines(rows)
    if not lines:
        raise UnreadableFile("empty")
    return FileContent(lines[0].cells, lines[1:], is_guessed)


def filled_lines(rows):
    lines = []
    for number, cells in rows:
        cells = [as_text(cell) for cell in cells]
        if any(cells):
            lines.append(FileLine(number, cells))
        if len(lines) > MAX_LINES + 1:
            raise UnreadableFile("too_long")
    return lines


def as_text(cell):
    """Return what a person sees in a cell, without the blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).replace("\0", "").strip()


def decode(content):
    """Return the text of a CSV file and whether its encoding was guessed."""
    if content.startswith(UTF16_MARKS):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding == "cp1252"
    raise UnreadableFile("csv")


def csv_rows(text):
    """Yield (number of the first line, cells) of each record."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=find_delimiter(text), strict=True
    )
    while True:
        number = reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile("csv") from error


def find_delimiter(text):
    """Return the delimiter that parts the header into most columns."""
    header = next(line for line in text.splitlines() if line.strip())
    return max(DELIMITERS, key=header.count)


def excel_rows(content):
    """Yield (number, values) of the rows of the first sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableFile("too_large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from enumerate(
            sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1
        )
    except UnreadableFile:
        raise
    except Exception as error:
        # a broken file makes openpyxl fail in a hundred ways
        raise UnreadableFile("excel") from error


def write_template(header, notes):
    """Return an XLSX file with a header, and notes on a second sheet."""
    book = Workbook()
    book.active.append(header)
    explanations = book.create_sheet()
    for row in notes:
        explanations.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
