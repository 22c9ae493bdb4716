"""From when to when something that a person recorded counts."""

from datetime import date


def is_in_force(start: date, expiry: date | None, as_of: date) -> bool:
    """Return whether it counts on the last day before ``as_of`` (exclusive).

    It counts from ``start`` on, and not any more on the day of ``expiry``.
    """
    return start < as_of and (expiry is None or expiry >= as_of)
