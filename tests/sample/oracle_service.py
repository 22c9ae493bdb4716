"""Complaints of the sample company, with working hours until closed."""

from collections import defaultdict
from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo

from oracle_csv import (
    WINDOW_START,
    company_row,
    customer_of,
    midnight,
    moment_of,
    root,
    rows,
    zone,
)

from data.sample import AS_OF

CLOSED_STAGES = {
    "ticket": {"Done", "Cancelled", "Rejected"},
    "claim": {"Settled", "Rejected"},
    "task": {"Done"},
}


@cache
def cases_of(company):
    """Complaints opened in the window, with their working hours until closed.

    Those of unknown callers are some, too; those of our own people are none.
    """
    start, end = midnight(WINDOW_START, company), midnight(AS_OF, company)
    minutes = _working_minutes(company)
    found = {}
    for table, closed_stages in CLOSED_STAGES.items():
        changes = defaultdict(list)
        for row in rows(f"{table}_stage"):
            changes[row[table]].append(row)
        for row in rows(table):
            opened = moment_of(row["opened"])
            is_case = not row["partner"] or customer_of(row["partner"], company)
            in_window = start <= opened < end
            if root(row["company"]) != company or not in_window or not is_case:
                continue
            closed = _closed(changes[row["ref"]], closed_stages, end)
            until = _minute(closed or end, start)
            worked = minutes[until] - minutes[_minute(opened, start)]
            found[row["ref"]] = {
                "opened": opened,
                "closed": closed,
                "hours": worked / 60,
            }
    return found


def _closed(changes, closed_stages, end):
    """When the case was closed for good, as seen at ``end``."""
    seen = [change for change in changes if moment_of(change["date"]) < end]
    if not seen or seen[-1]["stage"] not in closed_stages:
        return None
    return moment_of(seen[-1]["date"])


def _minute(moment, start):
    return int((moment - start).total_seconds() // 60)


@cache
def _working_minutes(company):
    """Minutes worked since the window's start, for every minute of the window."""
    calendar = company_row(company)["calendar"]
    hours = defaultdict(list)
    for row in rows("calendar_attendance"):
        if row["calendar"] == calendar:
            hours[int(row["weekday"])].append(
                (float(row["hour_from"]) * 60, float(row["hour_to"]) * 60)
            )
    start, end = midnight(WINDOW_START, company), midnight(AS_OF, company)
    away = set()
    for row in rows("calendar_leave"):
        if row["calendar"] == calendar:
            moment = moment_of(row["start"])
            while moment < moment_of(row["end"]):
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
