"""What an executive reads of a closed round, on two pages."""

from datetime import date
from typing import NamedTuple

from odoo.tools import format_date, formatLang

from odoo.addons.odoo_onetoone.engine.opinion.scores import DIMENSION

MOST_GAPS = 5
MOST_ROUNDS = 8
MOST_REASONS = 4


class Stage(NamedTuple):
    name: str
    opinion: float | None
    evidence: float | None
    combined: float | None
    target: float | None
    is_thin: bool


class Aspect(NamedTuple):
    name: str
    inside: float | None
    outside: float | None
    perception_gap: float | None


class SayDo(NamedTuple):
    """Levels, and the steps from what records suggest to what people say."""

    name: str
    said: float | None
    suggested: int | None
    steps: float | None


class Gap(NamedTuple):
    """What is missing where, in points, and the action that is proposed."""

    subject: str
    points: float
    action: str


class Round(NamedTuple):
    as_of: date
    readiness: float | None
    low: float | None
    high: float | None


class Summary(NamedTuple):
    company: str
    round_name: str
    as_of: str
    readiness: float | None
    readiness_low: float | None
    readiness_high: float | None
    stage_name: str  # of the development; where the interval has several, all
    verdict: str
    verdict_text: str
    reasons: list[str]
    tier: str
    stages: list[Stage]
    aspects: list[Aspect]
    say_do: list[SayDo]
    gaps: list[Gap]
    rounds: list[Round]
    method: list[str]
    direction: str  # ltr or rtl
    lang: str


def assessment_summary(assessment):
    """Return the summary of a closed round, in the words of its environment.

    What a round may not publish was never stored, and is absent here.
    """
    env = assessment.env
    lang = env["res.lang"]._get_data(code=env.lang or "en_US")
    rows = assessment.score_ids.filtered(
        lambda row: row.kind == DIMENSION and not row.block and not row.cut
    )
    stages = rows.filtered(lambda row: row.dimension_kind == "stage")
    aspects = rows.filtered(lambda row: row.dimension_kind == "aspect")
    stages = stages.sorted(lambda row: row.dimension_id.sequence)
    reasons = (assessment.verdict_reasons_text or "").splitlines()
    return Summary(
        company=assessment.company_id.name,
        round_name=assessment.name,
        as_of=format_date(env, assessment.as_of),
        readiness=_known(assessment.readiness),
        readiness_low=_known(assessment.readiness_low),
        readiness_high=_known(assessment.readiness_high),
        stage_name=_stage_name(assessment),
        verdict=_label(assessment, "verdict"),
        verdict_text=assessment.verdict_text or "",
        reasons=reasons[:MOST_REASONS],
        tier=_label(assessment, "capability_tier"),
        stages=[_stage(row) for row in stages],
        aspects=[_aspect(row) for row in aspects.sorted("sequence")],
        say_do=[_say_do(row) for row in stages],
        gaps=_gaps(assessment, stages),
        rounds=_rounds(assessment),
        method=_method(assessment),
        direction=lang.direction or "ltr",
        lang=lang.code or "en_US",
    )


def _known(number):
    """Return None for the False with which a field says "no data"."""
    return None if number is False else number


def _label(record, name):
    labels = dict(record._fields[name]._description_selection(record.env))
    return labels.get(record[name], "")


def _stage_name(assessment):
    """Return the development stage; both ends where a limit is in the interval."""
    names = [
        _label(assessment, name)
        for name in ("development_stage_low", "development_stage_high")
    ]
    ends = list(dict.fromkeys(name for name in names if name))
    if len(ends) > 1:
        return assessment.env._("%(low)s to %(high)s", low=ends[0], high=ends[1])
    return _label(assessment, "development_stage")


def _stage(row):
    return Stage(
        row.dimension_id.name,
        _known(row.opinion),
        _known(row.evidence),
        _known(row.combined),
        _known(row.target),
        row.is_thin,
    )


def _aspect(row):
    return Aspect(
        row.dimension_id.name,
        _known(row.inside),
        _known(row.outside),
        _known(row.perception_gap),
    )


def _say_do(row):
    return SayDo(
        row.dimension_id.name,
        _known(row.said_level),
        _known(row.suggested_level),
        _known(row.say_do),
    )


def _gaps(assessment, stages):
    """Return the gaps that matter most, with the action proposed for each.

    Without any proposal, what the stages lack to their targets.
    """
    proposals = assessment.env["onetoone.action.template"]._proposals(assessment)
    if proposals:
        return [
            Gap(one["subject"] or one["dimension"], one["gap"], one["name"])
            for one in proposals[:MOST_GAPS]
        ]
    lacking = stages.filtered(lambda row: row.gap is not False and row.gap > 0)
    return [
        Gap(row.dimension_id.name, row.gap, "")
        for row in lacking.sorted("gap", reverse=True)[:MOST_GAPS]
    ]


def _rounds(assessment):
    """Return the last closed rounds up to this one, the earliest first."""
    closed = assessment.search(
        [
            ("company_id", "=", assessment.company_id.id),
            ("state", "=", "closed"),
            ("as_of", "<=", assessment.as_of),
        ],
        order="as_of desc, id desc",
        limit=MOST_ROUNDS,
    )
    return [
        Round(
            one.as_of,
            _known(one.readiness),
            _known(one.readiness_low),
            _known(one.readiness_high),
        )
        for one in reversed(closed)
    ]


def _method(assessment):
    env = assessment.env
    notes = [
        env._(
            "Readiness runs from 0 to 100. It joins what people said in the round with "
            "what the records of the company show; records of which less than half was "
            "measured count less."
        ),
        env._(
            "The range beside a number is its 95 % interval. Thin: too few answers for "
            "an interval, or less than half of the evidence measured."
        ),
        env._(
            "Say–do: the level people chose less the level the records suggest. Above "
            "0 we think better of ourselves than our records do."
        ),
        env._(
            "Verdict, limits and weights are proposals of this app; management can "
            "replace them."
        ),
    ]
    if assessment.is_anonymous:
        notes.append(
            env._(
                "The round was anonymous: nothing rests on fewer than %(count)s "
                "answers. What would is not in this summary, also not in its totals.",
                count=assessment.min_answers,
            )
        )
    if assessment.left_out:
        notes.append(
            env._(
                "Too few answers, counted nowhere: %(groups)s.",
                groups=assessment.left_out,
            )
        )
    return notes


def say_number(env, value, digits=0):
    """Return a number as a reader sees it; a dash where there is none."""
    return "–" if value is None else formatLang(env, value, digits=digits)
