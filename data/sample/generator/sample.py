"""The tables being generated, and the dice."""

import csv
from bisect import bisect
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from .. import AS_OF, FIRST_DAY
from .columns import COLUMNS

SEED = "one-to-one 1"
ZONES = {
    "C1": ZoneInfo("Europe/Berlin"),
    "C1B": ZoneInfo("Europe/Berlin"),
    "C2": ZoneInfo("Europe/Zurich"),
}
# Share of business per month: quiet summer, strong autumn.
SEASON = (0.8, 0.8, 1.0, 1.0, 1.0, 0.95, 0.8, 0.7, 1.05, 1.15, 1.35, 1.4)


class Sample:
    """Tables of rows, in the order they are written."""

    def __init__(self):
        self.tables = {name: [] for name in COLUMNS}
        self._counters = {}
        self.customers = []
        self.ticket_talks = []
        days = range((AS_OF - FIRST_DAY).days)
        self._days = [FIRST_DAY + timedelta(days=n) for n in days]
        self._day_weights = list(accumulate(_day_weight(day) for day in self._days))

    def add(self, table, **row):
        """Append one row and return it; columns left out stay empty."""
        unknown = row.keys() - set(COLUMNS[table])
        if unknown:
            raise KeyError(f"{table} has no column {sorted(unknown)}")
        self.tables[table].append(row)
        return row

    def number(self, prefix, digits=5):
        """Next reference with this prefix."""
        self._counters[prefix] = self._counters.get(prefix, 0) + 1
        return f"{prefix}{self._counters[prefix]:0{digits}d}"

    @staticmethod
    def dice(concern):
        """One generator per concern: a change of one leaves the others alone."""
        return Random(f"{SEED}/{concern}")

    def business_day(self, dice, start, end):
        """A day in [start, end), likelier on working days and in season."""
        first = max((start - FIRST_DAY).days, 0)
        last = min((end - FIRST_DAY).days, len(self._days)) - 1
        low = self._day_weights[first - 1] if first else 0.0
        high = self._day_weights[last]
        return self._days[
            bisect(self._day_weights, dice.uniform(low, high), first, last)
        ]

    def write(self, directory):
        """Write one CSV per table."""
        directory.mkdir(parents=True, exist_ok=True)
        for name, rows in self.tables.items():
            path = directory / f"{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(
                    file, COLUMNS[name], restval="", lineterminator="\n"
                )
                writer.writeheader()
                writer.writerows(rows)


def _day_weight(day):
    return SEASON[day.month - 1] * (0.12 if day.weekday() >= 5 else 1.0)


def utc(company, day, hour, minute=0):
    """UTC moment of a local time of day in the company's time zone."""
    local = datetime.combine(day, time(hour, minute), ZONES[company])
    return local.astimezone(UTC).replace(tzinfo=None)


def stamp(moment):
    """Datetime as written in the CSV (UTC, to the minute)."""
    return moment.strftime("%Y-%m-%d %H:%M")


def office_time(dice, company, day):
    """A moment of that day during usual office hours."""
    return utc(company, day, dice.randint(8, 16), dice.randint(0, 59))
