"""What the readiness of a round would be, were some of its numbers others.

Only published values go in: opinions of everybody and of blocks, and the positions of
indicators. An opinion is made anew only where the weight of one of its blocks changed;
everything else stays what it was, so that nothing changed gives exactly the stored
values. The interval of an opinion made anew is added up from those of its blocks, each
of them other people (``sums``): a little wider than that from the answers themselves.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .interval import HIGHEST, LOWEST, Estimate
from .measured import Measured, evidence_of_stage
from .readiness import Readiness, Stage, readiness_of
from .sums import Term, sum_of_independent


class Opinion(NamedTuple):
    """A published opinion: ``overall``, and of each block, by its key.

    ``blocks`` is empty where those may not be shown: its weights cannot be changed.
    """

    overall: Estimate | None
    blocks: Mapping[str, Estimate] = {}


class Given(NamedTuple):
    """What a closed round is made of.

    ``stages``: the four stages as they were; ``opinions``: theirs, by code;
    ``gap_opinions``: those of the gap tool's questions; ``indicators``: all that apply;
    ``weights``: of the blocks, by key.
    """

    stages: Sequence[Stage]
    opinions: Mapping[str, Opinion]
    gap_opinions: Sequence[Opinion]
    indicators: Sequence[Measured]
    weights: Mapping[str, float]


class Changes(NamedTuple):
    """What is to be other than it was.

    ``indicators``: {indicator: its value}; ``weights``: {key of a block: its weight};
    ``evidence_share``: the fraction of evidence for all stages, None as it was.
    """

    indicators: Mapping[int, float] = {}
    weights: Mapping[str, float] = {}
    evidence_share: float | None = None


class Outcome(NamedTuple):
    """The readiness, and the stages it is made of."""

    readiness: Readiness
    stages: tuple[Stage, ...]


def what_if(given: Given, changes: Changes) -> Outcome:
    """Return what ``given`` would come to with ``changes``."""
    weights = {**given.weights, **changes.weights}
    moved = {key for key, weight in weights.items() if weight != given.weights[key]}
    indicators = [
        one.at(changes.indicators[one.indicator])
        if one.indicator in changes.indicators
        else one
        for one in given.indicators
    ]
    stages = tuple(
        stage._replace(
            opinion=_weighed(given.opinions[stage.code], weights, moved),
            evidence=evidence_of_stage(stage.code, indicators),
            evidence_share=stage.evidence_share
            if changes.evidence_share is None
            else changes.evidence_share,
        )
        for stage in given.stages
    )
    gap_opinions = [_weighed(one, weights, moved) for one in given.gap_opinions]
    return Outcome(readiness_of(stages, gap_opinions), stages)


def _weighed(opinion, weights, moved):
    if moved.isdisjoint(opinion.blocks):
        return opinion.overall
    total = sum(weights[key] for key in opinion.blocks)
    if not total:
        return None
    made = sum_of_independent(
        Term(weights[key] / total, estimate) for key, estimate in opinion.blocks.items()
    )
    if made.low is None:
        return made
    return Estimate(made.value, max(LOWEST, made.low), min(HIGHEST, made.high))
