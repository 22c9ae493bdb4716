"""What became of the thing an activity should move: before and after, no proof."""

from collections.abc import Sequence
from typing import NamedTuple

from .opinion.interval import Estimate
from .opinion.sums import Term, is_clear, sum_of_independent
from .positions import position

COUNTED, CLEAR, UNCLEAR, UNKNOWN = "counted", "clear", "unclear", "unknown"


class Effect(NamedTuple):
    """The change of a position (0-100) from one round to a later one, in points.

    ``before`` is the earlier position, restated on the anchors of the later round
    where they changed. ``change`` is None where one of the two is missing.
    ``certainty``: "counted" is no estimate; "clear" or "unclear" is beyond chance or
    not; "unknown" where nothing tells.
    """

    before: float | None
    change: float | None
    certainty: str


def of_value(
    value_before: float | None,
    before: float | None,
    after: float | None,
    anchors: Sequence[float] | None,
) -> Effect:
    """Return the effect on what is counted.

    ``before`` None: the earlier value rested on too few cases to be scored.
    ``anchors`` are those of the later round, None where it has none.
    """
    if before is None or value_before is None or anchors is None:
        return Effect(None, None, UNKNOWN)
    restated = position(value_before, anchors)
    if after is None:
        return Effect(restated, None, UNKNOWN)
    return Effect(restated, after - restated, COUNTED)


def of_estimate(before: Estimate | None, after: Estimate | None) -> Effect:
    """Return the effect on an estimate of two rounds, with different people in each."""
    if before is None:
        return Effect(None, None, UNKNOWN)
    if after is None:
        return Effect(before.value, None, UNKNOWN)
    change = sum_of_independent([Term(1, after), Term(-1, before)])
    return Effect(before.value, change.value, certainty_of(change))


def of_change(before: float | None, change: Estimate | None) -> Effect:
    """Return the effect where the change was worked out already, like for like."""
    if change is None:
        return Effect(before, None, UNKNOWN)
    return Effect(before, change.value, certainty_of(change))


def certainty_of(change: Estimate) -> str:
    """Return whether a change is "clear", "unclear" or "unknown" without interval."""
    clear = is_clear(change)
    if clear is None:
        return UNKNOWN
    return CLEAR if clear else UNCLEAR
