"""The shape of every report: plain values that any writer can put on paper.

A value is None where there is no data, which is not the same as 0.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
RADAR, BARS, LINES = "radar", "bars", "lines"


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


class Chart(NamedTuple):
    """Columns of numbers from 0 to 100, in the table of a sheet, as a picture."""

    kind: str  # RADAR, BARS or LINES
    title: str
    sheet: str  # key of the sheet with the table
    category: str  # key of the column that names the rows
    series: Sequence[str]  # keys of the columns to draw
    row_count: int  # rows to draw, from the first one


class Sheet(NamedTuple):
    """A table; ``rows`` may be a generator and is read once."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence]
    title: str = ""
    facts: Sequence[Fact] = ()
    notes: Sequence[str] = ()
    is_list: bool = False  # long: the reader filters and scrolls
    key: str = ""  # by which a chart finds the table
    charts: Sequence[Chart] = ()  # below the table
    heat: Collection[str] = ()  # keys of columns coloured from 0 to 100
    strong: Collection[int] = ()  # rows that stand out, from 0


class WhatIfLine(NamedTuple):
    """An opinion by block; ``values`` is None where the blocks do not make it up."""

    label: str
    opinion: float | None
    values: Sequence[float | None] | None


class WhatIfStage(NamedTuple):
    line: WhatIfLine
    evidence: float | None
    coverage: float  # fraction, 0 to 1
    weight: float
    evidence_share: float  # fraction, 0 to 1
    share_counted: float  # what of it the coverage leaves
    combined: float | None


class WhatIfBlock(NamedTuple):
    name: str
    side: str
    weight: float


class WhatIf(NamedTuple):
    """A sheet on which weights can be tried; every number is one that was stored.

    ``limits``: (name, the readiness that ends it) of each stage of development, None
    for the last one. ``words`` are the labels, by key.
    """

    name: str
    title: str
    notes: Sequence[str]
    words: Mapping[str, str]
    blocks: Sequence[WhatIfBlock]
    stages: Sequence[WhatIfStage]
    questions: Sequence[WhatIfLine]
    stage_half: float | None
    question_half: float | None
    opinion: float | None
    evidence: float | None
    coverage: float
    share_counted: float
    readiness: float | None
    development_stage: str | None
    limits: Sequence[tuple[str, float | None]]
    full_coverage: float  # from which evidence counts in full
    minimum_stages: int
    minimum_questions: int


class Report(NamedTuple):
    title: str
    company: str
    author: str
    created: datetime
    sheets: Sequence[Sheet | WhatIf]
    currency_decimals: int = 2
    yes: str = "Yes"
    no: str = "No"
    date_format: str = "yyyy-MM-dd"  # as in Unicode's locale data
    is_right_to_left: bool = False
