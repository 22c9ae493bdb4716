"""The shape of every report: plain values that any writer can put on paper.

A value is None where there is no data, which is not the same as 0.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

TEXT = "text"
PARAGRAPH = "paragraph"  # a text of several lines
INTEGER = "integer"
DECIMAL = "decimal"
NUMBER = "number"  # an int or a decimal, whatever each value is
MONEY = "money"  # with the decimals of the report's currency
PERCENT = "percent"  # points from 0 to 100
DATE = "date"
DATETIME = "datetime"  # naive, in the reader's zone
BOOLEAN = "boolean"
KINDS = (
    TEXT,
    PARAGRAPH,
    INTEGER,
    DECIMAL,
    NUMBER,
    MONEY,
    PERCENT,
    DATE,
    DATETIME,
    BOOLEAN,
)


class Column(NamedTuple):
    key: str
    label: str
    kind: str
    width: int  # in characters


class Fact(NamedTuple):
    """One line above a table, such as the company or the date."""

    label: str
    value: object
    kind: str = TEXT


class Sheet(NamedTuple):
    """A table; ``rows`` may be a generator and is read once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    title: str = ""
    facts: Sequence[Fact] = ()
    notes: Sequence[str] = ()
    is_list: bool = False  # long: the reader filters and scrolls


class Report(NamedTuple):
    title: str
    company: str
    author: str
    created: datetime
    sheets: Sequence[Sheet]
    currency_decimals: int = 2
    yes: str = "Yes"
    no: str = "No"
