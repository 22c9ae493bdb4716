"""Whether a contact kept to what its customer wishes, or to our own guidelines.

Looked at are personal outbound contacts. Days are counted from the day of the one
before to the day of the contact. Without one before there is nothing to be too soon
after; and what the customer said in between makes it a dialogue, which he wanted.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .contacts import Contact

# what a customer may have said about being contacted (C-X15)
GRANTED, PREFERRED, REFUSED = "granted", "preferred", "refused"
# a contact that is longer ago than this is not looked for
LONGEST_INTERVAL_DAYS = 3660


class Wish(NamedTuple):
    """What a customer wishes; None where he never said it."""

    channel: str | None = None
    interval_days: int | None = None
    permission: str | None = None

    @property
    def can_be_broken(self) -> bool:
        return (
            self.channel is not None
            or self.interval_days is not None
            or self.permission == REFUSED
        )


class Guideline(NamedTuple):
    """How a segment is contacted by one channel; None: not said."""

    channel: str
    min_interval_days: int | None = None
    max_interval_days: int | None = None
    needs_permission: bool = False

    @property
    def can_be_broken(self) -> bool:
        """Whether a contact can be one that it does not allow."""
        return self.min_interval_days is not None or self.needs_permission


def days_since(
    before: Contact | None, contact: Contact, known: Iterable[Contact]
) -> int | None:
    """Return the calendar days from one contact of ours to the next.

    None without one before, and where the customer said something in between, by
    whatever channel. Moments are local ones.

    :param known: all contacts with the customer
    """
    if before is None or _is_dialogue(before, contact, known):
        return None
    return (contact.date.date() - before.date.date()).days


def _is_dialogue(before: Contact, contact: Contact, known: Iterable[Contact]) -> bool:
    return any(
        one.is_personal and one.is_inbound and before.date < one.date < contact.date
        for one in known
    )


def is_late_enough(days: int | None, interval: int | None) -> bool:
    """Return whether a contact came no sooner than an interval after the one before.

    :param days: as of :func:`days_since`
    """
    return interval is None or days is None or days >= interval


def keeps_wish(wish: Wish, channel: str, days: int | None) -> bool | None:
    """Return whether a contact kept to a wish; None without one (C-X14, C-X15).

    :param days: :func:`days_since` the outbound contact before, by whatever channel
    """
    if not wish.can_be_broken:
        return None
    return (
        wish.permission != REFUSED
        and (wish.channel is None or wish.channel == channel)
        and is_late_enough(days, wish.interval_days)
    )


def follows_guidelines(
    guidelines: Iterable[Guideline], wish: Wish, channel: str, days: int | None
) -> bool | None:
    """Return whether a contact followed all guidelines for its channel (C-C20).

    None where they say nothing that can be broken.

    :param guidelines: those of the segments of the customer
    :param days: :func:`days_since` the outbound contact before by the same channel
    """
    binding = [
        guideline
        for guideline in guidelines
        if guideline.channel == channel and guideline.can_be_broken
    ]
    if not binding:
        return None
    may_contact = wish.permission == GRANTED or (
        wish.permission == PREFERRED and wish.channel == channel
    )
    return all(
        is_late_enough(days, guideline.min_interval_days)
        and (may_contact or not guideline.needs_permission)
        for guideline in binding
    )
