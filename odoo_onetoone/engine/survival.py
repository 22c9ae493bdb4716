"""The median duration when some cases are still open (C-X06).

Leaving open cases out would flatter a company that never closes the difficult
ones. Kaplan and Meier count each of them as open at least as long as it has been.
"""

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
    # closed cases first among equal durations; (duration, is open)
    ordered = sorted((duration, not is_closed) for duration, is_closed in cases)
    survival = 1.0
    for at_risk, (duration, is_open) in zip(
        range(len(ordered), 0, -1), ordered, strict=True
    ):
        if is_open:
            continue
        # equal durations one after the other give the same product as together
        survival *= 1 - 1 / at_risk
        if survival <= MEDIAN_SURVIVAL + ROUNDING:
            return duration
    return None
