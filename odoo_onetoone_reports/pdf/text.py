"""Texts cut to the room they have."""

import unicodedata

CUT_MARK = "…"
# of scripts whose characters are about twice as wide as Latin ones
WIDE = ("W", "F")


def shortened(text, limit):
    """Return the start of a text that is about ``limit`` Latin characters wide."""
    text = " ".join(text.split())
    if _width(text) <= limit:
        return text
    kept, width = [], 1
    for character in text:
        width += _character_width(character)
        if width > limit:
            break
        kept.append(character)
    return "".join(kept).rstrip() + CUT_MARK


def _width(text):
    return sum(map(_character_width, text))


def _character_width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1
