"""What the contacts with one customer say (C-X07, C-X10, C-X11, C-X29)."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

INBOUND, OUTBOUND, BOTH = "in", "out", "both"


class Contact(NamedTuple):
    """One contact; ``direction`` is ``in``, ``out`` or, for a talk, ``both``."""

    date: datetime
    channel: str
    direction: str
    is_mass: bool = False
    is_automatic: bool = False

    @property
    def is_personal(self) -> bool:
        return not (self.is_mass or self.is_automatic)

    @property
    def is_inbound(self) -> bool:
        return self.direction in (INBOUND, BOTH)

    @property
    def is_outbound(self) -> bool:
        return self.direction in (OUTBOUND, BOTH)


class ContactSummary(NamedTuple):
    """The contact fields of a profile."""

    last_contact: datetime | None
    last_inbound: datetime | None
    last_outbound: datetime | None
    contact_count_window: int
    channel_count: int
    is_two_way: bool


def summarize(
    contacts: Iterable[Contact], window_start: datetime, window_end: datetime
) -> ContactSummary:
    """Return the facts of the window [``window_start``, ``window_end``).

    The last contacts are the last before ``window_end``, however old. Mass and
    automatic contacts count nowhere.
    """
    known = [
        contact
        for contact in contacts
        if contact.is_personal and contact.date < window_end
    ]
    inside = [contact for contact in known if contact.date >= window_start]
    return ContactSummary(
        last_contact=_last(known),
        last_inbound=_last(contact for contact in known if contact.is_inbound),
        last_outbound=_last(contact for contact in known if contact.is_outbound),
        contact_count_window=len(inside),
        channel_count=len({contact.channel for contact in inside}),
        is_two_way=(
            any(contact.is_inbound for contact in inside)
            and any(contact.is_outbound for contact in inside)
        ),
    )


def _last(contacts: Iterable[Contact]) -> datetime | None:
    return max((contact.date for contact in contacts), default=None)
