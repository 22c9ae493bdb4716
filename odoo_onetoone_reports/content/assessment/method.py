"""How every number comes about, in plain words, and what is not shown."""

from ..report import PARAGRAPH, TEXT, Column, Sheet
from .closed_round import with_questions


def method_sheet(closed):
    env = closed.env
    return Sheet(
        name=env._("Method"),
        title=env._("How the numbers come about"),
        columns=[
            Column("term", env._("Term"), TEXT, 26),
            Column("meaning", env._("How it is computed"), PARAGRAPH, 110),
        ],
        rows=[
            *_opinion_terms(env),
            *_evidence_terms(env),
            *_readiness_terms(env),
            *_publishing_terms(closed),
        ],
    )


def _opinion_terms(env):
    yield (
        env._("Answer"),
        env._(
            "A chosen level k of L stands at 100 × (k − 1) ÷ (L − 1). A question left "
            "out is left out; it is never 0."
        ),
    )
    yield (
        env._("Opinion of a group"),
        env._(
            "The mean of its answers. Somebody counts for a dimension who answered at "
            "least half of its questions."
        ),
    )
    yield (
        env._("Overall"),
        env._(
            "The mean of the groups by their weights. Unweighted: the mean of all "
            "answers, each counting the same."
        ),
    )
    yield (
        env._("At least, at most"),
        env._(
            "The limits of the 95 % interval: how far the number could be off because "
            "not everybody answered. A difference smaller than that is no clear one."
        ),
    )
    yield (
        env._("Inside, outside"),
        env._(
            "The opinion of the groups inside the company, and of partners and "
            "customers, each by their weights."
        ),
    )
    yield (
        env._("Perception gap"),
        env._(
            "Inside minus outside, the mean over the questions that enough people on "
            "both sides answered."
        ),
    )


def _evidence_terms(env):
    yield (
        env._("Position"),
        env._(
            "Where the value of an indicator stands between its five anchors, from 0 "
            "to 100. With fewer than five cases a value has no position."
        ),
    )
    yield (
        env._("Evidence"),
        env._(
            "Of a stage: the mean of its indicators' positions by their weights. "
            "Overall: the mean of the four stages by their weights."
        ),
    )
    yield (
        env._("Coverage"),
        env._(
            "The weight of the indicators that have a position, as a part of the "
            "weight of all that apply to the company."
        ),
    )
    yield (
        env._("Suggested level"),
        env._(
            "The highest level of a stage whose rules, and those of all levels below, "
            "the records keep."
        ),
    )


def _readiness_terms(env):
    yield (
        env._("Combined"),
        env._(
            "Of a stage: (1 − λ) × opinion + λ × evidence. λ is the share of the "
            "evidence, reduced in proportion where less than half of it was measured. "
            "Where one of the two is missing, the other one alone."
        ),
    )
    yield (
        env._("Opinion of the company"),
        env._(
            "Half the mean of the four stages' opinions, half the mean of the gap "
            "tool's questions. One alone where the other is missing; it takes three "
            "stages or twelve questions."
        ),
    )
    yield (
        env._("Readiness"),
        env._(
            "(1 − λ) × opinion + λ × evidence of the company, λ reduced by the mean "
            "coverage of the four stages in the same way. Without opinion there is no "
            "readiness."
        ),
    )
    yield (
        env._("Stage of development"),
        env._(
            "Readiness below 25: product-driven; below 50: customer-sensitive; below "
            "75: customer-driven; from 75: one-to-one. It needs evidence of three "
            "stages. Where a limit lies inside the interval, both names are possible."
        ),
    )
    yield (
        env._("Gap to target"),
        env._("Target minus combined; below 0 the target is exceeded."),
    )
    yield (
        env._("Say–do"),
        env._("The median of the levels people chose minus the suggested level."),
    )


def _publishing_terms(closed):
    env = closed.env
    if not closed.assessment.is_anonymous:
        yield (
            env._("What is shown"),
            env._("The round was a named one: everything that was answered is shown."),
        )
        return
    yield (
        env._("What is shown"),
        env._(
            "Only numbers that rest on at least %(minimum)s answers, and only as long "
            "as no combination of them says something about fewer people. What is not "
            "shown is nowhere in this file.",
            minimum=closed.minimum,
        ),
    )


def not_shown_sheet(closed):
    """Return the empty cells of the opinions with their reasons, without numbers."""
    env = closed.env
    return Sheet(
        name=env._("Not shown"),
        title=env._("What is not shown, and why"),
        notes=[
            env._(
                "Each line stands for empty cells of the opinions. The reason is the "
                "rule; no number stands behind it."
            )
        ],
        columns=[
            Column("subject", env._("Dimension or question"), PARAGRAPH, 62),
            Column("reason", env._("Why"), PARAGRAPH, 50),
            Column("parts", env._("Whose answers"), PARAGRAPH, 62),
        ],
        rows=[
            (row["name"], reason, ", ".join(parts))
            for section in closed.sections
            for row, _is_question in with_questions(section["rows"])
            for reason, parts in _empty_parts(closed, row).items()
        ],
    )


def _empty_parts(closed, row):
    """Return {reason: names of the columns without a number} of a row."""
    labels = _reasons(closed.env)
    parts = {}
    for column, cell in zip(closed.columns, row["cells"], strict=True):
        if cell["value"] is False:
            reason = labels.get(cell["reason"])
            parts.setdefault(reason, []).append(column["name"])
    return parts


def _reasons(env):
    return {
        **dict(
            env["onetoone.score"]._fields["missing_reason"]._description_selection(env)
        ),
        "not_asked": env._("Was not asked this"),
        "not_shown": env._("Too few answers, or it would reveal what a few said"),
        "from_parts": env._("Made up of the dimensions below it"),
    }
