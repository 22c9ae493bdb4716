"""Most valuable customers (C-D01).

With p percent of N active customers, k = p·N ÷ 100 rounded up: a customer is most
valuable if his value is positive and fewer than k active customers have a strictly
larger one. Customers of equal value stand or fall together; where that would make
more than 2·k customers most valuable, those who tie at the limit stay out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .amounts import Amount, exact

KNOWN_MARGIN_PERCENT = 80
LARGEST_MULTIPLE = 2
MARGIN, TURNOVER = "margin", "monetary"
MOST_VALUABLE, STANDARD = "mvc", "standard"


class MvcLimit(NamedTuple):
    """What value means for all customers, and the smallest that is most valuable.

    ``limit`` is None where nobody is. It says as much as the definition, because
    a larger value never has more customers above it.
    """

    measure: str = TURNOVER
    limit: float | None = None


class ActiveCustomer(NamedTuple):
    """Turnover and margin of the window; None where the margin is not known."""

    monetary: Amount
    margin: Amount | None = None


def measure(customers: Iterable[ActiveCustomer]) -> str:
    """Return ``"margin"`` if at least 80 % of the turnover has one.

    Turnover below zero counts on neither side.
    """
    positive = [customer for customer in customers if customer.monetary > 0]
    known = sum(exact(one.monetary) for one in positive if one.margin is not None)
    whole = sum(exact(one.monetary) for one in positive)
    return MARGIN if whole and is_known_enough(known, whole) else TURNOVER


def is_known_enough(known: Amount, whole: Amount) -> bool:
    """Return whether the margin of ``known`` out of ``whole`` turnover will do."""
    return 100 * exact(known) >= KNOWN_MARGIN_PERCENT * exact(whole)


def quota(active_count: int, percent: float) -> int:
    """Return how many of the active customers are wanted: the k of the rule."""
    return math.ceil(exact(percent) * active_count / 100)


def mvc_limit(customers: Sequence[ActiveCustomer], percent: float) -> MvcLimit:
    """Return the limit over all active customers."""
    kind = measure(customers)
    values = Counter(
        exact(value)
        for value in (getattr(customer, kind) for customer in customers)
        if value is not None and value > 0
    )
    wanted = quota(len(customers), percent)
    limit = None
    larger = 0
    for value in sorted(values, reverse=True):
        if larger >= wanted or larger + values[value] > LARGEST_MULTIPLE * wanted:
            break
        limit = float(value)
        larger += values[value]
    return MvcLimit(kind, limit)


def tier(customer: ActiveCustomer | None, limit: MvcLimit) -> str:
    """Return the tier of a customer of the portfolio; None is one not active."""
    value = getattr(customer, limit.measure) if customer else None
    if value is None or limit.limit is None or exact(value) < exact(limit.limit):
        return STANDARD
    return MOST_VALUABLE
