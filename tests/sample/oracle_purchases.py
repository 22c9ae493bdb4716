"""Purchases of the sample company by customer."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from oracle_csv import WINDOW_START, company_row, customer_of, local_day, root, rows

from data.sample import AS_OF

SOURCE = {"C1": "order", "C2": "invoice"}


@cache
def purchases_of(company):
    """Purchases before ``AS_OF`` by customer."""
    found = defaultdict(list)
    table = SOURCE[company]
    totals = _line_amounts(table)
    for row in rows(table):
        customer = customer_of(row["partner"], company)
        state = "sale" if table == "order" else "posted"
        if root(row["company"]) != company or row["state"] != state or not customer:
            continue
        day = (
            local_day(row["date"], company)
            if table == "order"
            else date.fromisoformat(row["date"])
        )
        if day >= AS_OF:
            continue
        refund = row.get("kind") == "refund"
        amount = _own_currency(row, totals[row["ref"]], company)
        found[customer].append(
            {"date": day, "amount": -amount if refund else amount, "refund": refund}
        )
    _add_receipts(found, company)
    return found


def _add_receipts(found, company):
    """Paid receipts of the counter beside them, unless an invoice already counts."""
    for row in rows("pos_order"):
        customer = customer_of(row["partner"], company)
        if root(row["company"]) != company or not customer:
            continue
        day, amount = local_day(row["date"], company), Decimal(row["amount"])
        if row["state"] == "paid" and not row["invoice"] and day < AS_OF:
            found[customer].append(
                {"date": day, "amount": amount, "refund": amount < 0}
            )


@cache
def _line_amounts(table):
    found = defaultdict(list)
    for line in rows(f"{table}_line"):
        found[line[table]].append(Decimal(line["quantity"]) * Decimal(line["price"]))
    return found


def _own_currency(row, amounts, company):
    """Amount at the rate of the day; an invoice is rounded to the cent."""
    if row["currency"] == company_row(company)["currency"]:
        return sum(amounts)
    amount = sum(amounts) / _rate(company, row["currency"], row["date"][:10])
    return amount.quantize(Decimal("0.01")) if "kind" in row else amount


def _rate(company, currency, day):
    known = [
        row
        for row in rows("currency_rate")
        if (row["company"], row["currency"]) == (company, currency)
        and row["date"] <= day
    ]
    return Decimal(known[-1]["rate"])


def value_of(purchases):
    bought = [p for p in purchases if not p["refund"]]
    window = [p for p in purchases if p["date"] >= WINDOW_START]
    frequency = sum(not p["refund"] for p in window)
    last = max(p["date"] for p in bought)
    return {
        "first_purchase": min(p["date"] for p in bought),
        "last_purchase": last,
        "recency": (AS_OF - last).days,
        "frequency": frequency,
        "monetary": sum((p["amount"] for p in window), Decimal()),
        "lifetime_orders": len(bought),
        "lifetime_amount": sum(p["amount"] for p in purchases),
        "is_active": frequency > 0,
    }


def spans(company, customer):
    """Value of the last 182 days and of the span it is compared with."""
    purchases = purchases_of(company)[customer]
    first = min(p["date"] for p in purchases if not p["refund"])
    start = AS_OF - timedelta(days=182)
    shift = 365 if (AS_OF - first).days > 365 + 182 else 182

    def total(since, until):
        return sum(
            (p["amount"] for p in purchases if since <= p["date"] < until), Decimal()
        )

    move = timedelta(days=shift)
    return total(start, AS_OF), total(start - move, AS_OF - move)
