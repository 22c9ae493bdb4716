"""Working hours between two moments."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import accumulate, pairwise


class WorkingTime:
    """The intervals in which somebody works, ready to be asked many times.

    ``intervals`` are pairs (start, stop) in UTC, sorted and disjoint; they may
    touch. Raise ValueError otherwise. Hours outside the intervals count nothing, so
    they must cover the whole time that is asked for.
    """

    def __init__(self, intervals: Iterable[tuple[datetime, datetime]]):
        self._intervals = list(intervals)
        moments = [moment for interval in self._intervals for moment in interval]
        if any(later < earlier for earlier, later in pairwise(moments)):
            raise ValueError("Working intervals must be sorted and disjoint.")
        self._starts = moments[::2]
        lengths = (stop - start for start, stop in self._intervals)
        # time worked before each interval, and at last in all of them
        self._worked = list(accumulate(lengths, initial=timedelta()))

    def hours(self, start: datetime, stop: datetime) -> float:
        """Return the working hours from ``start`` to ``stop``; 0.0 if none pass."""
        if stop <= start:
            return 0.0
        worked = self._worked_until(stop) - self._worked_until(start)
        return worked / timedelta(hours=1)

    def _worked_until(self, moment: datetime) -> timedelta:
        index = bisect_right(self._starts, moment) - 1
        if index < 0:
            return timedelta()
        start, stop = self._intervals[index]
        return self._worked[index] + min(moment, stop) - start
