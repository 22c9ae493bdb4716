"""What the product must say about the sample company, worked out from its CSV.

Plain loops over the files and nothing of the product, so that both can only agree
by being right. ``expected("C1")`` is the whole answer for one company.
"""

import csv
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from math import ceil
from zoneinfo import ZoneInfo

from data.sample import AS_OF, CSV_DIR

WINDOW_START = date(2025, 7, 1)
SOURCE = {"C1": "order", "C2": "invoice"}
CHANNELS = {
    "email": "email",
    "comment": "email",
    "email_outgoing": "email",
    "sms": "sms",
}
CLOSED_STAGES = {"Done", "Cancelled", "Rejected"}
FRACTIONS = (Decimal("0.2"), Decimal("0.4"), Decimal("0.6"), Decimal("0.8"))


@cache
def rows(name):
    """Rows of one CSV file."""
    with (CSV_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def expected(company):
    """Everything about one company (``C1`` or ``C2``) on ``AS_OF``."""
    customers = {
        ref: _value(purchases)
        for ref, purchases in purchases_of(company).items()
        if any(not purchase["refund"] for purchase in purchases)
    }
    _score(customers)
    _classify(customers)
    spoken = contacts_of(company)
    for ref, customer in customers.items():
        customer["is_reachable"] = is_reachable(ref)
        customer |= _contact_summary(spoken.get(ref, []), company)
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


# ---------------------------------------------------------------------------
# Who is a customer
# ---------------------------------------------------------------------------


@cache
def _parents():
    return {row["ref"]: row["parent"] for row in rows("partner")}


def commercial(ref):
    """Customer a partner belongs to."""
    return _parents()[ref] or ref


@cache
def _generic():
    return {row["ref"] for row in rows("partner") if row["generic"]}


def customer_of(ref, company):
    """Customer behind a partner; none for our own people and generic partners."""
    if ref not in _parents():
        return None
    customer = commercial(ref)
    # only the first company has a list of generic partners
    return None if company == "C1" and customer in _generic() else customer


@cache
def root(company):
    """Branches belong to their head company."""
    parent = {row["ref"]: row["parent"] for row in rows("company")}[company]
    return parent or company


@cache
def _children():
    found = defaultdict(list)
    for row in rows("partner"):
        found[row["parent"] or row["ref"]].append(row)
    return found


def is_reachable(customer):
    """A name, and e-mail or phone on the customer or an active contact below it."""
    family = _children()[customer]
    own = next(row for row in family if row["ref"] == customer)
    addresses = [own, *(row for row in family if row["active"] == "1")]
    return bool(own["name"]) and any(row["email"] or row["phone"] for row in addresses)


# ---------------------------------------------------------------------------
# Purchases
# ---------------------------------------------------------------------------


def zone(company):
    """Time zone of the company's working calendar."""
    calendars = {row["ref"]: row["tz"] for row in rows("calendar")}
    return ZoneInfo(calendars[_company(company)["calendar"]])


def _company(company):
    return next(row for row in rows("company") if row["ref"] == company)


def local_day(text, company):
    """Day of a UTC moment where the company is."""
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(zone(company)).date()


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
    return found


@cache
def _line_amounts(table):
    found = defaultdict(list)
    for line in rows(f"{table}_line"):
        found[line[table]].append(Decimal(line["quantity"]) * Decimal(line["price"]))
    return found


def _own_currency(row, amounts, company):
    """Amount at the rate of the day; an invoice is rounded to the cent."""
    if row["currency"] == _company(company)["currency"]:
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


def _value(purchases):
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


# ---------------------------------------------------------------------------
# Contacts
# ---------------------------------------------------------------------------


@cache
def contacts_of(company):
    """Personal contacts before ``AS_OF`` by customer: (moment, channel, directions)."""
    end = _midnight(AS_OF, company)
    found = defaultdict(list)
    for contact in (*_messages(), *_meetings()):
        moment, channel, direction, people, companies = contact
        for customer in {customer_of(ref, company) for ref in people} - {None}:
            if companies:
                concerned = company in companies
            else:
                # of no company: it belongs to all that have the customer
                concerned = _in_portfolio(company, customer)
            if moment < end and concerned:
                found[customer].append((moment, channel, direction))
    return found


def _in_portfolio(company, customer):
    purchases = purchases_of(company).get(customer, ())
    return any(not p["refund"] for p in purchases)


def _midnight(day, company):
    """Start of a local day, in UTC."""
    local = datetime.combine(day, time(), zone(company))
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


@cache
def _user_companies():
    return {row["ref"]: row["company"] for row in rows("user")}


@cache
def _messages():
    users = _user_companies()
    document_company = {
        row["ref"]: row["company"]
        for table in ("partner", "order", "invoice", "lead", "ticket", "claim")
        for row in rows(table)
    }
    found = []
    for row in rows("message"):
        if row["author"] in users:
            if _is_automatic(row) or (row["note"] and row["type"] != "sms"):
                continue
            direction, people = "out", row["to"].split()
        elif row["author"] in _parents():
            direction, people = "in", [row["author"]]
        else:
            continue
        company = (
            document_company.get(row["doc"])
            or row["company"]
            or users.get(row["author"])
        )
        found.append(
            (
                datetime.strptime(row["date"], "%Y-%m-%d %H:%M"),
                CHANNELS[row["type"]],
                direction,
                people,
                {root(company)} if company else set(),
            )
        )
    return found


def _is_automatic(row):
    """Sent by a cron, without a thread, or as the cover of the document itself."""
    return bool(
        row["sender"] == "root"
        or row["attachment"] == "own"
        or (row["type"] == "email_outgoing" and not row["doc"])
    )


@cache
def _meetings():
    return [
        (
            datetime.strptime(row["start"], "%Y-%m-%d %H:%M"),
            "meeting",
            "both",
            row["attendees"].split(),
            {root(_user_companies()[row["user"]])},
        )
        for row in rows("meeting")
    ]


def _contact_summary(contacts, company):
    start = _midnight(WINDOW_START, company)
    window = [contact for contact in contacts if contact[0] >= start]
    directions = {direction for _moment, _channel, direction in window}
    return {
        "last_contact": max((c[0] for c in contacts), default=None),
        "last_inbound": max((c[0] for c in contacts if c[2] != "out"), default=None),
        "last_outbound": max((c[0] for c in contacts if c[2] != "in"), default=None),
        "contact_count_window": len(window),
        "channel_count": len({channel for _moment, channel, _direction in window}),
        "is_two_way": "both" in directions or directions == {"in", "out"},
    }


# ---------------------------------------------------------------------------
# Readings: (numerator, denominator, value)
# ---------------------------------------------------------------------------


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
    cases = tickets_of(company)
    hours = [(case["hours"], case["closed"] is not None) for case in cases.values()]
    closed = sum(is_closed for _hours, is_closed in hours)
    return closed, len(hours), kaplan_meier_median(hours)


@cache
def tickets_of(company):
    """Tickets opened in the window, with their working hours until closed."""
    start, end = _midnight(WINDOW_START, company), _midnight(AS_OF, company)
    minutes = _working_minutes(company)
    changes = defaultdict(list)
    for row in rows("ticket_stage"):
        changes[row["ticket"]].append(row)
    found = {}
    for row in rows("ticket"):
        opened = datetime.strptime(row["opened"], "%Y-%m-%d %H:%M")
        if root(row["company"]) != company or not start <= opened < end:
            continue
        closed = _closed(changes[row["ref"]], end)
        until = _minute(closed or end, start)
        worked = minutes[until] - minutes[_minute(opened, start)]
        found[row["ref"]] = {"opened": opened, "closed": closed, "hours": worked / 60}
    return found


def _closed(changes, end):
    """When the ticket was closed for good, as seen at ``end``."""
    seen = [c for c in changes if datetime.strptime(c["date"], "%Y-%m-%d %H:%M") < end]
    if not seen or seen[-1]["stage"] not in CLOSED_STAGES:
        return None
    return datetime.strptime(seen[-1]["date"], "%Y-%m-%d %H:%M")


def _minute(moment, start):
    return int((moment - start).total_seconds() // 60)


@cache
def _working_minutes(company):
    """Minutes worked since the window's start, for every minute of the window."""
    calendar = _company(company)["calendar"]
    hours = defaultdict(list)
    for row in rows("calendar_attendance"):
        if row["calendar"] == calendar:
            hours[int(row["weekday"])].append(
                (float(row["hour_from"]) * 60, float(row["hour_to"]) * 60)
            )
    start, end = _midnight(WINDOW_START, company), _midnight(AS_OF, company)
    away = set()
    for row in rows("calendar_leave"):
        if row["calendar"] == calendar:
            moment = datetime.strptime(row["start"], "%Y-%m-%d %H:%M")
            while moment < datetime.strptime(row["end"], "%Y-%m-%d %H:%M"):
                away.add(moment)
                moment += timedelta(minutes=1)
    utc, here = ZoneInfo("UTC"), zone(company)
    minutes, worked = [0], 0
    for number in range(_minute(end, start)):
        moment = start + timedelta(minutes=number)
        local = moment.replace(tzinfo=utc).astimezone(here)
        clock = local.hour * 60 + local.minute
        worked += moment not in away and any(
            since <= clock < until for since, until in hours[local.weekday()]
        )
        minutes.append(worked)
    return minutes


def kaplan_meier_median(cases):
    """Smallest duration at which at most half of the cases are still open."""
    at_risk, survival = len(cases), 1.0
    for duration in sorted({duration for duration, _closed in cases}):
        here = [is_closed for value, is_closed in cases if value == duration]
        survival *= 1 - sum(here) / at_risk
        if survival <= 0.5:
            return duration
        at_risk -= len(here)
    return None
