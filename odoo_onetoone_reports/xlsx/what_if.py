"""The sheet on which a board tries other weights: live formulas, stored values.

Rows are written from the top; where each section stands is settled before.
"""

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from ..content import report as kinds
from .page import LINE_HEIGHT, header_lines, set_widths, text_height
from .text import clean_text

LABEL, STORED, TRIED, DIFFERENCE = range(4)
# of the stages
OPINION, EVIDENCE, COVERAGE, WEIGHT, SHARE_STORED, SHARE_TRIED, SHARE_COUNTED = range(
    4, 11
)
# of the opinions by group
MADE_OF, FIRST_BLOCK = 4, 5
LABEL_WIDTH, WIDTH, NOTE_WIDTH = 50, 15, 170
RESULTS = (
    "readiness",
    "opinion",
    "stage_half",
    "question_half",
    "evidence",
    "coverage",
    "share_counted",
    "development_stage",
)
# Excel's limits
MAX_MESSAGE = 255


class WhatIfPage:
    def __init__(self, workbook, worksheet, sheet, formats):
        self.workbook = workbook
        self.worksheet = worksheet
        self.sheet = sheet
        self.formats = formats
        self._settle_rows()

    def _settle_rows(self):
        """Settle the first row of each section, one row after its header."""
        sheet = self.sheet
        self.results = len(sheet.notes) + 3
        self.stages = self.results + len(RESULTS) + 2
        self.weights = self.stages + len(sheet.stages) + 2
        self.lines = self.weights + 3 + 2
        self.questions = self.lines + len(sheet.stages)
        self.limits = self.questions + len(sheet.questions) + 2
        self.last_block = FIRST_BLOCK + len(sheet.blocks) - 1

    def fill(self):
        columns = max(SHARE_COUNTED, self.last_block) + 1
        set_widths(self.worksheet, [LABEL_WIDTH] + [WIDTH] * (columns - 1))
        self.worksheet.freeze_panes(0, 1)
        self._write_head()
        self._write_results()
        self._write_stages()
        self._write_weights()
        self._write_lines()
        self._write_limits()
        self._define_names()

    # ------------------------------------------------------------
    # SECTIONS
    # ------------------------------------------------------------

    def _write_head(self):
        self.worksheet.set_row(0, 26)
        self._text(0, LABEL, self.sheet.title, self.formats.title)
        for row, note in enumerate(self.sheet.notes, start=1):
            cell_format = self.formats.wrapped_note
            self.worksheet.set_row(row, text_height(note, NOTE_WIDTH))
            self.worksheet.merge_range(row, LABEL, row, SHARE_COUNTED, "", cell_format)
            self._text(row, LABEL, note, cell_format)

    def _write_results(self):
        self._header(self.results, "result", "stored", "tried", "difference")
        formulas = self._result_formulas()
        for row, key in enumerate(RESULTS, start=self.results):
            value = getattr(self.sheet, key)
            is_share = key in ("coverage", "share_counted")
            kind = kinds.DECIMAL if is_share else kinds.PERCENT
            if key == "development_stage":
                kind = kinds.PARAGRAPH
                self.worksheet.set_row(row, 2 * LINE_HEIGHT)
            self._text(row, LABEL, self.sheet.words[key], self._strong(row))
            self._value(row, STORED, value, kind)
            self._formula(row, TRIED, formulas[key], value, kind)
            if kind != kinds.PARAGRAPH:
                self._difference(row, value, kind)

    def _result_formulas(self):
        """Return {key: formula} of the results, in terms of each other."""
        sheet, cells = self.sheet, {key: self._result(key) for key in RESULTS}
        opinions, evidence, coverages, weights, shares = (
            self._of_stages(column)
            for column in (OPINION, EVIDENCE, COVERAGE, WEIGHT, SHARE_TRIED)
        )
        halves = f"{cells['stage_half']},{cells['question_half']}"
        joined = _joined(cells["opinion"], cells["evidence"], cells["share_counted"])
        return {
            "stage_half": f'=IF(COUNT({opinions})<{sheet.minimum_stages},"",'
            f"{_mean(weights, opinions)})",
            "question_half": self._question_formula(),
            "opinion": f'=IF(COUNT({halves})=0,"",AVERAGE({halves}))',
            "evidence": f"={_mean(weights, evidence)}",
            "coverage": f"=SUM({coverages})/{len(sheet.stages)}",
            "share_counted": f"=IF(SUM({weights})=0,0,"
            f"SUMPRODUCT({weights},{shares})/SUM({weights}))"
            f"*MIN(1,{cells['coverage']}/{sheet.full_coverage})",
            "readiness": f'=IF(ISNUMBER({cells["opinion"]}),{joined},"")',
            "development_stage": self._stage_formula(evidence),
        }

    def _question_formula(self):
        if not self.sheet.questions:
            return '=""'
        last = self.questions + len(self.sheet.questions) - 1
        opinions = xl_range_abs(self.questions, TRIED, last, TRIED)
        minimum = self.sheet.minimum_questions
        return f'=IF(COUNT({opinions})<{minimum},"",AVERAGE({opinions}))'

    def _stage_formula(self, evidence):
        """Name the first stage that ends above the readiness."""
        readiness = self._result("readiness")
        *limited, last = range(self.limits, self.limits + len(self.sheet.limits))
        name = _cell(last, LABEL)
        for row in reversed(limited):
            is_below = f"{readiness}<{_cell(row, STORED)}-0.000000001"
            name = f"IF({is_below},{_cell(row, LABEL)},{name})"
        is_known = (
            f"ISNUMBER({readiness}),COUNT({evidence})>={self.sheet.minimum_stages}"
        )
        return f'=IF(AND({is_known}),{name},"")'

    def _write_stages(self):
        self._header(
            self.stages,
            *("stages", "stored", "tried", "difference", "opinion", "evidence"),
            *("coverage", "weight", "share_stored", "share_tried", "share_counted"),
        )
        for number, stage in enumerate(self.sheet.stages):
            row = self.stages + number
            opinion, evidence, coverage, given, share = (
                _cell(row, column)
                for column in (OPINION, EVIDENCE, COVERAGE, SHARE_TRIED, SHARE_COUNTED)
            )
            self._text(row, LABEL, stage.line.label, self.formats.cell(kinds.TEXT))
            self._value(row, STORED, stage.combined, kinds.PERCENT)
            combined = (
                f"=IF(ISNUMBER({opinion}),{_joined(opinion, evidence, share)},"
                f'IF(ISNUMBER({evidence}),{evidence},""))'
            )
            self._formula(row, TRIED, combined, stage.combined, kinds.PERCENT)
            self._difference(row, stage.combined, kinds.PERCENT)
            said = _cell(self.lines + number, TRIED)
            self._formula(row, OPINION, f"={said}", stage.line.opinion, kinds.PERCENT)
            self._value(row, EVIDENCE, stage.evidence, kinds.PERCENT)
            self._value(row, COVERAGE, stage.coverage, kinds.DECIMAL)
            self._value(row, WEIGHT, stage.weight, kinds.DECIMAL)
            self._value(row, SHARE_STORED, stage.evidence_share, kinds.DECIMAL)
            self._input(row, SHARE_TRIED, stage.evidence_share)
            counted = f"={given}*MIN(1,{coverage}/{self.sheet.full_coverage})"
            self._formula(
                row, SHARE_COUNTED, counted, stage.share_counted, kinds.DECIMAL
            )
        last = self.stages + len(self.sheet.stages) - 1
        self._validate(self.stages, SHARE_TRIED, last, SHARE_TRIED, 1, "share_error")

    def _write_weights(self):
        blocks = self.sheet.blocks
        self._block_header(self.weights, "groups")
        rows = ("side", "weight_stored", "weight_tried")
        for row, key in enumerate(rows, start=self.weights):
            self._text(row, LABEL, self.sheet.words[key], self._strong(row))
            for column, block in enumerate(blocks, start=FIRST_BLOCK):
                if key == "side":
                    self._value(row, column, block.side, kinds.TEXT)
                elif key == "weight_stored":
                    self._value(row, column, block.weight, kinds.DECIMAL)
                else:
                    self._input(row, column, block.weight)
        if blocks:
            self._validate(
                *(row, FIRST_BLOCK, row, self.last_block), 100, "weight_error"
            )

    def _write_lines(self):
        self._block_header(
            self.lines, "lines", "stored", "tried", "difference", "made_of"
        )
        lines = [stage.line for stage in self.sheet.stages]
        for row, line in enumerate((*lines, *self.sheet.questions), start=self.lines):
            self._write_opinion_line(row, line)

    def _write_opinion_line(self, row, line):
        label = self.formats.cell(kinds.PARAGRAPH)
        self.worksheet.set_row(row, text_height(line.label, LABEL_WIDTH - 4))
        self._text(row, LABEL, line.label, label)
        self._value(row, STORED, line.opinion, kinds.PERCENT)
        if line.values is None:
            self._value(row, TRIED, line.opinion, kinds.PERCENT)
            made_of = "no_number" if line.opinion is None else "stored_total"
        else:
            values = xl_range_abs(row, FIRST_BLOCK, row, self.last_block)
            mean = f"={_mean('block_weights', values)}"
            self._formula(row, TRIED, mean, line.opinion, kinds.PERCENT)
            made_of = "from_groups"
        self._difference(row, line.opinion, kinds.PERCENT)
        self._value(row, MADE_OF, self.sheet.words[made_of], kinds.TEXT)
        for column, value in enumerate(line.values or (), start=FIRST_BLOCK):
            self._value(row, column, value, kinds.PERCENT)

    def _write_limits(self):
        self._header(self.limits, "development_stage", "below")
        for row, (name, limit) in enumerate(self.sheet.limits, start=self.limits):
            self._text(row, LABEL, name, self.formats.cell(kinds.TEXT))
            self._value(row, STORED, limit, kinds.PERCENT)

    def _define_names(self):
        names = {
            "evidence_shares": self._of_stages(SHARE_TRIED),
            "readiness_stored": _cell(self.results, STORED),
            "readiness_what_if": _cell(self.results, TRIED),
        }
        if self.sheet.blocks:
            row = self.weights + 2
            names["block_weights"] = xl_range_abs(
                row, FIRST_BLOCK, row, self.last_block
            )
        for name, cells in names.items():
            place = f"={quote_sheetname(self.worksheet.name)}!{cells}"
            self.workbook.define_name(name, place)

    # ------------------------------------------------------------
    # PLACES
    # ------------------------------------------------------------

    def _result(self, key):
        return _cell(self.results + RESULTS.index(key), TRIED)

    def _of_stages(self, column):
        last = self.stages + len(self.sheet.stages) - 1
        return xl_range_abs(self.stages, column, last, column)

    # ------------------------------------------------------------
    # CELLS
    # ------------------------------------------------------------

    def _header(self, row, *keys):
        """Write the words of a section above its first row."""
        names = [self.sheet.words[key] for key in keys]
        self._header_row(row - 1, names)

    def _block_header(self, row, *keys):
        names = [self.sheet.words[key] for key in keys]
        names += [""] * (FIRST_BLOCK - len(names))
        self._header_row(row - 1, names + [block.name for block in self.sheet.blocks])

    def _header_row(self, row, names):
        lines = header_lines((name, WIDTH) for name in names[1:])
        self.worksheet.set_row(row, LINE_HEIGHT * lines + 3)
        for column, name in enumerate(names):
            kind = kinds.PERCENT if column else kinds.TEXT
            self._text(row, column, name, self.formats.header(kind))

    def _strong(self, row):
        is_first = row in (self.results, self.weights + 2)
        formats = self.formats.strong if is_first else self.formats.cell
        return formats(kinds.TEXT)

    def _text(self, row, column, text, cell_format):
        self.worksheet.write_string(row, column, clean_text(text), cell_format)

    def _value(self, row, column, value, kind):
        cell_format = self.formats.cell(kind)
        if value is None:
            self.worksheet.write_blank(row, column, None, cell_format)
        elif isinstance(value, str):
            self._text(row, column, value, cell_format)
        else:
            self.worksheet.write_number(row, column, value, cell_format)

    def _formula(self, row, column, formula, value, kind):
        """Write a formula with the stored value, shown until it is computed anew."""
        shown = "" if value is None else value
        is_first = row == self.results
        cell_format = (self.formats.strong if is_first else self.formats.cell)(kind)
        self.worksheet.write_formula(row, column, formula, cell_format, shown)

    def _difference(self, row, value, kind):
        stored, tried = _cell(row, STORED), _cell(row, TRIED)
        formula = f'=IF(COUNT({stored},{tried})=2,{tried}-{stored},"")'
        self._formula(row, DIFFERENCE, formula, None if value is None else 0, kind)

    def _input(self, row, column, value):
        self.worksheet.write_number(
            row, column, value, self.formats.input(kinds.DECIMAL)
        )

    def _validate(self, first_row, first_column, last_row, last_column, most, word):
        message = clean_text(self.sheet.words[word])[:MAX_MESSAGE]
        self.worksheet.data_validation(
            *(first_row, first_column, last_row, last_column),
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": most,
                "error_message": message,
                "input_message": message,
            },
        )


def _cell(row, column):
    return xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)


def _mean(weights, values):
    """Return the formula of a mean by weights, empty where nothing has any weight."""
    known = f"SUMPRODUCT({weights}*ISNUMBER({values}))"
    return f'IF({known}=0,"",SUMPRODUCT({weights},{values})/{known})'


def _joined(opinion, evidence, share):
    both = f"(1-{share})*{opinion}+{share}*{evidence}"
    return f"IF(ISNUMBER({evidence}),{both},{opinion})"
