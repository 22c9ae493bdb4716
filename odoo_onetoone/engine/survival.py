"""The median duration when some cases are still open (C-X06).

Leaving open cases out would flatter a company that never closes the difficult
ones. Kaplan and Meier count each of them as open at least as long as it has been.
"""

from collections import Counter
from collections.abc import Iterable

MEDIAN_SURVIVAL = 0.5
# A product of a million factors is exact to far more digits than these nine.
ROUNDING = 1e-9


def kaplan_meier_median(cases: Iterable[tuple[float, bool]]) -> float | None:
    """Return the first duration at which at most half of the cases are still open.

    ``cases`` are pairs (duration so far, is closed), in any unit; a case still open
    at the very duration at which another closed was at risk of closing. None when
    there is no case, or when too many are open to know the median.
    """
    closed = Counter()
    leaving = Counter()  # cases, closed or open, whose duration ends here
    for duration, is_closed in cases:
        leaving[duration] += 1
        if is_closed:
            closed[duration] += 1
    at_risk = leaving.total()
    survival = 1.0
    for duration in sorted(leaving):
        survival *= 1 - closed[duration] / at_risk
        if survival <= MEDIAN_SURVIVAL + ROUNDING:
            return duration
        at_risk -= leaving[duration]
    return None
