"""An indicator as a round used it, and how it enters the evidence of a stage."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..positions import position
from .readiness import Evidence, Indicator, Stage, evidence_of


class Measured(NamedTuple):
    """An indicator that applies to the company, as a round used it.

    ``anchors`` are five numbers, or None where the round had none. ``position``
    (0-100) is None where there is no data, or too little of it.
    """

    indicator: int
    stage: str
    weight: float
    anchors: Sequence[float] | None = None
    value: float | None = None
    position: float | None = None

    def at(self, value: float | None) -> "Measured":
        """Return the same indicator with another value, on the same anchors."""
        if value is None or not self.anchors:
            return self._replace(value=value, position=None)
        return self._replace(value=value, position=position(value, self.anchors))


def evidence_of_stage(code: str, indicators: Iterable[Measured]) -> Evidence:
    """Return the evidence of the stage ``code``: of those that weigh something."""
    return evidence_of(
        [
            Indicator(one.weight, one.position)
            for one in indicators
            if one.stage == code and one.weight
        ]
    )


def evidence_weights(
    stages: Sequence[Stage], indicators: Iterable[Measured]
) -> dict[int, float]:
    """Return {indicator: what its position counts in the evidence of all ``stages``}.

    Fractions that add up to 1; an indicator without a position counts nothing.
    """
    known = [stage for stage in stages if stage.evidence.value is not None]
    whole = sum(stage.weight for stage in known)
    placed = [one for one in indicators if one.position is not None]
    weights = {}
    for stage in known:
        own = [one for one in placed if one.stage == stage.code]
        total = sum(one.weight for one in own)
        if whole and total:
            part = stage.weight / whole / total
            weights |= {one.indicator: part * one.weight for one in own}
    return weights
