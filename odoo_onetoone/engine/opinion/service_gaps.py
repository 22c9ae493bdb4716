"""The service gaps: what is given less what is wanted, in points.

Below 0 is a shortfall, as in the sources: perceived less expected service. Only
published values go in, so that a gap tells nothing that was not told already.
"""

from typing import NamedTuple

from .interval import Estimate
from .sums import Term, sum_of_independent, sum_of_same_people


class Side(NamedTuple):
    """What one side of a gap says, 0-100, and why it says nothing.

    ``answered_by`` are the blocks that were asked.
    """

    estimate: Estimate | None
    missing_reason: str | None
    answered_by: frozenset[str]


class ServiceGap(NamedTuple):
    """A gap in points, -100 to 100; without a value the reason why."""

    estimate: Estimate | None
    missing_reason: str | None = None


def service_gap(given: Side, wanted: Side) -> ServiceGap:
    """Return the gap between two sides, with its interval where both have one.

    Sides that different blocks answered are independent; those of which the same
    people may have answered both can lie together as widely as they may.
    """
    for side in (wanted, given):
        if side.estimate is None:
            return ServiceGap(None, side.missing_reason)
    terms = [Term(1, given.estimate), Term(-1, wanted.estimate)]
    if given.answered_by & wanted.answered_by:
        return ServiceGap(sum_of_same_people(terms))
    return ServiceGap(sum_of_independent(terms))
