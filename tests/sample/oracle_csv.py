"""The CSV of the sample company, and who belongs to whom in it."""

import csv
from collections import defaultdict
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from data.sample import CSV_DIR

WINDOW_START = date(2025, 7, 1)


@cache
def rows(name):
    """Rows of one CSV file."""
    with (CSV_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def parents():
    return {row["ref"]: row["parent"] for row in rows("partner")}


def commercial(ref):
    """Customer a partner belongs to."""
    return parents()[ref] or ref


@cache
def _generic():
    return {row["ref"] for row in rows("partner") if row["generic"]}


def customer_of(ref, company):
    """Customer behind a partner; none for our own people and generic partners."""
    if ref not in parents():
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
def children():
    found = defaultdict(list)
    for row in rows("partner"):
        found[row["parent"] or row["ref"]].append(row)
    return found


def zone(company):
    """Time zone of the company's working calendar."""
    calendars = {row["ref"]: row["tz"] for row in rows("calendar")}
    return ZoneInfo(calendars[company_row(company)["calendar"]])


def company_row(company):
    return next(row for row in rows("company") if row["ref"] == company)


def local_day(text, company):
    """Day of a UTC moment where the company is."""
    moment = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("UTC"))
    return moment.astimezone(zone(company)).date()


def moment_of(text):
    """UTC moment of a cell."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def midnight(day, company):
    """Start of a local day, in UTC."""
    local = datetime.combine(day, time(), zone(company))
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


@cache
def user_companies():
    return {row["ref"]: row["company"] for row in rows("user")}
