"""How often a customer is contacted: too seldom, or too often (C-D12, C-X14).

A customer's own wish is an interval for any channel, which he wants us to keep and not
to exceed. Without one, the guidelines of his segments count: contacted at the latest
after the smallest of their longest intervals, and by each channel at the earliest after
the largest of their shortest. Only personal contacts count.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..contact_rules import (
    PREFERRED,
    REFUSED,
    Guideline,
    days_since,
    is_late_enough,
)
from ..contacts import Contact

# a longer interval than a hundred years says no more than that
LONGEST_DAYS = 36_500
# contacts against a permission are reported for so many days
PERMISSION_DAYS = 30


class TooOften(NamedTuple):
    """Two contacts with too little between them; the pause lasts until ``until``."""

    before: date
    latest: date
    channel: str | None
    days: int
    until: date


def longest_interval(
    wish: int | None, guidelines: Iterable[Guideline], permission: str | None
) -> int | None:
    """Return the days after which a contact is due; None: never.

    A guideline for those who agreed to be contacted binds us only to them.
    """
    if permission == REFUSED:
        return None
    if wish:
        return wish
    return min(
        (
            guideline.max_interval_days
            for guideline in guidelines
            if guideline.max_interval_days
            and (permission or not guideline.needs_permission)
        ),
        default=None,
    )


def shortest_intervals(
    wish: int | None, guidelines: Iterable[Guideline]
) -> dict[str | None, int]:
    """Return {channel: days between two contacts}; channel None: any channel."""
    if wish:
        return {None: wish}
    intervals: dict[str | None, int] = {}
    for guideline in guidelines:
        if guideline.min_interval_days:
            intervals[guideline.channel] = max(
                guideline.min_interval_days, intervals.get(guideline.channel, 0)
            )
    return intervals


def due_day(interval: int, *days: date | None) -> date | None:
    """Return when a contact is due; None where nothing tells since when to count.

    :param days: the day of the last contact; else of the first purchase; else since
        when he is in the segment
    """
    since = next(filter(None, days), None)
    return since and since + timedelta(days=interval)


def is_overdue(due: date | None, as_of: date) -> bool:
    """Return whether a contact was due on a day before ``as_of``."""
    return due is not None and due < as_of


def too_often(
    contacts: Sequence[Contact], intervals: dict[str | None, int], as_of: date
) -> TooOften | None:
    """Return the contact that came too early, while the pause after it lasts.

    Of several channels, the one with the longest pause. Moments are local ones.
    """
    known = sorted(
        (one for one in contacts if one.is_personal and one.date.date() < as_of),
        key=lambda one: one.date,
    )
    found = []
    for channel, days in intervals.items():
        sent = [
            one for one in known if one.is_outbound and channel in (None, one.channel)
        ]
        if len(sent) < 2:
            continue
        before, latest = sent[-2:]
        until = latest.date.date() + timedelta(days=days)
        is_kept = is_late_enough(days_since(before, latest, known), days)
        if until > as_of and not is_kept:
            found.append(
                TooOften(before.date.date(), latest.date.date(), channel, days, until)
            )
    return max(found, key=lambda one: (one.until, one.channel or ""), default=None)


def against_permission(
    contacts: Iterable[Contact],
    permission: str | None,
    preferred_channel: str | None,
    as_of: date,
) -> date | None:
    """Return the day of the latest contact that the customer did not allow."""
    if permission == REFUSED:
        allowed = None
    elif permission == PREFERRED and preferred_channel:
        allowed = preferred_channel
    else:
        return None
    since = as_of - timedelta(days=PERMISSION_DAYS)
    return max(
        (
            one.date.date()
            for one in contacts
            if one.is_personal
            and one.is_outbound
            and one.channel != allowed
            and since <= one.date.date() < as_of
        ),
        default=None,
    )
