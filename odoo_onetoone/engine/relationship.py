"""How close a customer is to us: contact, connection, familiarity, trust (C-D38).

A source names the four levels; what makes one of them is a proposal of this project.
Who neither bought nor talked with us in the window stands one step lower.
"""

from typing import NamedTuple

CONTACT, CONNECTION, FAMILIARITY, TRUST = (
    "contact",
    "connection",
    "familiarity",
    "trust",
)
LEVELS = (CONTACT, CONNECTION, FAMILIARITY, TRUST)

MINIMUM_PURCHASES = 2
MINIMUM_LEARNINGS = 3
MINIMUM_SATISFACTION = 4

# what can be missing for a level
FIRST_CONTACT = "first_contact"
BOND = "bond"
PURCHASES = "purchases"
LEARNINGS = "learnings"
COMPLAINT = "complaint"
SATISFACTION = "satisfaction"
LOYALTY = "loyalty"
RECENT = "recent"


class Signals(NamedTuple):
    """What is known of a customer; "ever" means before the date of the refresh."""

    has_contact: bool = False  # personal, ever
    was_two_way: bool = False  # inbound and outbound contacts, ever
    purchase_count: int = 0  # ever, refunds not counted
    learning_count: int = 0  # topics known and in force
    has_overdue_complaint: bool = False
    satisfaction: float | None = None  # mean of the window, 0-5
    gave_referral: bool = False
    is_loyal: bool = False  # a purchase in each of the last three years
    is_recent: bool = False  # a purchase or a two-way contact in the window


class Suggestion(NamedTuple):
    """The level of a customer, None without any, and what the next one needs."""

    level: str | None
    missing: tuple[str, ...]


def suggest(signals: Signals) -> Suggestion:
    """Return the level that the signals suggest, and what is missing for the next."""
    rank = _rank(signals)
    if not signals.is_recent and rank > 1:
        rank -= 1
    level = LEVELS[rank - 1] if rank else None
    if level == TRUST:
        return Suggestion(level, ())
    missing = _unmet(LEVELS[rank], signals)
    # a first talk or a further purchase would be a recent one
    if rank and not signals.is_recent and BOND not in missing:
        missing = (*missing, RECENT)
    return Suggestion(level, missing)


def _rank(signals: Signals) -> int:
    """Return how many levels are reached, whenever that was."""
    for rank, level in enumerate(LEVELS):
        if _unmet(level, signals):
            return rank
    return len(LEVELS)


def _unmet(level: str, signals: Signals) -> tuple[str, ...]:
    bought = signals.purchase_count
    conditions = {
        CONTACT: {FIRST_CONTACT: signals.has_contact or bought > 0},
        CONNECTION: {BOND: signals.was_two_way or bought >= MINIMUM_PURCHASES},
        FAMILIARITY: {
            PURCHASES: bought >= MINIMUM_PURCHASES,
            LEARNINGS: signals.learning_count >= MINIMUM_LEARNINGS,
        },
        TRUST: {
            COMPLAINT: not signals.has_overdue_complaint,
            SATISFACTION: signals.satisfaction is None
            or signals.satisfaction >= MINIMUM_SATISFACTION,
            LOYALTY: signals.gave_referral or signals.is_loyal,
        },
    }
    return tuple(name for name, is_met in conditions[level].items() if not is_met)
