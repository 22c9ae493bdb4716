"""Tiers: what kind of customer somebody is by value (C-D01, C-D08, C-D17).

What a person chose comes first. Then, in this order: below zero with a net contribution
below 0; most valuable; most growable; standard. Most growable is who gives us less than
half of a wallet that is among the largest fifth, or who grows with an open opportunity.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from .amounts import Amount, exact
from .most_valuable import MOST_VALUABLE, STANDARD, ActiveCustomer, MvcLimit
from .most_valuable import tier as tier_by_value

MOST_GROWABLE, BELOW_ZERO = "mgc", "bz"

# of his wallet, in percent, an unsaturated customer gives us less than this
SHARE_PERCENT = 50
# one wallet of so many is large
LARGE_WALLET_OF = 5
MONTHS_IN_YEAR = 12

# why a customer is in his tier
CHOSEN = "chosen"
LARGE_WALLET = "large_wallet"
GROWTH = "growth"


class Customer(NamedTuple):
    """What decides on the tier of a customer of the portfolio."""

    is_active: bool
    monetary: Amount
    margin: Amount | None = None
    net_contribution: Amount | None = None
    wallet: Amount | None = None
    share: float | None = None
    is_growing: bool = False
    has_open_opportunity: bool = False
    chosen: str | None = None


class Limits(NamedTuple):
    """What a customer is compared with; ``wallet`` is the smallest large one."""

    mvc: MvcLimit
    wallet: float | None = None


def share_of_customer(
    monetary: Amount, wallet: Amount | None, window_months: int
) -> float | None:
    """Return how many percent of his yearly wallet a customer gives us."""
    if wallet is None:
        return None
    yearly = exact(monetary) * MONTHS_IN_YEAR / window_months
    return float(100 * yearly / exact(wallet))


def wallet_quota(wallet_count: int) -> int:
    """Return how many of the known wallets are large, ties apart."""
    return math.ceil(wallet_count / LARGE_WALLET_OF)


def wallet_limit(wallets: Iterable[Amount]) -> float | None:
    """Return the smallest wallet that fewer than the quota are strictly larger than."""
    ordered = sorted(wallets, key=exact, reverse=True)
    return float(ordered[wallet_quota(len(ordered)) - 1]) if ordered else None


def cause(customer: Customer, limits: Limits) -> str:
    """Return the first rule that applies: a tier, or one of the causes above."""
    if customer.chosen:
        return CHOSEN
    if customer.net_contribution is not None and customer.net_contribution < 0:
        return BELOW_ZERO
    bought = ActiveCustomer(customer.monetary, customer.margin)
    by_value = tier_by_value(bought if customer.is_active else None, limits.mvc)
    if by_value == MOST_VALUABLE:
        return MOST_VALUABLE
    if _has_room_to_grow(customer, limits):
        return LARGE_WALLET
    if customer.is_growing and customer.has_open_opportunity:
        return GROWTH
    return STANDARD


def tier(customer: Customer, limits: Limits) -> str:
    """Return the tier of a customer of the portfolio."""
    found = cause(customer, limits)
    if found == CHOSEN:
        return customer.chosen
    return MOST_GROWABLE if found in (LARGE_WALLET, GROWTH) else found


def _has_room_to_grow(customer: Customer, limits: Limits) -> bool:
    return (
        customer.wallet is not None
        and limits.wallet is not None
        and exact(customer.wallet) >= exact(limits.wallet)
        and customer.share < SHARE_PERCENT
    )
