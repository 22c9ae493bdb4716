"""What a text must be before a workbook may hold it."""

import re

MAX_TEXT = 32_767
CUT_MARK = " […]"
MAX_SHEET_NAME = 31
MAX_FOOTER = 255
MAX_PROPERTY = 255

# what XML 1.0 forbids; PostgreSQL and a browser let most of it through
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\t\n]")


def clean_text(text, limit=MAX_TEXT):
    """Return the text as a cell can hold it; what is cut off leaves a visible mark."""
    text = _LINE_END.sub("\n", _ILLEGAL.sub("", text))
    # Excel counts UTF-16 units: at most two for each character
    if len(text) * 2 > limit and utf16_length(text) > limit:
        return cut(text, limit - len(CUT_MARK)) + CUT_MARK
    return text


def cut(text, limit):
    """Return the start of the text that fits in ``limit`` UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def utf16_length(text):
    return len(text.encode("utf-16-le")) // 2


def sheet_name(text, taken):
    """Return a name like the text that Excel accepts, and add it to ``taken``.

    :param taken: set of the names in use, in lower case: Excel ignores the case
    """
    base = _NOT_IN_SHEET_NAME.sub(" ", clean_text(text)).strip(" '") or "Sheet"
    name, number = _trimmed(base), 1
    while name.lower() in taken:
        number += 1
        name = _trimmed(base, f" {number}")
    taken.add(name.lower())
    return name


def _trimmed(base, ending=""):
    return cut(base, MAX_SHEET_NAME - len(ending)).rstrip(" '") + ending


def footer_text(text):
    """Return the text for a page footer, in which & starts a command."""
    escaped = cut(clean_text(text), MAX_FOOTER // 4).replace("&", "&&")
    return escaped.replace("\n", " ")


def property_text(text):
    return clean_text(text, MAX_PROPERTY)
