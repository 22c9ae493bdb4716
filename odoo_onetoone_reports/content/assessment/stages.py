"""The four stages: levels, opinion, evidence, target; and the ladders."""

from ..report import (
    BOOLEAN,
    DATE,
    DECIMAL,
    INTEGER,
    PARAGRAPH,
    PERCENT,
    TEXT,
    Column,
    Sheet,
)
from .closed_round import values_of


def stages_sheet(closed):
    env = closed.env
    return Sheet(
        key="stages",
        name=env._("Stages"),
        title=env._("The four stages"),
        notes=[
            env._(
                "Suggested: what the records show. Said: the median of what people "
                "chose. Confirmed: what a person vouched for. Say–do: steps by which "
                "people place the company above its records."
            ),
            env._(
                "Coverage: the part of the evidence that was measured. From half of "
                "it on, evidence counts in full."
            ),
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 17),
            Column("suggested", env._("Suggested level"), INTEGER, 11),
            Column("said", env._("Said level"), DECIMAL, 9),
            Column("confirmed", env._("Confirmed level"), INTEGER, 11),
            Column("say_do", env._("Say–do (steps)"), DECIMAL, 9),
            Column("opinion", env._("Opinion"), PERCENT, 10),
            Column("low", env._("At least"), PERCENT, 9),
            Column("high", env._("At most"), PERCENT, 9),
            Column("evidence", env._("Evidence"), PERCENT, 10),
            Column("coverage", env._("Coverage (%)"), PERCENT, 11),
            Column("combined", env._("Combined"), PERCENT, 11),
            Column("target", env._("Target"), PERCENT, 9),
            Column("gap", env._("Gap to target"), PERCENT, 10),
            Column("share", env._("Share of evidence (%)"), PERCENT, 11),
            Column("weight", env._("Weight"), DECIMAL, 9),
            Column("thin", env._("Little founded"), PARAGRAPH, 34),
        ],
        rows=[_stage_row(*stage) for stage in closed.stages()],
        heat=("opinion", "evidence", "combined"),
    )


def _stage_row(settings, name, score):
    [coverage] = values_of(score, "evidence_coverage")
    return (
        name,
        *values_of(score, "suggested_level", "said_level", "confirmed_level", "say_do"),
        *values_of(score, "opinion", "opinion_low", "opinion_high", "evidence"),
        None if coverage is None else coverage * 100,
        *values_of(score, "combined", "target", "gap"),
        settings["evidence_share"] * 100,
        settings["weight"],
        score.thin_text or None,
    )


def levels_sheet(closed):
    """Return what the records suggest of each stage, and what a person confirmed."""
    env = closed.env
    lines = {line.dimension_id.id: line for line in closed.assessment.level_ids}
    return Sheet(
        name=env._("Levels"),
        title=env._("The level of each stage"),
        notes=[
            env._(
                "A level is reached when its rules and those of all levels below it "
                "hold. As frozen when the round was closed."
            )
        ],
        columns=[
            Column("stage", env._("Stage"), TEXT, 17),
            Column("suggested", env._("Suggested level"), INTEGER, 11),
            Column("is_minimum", env._("At least"), BOOLEAN, 9),
            Column("records", env._("What the records show"), PARAGRAPH, 62),
            Column("confirmed", env._("Confirmed level"), PARAGRAPH, 28),
            Column("note", env._("Evidence for it"), PARAGRAPH, 40),
            Column("user", env._("Confirmed by"), TEXT, 20),
            Column("date", env._("Confirmed on"), DATE, 13),
        ],
        rows=[
            (name, *_level_values(lines[settings["id"]]))
            for settings, name, _score in closed.stages()
            if settings["id"] in lines
        ],
    )


def _level_values(line):
    [suggested] = values_of(line, "suggested_level")
    return (
        suggested,
        None if suggested is None else line.is_minimum,
        line.suggestion_text,
        line.confirmed_level_id.display_name or None,
        line.note or None,
        # who may see the level may see who vouched for it
        line.user_id.sudo().name or None,
        line.date or None,
    )


def ladder_sheet(closed):
    env = closed.env
    return Sheet(
        name=env._("Ladder"),
        title=env._("The ladder of each stage"),
        notes=[env._("The rules are proposals of this app, shown as they are now.")],
        columns=[
            Column("stage", env._("Stage"), TEXT, 17),
            Column("rank", env._("Level"), INTEGER, 8),
            Column("name", env._("Name"), PARAGRAPH, 32),
            Column("description", env._("Description"), PARAGRAPH, 60),
            Column("rules", env._("Rule"), PARAGRAPH, 40),
        ],
        rows=[
            (
                name,
                level.rank,
                level.name,
                level.description or None,
                level.evidence_rules or None,
            )
            for settings, name, _score in closed.stages()
            for level in env["onetoone.dimension"].browse(settings["id"]).level_ids
        ],
    )
