"""Profit and loss of segments that adds up to that of the company (C-D30).

The reference of what ``readers.segments.profit_and_loss`` does by SQL. Amounts are
rounded to the currency for each customer and quarter before anything is added, so
that sums over segments and over everybody agree to the cent.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .periods import Window
from .quarters import last_counted_day

SEGMENT, UNASSIGNED, OVERLAP, TOTAL = "segment", "unassigned", "overlap", "total"


class Amounts(NamedTuple):
    """What a customer, or several, brought and took in a quarter."""

    customers: int = 0
    revenue: Decimal = Decimal()
    margin: Decimal = Decimal()
    revenue_without_margin: Decimal = Decimal()
    contact_cost: Decimal = Decimal()

    def plus(self, other: "Amounts", sign: int = 1) -> "Amounts":
        """Return the sum of both, or with ``sign`` -1 the difference."""
        pairs = zip(self, other, strict=True)
        return Amounts(*(mine + sign * theirs for mine, theirs in pairs))

    @property
    def contribution(self) -> Decimal:
        """The known margin less the cost of the contacts."""
        return self.margin - self.contact_cost


class Membership(NamedTuple):
    """A half-open period in which a customer belonged to a segment."""

    segment: int
    customer: int
    date_from: date
    date_to: date | None = None

    def covers(self, day: date, first_known: date) -> bool:
        """Return whether the membership counts on ``day``.

        :param first_known: since when it is known who belongs to the segment; its
            members of that day count for all days before, too
        """
        day = max(day, first_known)
        return self.date_from <= day and (self.date_to is None or day < self.date_to)


class Line(NamedTuple):
    """What a row of the profit and loss is about."""

    quarter: date
    division: int | None
    kind: str
    segment: int | None = None


def profit_and_loss(
    quarters: Iterable[Window],
    amounts: Mapping[tuple[int | None, date], Amounts],
    memberships: Iterable[Membership],
    divisions: Mapping[int, int | None],
    exclusive: Collection[int],
) -> dict[Line, Amounts]:
    """Return the rows of all segments and, for each division, what completes them.

    :param amounts: {(customer, first day of a quarter): amounts}; customer None for
        what nobody known by name bought
    :param divisions: {segment: its division}
    :param exclusive: the divisions that keep everybody in one segment at most

    In each division and quarter segments, ``unassigned`` and ``overlap`` add up to
    ``total``. Overlap is what was counted more than once, with its sign turned.
    """
    memberships = list(memberships)
    first_known = _first_known(memberships, divisions, exclusive)
    lines: dict[Line, Amounts] = defaultdict(Amounts)
    for quarter in quarters:
        day = last_counted_day(quarter)
        # {customer: segments}
        belongs = defaultdict(set)
        for one in memberships:
            if one.covers(day, first_known[one.segment]):
                belongs[one.customer].add(one.segment)
        for segment, division in divisions.items():
            lines[Line(quarter.start, division, SEGMENT, segment)] = Amounts()
        for division in set(divisions.values()):
            total = unassigned = overlap = Amounts()
            for (customer, start), amount in amounts.items():
                if start != quarter.start:
                    continue
                segments = [
                    segment
                    for segment in belongs[customer]
                    if divisions[segment] == division
                ]
                total = total.plus(amount)
                if not segments:
                    unassigned = unassigned.plus(amount)
                for _again in segments[1:]:
                    overlap = overlap.plus(amount, -1)
                for segment in segments:
                    line = Line(quarter.start, division, SEGMENT, segment)
                    lines[line] = lines[line].plus(amount)
            lines[Line(quarter.start, division, UNASSIGNED)] = unassigned
            lines[Line(quarter.start, division, OVERLAP)] = overlap
            lines[Line(quarter.start, division, TOTAL)] = total
    return dict(lines)


def _first_known(
    memberships: Collection[Membership],
    divisions: Mapping[int, int | None],
    exclusive: Collection[int],
) -> dict[int, date]:
    """Return since when it is known who belongs to each segment that had members.

    The segments of an exclusive division are found together: who came to one of them
    later was in another one before, or in none, and not in both.
    """
    found = {}
    for segment, division in divisions.items():
        together = {segment}
        if division in exclusive:
            together = {other for other, its in divisions.items() if its == division}
        days = [one.date_from for one in memberships if one.segment in together]
        if days:
            found[segment] = min(days)
    return found
