"""How a customer's purchases moved between two spans of equal length."""

from .amounts import Amount, exact

DROP_PERCENT = 60
GROWTH_PERCENT = 140
GROWTH_MINIMUM_PURCHASES = 3


def change_ratio(recent: Amount, previous: Amount) -> float | None:
    """Return ``recent`` in percent of ``previous``; None if that is not positive."""
    if previous <= 0:
        return None
    return float(100 * exact(recent) / exact(previous))


def is_drop(recent: Amount, previous: Amount) -> bool:
    """Return whether purchases fell by 40 % or more (C-D13)."""
    return previous > 0 and 100 * exact(recent) <= DROP_PERCENT * exact(previous)


def is_growing(
    recent: Amount, previous: Amount, recent_count: int, previous_count: int
) -> bool:
    """Return whether purchases rose by 40 % or more (C-D14).

    Both spans need three purchases, so that one large order is not growth.
    """
    return (
        previous > 0
        and min(recent_count, previous_count) >= GROWTH_MINIMUM_PURCHASES
        and 100 * exact(recent) >= GROWTH_PERCENT * exact(previous)
    )
