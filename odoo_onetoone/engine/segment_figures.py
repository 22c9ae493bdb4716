"""Figures of a segment: rates over its members, and what was promised to them."""


def percentage(part: float, whole: float) -> float | None:
    """Return ``part`` in percent of ``whole``; None if that is not positive."""
    return 100 * part / whole if whole > 0 else None


def percent(fraction: float | None) -> float | None:
    """Return a fraction in percent; None if it is not known."""
    return None if fraction is None else 100 * fraction


def acquisition_to_retention(new: int, returning: int) -> float | None:
    """Return how many new customers there are for a hundred returning ones (C-D25)."""
    return percentage(new, returning)


def is_in_time(days: int | None, maximum: int) -> bool:
    """Return whether the last contact is recent enough (C-C20).

    :param days: calendar days from it to the date (exclusive) all is computed for;
        None without any contact
    """
    return days is not None and days <= maximum


def is_promise_kept(hours: float | None, is_done: bool, limit: float) -> bool | None:
    """Return whether what was promised within ``limit`` working hours was done.

    :param hours: from the beginning to the end or, if it is not done, until now
    :return: None while it can still be done in time, and where nobody knows
    """
    if hours is None:
        return None
    if hours > limit:
        return False
    return True if is_done else None
