"""What the product must say about the sample company, worked out from its CSV.

Plain loops over the files and nothing of the product, so that both can only agree
by being right. ``expected("C1")`` is the whole answer for one company.
"""

from collections import defaultdict
from decimal import Decimal
from functools import cache
from math import ceil

from oracle_contacts import contact_summary, contacts_of
from oracle_csv import WINDOW_START, children, rows
from oracle_purchases import purchases_of, spans, value_of
from oracle_service import cases_of, kaplan_meier_median

__all__ = [
    "WINDOW_START",
    "cases_of",
    "contacts_of",
    "expected",
    "kaplan_meier_median",
    "rows",
    "spans",
]

FRACTIONS = (Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"))


@cache
def expected(company):
    """Everything about one company (``C1`` or ``C2``) on ``AS_OF``."""
    customers = {
        ref: value_of(purchases)
        for ref, purchases in purchases_of(company).items()
        if any(not purchase["refund"] for purchase in purchases)
    }
    _score(customers)
    _classify(customers)
    spoken = contacts_of(company)
    for ref, customer in customers.items():
        customer["is_reachable"] = is_reachable(ref)
        customer |= contact_summary(spoken.get(ref, []), company)
    active = [c for c in customers.values() if c["is_active"]]
    classes = [c["abc"] for c in customers.values()]
    return {
        "portfolio": len(customers),
        "active": len(active),
        "window_value": sum(c["monetary"] for c in customers.values()),
        "abc": {name: classes.count(name) for name in "abc"},
        "customers": customers,
        "readings": {
            "reachable": _percent(customers.values(), "is_reachable"),
            "contact_history": _percent(active, "contact_count_window"),
            "channel_integration": _channel_integration(customers),
            "complaint_hours": _complaint_hours(company),
        },
    }


def is_reachable(customer):
    """A name, and e-mail or phone on the customer or an active contact below it."""
    family = children()[customer]
    own = next(row for row in family if row["ref"] == customer)
    addresses = [own, *(row for row in family if row["active"] == "1")]
    return bool(own["name"]) and any(row["email"] or row["phone"] for row in addresses)


def percentile_disc(values, fraction):
    """The smallest value that at least this fraction of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(ceil(fraction * len(ordered)), 1) - 1]


def _score(customers):
    active = [c for c in customers.values() if c["is_active"]]
    limits = {
        name: [percentile_disc([c[name] for c in active], part) for part in FRACTIONS]
        for name in ("recency", "frequency", "monetary")
    }
    for customer in customers.values():
        below = {
            name: sum(limit < customer[name] for limit in limits[name])
            for name in limits
        }
        scores = (5 - below["recency"], 1 + below["frequency"], 1 + below["monetary"])
        if not customer["is_active"]:
            scores = (1, 1, 1)
        customer["r_score"], customer["f_score"], customer["m_score"] = scores


def _classify(customers):
    total = sum(c["monetary"] for c in customers.values() if c["monetary"] > 0)
    larger = Decimal()
    by_value = defaultdict(list)
    for customer in customers.values():
        by_value[customer["monetary"]].append(customer)
    for value in sorted(by_value, reverse=True):
        share = larger / total
        for customer in by_value[value]:
            if value <= 0 or share >= Decimal("0.95"):
                customer["abc"] = "c"
            else:
                customer["abc"] = "a" if share < Decimal("0.8") else "b"
        larger += value * len(by_value[value])


def _percent(customers, key):
    customers = list(customers)
    count = sum(bool(customer[key]) for customer in customers)
    return count, len(customers), 100 * count / len(customers)


def _channel_integration(customers):
    """Of the customers contacted in the window, those over two channels or more."""
    contacted = [c for c in customers.values() if c["contact_count_window"]]
    several = sum(c["channel_count"] >= 2 for c in contacted)
    return several, len(contacted), 100 * several / len(contacted)


def _complaint_hours(company):
    cases = cases_of(company)
    hours = [(case["hours"], case["closed"] is not None) for case in cases.values()]
    closed = sum(is_closed for _hours, is_closed in hours)
    return closed, len(hours), kaplan_meier_median(hours)
