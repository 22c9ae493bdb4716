"""How far back the records of a company go."""

from datetime import date

from .periods import months_before

# Three years of detailed history are what the sources ask for (C-I20).
FULL_HISTORY_MONTHS = 36


def history_months(first: date, as_of: date) -> int:
    """Return the full months from ``first`` to ``as_of`` (exclusive), at most 36."""
    return next(
        months
        for months in range(FULL_HISTORY_MONTHS, -1, -1)
        if months == 0 or first <= months_before(as_of, months)
    )
