"""Windows and spans of days, all half-open: the start counts, the end does not."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple

DAYS_IN_YEAR = 365
# nothing is on record before
EARLIEST = date(1900, 1, 1)


class Window(NamedTuple):
    """The days from ``start`` up to, but without, ``end``."""

    start: date
    end: date

    def covers(self, day: date) -> bool:
        """Return whether ``day`` lies in the window."""
        return self.start <= day < self.end


def months_before(day: date, months: int) -> date:
    """Return the same day of the month, ``months`` calendar months earlier.

    A day the earlier month does not have becomes its last day: twelve months
    before 2024-02-29 is 2023-02-28.
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 - months, 12)
    month = month_index + 1
    last_day = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last_day))


def days_before(day: date, days: int) -> date:
    """Return the day ``days`` days earlier, at most back to the year 1900."""
    return max(EARLIEST, date.fromordinal(max(1, day.toordinal() - days)))


def window(as_of: date, months: int) -> Window:
    """Return the last ``months`` calendar months before ``as_of`` (exclusive)."""
    return Window(months_before(as_of, months), as_of)


def recent_span(as_of: date, drop_days: int) -> Window:
    """Return the last ``drop_days`` days before ``as_of`` (exclusive)."""
    return Window(as_of - timedelta(days=drop_days), as_of)


def previous_span(as_of: date, drop_days: int, first_purchase: date | None) -> Window:
    """Return the ``drop_days`` days the recent span is compared with (C-D13).

    A customer older than a year plus the span is compared with the same span 365
    days earlier, any other with the span just before the recent one.
    """
    recent = recent_span(as_of, drop_days)
    year_ago = recent.start - timedelta(days=DAYS_IN_YEAR)
    if first_purchase is not None and first_purchase < year_ago:
        return Window(year_ago, as_of - timedelta(days=DAYS_IN_YEAR))
    return recent_span(recent.start, drop_days)
