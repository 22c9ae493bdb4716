"""How ready a company is: what people say and what its records show, together.

Opinions that are added up here come from the same people, so that their intervals
are added as widely as they can lie together (see ``sums``). Evidence is counted, not
sampled, and widens no interval.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

from .interval import Estimate
from .sums import Term, is_clear, mean_of_same_people, sum_of_same_people
from .weighted import weighted_mean

STAGE_COUNT = 4
# Evidence counts in full from this share of the weight measured.
FULL_COVERAGE = 0.5
EVIDENCE_SHARE = 0.5
MINIMUM_STAGES = 3
MINIMUM_GAP_QUESTIONS = 12
OPINION, EVIDENCE, BOTH = "opinion", "evidence", "both"
# (the readiness that ends it, the name of the stage of development)
DEVELOPMENT_STAGES = (
    (25.0, "product_driven"),
    (50.0, "customer_sensitive"),
    (75.0, "customer_driven"),
    (float("inf"), "one_to_one"),
)
CAPABILITY_TIERS = ((40.0, "lagging"), (70.0, "medium"), (float("inf"), "leading"))
SKIPPED_POINTS = 25.0
# What going ahead rests on.
FOUNDATIONS = ("identify", "differentiate")
GO_LIMIT, NOT_YET_LIMIT = 50.0, 25.0
# A mean that meets a limit exactly may miss it by so much in floating point.
ROUNDING = 1e-9
GO, PREPARE_FIRST, NOT_YET = "go", "prepare_first", "not_yet"
NO_OPINION, NO_INTERVAL = "no_opinion", "no_interval"
NO_EVIDENCE, LITTLE_EVIDENCE = "no_evidence", "little_evidence"


class Indicator(NamedTuple):
    """An indicator that applies to the company; ``position`` None: no data."""

    weight: float
    position: float | None


class Evidence(NamedTuple):
    """What the records show of a stage, 0-100, and how much of it was measured.

    ``coverage`` is a fraction, 0 where there is no value.
    """

    value: float | None = None
    coverage: float = 0.0


class Stage(NamedTuple):
    """One of the four stages, in their order, with what is known of it.

    ``evidence_share``: what evidence counts beside opinion, a fraction.
    """

    code: str
    opinion: Estimate | None
    evidence: Evidence
    weight: float = 1.0
    evidence_share: float = EVIDENCE_SHARE


class Combined(NamedTuple):
    """Opinion and evidence in one value.

    ``missing`` names the one it had to do without, "both" if there is no value.
    """

    estimate: Estimate | None
    missing: str | None = None


class Readiness(NamedTuple):
    """How ready a company is, and the parts that make it up.

    ``coverage``: the mean part of the four stages' evidence that was measured, a
    fraction. ``evidence_share``: the fraction that evidence counted. ``missing`` as in
    ``Combined``. ``development_stage`` is None where too little is known to name one;
    ``possible_stages`` are all that lie inside the interval, in order.
    """

    estimate: Estimate | None
    opinion: Estimate | None
    evidence: float | None
    coverage: float
    evidence_share: float
    missing: str | None
    development_stage: str | None
    possible_stages: tuple[str, ...]


class SkippedStage(NamedTuple):
    """A later stage that stands clearly above an earlier one."""

    earlier: str
    later: str
    points: float


class Reason(NamedTuple):
    """Why not simply go: "below_25", "below_50", "thin", "no_value", "skipped".

    ``later``: the later stage of a skipped one.
    """

    code: str
    stage: str
    later: str | None = None


class Decision(NamedTuple):
    """Whether to go ahead ("go", "prepare_first", "not_yet"), and why not."""

    verdict: str
    reasons: tuple[Reason, ...]


def evidence_of(indicators: Sequence[Indicator]) -> Evidence:
    """Return the evidence of a stage from the indicators that apply to it."""
    applicable = sum(indicator.weight for indicator in indicators)
    value = weighted_mean(indicators)
    if value is None:
        return Evidence()
    measured = sum(i.weight for i in indicators if i.position is not None)
    return Evidence(value, measured / applicable)


def combine(stage: Stage) -> Combined:
    """Return the opinion and evidence of ``stage`` in one value.

    Evidence that was measured for less than half of its weight counts less.
    """
    opinion, evidence = stage.opinion, stage.evidence.value
    share = _effective_share(stage.evidence_share, stage.evidence.coverage)
    return _combine(opinion, evidence, share)


def readiness_of(
    stages: Sequence[Stage], gap_opinions: Sequence[Estimate | None]
) -> Readiness:
    """Return the readiness from the four stages and the gap tool's questions.

    ``gap_opinions``: the overall opinion of each question, None where it has none.
    Where the stages have different evidence shares, their mean by weight counts.
    """
    opinion = _opinion(stages, gap_opinions)
    evidence = weighted_mean((stage.weight, stage.evidence.value) for stage in stages)
    coverage = sum(stage.evidence.coverage for stage in stages) / STAGE_COUNT
    share = evidence_share_of(stages, coverage)
    combined = _combine(opinion, evidence, share)
    estimate = combined.estimate if opinion else None
    names = _development_stages(stages, estimate)
    return Readiness(
        estimate, opinion, evidence, coverage, share, combined.missing, *names
    )


def evidence_share_of(stages: Sequence[Stage], coverage: float) -> float:
    """Return the fraction that the evidence of all ``stages`` counts in the readiness.

    ``coverage`` is the mean over the stages, a fraction. Where the stages have
    different shares, their mean by weight counts.
    """
    parts = ((stage.weight, stage.evidence_share) for stage in stages)
    return _effective_share(weighted_mean(parts) or 0.0, coverage)


def opinion_weights(
    stages: Sequence[Stage], gap_opinions: Sequence[Estimate | None]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return what each stage and each question of the gap tool counts in the opinion.

    Fractions in the order given, 0 for what does not count; together 1, or all 0
    where there is no opinion: a half needs enough stages, or enough questions.
    """
    said = [stage.weight if stage.opinion else None for stage in stages]
    answered = [1.0 if opinion else None for opinion in gap_opinions]
    halves = [
        _fractions(said, MINIMUM_STAGES),
        _fractions(answered, MINIMUM_GAP_QUESTIONS),
    ]
    count = sum(map(any, halves)) or 1
    of_stages, of_questions = (
        tuple(fraction / count for fraction in half) for half in halves
    )
    return of_stages, of_questions


def say_do(said_levels: Sequence[int], suggested_level: int | None) -> float | None:
    """Return how many steps people say the company stands above its records.

    ``said_levels`` are ranks, one per response; their median may be half a step.
    """
    if not said_levels or suggested_level is None:
        return None
    return float(median(said_levels) - suggested_level)


def gap_to_target(target: float | None, combined: float | None) -> float | None:
    """Return how many points are missing to ``target``; below 0 it is exceeded."""
    return None if target is None or combined is None else target - combined


def is_thin(stage: Stage) -> bool:
    """Return whether a stage is not well founded."""
    return bool(thin_reasons(stage))


def thin_reasons(stage: Stage) -> tuple[str, ...]:
    """Return why a stage is not well founded; nothing where it is.

    Well founded is an opinion with an interval beside evidence that counts in full.
    """
    reasons = ()
    if stage.opinion is None:
        reasons = (NO_OPINION,)
    elif stage.opinion.low is None:
        reasons = (NO_INTERVAL,)
    if stage.evidence.value is None:
        return (*reasons, NO_EVIDENCE)
    if _is_below(stage.evidence.coverage, FULL_COVERAGE):
        return (*reasons, LITTLE_EVIDENCE)
    return reasons


def skipped_stages(stages: Iterable[Stage]) -> tuple[SkippedStage, ...]:
    """Return every pair of stages, in their order, of which the earlier lags behind.

    Both are well founded, more than 25 points apart, and the difference is clear.
    """
    founded = [stage for stage in stages if not is_thin(stage)]
    return tuple(
        SkippedStage(earlier.code, later.code, difference.value)
        for earlier, later in combinations(founded, 2)
        if _is_below(SKIPPED_POINTS, (difference := _difference(earlier, later)).value)
        and is_clear(difference)
    )


def decide(stages: Sequence[Stage]) -> Decision:
    """Return whether to go ahead, judged by the stages in their order.

    Go: identify and differentiate reach 50, neither is thin and no stage was
    skipped. Not yet: either is below 25.
    """
    by_code = {stage.code: stage for stage in stages}
    reasons = [reason for code in FOUNDATIONS for reason in _doubts(by_code[code])]
    reasons += [
        Reason("skipped", skipped.earlier, skipped.later)
        for skipped in skipped_stages(stages)
    ]
    verdict = PREPARE_FIRST if reasons else GO
    if any(reason.code == "below_25" for reason in reasons):
        verdict = NOT_YET
    return Decision(verdict, tuple(reasons))


def capability_tier(value: float | None) -> str | None:
    """Return "lagging", "medium" or "leading"; None where there is no value."""
    return None if value is None else _first_above(CAPABILITY_TIERS, value)


def _effective_share(share, coverage):
    return share * min(1.0, coverage / FULL_COVERAGE)


def _combine(opinion, evidence, share):
    if evidence is None:
        return Combined(opinion, EVIDENCE if opinion else BOTH)
    if opinion is None:
        return Combined(Estimate(evidence), OPINION)
    return Combined(
        sum_of_same_people([Term(1 - share, opinion), Term(share, _certain(evidence))])
    )


def _certain(value):
    return Estimate(value, value, value)


def _opinion(stages, gap_opinions):
    of_stages, of_questions = opinion_weights(stages, gap_opinions)
    opinions = [*(stage.opinion for stage in stages), *gap_opinions]
    return mean_of_same_people(zip((*of_stages, *of_questions), opinions, strict=True))


def _fractions(weights, minimum):
    """Return the fractions of ``weights``; None, and all where too few are known: 0."""
    known = [weight for weight in weights if weight is not None]
    total = sum(known) if len(known) >= minimum else 0.0
    return [weight / total if weight and total else 0.0 for weight in weights]


def _development_stages(stages, estimate):
    measured = sum(stage.evidence.value is not None for stage in stages)
    if estimate is None or measured < MINIMUM_STAGES:
        return None, ()
    name = _first_above(DEVELOPMENT_STAGES, estimate.value)
    if estimate.low is None:
        return name, (name,)
    names = [name for _, name in DEVELOPMENT_STAGES]
    lowest = names.index(_first_above(DEVELOPMENT_STAGES, estimate.low))
    highest = names.index(_first_above(DEVELOPMENT_STAGES, estimate.high))
    return name, tuple(names[lowest : highest + 1])


def _first_above(limits, value):
    return next(name for limit, name in limits if _is_below(value, limit))


def _is_below(value, limit):
    return value < limit - ROUNDING


def _difference(earlier, later):
    return sum_of_same_people(
        [Term(1, combine(later).estimate), Term(-1, combine(earlier).estimate)]
    )


def _doubts(stage):
    """Yield what speaks against going ahead with one of the foundations."""
    estimate = combine(stage).estimate
    if estimate is None:
        yield Reason("no_value", stage.code)
        return
    if _is_below(estimate.value, NOT_YET_LIMIT):
        yield Reason("below_25", stage.code)
    elif _is_below(estimate.value, GO_LIMIT):
        yield Reason("below_50", stage.code)
    if is_thin(stage):
        yield Reason("thin", stage.code)
