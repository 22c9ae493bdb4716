"""A surge of complaints in the whole company (C-X48)."""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

SPAN_DAYS = 30
EARLIER_SPANS = 12
DEVIATIONS = 2
MINIMUM_COMPLAINTS = 10


class Usual(NamedTuple):
    """Complaints of a usual span, and from how many on it is a surge."""

    mean: float
    surge: int


def usual(earlier: Sequence[int]) -> Usual:
    """Return what the earlier spans tell.

    A surge is more than usual, at least two standard deviations (of a sample) above
    the mean, and at least ten.
    """
    mean = Fraction(sum(earlier), len(earlier))
    squares = sum((count - mean) ** 2 for count in earlier)
    deviation = float(squares / (len(earlier) - 1)) ** 0.5
    limit = math.ceil(float(mean) + DEVIATIONS * deviation)
    return Usual(float(mean), max(MINIMUM_COMPLAINTS, limit, math.floor(mean) + 1))


def is_surge(recent: int, earlier: Sequence[int]) -> bool:
    """Return whether the complaints of the last span are far too many.

    :param earlier: complaints of the twelve spans before it
    """
    return recent >= usual(earlier).surge
