"""Medians of durations in which open cases count as open so far (Kaplan-Meier)."""

from odoo.tools import SQL

from ...engine.survival import MEDIAN_SURVIVAL, ROUNDING
from ..working_hours import working_hours
from .cases import CaseReader
from .facts import FactReader
from .measurement import NO_CALENDAR, NO_RECORDS, NOT_REACHED, Measurement


class FactDuration(FactReader):
    """Median of the working hours between two moments of facts.

    :param start: name of the field of the opening
    :param stop: name of the field of the end; without one the fact is still open
    """

    def __init__(self, model, relation, start, stop, among, **needs):
        super().__init__(
            model,
            relation,
            lambda company, horizon: [(stop, "<", horizon.until)],
            among,
            **needs,
        )
        self._start = start
        self._stop = stop

    def measure(self, context):
        stop = SQL.identifier(self._stop)
        hours = working_hours(
            SQL("%s::integer", context.company.id),
            SQL.identifier(self._start),
            SQL("COALESCE(%s, %s)", stop, context.horizon.until),
        )
        return kaplan_meier(
            context.env,
            self._select(
                context,
                SQL("%s AS duration", hours),
                SQL("%s IS NOT NULL AS is_closed", stop),
            ),
        )


class CaseDuration(CaseReader):
    """Median of the hours of cases; those that are not counted are open so far."""

    def measure(self, context):
        return kaplan_meier(
            context.env,
            SQL(
                "SELECT hours AS duration, is_counted AS is_closed FROM (%s) measured",
                self.select(context),
            ),
        )


def kaplan_meier(env, cases):
    """Return the :class:`Measurement` of a median over cases, some of them open.

    :param cases: SELECT of (duration, is_closed); a duration is NULL where it is
        not known
    """
    [[closed, count, unknown, median]] = env.execute_query(
        SQL(
            """
            WITH known AS MATERIALIZED (%(cases)s),
                 risk AS (
                    SELECT duration,
                           count(*) FILTER (WHERE is_closed) AS closed,
                           sum(count(*)) OVER (ORDER BY duration DESC) AS at_risk
                      FROM known GROUP BY duration),
                 curve AS (
                    SELECT duration,
                           bool_or(closed = at_risk) OVER earlier AS is_over,
                           sum(CASE WHEN closed < at_risk
                                    THEN ln(1 - closed / at_risk::double precision)
                                    END) OVER earlier AS log_survival
                      FROM risk
                    WINDOW earlier AS (ORDER BY duration))
            SELECT count(*) FILTER (WHERE is_closed),
                   count(*),
                   count(*) FILTER (WHERE duration IS NULL),
                   (SELECT min(duration) FROM curve
                     WHERE is_over OR exp(log_survival) <= %(half)s)
              FROM known
            """,
            cases=cases,
            half=MEDIAN_SURVIVAL + ROUNDING,
        )
    )
    if not count:
        return Measurement(0, 0, None, NO_RECORDS)
    if unknown:
        return Measurement(closed, count, None, NO_CALENDAR)
    return Measurement(
        closed, count, median, None if median is not None else NOT_REACHED
    )
