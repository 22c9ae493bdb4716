"""What people said: by question and block, by side, by group and by cut."""

from ..report import DECIMAL, INTEGER, PARAGRAPH, PERCENT, TEXT, Column, Sheet
from .closed_round import strong_rows, values_of, with_questions
from .cover import SIDES


def gap_tool_sheet(closed):
    env = closed.env
    rows = closed.section("aspect")
    blocks = _block_columns(closed)
    return Sheet(
        name=env._("Gap tool"),
        title=env._("Gap tool: each question, each group"),
        notes=[
            env._(
                "The number of a group is the mean of its answers; overall is the "
                "mean of the groups by their weights. Colours run from red (0) to "
                "blue (100)."
            ),
            env._("Why a cell is empty stands in the sheet on what is not shown."),
        ],
        columns=[
            Column("subject", env._("Aspect and question"), PARAGRAPH, 48),
            *blocks,
            Column("inside", env._("Inside"), PERCENT, 10),
            Column("outside", env._("Outside"), PERCENT, 10),
            Column("overall", env._("Overall"), PERCENT, 10),
            Column("low", env._("At least"), PERCENT, 10),
            Column("high", env._("At most"), PERCENT, 10),
            Column("answers", env._("Answers"), INTEGER, 10),
            Column("perception_gap", env._("Perception gap"), PERCENT, 11),
            Column("thin", env._("Too few answered for an interval"), PARAGRAPH, 30),
        ],
        rows=[
            _opinion_row(closed, row, is_question)
            for row, is_question in with_questions(rows)
        ],
        heat=[column.key for column in blocks] + ["inside", "outside", "overall"],
        strong=strong_rows(rows),
    )


def _block_columns(closed):
    return [
        Column(f"block_{number}", block["name"], PERCENT, 12)
        for number, block in enumerate(closed.blocks)
    ]


def _known_cells(row):
    """Return the values of the blocks, the two sides and the overall opinion."""
    return [None if cell["value"] is False else cell["value"] for cell in row["cells"]]


def _opinion_row(closed, row, is_question):
    fields = ("opinion_low", "opinion_high", "answer_count", "perception_gap")
    return (
        subject(row, is_question),
        *_known_cells(row),
        *values_of(closed.of_row(row), *fields),
        ", ".join(_thin_parts(closed, row)) or None,
    )


def _thin_parts(closed, row):
    """Return the names of the columns whose number rests on few answers."""
    return [
        column["name"]
        for column, cell in zip(closed.columns, row["cells"], strict=True)
        if cell["is_thin"]
    ]


def subject(row, is_question):
    """Return the name of a row; questions stand below their dimension."""
    return f"   {row['name']}" if is_question else row["name"]


def sides_sheet(closed):
    """Return inside and outside of each aspect, then of each of their questions."""
    env = closed.env
    rows = closed.section("aspect")
    questions = [one for row in rows for one in row["questions"]]
    return Sheet(
        key=SIDES,
        name=env._("Inside and outside"),
        title=env._("How the company sees itself, and how others see it"),
        notes=[
            env._(
                "Perception gap: inside minus outside, over the questions that enough "
                "people on both sides answered. Above 0, the company thinks better of "
                "itself than others do."
            )
        ],
        columns=[
            Column("aspect", env._("Aspect or question"), PARAGRAPH, 60),
            Column("inside", env._("Inside"), PERCENT, 12),
            Column("outside", env._("Outside"), PERCENT, 12),
            Column("perception_gap", env._("Perception gap"), PERCENT, 12),
            Column("overall", env._("Overall"), PERCENT, 12),
            Column("unweighted", env._("Overall, unweighted"), PERCENT, 12),
        ],
        rows=[
            (
                row["name"],
                *values_of(
                    closed.of_row(row),
                    "inside",
                    "outside",
                    "perception_gap",
                    "opinion",
                    "opinion_unweighted",
                ),
            )
            for row in (*rows, *questions)
        ],
        heat=("inside", "outside", "overall"),
        strong=frozenset(range(len(rows))),
    )


def groups_sheet(closed):
    env, assessment = closed.env, closed.assessment
    sides = dict(
        env["onetoone.respondent.group"]._fields["side"]._description_selection(env)
    )
    notes = [
        env._(
            "Groups inside with too few answers are reported together with their "
            "neighbours; groups outside with too few count nowhere."
        )
    ]
    if assessment.left_out:
        notes.append(env._("Left out: %(groups)s.", groups=assessment.left_out))
    return Sheet(
        name=env._("Groups"),
        title=env._("Who answered, and how much it counts"),
        notes=notes,
        columns=[
            Column("block", env._("Groups reported as one"), PARAGRAPH, 48),
            Column("members", env._("Groups in it"), INTEGER, 10),
            Column("side", env._("Side"), TEXT, 14),
            Column("weight", env._("Weight"), DECIMAL, 10),
            Column("fewest", env._("Fewest answers behind a number"), INTEGER, 16),
            Column("most", env._("Most answers behind a number"), INTEGER, 16),
        ],
        rows=[
            (
                block["name"],
                len(block["groups"]),
                sides[block["side"]],
                block["weight"],
                *_answers_behind(closed, block["key"]),
            )
            for block in closed.blocks
        ],
    )


def _answers_behind(closed, key):
    counts = [
        score.answer_count
        for score in closed.scores
        if score.block == key and score.answer_count is not False
    ]
    return min(counts, default=None), max(counts, default=None)


def cuts_sheet(closed):
    env = closed.env
    cuts = closed.scores.filtered("cut")
    labels = dict(cuts._fields["cut"]._description_selection(env))
    places = {cut: place for place, cut in enumerate(labels)}
    return Sheet(
        name=env._("Places and product lines"),
        title=env._("By place, product line and department"),
        notes=[
            env._(
                "Each is counted apart, never crossed with another. Values with too "
                "few answers are joined in “Others”."
            )
        ],
        columns=[
            Column("cut", env._("By"), TEXT, 18),
            Column("dimension", env._("Dimension"), TEXT, 28),
            Column("question", env._("Question"), PARAGRAPH, 50),
            Column("value", env._("Value"), TEXT, 26),
            Column("opinion", env._("Opinion"), PERCENT, 11),
            Column("answers", env._("Answers"), INTEGER, 11),
        ],
        rows=[
            (
                labels[score.cut],
                score.dimension_id.name,
                # the text of a question may be read by who may read its score
                score.question_id.sudo().title or None,
                score.part_name,
                *values_of(score, "opinion", "answer_count"),
            )
            for score in cuts.sorted(lambda score: (places[score.cut], score.sequence))
        ],
        heat=("opinion",),
        is_list=True,
    )


def instruments_sheet(closed):
    """Return the instruments beside gap tool and ladder; None where none was asked.

    A question below the middle of its scale is a shortcoming.
    """
    env = closed.env
    sections = [
        one
        for one in closed.sections
        if one["kind"] not in ("aspect", "stage", "service_gap")
    ]
    if not sections:
        return None
    rows = [row for one in sections for row in one["rows"]]
    blocks = _block_columns(closed)
    return Sheet(
        name=env._("Instruments"),
        title=env._("CRM capability, self check, CRM quality, service and others"),
        notes=[
            env._(
                "Failed: the opinion stays below 50, the middle of the scale. That "
                "limit is a proposal of this app."
            ),
            *(closed.assessment.capability_text or "").splitlines(),
        ],
        columns=[
            Column("subject", env._("Instrument and question"), PARAGRAPH, 60),
            Column("kind", env._("Kind"), TEXT, 18),
            *blocks,
            Column("inside", env._("Inside"), PERCENT, 10),
            Column("outside", env._("Outside"), PERCENT, 10),
            Column("overall", env._("Overall"), PERCENT, 10),
            Column("low", env._("At least"), PERCENT, 10),
            Column("high", env._("At most"), PERCENT, 10),
            Column("answers", env._("Answers"), INTEGER, 10),
            Column("failed", env._("Failed"), TEXT, 10),
        ],
        rows=[
            _instrument_row(closed, one["name"], row, is_question)
            for one in sections
            for row, is_question in with_questions(one["rows"])
        ],
        heat=[column.key for column in blocks] + ["inside", "outside", "overall"],
        strong=strong_rows(rows),
    )


def _instrument_row(closed, kind, row, is_question):
    fields = ("opinion", "opinion_low", "opinion_high", "answer_count")
    opinion, *others = values_of(closed.of_row(row), *fields)
    is_failed = is_question and opinion is not None and opinion < 50
    return (
        subject(row, is_question),
        kind,
        *_known_cells(row),
        *others,
        closed.env._("Failed") if is_failed else None,
    )
