"""What moved the readiness from one round to the next, in lines that add up.

Readiness is (1 − Λ) · opinion + Λ · evidence. Like for like, with the weights and
anchors of the later round, its change is made of

* opinion: (1 − Λ) · weight · (later − earlier), for each stage and each dimension of
  the gap tool, and in them for each block that both rounds have (``comparison``);
* evidence: Λ · weight · (later − earlier position), for each indicator that both rounds
  measured, the earlier value on the later anchors;
* share: evidence counts more or less because more or less of it was measured, so that
  readiness moves towards it or away from it: (Λ − earlier Λ) · (evidence − opinion),
  both those of the earlier round.

Λ is that of the later round; for the earlier Λ its coverage counts, with the shares set
in the later round. What is left of the change is the line composition: groups,
questions and indicators that came or went, other weights, shares and anchors.

Opinions enter by published values only, so that no line tells more than these do.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from .comparison import Comparison
from .measured import Measured, evidence_weights
from .readiness import Stage, evidence_share_of

OPINION, EVIDENCE, SHARE = "opinion", "evidence", "share"
COMPOSITION = "composition"
NO_READINESS, NO_READINESS_BEFORE = "no_readiness", "no_readiness_before"


class Part(NamedTuple):
    """A stage or question that counts in the opinion, and how it changed.

    ``dimension``: the code its lines bear; those of several questions of a dimension
    are joined. ``weight``: the fraction it is of the opinion of the later round.
    """

    dimension: str
    weight: float
    comparison: Comparison | None


class Line(NamedTuple):
    """One line of the table, in ``points`` of readiness.

    ``dimension``, ``block`` (codes of groups) and ``indicator`` are set as far as the
    kind has them. Of opinion and evidence, ``earlier`` and ``later`` are values 0-100,
    and ``points`` is their difference × ``weight``, a fraction. Of the share they are
    the percentages that evidence counts.
    """

    kind: str
    points: float
    dimension: str | None = None
    block: tuple[str, ...] | None = None
    indicator: int | None = None
    earlier: float | None = None
    later: float | None = None
    weight: float | None = None


class Decomposition(NamedTuple):
    """The change of the readiness, in points, and the lines that add up to it.

    Without a readiness in both rounds there is neither; ``missing_reason`` says which
    one has none.
    """

    total: float | None
    lines: tuple[Line, ...]
    missing_reason: str | None = None


class Side(NamedTuple):
    """What is kept of one of the two rounds: values 0-100, ``coverage`` a fraction."""

    readiness: float | None
    opinion: float | None
    evidence: float | None
    coverage: float
    indicators: Sequence[Measured]


def decompose(
    earlier: Side, later: Side, stages: Sequence[Stage], parts: Sequence[Part]
) -> Decomposition:
    """Return what moved the readiness from the ``earlier`` to the ``later`` round.

    ``stages`` are those of the later round; ``parts`` all that counts in its opinion.
    """
    if later.readiness is None:
        return Decomposition(None, (), NO_READINESS)
    if earlier.readiness is None:
        return Decomposition(None, (), NO_READINESS_BEFORE)
    before, share = (_share(one, stages) for one in (earlier, later))
    lines = [
        *_opinion_lines(parts, 1 - share),
        *_evidence_lines(earlier, later, stages, share),
        _share_line(earlier, later, before, share),
    ]
    total = later.readiness - earlier.readiness
    rest = fsum((total, *(-line.points for line in lines)))
    return Decomposition(total, (*lines, Line(COMPOSITION, rest)))


def _share(side, stages):
    return 0.0 if side.evidence is None else evidence_share_of(stages, side.coverage)


def _opinion_lines(parts, factor):
    # {(dimension, block): [(weight, earlier, later)]}
    found = defaultdict(list)
    for part in parts:
        # without a total, it did not count in both rounds
        if part.comparison is None or part.comparison.total is None:
            continue
        for one in part.comparison.contributions:
            weight = factor * part.weight * one.weight
            if weight:
                found[part.dimension, one.block].append(
                    (weight, one.earlier, one.later)
                )
    for (dimension, block), values in found.items():
        weight = fsum(own for own, _, _ in values)
        before = fsum(own * value for own, value, _ in values) / weight
        after = fsum(own * value for own, _, value in values) / weight
        yield _moved(OPINION, weight, before, after, dimension=dimension, block=block)


def _evidence_lines(earlier, later, stages, share):
    before = {one.indicator: one for one in earlier.indicators}
    weights = evidence_weights(stages, later.indicators)
    for one in later.indicators:
        old = before.get(one.indicator)
        weight = share * weights.get(one.indicator, 0.0)
        if not weight or old is None or old.position is None:
            continue
        yield _moved(
            EVIDENCE,
            weight,
            one.at(old.value).position,
            one.position,
            dimension=one.stage,
            indicator=one.indicator,
        )


def _moved(kind, weight, earlier, later, **subject):
    points = weight * (later - earlier)
    return Line(kind, points, earlier=earlier, later=later, weight=weight, **subject)


def _share_line(earlier, later, before, share):
    # evidence that appears or is lost pulls the readiness by its whole distance
    evidence = later.evidence if earlier.evidence is None else earlier.evidence
    distance = 0.0 if evidence is None else evidence - earlier.opinion
    points = (share - before) * distance
    return Line(SHARE, points, earlier=100 * before, later=100 * share)
