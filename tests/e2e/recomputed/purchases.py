"""Purchases, and what they say about each customer."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from .settings import (
    AS_OF,
    DROP_DAYS,
    MVC_PERCENT,
    PREVIOUS_WINDOW_START,
    PURCHASES,
    WINDOW_START,
)

# an order knows its margin; an invoice without an order is valued at the standard cost
# of its products, all of which must have one; a receipt when the counter is closed
ORDERS = """
    SELECT partner_id AS contact, date_order AS moment, amount_untaxed AS amount,
           currency_rate AS rate, amount_untaxed < 0 AS is_refund, margin,
           user_id AS seller
      FROM sale_order WHERE state = 'sale' AND company_id IN %s
"""
INVOICES = """
    SELECT partner_id AS contact, invoice_date AS day,
           amount_untaxed_signed AS amount, 1 AS rate,
           move_type = 'out_refund' AS is_refund,
           (SELECT CASE WHEN bool_and(COALESCE(cost, 0) > 0)
                        THEN sum(-balance - sign * cost) END
              FROM (SELECT line.balance,
                           CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                               * line.quantity AS sign,
                           (product.standard_price ->> move.company_id::text)::numeric
                               AS cost
                      FROM account_move_line line
                      JOIN product_product product ON product.id = line.product_id
                     WHERE line.move_id = move.id
                       AND line.display_type = 'product') line) AS margin,
           invoice_user_id AS seller
      FROM account_move move
     WHERE state = 'posted' AND move_type IN ('out_invoice', 'out_refund')
       AND company_id IN %s
"""
RECEIPTS = """
    SELECT partner_id AS contact, date_order AS moment,
           amount_total - amount_tax AS amount, currency_rate AS rate,
           amount_total < 0 AS is_refund, NULL::numeric AS margin,
           user_id AS seller
      FROM pos_order
     WHERE state IN ('paid', 'done') AND account_move IS NULL AND company_id IN %s
"""


def read_purchases(dump):
    """All purchases before AS_OF; amounts in cents of the company's currency.

    Columns: contact (missing for an unknown buyer), day, cents, is_refund, margin,
    seller.
    """
    main = ORDERS if PURCHASES[dump.code] == "sale.order" else INVOICES
    parts = [dump.read(query, dump.branches) for query in (main, RECEIPTS)]
    for part in parts:
        if "moment" in part:
            part["day"] = dump.local_days(part.pop("moment"))
    found = pd.concat([part for part in parts if len(part)], ignore_index=True)
    found["cents"] = [
        _cents(amount, rate)
        for amount, rate in zip(found.amount, found.rate, strict=True)
    ]
    found["margin"] = [
        float("nan") if pd.isna(margin) else _cents(margin, rate)
        for margin, rate in zip(found.margin, found.rate, strict=True)
    ]
    return found[found.day < AS_OF].drop(columns=["amount", "rate"])


def _cents(amount, rate):
    exact = Decimal(str(amount)) / Decimal(str(rate))
    return int((exact * 100).quantize(Decimal(1), ROUND_HALF_UP))


def summarize(purchases):
    """One row per customer with a purchase or refund, by customer.

    :param purchases: with the columns customer, day, cents, is_refund
    """
    bought = purchases[~purchases.is_refund]
    window = purchases[purchases.day >= WINDOW_START]
    by_customer = purchases.groupby("customer")
    found = pd.DataFrame(
        {
            "lifetime_orders": by_customer.is_refund.agg(lambda x: (~x).sum()),
            "lifetime_amount": by_customer.cents.sum(),
        }
    )
    days = bought.groupby("customer").day
    found["first_purchase"] = days.min()
    found["last_purchase"] = days.max()
    found["is_customer"] = found.lifetime_orders > 0
    counts = bought[bought.day >= WINDOW_START].groupby("customer").size()
    found["frequency"] = counts.reindex(found.index, fill_value=0)
    values = window.groupby("customer").cents.sum()
    found["monetary"] = values.reindex(found.index, fill_value=0)
    found["margin"] = _margins(window, found)
    found["is_active"] = found.frequency > 0
    found["was_active"] = _bought_in(bought, PREVIOUS_WINDOW_START, WINDOW_START, found)
    years = [AS_OF.replace(year=AS_OF.year - back) for back in range(4)]
    found["is_loyal"] = True
    for late, early in zip(years, years[1:], strict=False):
        found["is_loyal"] &= _bought_in(bought, early, late, found)
    return found.join(_spans(purchases, found))


def _margins(window, found):
    """Margin of the window; unknown as soon as that of one document of value is."""
    groups = window.groupby("customer")
    sums = groups.margin.sum().reindex(found.index, fill_value=0)
    unknown = window[window.margin.isna() & (window.cents != 0)].customer
    return sums.where(~found.index.isin(unknown))


def _bought_in(bought, start, end, found):
    inside = bought[(bought.day >= start) & (bought.day < end)]
    return found.index.isin(inside.customer)


def _spans(purchases, found):
    """Value of the last half year and of the span it is compared with."""
    span = timedelta(days=DROP_DAYS)
    year = timedelta(days=365)
    sums, counts = {}, {}
    for name, end in (
        ("recent", AS_OF),
        ("year_ago", AS_OF - year),
        ("before", AS_OF - span),
    ):
        inside = purchases[(purchases.day >= end - span) & (purchases.day < end)]
        groups = inside.groupby("customer")
        sums[name] = groups.cents.sum().reindex(found.index, fill_value=0)
        counts[name] = (
            inside[~inside.is_refund]
            .groupby("customer")
            .size()
            .reindex(found.index, fill_value=0)
        )
    first = found.first_purchase.where(found.is_customer, AS_OF)
    is_old = first < AS_OF - year - span
    previous = sums["year_ago"].where(is_old, sums["before"])
    previous_orders = counts["year_ago"].where(is_old, counts["before"])
    recent = sums["recent"]
    ratio = (100 * recent / previous.where(previous > 0)).astype(float)
    return pd.DataFrame(
        {
            "recent_amount": recent,
            "previous_amount": previous,
            "previous_orders": previous_orders,
            "change_ratio": ratio,
            "is_drop": (previous > 0) & (100 * recent <= 60 * previous),
            "is_growing": (previous > 0)
            & (100 * recent >= 140 * previous)
            & (counts["recent"] >= 3)
            & (previous_orders >= 3),
        }
    )


def rank(found):
    """Scores, classes and tiers of the portfolio."""
    portfolio = found[found.is_customer].copy()
    recency = portfolio.last_purchase.map(lambda day: (AS_OF - day).days)
    active = portfolio.is_active
    for name, values, start, sign in (
        ("r_score", recency, 5, -1),
        ("f_score", portfolio.frequency, 1, 1),
        ("m_score", portfolio.monetary, 1, 1),
    ):
        ordered = sorted(values[active])
        limits = [ordered[-(-part * len(ordered) // 5) - 1] for part in range(1, 5)]
        passed = sum((values > limit).astype(int) for limit in limits)
        portfolio[name] = (start + sign * passed).where(active, 1)
    portfolio["abc"] = classify(portfolio.monetary)
    portfolio["tier"] = _tiers(portfolio)
    return portfolio


def classify(values):
    positive = values[values > 0]
    total = positive.sum()
    sums = positive.groupby(positive).sum().sort_index(ascending=False)
    larger = sums.cumsum() - sums

    def classify(value):
        if value <= 0 or 100 * larger[value] >= 95 * total:
            return "c"
        return "a" if 100 * larger[value] < 80 * total else "b"

    return values.map(classify)


def _tiers(portfolio):
    """Most valuable by margin where it is known, else by turnover, for all alike."""
    active = portfolio[portfolio.is_active]
    value = active.monetary.clip(lower=0)
    by_margin = 100 * value[active.margin.notna()].sum() >= 80 * value.sum()
    most = most_valuable(active.margin if by_margin else active.monetary)
    is_most = portfolio.index.isin(most)
    return pd.Series(is_most, portfolio.index).map({True: "mvc", False: "standard"})


def most_valuable(values):
    """Customers with the largest values, by the value of each active customer.

    A tied block that would bring more than twice as many in stays out.
    """
    places = -(-MVC_PERCENT * len(values) // 100)
    values = values[values > 0]
    most = values[values.rank(method="min", ascending=False) - 1 < places]
    if len(most) > 2 * places:
        most = most[most > most.min()]
    return most.index
