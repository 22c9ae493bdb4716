"""The cover: readiness in one page, with its two pictures."""

from ..report import BARS, DATE, PERCENT, RADAR, TEXT, Chart, Column, Fact, Sheet
from .closed_round import values_of

COVER, SIDES = "cover", "sides"


def cover_sheet(closed, title):
    env, assessment = closed.env, closed.assessment
    rows = [
        (name, *values_of(score, "opinion", "evidence", "combined", "target", "gap"))
        for _settings, name, score in closed.stages()
    ]
    return Sheet(
        key=COVER,
        name=env._("Cover"),
        title=title,
        facts=[
            Fact(env._("Company"), assessment.company_id.sudo().name),
            Fact(env._("Round"), assessment.name),
            Fact(env._("As of"), assessment.as_of, DATE),
            Fact(env._("Readiness"), *_percent(assessment, "readiness")),
            Fact(env._("At least"), *_percent(assessment, "readiness_low")),
            Fact(env._("At most"), *_percent(assessment, "readiness_high")),
            Fact(env._("Stage of development"), development_stage(closed)),
            Fact(env._("Verdict"), closed.label("verdict")),
            Fact(env._("CRM capability"), closed.label("capability_tier")),
            Fact(env._("Segment management"), _segment_management(assessment)),
            Fact(env._("Opinion"), *_percent(assessment, "opinion")),
            Fact(env._("Evidence"), *_percent(assessment, "evidence")),
        ],
        notes=_notes(closed),
        columns=[
            Column("stage", env._("Stage"), TEXT, 30),
            Column("opinion", env._("Opinion"), PERCENT, 20),
            Column("evidence", env._("Evidence"), PERCENT, 20),
            Column("combined", env._("Combined"), PERCENT, 20),
            Column("target", env._("Target"), PERCENT, 20),
            Column("gap", env._("Gap to target"), PERCENT, 20),
        ],
        rows=rows,
        charts=[
            Chart(
                BARS,
                env._("The four stages"),
                COVER,
                "stage",
                ("opinion", "evidence", "target"),
                len(rows),
            ),
            Chart(
                RADAR,
                env._("The seven aspects from inside and outside"),
                SIDES,
                "aspect",
                ("inside", "outside"),
                len(closed.section("aspect")),
            ),
        ],
    )


def development_stage(closed):
    """Return the stage, or the range of stages that the interval allows."""
    low = closed.label("development_stage_low")
    high = closed.label("development_stage_high")
    name = closed.label("development_stage")
    if not name or low == high:
        return name
    return closed.env._(
        "%(stage)s (from %(low)s to %(high)s)", stage=name, low=low, high=high
    )


def _segment_management(assessment):
    """Return the stage of 0 to 5, and the one to be reached where it was decided."""
    level, target = assessment.segment_level_id, assessment.segment_target_id
    names = [one.display_name for one in (level, target) if one]
    return " → ".join(names) or None


def _said_of_verdict(assessment):
    """Yield the verdict, its reasons and what else is little founded, line by line."""
    texts = (
        assessment.verdict_text,
        assessment.verdict_reasons_text,
        assessment.thin_text,
        assessment.capability_text,
    )
    return [line for text in texts for line in (text or "").splitlines()]


def _percent(assessment, field):
    return *values_of(assessment, field), PERCENT


def _notes(closed):
    env, assessment = closed.env, closed.assessment
    notes = [
        env._("Numbers run from 0 to 100. An empty cell means no number, never 0."),
        *_said_of_verdict(assessment),
    ]
    if assessment.is_anonymous:
        notes.append(
            env._(
                "Anonymous round: a number rests on %(minimum)s answers or more, and "
                "no other number gives away what fewer people said.",
                minimum=closed.minimum,
            )
        )
    else:
        notes.append(
            env._("Named round: who was asked knew that answers are not anonymous.")
        )
    if not closed.blocks:
        notes.append(env._("Nobody answered, or too few: there is no opinion."))
    return notes
