"""How the cells of a workbook look."""

from ..content import report as kinds

BRAND = "#714B67"
RULE = "#D8D4D7"
MUTED = "#6B6570"

_RIGHT = frozenset(
    {
        kinds.INTEGER,
        kinds.DECIMAL,
        kinds.NUMBER,
        kinds.MONEY,
        kinds.PERCENT,
        kinds.DATE,
        kinds.DATETIME,
    }
)


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook, currency_decimals):
        self._workbook = workbook
        self._number_formats = {
            kinds.TEXT: "@",
            kinds.PARAGRAPH: "@",
            kinds.INTEGER: "#,##0",
            kinds.DECIMAL: "#,##0.00",
            kinds.NUMBER: "#,##0.00",
            kinds.MONEY: _money(currency_decimals),
            kinds.PERCENT: "#,##0.0",
            kinds.DATE: "yyyy-mm-dd",
            kinds.DATETIME: "yyyy-mm-dd hh:mm",
            kinds.BOOLEAN: "@",
        }
        self.title = self._add(
            bold=True, font_size=16, font_color=BRAND, **_aligned(False)
        )
        self.label = self._add(font_color=MUTED, **_aligned(False))
        self.note = self._add(italic=True, font_color=MUTED, **_aligned(False))
        self._cells = {kind: self._cell(kind) for kind in kinds.KINDS}
        self._facts = {kind: self._fact(kind) for kind in kinds.KINDS}
        self._headers = {
            is_right: self._add(
                bold=True,
                font_color="#FFFFFF",
                bg_color=BRAND,
                text_wrap=True,
                valign="top",
                **_aligned(is_right),
            )
            for is_right in (False, True)
        }

    def cell(self, kind):
        return self._cells[kind]

    def fact(self, kind):
        return self._facts[kind]

    def header(self, kind):
        return self._headers[kind in _RIGHT]

    def _cell(self, kind):
        return self._add(
            num_format=self._number_formats[kind],
            valign="top",
            text_wrap=kind == kinds.PARAGRAPH,
            bottom=1,
            bottom_color=RULE,
            **_aligned(kind in _RIGHT),
        )

    def _fact(self, kind):
        return self._add(num_format=self._number_formats[kind], align="left", bold=True)

    def _add(self, **properties):
        return self._workbook.add_format(properties)


def _aligned(is_right):
    # indented: a text must not touch the number before it
    return {"align": "right"} if is_right else {"align": "left", "indent": 1}


def _money(decimals):
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
