"""Indicators: what is counted, among what, and how it is read from the facts.

A ratio is defined by two domains, so that the records a reading opens are the
records it counted.
"""

from typing import NamedTuple

from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.query import Query

from ..engine.survival import kaplan_meier_median
from .working_hours import working_hours

NO_SOURCE = "no_source"
NO_RECORDS = "no_records"
NO_CALENDAR = "no_calendar"
NOT_REACHED = "not_reached"
NOT_RECORDED = "not_recorded"
TOO_FEW = "too_few"


class Measurement(NamedTuple):
    """What was measured; ``value`` is None where ``missing_reason`` says why."""

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    missing_reason: str | None = None


class ProfileRatio:
    """Percent of customers, counted among others, by domains on profiles."""

    model = "onetoone.profile"

    def __init__(self, counted, among, source_kind=None, has_history=True):
        """
        :param source_kind: kind of source without which nothing can be said
        :param has_history: whether the past can be computed from dated facts
        """
        self.source_kind = source_kind
        self.has_history = has_history
        self._among = Domain(among)
        self._counted = self._among & Domain(counted)

    def domains(self, company, horizon):
        """Return the domains of the records counted, and of those among them."""
        in_company = Domain("company_id", "=", company.id)
        return in_company & self._counted, in_company & self._among

    def measure(self, company, horizon, customers):
        """Return the :class:`Measurement`, read from the table ``customers``."""
        numerator, denominator = (
            _count(company.env[self.model], customers, domain)
            for domain in self.domains(company, horizon)
        )
        if not denominator:
            return Measurement(numerator, denominator, None, NO_RECORDS)
        return Measurement(numerator, denominator, 100 * numerator / denominator)


class ComplaintHours:
    """Kaplan-Meier median of the working hours to the final closing (C-X06)."""

    model = "onetoone.complaint"
    source_kind = "complaint"
    has_history = True

    def domains(self, company, horizon):
        """Return the domains of the cases closed in time, and of all cases."""
        cases = Domain(
            [
                ("company_id", "=", company.id),
                ("opened", ">=", horizon.window_since),
                ("opened", "<", horizon.until),
            ]
        ) & (Domain("is_closed", "=", False) | Domain("closed", "!=", False))
        return cases & Domain("closed", "<", horizon.until), cases

    def measure(self, company, horizon, customers):
        """Return the :class:`Measurement`; open cases are censored, not left out."""
        env = company.env
        rows = env.execute_query(
            SQL(
                """
                SELECT %s, is_closed FROM %s complaint
                 WHERE opened >= %s AND (closed IS NOT NULL OR NOT is_closed)
                """,
                working_hours(
                    SQL("complaint.company_id"),
                    SQL("opened"),
                    SQL("COALESCE(closed, %s)", horizon.until),
                ),
                env["onetoone.source"]._complaints(company, horizon.until),
                horizon.window_since,
            )
        )
        closed = sum(is_closed for _hours, is_closed in rows)
        if not rows:
            return Measurement(0, 0, None, NO_RECORDS)
        if any(hours is None for hours, _is_closed in rows):
            return Measurement(closed, len(rows), None, NO_CALENDAR)
        median = kaplan_meier_median(rows)
        reason = NOT_REACHED if median is None else None
        return Measurement(closed, len(rows), median, reason)


READERS = {
    "reachable": ProfileRatio(
        counted=[("is_reachable", "=", True)],
        among=[("is_customer", "=", True)],
        source_kind="purchase",
        has_history=False,
    ),
    "contact_history": ProfileRatio(
        counted=[("contact_count_window", ">", 0)],
        among=[("is_active", "=", True)],
        source_kind="interaction",
    ),
    "channel_integration": ProfileRatio(
        counted=[("channel_count", ">=", 2)],
        among=[("is_customer", "=", True), ("contact_count_window", ">", 0)],
        source_kind="interaction",
    ),
    "complaint_hours": ComplaintHours(),
}


def _count(model, table, domain):
    """Count the rows of ``table``, which is shaped like ``model``, in ``domain``."""
    query = Query(model.env, model._table, table)
    query.add_where(
        domain.optimize_full(model.sudo())._to_sql(model, model._table, query)
    )
    [[count]] = model.env.execute_query(query.select(SQL("count(*)")))
    return count
