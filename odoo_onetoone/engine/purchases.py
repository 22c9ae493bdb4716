"""What the purchases of one customer say about him on a date."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from . import periods
from .amounts import Amount, total
from .change import change_ratio


class Purchase(NamedTuple):
    """One purchase document; refunds have negative amounts."""

    date: date
    amount: Amount
    is_refund: bool = False
    margin: Amount | None = None


class PurchaseSummary(NamedTuple):
    """The purchase fields of a profile; amounts are in the purchases' currency."""

    first_purchase: date | None
    last_purchase: date | None
    frequency: int
    monetary: float
    margin: float | None
    lifetime_orders: int
    lifetime_amount: float
    recent_amount: float
    previous_amount: float
    recent_count: int
    previous_count: int
    change_ratio: float | None
    is_active: bool
    is_customer: bool


def summarize(
    purchases: Iterable[Purchase], as_of: date, window_months: int, drop_days: int
) -> PurchaseSummary:
    """Return the facts known on ``as_of``, ignoring what is dated on it or later.

    Counts, dates and activity use the documents that are not refunds; sums use all
    of them.
    """
    known = [purchase for purchase in purchases if purchase.date < as_of]
    orders = [purchase for purchase in known if not purchase.is_refund]
    days = [order.date for order in orders]
    first_purchase = min(days, default=None)

    window = periods.window(as_of, window_months)
    recent = periods.recent_span(as_of, drop_days)
    previous = periods.previous_span(as_of, drop_days, first_purchase)
    frequency = len(_inside(orders, window))
    recent_amount = _amount(_inside(known, recent))
    previous_amount = _amount(_inside(known, previous))
    return PurchaseSummary(
        first_purchase=first_purchase,
        last_purchase=max(days, default=None),
        frequency=frequency,
        monetary=_amount(_inside(known, window)),
        margin=_margin(_inside(known, window)),
        lifetime_orders=len(orders),
        lifetime_amount=_amount(known),
        recent_amount=recent_amount,
        previous_amount=previous_amount,
        recent_count=len(_inside(orders, recent)),
        previous_count=len(_inside(orders, previous)),
        change_ratio=change_ratio(recent_amount, previous_amount),
        is_active=frequency > 0,
        is_customer=bool(orders),
    )


def _inside(purchases: list[Purchase], window: periods.Window) -> list[Purchase]:
    return [purchase for purchase in purchases if window.covers(purchase.date)]


def _amount(purchases: list[Purchase]) -> float:
    return total(purchase.amount for purchase in purchases)


def _margin(purchases: list[Purchase]) -> float | None:
    """Return the sum of the margins; None if one that matters is unknown."""
    if any(purchase.amount and purchase.margin is None for purchase in purchases):
        return None
    return total(
        purchase.margin for purchase in purchases if purchase.margin is not None
    )
