"""Whether a contact kept to what its customer wishes, or to our own guidelines.

Looked at are personal outbound contacts. Days are counted from the day of the one
before to the day of the contact; without one before there is nothing to be too soon
after.
"""

from collections.abc import Iterable
from typing import NamedTuple

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
    """What a segment allows in one channel."""

    min_interval_days: int | None = None
    needs_permission: bool = False

    @property
    def can_be_broken(self) -> bool:
        return self.min_interval_days is not None or self.needs_permission


def keeps_wish(wish: Wish, channel: str, days: int | None) -> bool | None:
    """Return whether a contact kept to a wish; None without one (C-X14, C-X15).

    :param days: days since the outbound contact before, by whatever channel
    """
    if not wish.can_be_broken:
        return None
    return (
        wish.permission != REFUSED
        and (wish.channel is None or wish.channel == channel)
        and _is_late_enough(days, wish.interval_days)
    )


def follows_guidelines(
    guidelines: Iterable[Guideline], wish: Wish, channel: str, days: int | None
) -> bool | None:
    """Return whether a contact followed all guidelines for its channel (C-C20).

    None where they say nothing that can be broken.

    :param guidelines: those of the segments of the customer, for the channel
    :param days: days since the outbound contact before by the same channel
    """
    binding = [guideline for guideline in guidelines if guideline.can_be_broken]
    if not binding:
        return None
    may_contact = wish.permission == GRANTED or (
        wish.permission == PREFERRED and wish.channel == channel
    )
    return all(
        _is_late_enough(days, guideline.min_interval_days)
        and (may_contact or not guideline.needs_permission)
        for guideline in binding
    )


def _is_late_enough(days: int | None, interval: int | None) -> bool:
    return interval is None or days is None or days >= interval
