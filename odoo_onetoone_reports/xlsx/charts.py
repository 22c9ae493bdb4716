"""Native charts over the tables of a workbook."""

from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from ..content.report import BARS, LINES, RADAR, Chart
from .text import clean_text

COLOURS = ("#714B67", "#2E86AB", "#E8A33D", "#5B8C5A", "#B5485D", "#6B6570")
TYPES = {
    BARS: {"type": "column"},
    RADAR: {"type": "radar", "subtype": "with_markers"},
    LINES: {"type": "line"},
}
WIDTH, HEIGHT = 480, 340
GAP = 16
GRID = {"line": {"color": "#D8D4D7", "width": 0.75}}


class _DrawnTable:
    """Where the table of a sheet was written, and what it holds."""

    def __init__(self, sheet, worksheet, header_row):
        self.places = {column.key: i for i, column in enumerate(sheet.columns)}
        self.labels = {column.key: column.label for column in sheet.columns}
        self.worksheet = worksheet
        self.header_row = header_row
        self.is_kept = bool(sheet.key)
        self.rows = []

    def add_row(self, values):
        if self.is_kept:
            self.rows.append(values)

    def range(self, key, row_count):
        """Return the cells of a column as the library takes them."""
        first, place = self.header_row + 1, self.places[key]
        return [self.worksheet.name, first, place, first + row_count - 1, place]

    def header(self, key):
        return [self.worksheet.name, self.header_row, self.places[key]]

    def values(self, key, row_count):
        place = self.places[key]
        return [values[place] for values in self.rows[:row_count]]


class _Placed(NamedTuple):
    worksheet: Worksheet
    row: int
    offset: int  # pixels from the first column
    chart: Chart


class Charts:
    """The charts of a workbook, drawn when all of their tables are written."""

    def __init__(self, workbook):
        self.workbook = workbook
        self.tables = {}
        self.placed = []

    def of_table(self, sheet, worksheet, header_row):
        """Return what remembers the rows of a table; a table goes on in another."""
        table = _DrawnTable(sheet, worksheet, header_row)
        if sheet.key:
            self.tables.setdefault(sheet.key, table)
        return table

    def place(self, worksheet, charts, row):
        """Note where charts stand: side by side, from a row on."""
        self.placed += [
            _Placed(worksheet, row, number * (WIDTH + GAP), chart)
            for number, chart in enumerate(charts)
        ]

    def draw(self):
        for placed in self.placed:
            table = self.tables[placed.chart.sheet]
            drawn = self._drawn(placed.chart, table)
            if drawn:
                placed.worksheet.insert_chart(
                    placed.row, 0, drawn, {"x_offset": placed.offset + GAP}
                )

    def _drawn(self, chart, table):
        """Return the chart with every series that has a number; None without one."""
        count = chart.row_count
        series = [
            key
            for key in chart.series
            if any(value is not None for value in table.values(key, count))
        ]
        if not series:
            return None
        drawn = self.workbook.add_chart(TYPES[chart.kind])
        for key, colour in zip(series, COLOURS, strict=False):
            drawn.add_series(
                {
                    "name": table.header(key),
                    "name_data": [clean_text(table.labels[key])],
                    "categories": table.range(chart.category, count),
                    "categories_data": [
                        clean_text(text) for text in table.values(chart.category, count)
                    ],
                    "values": table.range(key, count),
                    "values_data": table.values(key, count),
                    **_style(chart.kind, colour),
                }
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
        drawn.set_y_axis(
            {"min": 0, "max": 100, "major_gridlines": {"visible": True, **GRID}}
        )
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": WIDTH, "height": HEIGHT})
        return drawn


def _style(kind, colour):
    if kind == BARS:
        return {"fill": {"color": colour}, "gap": 80}
    return {
        "line": {"color": colour, "width": 2},
        "marker": {
            "type": "circle",
            "size": 5,
            "fill": {"color": colour},
            "border": {"color": colour},
        },
    }
