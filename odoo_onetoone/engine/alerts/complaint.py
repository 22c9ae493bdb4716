"""Complaints of valuable customers (C-X01, C-X03; source: under 30 days)."""

from datetime import date, timedelta

from ..complaint_limits import TIMELY_DAYS
from .kinds import REACTION_DAYS, URGENT_REACTION_DAYS, VALUABLE_COMPLAINT

# from this many open days on, the alert is red
RED_DAYS = 20
# so many days after the closing somebody asks whether things are better (C-X03)
RECHECK_DAYS = 7


def due_day(opened: date) -> date:
    """Return the day by which the complaint is to be settled."""
    return opened + timedelta(days=TIMELY_DAYS)


def is_red(opened: date, today: date) -> bool:
    """Return whether the complaint waits so long that the alert is red."""
    return (today - opened).days >= RED_DAYS


def reaction_due(opened: date, alerted: date) -> date:
    """Return the last day on which a contact is in time.

    A week after the alert, but two days where, or as soon as, it is red.

    :param alerted: day of the alert
    """
    red_from = max(alerted, opened + timedelta(days=RED_DAYS))
    return min(
        alerted + timedelta(days=REACTION_DAYS[VALUABLE_COMPLAINT]),
        red_from + timedelta(days=URGENT_REACTION_DAYS),
    )
