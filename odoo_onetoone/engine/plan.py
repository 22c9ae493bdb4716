"""What to do next: which activity closes the gap that matters most.

What an activity should move (an indicator, a question, a stage) falls short of a
target by a gap. What of it is more than chance, times what a point there is worth for
the readiness, is the priority of the activity.

What a point is worth follows from the readiness being a mean of means: opinion and
evidence by the share of each, evidence over the stages and over the indicators
measured, opinion half over the stages and half over the questions of the gap tool. The
worths of all parts therefore add up to 1, and all positions times their worth to the
readiness. Only questions of a stage share its worth evenly, as if everybody had
answered all of them.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .opinion.interval import Estimate
from .opinion.readiness import (
    DEVELOPMENT_STAGES,
    MINIMUM_GAP_QUESTIONS,
    MINIMUM_STAGES,
    OPINION,
    ROUNDING,
    Stage,
    combine,
    readiness_of,
)
from .positions import ANCHOR_POSITIONS

FULL_SCORE = 100.0


class Worth(NamedTuple):
    """Points of readiness that one point more of a part brings.

    ``opinion`` and ``evidence`` by code of the stage, ``gap_question`` for each
    question of the gap tool that has an opinion.
    """

    opinion: Mapping[str, float]
    evidence: Mapping[str, float]
    gap_question: float


class Shortfall(NamedTuple):
    """What is missing of something to its target, all on the scale 0-100.

    ``uncertainty``: half the width of the 95 % interval of ``value``; 0 for what is
    counted, None where it is not known. ``weight`` is its worth for the readiness.
    """

    key: Hashable
    value: float
    target: float
    uncertainty: float | None
    weight: float

    @property
    def gap(self) -> float:
        """Return the points missing; below 0 the target is exceeded."""
        return self.target - self.value

    @property
    def certain_gap(self) -> float:
        """Return the points that are more than chance, never below 0."""
        if self.uncertainty is None:
            return 0.0
        certain = self.gap - self.uncertainty
        return certain if certain > ROUNDING else 0.0

    @property
    def priority(self) -> float:
        """Return how many points of readiness closing the certain gap would bring."""
        return self.certain_gap * self.weight


class Candidate(NamedTuple):
    """An activity with what it should move, as far as that is known.

    ``fallback`` is what its stage is missing, for want of something better.
    """

    key: Hashable
    own: Sequence[Shortfall]
    fallback: Shortfall | None


class Proposal(NamedTuple):
    """A candidate and the shortfall it is proposed for.

    ``subject`` is the key of what it would move itself: the largest gap of its own
    where only the fallback has weight, else that of the shortfall.
    """

    key: Hashable
    shortfall: Shortfall
    is_fallback: bool
    subject: Hashable


def rank(candidates: Iterable[Candidate]) -> tuple[Proposal, ...]:
    """Return what is worth doing, best first; those that are equal keep their order.

    A candidate counts by the shortfall of its own with the highest priority. One
    without anything measured of its own, or where only what has no weight falls short,
    counts by its fallback, after all others. Where no gap is more than chance, nothing
    is proposed.
    """
    proposals = filter(None, map(_proposal, candidates))
    return tuple(
        sorted(proposals, key=lambda one: (one.is_fallback, -one.shortfall.priority))
    )


def worth_of(stages: Sequence[Stage], gap_opinions: Sequence[Estimate | None]) -> Worth:
    """Return what a point of each part is worth; arguments as for ``readiness_of``.

    Without an opinion there is no readiness: then the evidence stands for it.
    """
    ready = readiness_of(stages, gap_opinions)
    share = 1.0 if ready.opinion is None else ready.evidence_share
    if ready.evidence is None:
        share = 0.0
    measured = [stage for stage in stages if stage.evidence.value is not None]
    said = [stage for stage in stages if stage.opinion]
    answered = sum(opinion is not None for opinion in gap_opinions)
    by_stages = len(said) >= MINIMUM_STAGES and _total(said) > 0
    by_questions = answered >= MINIMUM_GAP_QUESTIONS
    half = (1 - share) / ((by_stages + by_questions) or 1)
    return Worth(
        opinion=_spread(half if by_stages else 0.0, said),
        evidence=_spread(share, measured),
        gap_question=half / answered if by_questions else 0.0,
    )


def stage_shortfall(stage: Stage, target: float, worth: Worth) -> Shortfall | None:
    """Return what a stage misses, opinion and evidence together.

    None where nothing is known of it. It is worth what a point more of both brings.
    """
    combined = combine(stage)
    if combined.estimate is None:
        return None
    is_counted = combined.missing == OPINION
    return Shortfall(
        stage.code,
        combined.estimate.value,
        target,
        0.0 if is_counted else half_width(combined.estimate),
        worth.opinion.get(stage.code, 0.0) + worth.evidence.get(stage.code, 0.0),
    )


def half_width(estimate: Estimate) -> float | None:
    """Return half the width of a 95 % interval; None where there is none."""
    if estimate.low is None:
        return None
    return (estimate.high - estimate.low) / 2


def next_target(value: float) -> float:
    """Return where the stage of development above ``value`` (0-100) begins.

    The target of those who have set none: 25, 50, 75 or, above that, 100.
    """
    limits = [limit for limit, _ in DEVELOPMENT_STAGES if value < limit - ROUNDING]
    return min(limits[0], FULL_SCORE)


def next_level(position: float, level_count: int) -> int | None:
    """Return the level above ``position`` on a ladder, 1 being the lowest.

    None at the top. A position between two levels has the lower one behind it.
    """
    reached = int(position / FULL_SCORE * (level_count - 1) + ROUNDING) + 1
    return reached + 1 if reached < level_count else None


def value_at(position: float, anchors: Sequence[float]) -> float:
    """Return the value that stands at ``position`` (0-100) between five anchors."""
    steps = zip(pairwise(ANCHOR_POSITIONS), pairwise(anchors), strict=True)
    for (low, high), (left, right) in steps:
        if position <= high:
            return left + (right - left) * (position - low) / (high - low)
    raise ValueError(f"A position must lie between 0 and 100, but it is {position}.")


def _proposal(candidate):
    best = max(candidate.own, key=lambda one: one.priority, default=None)
    if best and best.priority:
        return Proposal(candidate.key, best, False, best.key)
    widest = max(candidate.own, key=lambda one: one.certain_gap, default=None)
    if widest and not widest.certain_gap:
        return None
    fallback = candidate.fallback
    if not (fallback and fallback.priority):
        return None
    return Proposal(candidate.key, fallback, True, widest and widest.key)


def _spread(worth, stages):
    """Return {code: part of ``worth``} by the weights of the stages."""
    total = _total(stages)
    return {
        stage.code: worth * stage.weight / total if total else 0.0 for stage in stages
    }


def _total(stages):
    return sum(stage.weight for stage in stages)
