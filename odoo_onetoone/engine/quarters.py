"""Calendar quarters: the periods of a profit and loss of segments (C-D30)."""

from datetime import date, timedelta

from .periods import Window, months_before

MONTHS_IN_QUARTER = 3
# two years, so that each quarter stands beside the same one of the year before
QUARTERS_KEPT = 8


def first_day_of_quarter(day: date) -> date:
    """Return the first day of the calendar quarter that ``day`` lies in."""
    month = day.month - (day.month - 1) % MONTHS_IN_QUARTER
    return date(day.year, month, 1)


def last_quarters(as_of: date, count: int = QUARTERS_KEPT) -> list[Window]:
    """Return the last ``count`` quarters with days before ``as_of``, oldest first.

    The last one ends at ``as_of`` if it is not over by then.
    """
    latest = first_day_of_quarter(as_of - timedelta(days=1))
    starts = [
        months_before(latest, MONTHS_IN_QUARTER * back) for back in range(-1, count)
    ]
    starts[0] = min(starts[0], as_of)
    starts.reverse()
    return [Window(start, end) for start, end in zip(starts, starts[1:], strict=False)]


def last_counted_day(quarter: Window) -> date:
    """Return the day whose memberships tell who belongs where in a quarter."""
    return quarter.end - timedelta(days=1)
