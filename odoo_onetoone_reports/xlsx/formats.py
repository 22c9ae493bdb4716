"""How the cells of a workbook look."""

from ..content import report as kinds

BRAND = "#714B67"
RULE = "#D8D4D7"
MUTED = "#6B6570"
STRONG = {"bold": True, "bg_color": "#F3EFF2"}
INPUT = {"bold": True, "bg_color": "#FFF2B3", "locked": False}

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

    def __init__(
        self,
        workbook,
        currency_decimals,
        date_format="yyyy-MM-dd",
        is_right_to_left=False,
    ):
        self._workbook = workbook
        self._is_right_to_left = is_right_to_left
        day = _date(date_format)
        self._number_formats = {
            kinds.TEXT: "@",
            kinds.PARAGRAPH: "@",
            kinds.INTEGER: "#,##0",
            kinds.DECIMAL: "#,##0.00",
            kinds.NUMBER: "#,##0.00",
            kinds.MONEY: _money(currency_decimals),
            kinds.PERCENT: "#,##0.0",
            kinds.DATE: day,
            kinds.DATETIME: f"{day} hh:mm",
            kinds.BOOLEAN: "@",
        }
        self.title = self._add(
            bold=True, font_size=16, font_color=BRAND, **self._aligned(False)
        )
        self.label = self._add(font_color=MUTED, **self._aligned(False))
        self.note = self._add(italic=True, font_color=MUTED, **self._aligned(False))
        self.wrapped_note = self._add(
            italic=True,
            font_color=MUTED,
            text_wrap=True,
            valign="top",
            **self._aligned(False),
        )
        self._cells = {kind: self._cell(kind) for kind in kinds.KINDS}
        self._strong = {kind: self._cell(kind, **STRONG) for kind in kinds.KINDS}
        self._inputs = {kind: self._cell(kind, **INPUT) for kind in kinds.KINDS}
        self._facts = {kind: self._fact(kind) for kind in kinds.KINDS}
        self._headers = {
            is_right: self._add(
                bold=True,
                font_color="#FFFFFF",
                bg_color=BRAND,
                text_wrap=True,
                valign="top",
                **self._aligned(is_right),
            )
            for is_right in (False, True)
        }

    def cell(self, kind):
        return self._cells[kind]

    def strong(self, kind):
        return self._strong[kind]

    def input(self, kind):
        """Return the format of a cell that the reader is asked to change."""
        return self._inputs[kind]

    def fact(self, kind):
        return self._facts[kind]

    def header(self, kind):
        return self._headers[kind in _RIGHT]

    def _cell(self, kind, **properties):
        return self._add(
            num_format=self._number_formats[kind],
            valign="top",
            text_wrap=kind == kinds.PARAGRAPH,
            bottom=1,
            bottom_color=RULE,
            **self._aligned(kind in _RIGHT),
            **properties,
        )

    def _fact(self, kind):
        # beside its label, also a number
        start = "right" if self._is_right_to_left else "left"
        return self._add(num_format=self._number_formats[kind], align=start, bold=True)

    def _aligned(self, is_at_end):
        """Align at the end of the line or at its start, which is right for Arabic."""
        is_right = is_at_end != self._is_right_to_left
        properties = {"align": "right" if is_right else "left"}
        if not is_at_end:
            # indented: a text must not touch the number before it
            properties["indent"] = 1
            if self._is_right_to_left:
                properties["reading_order"] = 2
        return properties

    def _add(self, **properties):
        return self._workbook.add_format(properties)


def _date(pattern):
    """Return a date pattern of Unicode's locale data as Excel writes it."""
    return pattern.replace("E", "d").replace("M", "m").replace("'", '"')


def _money(decimals):
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
