"""Purchase drop of a valuable customer (C-D13; source: 40 %, and visit at once).

Reported is who buys at most 60 % of what he did in the span compared with, was
valuable then, bought at least three times in it, and whose loss is worth a call. It is
over as soon as he is back at 75 %, not when he is back at 61 %; or when there is
nothing left to compare with, because that span is empty by now.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from ..abc_classes import A, AbcLimits, abc_class, abc_limits
from ..amounts import Amount, exact
from ..change import is_drop
from ..most_valuable import MOST_VALUABLE, ActiveCustomer, MvcLimit, mvc_limit, tier

RECOVERED_PERCENT = 75
MINIMUM_ORDERS = 3


class Buyer(NamedTuple):
    """What a customer of the portfolio bought in both spans."""

    recent_amount: Amount
    previous_amount: Amount
    previous_orders: int


class PreviousLimits(NamedTuple):
    """Who was valuable in the span compared with, by turnover."""

    abc: AbcLimits
    mvc: MvcLimit


def previous_limits(portfolio: Sequence[Buyer], percent: float) -> PreviousLimits:
    """Return the limits of class A and of the most valuable of the previous span.

    :param percent: share of its customers that counts as most valuable, 0-100
    """
    buyers = [
        ActiveCustomer(buyer.previous_amount)
        for buyer in portfolio
        if buyer.previous_orders
    ]
    return PreviousLimits(
        abc_limits(buyer.previous_amount for buyer in portfolio),
        mvc_limit(buyers, percent),
    )


def was_valuable(buyer: Buyer, limits: PreviousLimits) -> bool:
    """Return whether he was class A, or most valuable, by the previous span."""
    if abc_class(buyer.previous_amount, limits.abc) == A:
        return True
    active = ActiveCustomer(buyer.previous_amount) if buyer.previous_orders else None
    return tier(active, limits.mvc) == MOST_VALUABLE


def minimum_loss(setting: Amount | None, active_values: Iterable[Amount]) -> Amount:
    """Return the smallest loss that is reported.

    :param setting: of the company; None: not set
    :param active_values: value of the window of each active customer
    """
    if setting is not None:
        return setting
    return median([exact(value) for value in active_values] or [0])


def starts(buyer: Buyer, limits: PreviousLimits, minimum: Amount) -> bool:
    """Return whether a drop is reported that was not reported before."""
    loss = exact(buyer.previous_amount) - exact(buyer.recent_amount)
    return (
        is_drop(buyer.recent_amount, buyer.previous_amount)
        and buyer.previous_orders >= MINIMUM_ORDERS
        and was_valuable(buyer, limits)
        and loss >= exact(minimum)
    )


def lasts(buyer: Buyer) -> bool:
    """Return whether a drop that was reported is not over."""
    previous = exact(buyer.previous_amount)
    return previous > 0 and (
        100 * exact(buyer.recent_amount) < RECOVERED_PERCENT * previous
    )
