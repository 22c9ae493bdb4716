"""What the sheets of a round share: its scores, read once as the user."""

from odoo.addons.odoo_onetoone.models.assessment.assessment_scoring import STAGES
from odoo.addons.odoo_onetoone.optional_fields import known

DIMENSION, QUESTION = "dimension", "question"


class ClosedRound:
    """A closed round with its published scores and the names of its parts.

    ``blocks``: [{groups, side, weight, eligible, key, name}] as they were frozen.
    ``dimensions``: [{id, code, kind, weight, evidence_share, …}] in their order.
    """

    def __init__(self, assessment):
        self.env = assessment.env
        self.assessment = assessment
        self.minimum = assessment._minimum()
        self.dimensions = assessment.dimensions or []
        heat_map = assessment._heat_map()
        self.columns = heat_map["columns"]
        self.sections = heat_map["sections"]
        self.blocks = [
            {**block, "key": column["block"], "name": column["name"]}
            for block, column in zip(
                assessment.blocks or [], self.columns, strict=False
            )
        ]
        self.scores = self.env["onetoone.score"].search(
            [("assessment_id", "=", assessment.id)], order="sequence, id"
        )
        self._wholes = {
            (score.kind, score.question_code or score.dimension_id.id): score
            for score in self.scores
            if not score.block and not score.cut
        }
        found = self.env["onetoone.dimension"].browse(
            one["id"] for one in self.dimensions
        )
        self.dimension_names = {one.id: one.name for one in found}

    def section(self, kind):
        """Return the rows of the heat map of a kind of dimension."""
        return next((one["rows"] for one in self.sections if one["kind"] == kind), [])

    def whole(self, kind, code):
        """Return the score of a dimension (by id) or question (by code), or none."""
        return self._wholes.get((kind, code), self.scores.browse())

    def of_row(self, row):
        """Return the whole score behind a row of the heat map."""
        if row["question_code"]:
            return self.whole(QUESTION, row["question_code"])
        return self.whole(DIMENSION, row["dimension_id"])

    def stages(self):
        """Return [(settings, name, score)] of the four stages in their order."""
        by_code = {one["code"]: one for one in self.dimensions}
        found = [by_code[code] for code in STAGES if code in by_code]
        return [
            (one, self.dimension_names[one["id"]], self.whole(DIMENSION, one["id"]))
            for one in found
        ]

    def label(self, field, record=None):
        """Return the word for the value of a selection, None where there is none."""
        record = self.assessment if record is None else record
        labels = dict(record._fields[field]._description_selection(self.env))
        return labels.get(record[field])


def with_questions(rows):
    """Yield (row, whether it is a question): each dimension, then its questions."""
    for row in rows:
        yield row, False
        for question in row["questions"]:
            yield question, True


def strong_rows(rows):
    """Return the places of the dimensions among all rows, to make them stand out."""
    return frozenset(
        index
        for index, (_row, is_question) in enumerate(with_questions(rows))
        if not is_question
    )


def values_of(record, *fields):
    """Return optional numbers of a record: None where there are none."""
    return [known(record[field]) if record else None for field in fields]
