"""Whether somebody reacted to an alert, and in time (C-X01, C-X45)."""

from datetime import date

WAITING, IN_TIME, LATE, NONE, NOT_NEEDED = (
    "waiting",
    "in_time",
    "late",
    "none",
    "not_needed",
)


def reaction(
    first: date | None, due: date | None, today: date, is_over: bool
) -> str | None:
    """Return what became of an alert; None where no reaction is waited for.

    :param first: day of the first personal contact by one of us since the alert
    :param due: last day on which it is in time
    :param is_over: whether the cause of the alert is gone
    """
    if due is None:
        return None
    if first is not None:
        return IN_TIME if first <= due else LATE
    if today > due:
        return NONE
    return NOT_NEEDED if is_over else WAITING
