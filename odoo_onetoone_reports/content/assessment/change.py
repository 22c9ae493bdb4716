"""What moved the readiness since the previous round, in lines that add up."""

from odoo.tools import format_date

from ..report import (
    DATE,
    DECIMAL,
    LINES,
    PARAGRAPH,
    PERCENT,
    TEXT,
    Chart,
    Column,
    Fact,
    Sheet,
)
from .closed_round import values_of


def change_sheet(closed):
    """Return the lines of the change; None where there is no previous round."""
    env, assessment = closed.env, closed.assessment
    previous = assessment.previous_id
    if not previous:
        return None
    notes = [
        env._(
            "Like for like: the same questions, groups and indicators, on the weights "
            "and anchors of this round. What came, went or was weighed otherwise is "
            "the line “Composition”. All points together make up the change."
        )
    ]
    if assessment.change_note:
        notes.append(assessment.change_note)
    return Sheet(
        key="change",
        name=env._("What changed"),
        title=env._("What moved the readiness"),
        facts=[
            Fact(env._("Previous round"), previous.name),
            Fact(env._("Readiness then"), *values_of(previous, "readiness"), PERCENT),
            Fact(env._("Readiness now"), *values_of(assessment, "readiness"), PERCENT),
            Fact(
                env._("Change (points)"),
                *values_of(assessment, "readiness_change"),
                DECIMAL,
            ),
        ],
        notes=notes,
        columns=[
            Column("kind", env._("What moved it"), TEXT, 20),
            Column("dimension", env._("Dimension"), TEXT, 26),
            Column("subject", env._("Groups or indicator"), PARAGRAPH, 44),
            Column("earlier", env._("Then"), PERCENT, 10),
            Column("later", env._("Now"), PERCENT, 10),
            Column("weight", env._("Points per point"), DECIMAL, 11),
            Column("points", env._("Points"), DECIMAL, 10),
        ],
        rows=[
            (
                closed.label("kind", change),
                change.dimension_id.name or None,
                change.subject or None,
                *values_of(change, "earlier", "later", "weight"),
                change.points,
            )
            for change in assessment.change_ids
        ],
    )


def rounds_sheet(closed):
    """Return the closed rounds of the company up to this one, as a trend."""
    env, assessment = closed.env, closed.assessment
    rounds = env["onetoone.assessment"].search(
        [
            ("company_id", "=", assessment.company_id.id),
            ("state", "=", "closed"),
            ("as_of", "<=", assessment.as_of),
        ],
        order="as_of, id",
    )
    numbers = ("readiness", "readiness_low", "readiness_high", "opinion", "evidence")
    rows = [
        (
            _named(env, one),
            one.as_of,
            *values_of(one, *numbers, "readiness_change"),
            closed.label("development_stage", one),
        )
        for one in rounds
    ]
    return Sheet(
        key="rounds",
        name=env._("Rounds"),
        title=env._("The rounds of the company"),
        columns=[
            Column("round", env._("Round"), TEXT, 40),
            Column("as_of", env._("As of"), DATE, 14),
            Column("readiness", env._("Readiness"), PERCENT, 12),
            Column("low", env._("At least"), PERCENT, 12),
            Column("high", env._("At most"), PERCENT, 12),
            Column("opinion", env._("Opinion"), PERCENT, 12),
            Column("evidence", env._("Evidence"), PERCENT, 12),
            Column("change", env._("Change (points)"), DECIMAL, 12),
            Column("stage", env._("Stage of development"), TEXT, 24),
        ],
        rows=rows,
        charts=[
            Chart(
                LINES,
                env._("Readiness, opinion and evidence over the rounds"),
                "rounds",
                "round",
                ("readiness", "opinion", "evidence"),
                len(rows),
            )
        ],
    )


def _named(env, assessment):
    return f"{assessment.name} ({format_date(env, assessment.as_of)})"
