"""The rows of a long list, as the text they are in the file.

The library's own cells take three times as long: too long for a million customers.
"""

import re
from datetime import date
from functools import partial

from xlsxwriter.utility import xl_col_to_name

from ..content import report as kinds
from .text import clean_text

# Excel's calendar starts in 1900 and has a day too many in its first February
FIRST_YEAR = 1901
DAY_ZERO = date(1899, 12, 30).toordinal()
SECONDS_OF_DAY = 86_400
# texts that are the same in the file, whatever their length in UTF-16
MAX_PLAIN = 10_000
_PLAIN = re.compile("[^\x00-\x1f&<>_\ud800-\udfff\ufffe\uffff]*").fullmatch
_LOOKS_ESCAPED = re.compile("_(?=x[0-9a-fA-F]{4}_)")


class Lines:
    """Turns the rows of a table into lines of a worksheet's file."""

    def __init__(self, columns, styles, words):
        """
        :param styles: {kind: number of the format in the file}
        :param words: {True: word, False: word}
        """
        self._cells = [
            partial(self._writer(column.kind, words), *_tags(index, styles, column))
            for index, column in enumerate(columns)
        ]
        self._empty = [
            (f'<c r="{xl_col_to_name(index)}', f'" s="{styles[column.kind]}"/>')
            for index, column in enumerate(columns)
        ]

    def line(self, number, values):
        """Return a row of the file.

        :param number: as Excel counts, from 1
        """
        cells = [
            f"{empty[0]}{number}{empty[1]}" if value is None else cell(number, value)
            for cell, empty, value in zip(self._cells, self._empty, values, strict=True)
        ]
        return f'<row r="{number}">{"".join(cells)}</row>'

    def _writer(self, kind, words):
        """Return the function (start, style, number, value) to the cell's text."""
        if kind == kinds.TEXT:
            return _text
        if kind == kinds.BOOLEAN:
            texts = {
                value: _text_tag(clean_text(word)) for value, word in words.items()
            }
            return lambda start, style, number, value: (
                f"{start}{number}{style} {texts[bool(value)]}"
            )
        if kind == kinds.DATE:
            return _day
        if kind == kinds.DATETIME:
            return _moment
        return _number


def _tags(index, styles, column):
    return f'<c r="{xl_col_to_name(index)}', f'" s="{styles[column.kind]}"'


def _number(start, style, number, value):
    return f"{start}{number}{style}><v>{value:.16g}</v></c>"


def _day(start, style, number, day):
    if day.year < FIRST_YEAR:
        return _text(start, style, number, str(day))
    return f"{start}{number}{style}><v>{day.toordinal() - DAY_ZERO}</v></c>"


def _moment(start, style, number, moment):
    if moment.year < FIRST_YEAR:
        return _text(start, style, number, str(moment))
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    days = moment.toordinal() - DAY_ZERO + seconds / SECONDS_OF_DAY
    return f"{start}{number}{style}><v>{days:.16g}</v></c>"


def _text(start, style, number, text):
    return f"{start}{number}{style} {_text_tag(text)}"


def _text_tag(text):
    """Return the rest of a cell with a text, whatever it contains."""
    if len(text) < MAX_PLAIN and text == text.strip() and _PLAIN(text):
        return f't="inlineStr"><is><t>{text}</t></is></c>'
    text = _LOOKS_ESCAPED.sub("_x005F_", clean_text(text))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f't="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
