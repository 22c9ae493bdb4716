"""Durations of complaints, in hours and in working hours of the company."""

from odoo.tools import SQL


def with_durations(complaints):
    """Return the SELECT of complaints with the hours from opening to closing.

    :param complaints: SQL relation of complaints

    Working hours are the hours of the company's calendar before the one moment less
    those before the other. They are unknown while the calendar has not been read.
    """
    return SQL(
        """
        SELECT complaint.*,
               (extract(epoch FROM complaint.closed - complaint.opened) / 3600
               )::double precision AS hours,
               %s AS working_hours
          FROM %s complaint
        """,
        working_hours(
            SQL("complaint.company_id"),
            SQL("complaint.opened"),
            SQL("complaint.closed"),
        ),
        complaints,
    )


def working_hours(company, start, stop):
    """Return the SQL of the working hours of a company between two moments."""
    return SQL(
        """(CASE WHEN EXISTS (SELECT FROM onetoone_working_interval known
                               WHERE known.company_id = %(company)s)
                 THEN %(at_stop)s - %(at_start)s END)::double precision""",
        company=company,
        at_stop=_hours_before(company, stop),
        at_start=_hours_before(company, start),
    )


def _hours_before(company, moment):
    # the guard keeps unknown moments unknown: the sub-select would find nothing
    return SQL(
        """(CASE WHEN %(moment)s IS NOT NULL THEN COALESCE((
            SELECT worked.hours_before + extract(epoch FROM
                       least(%(moment)s, worked.stop) - worked.start) / 3600
              FROM onetoone_working_interval worked
             WHERE worked.company_id = %(company)s AND worked.start <= %(moment)s
             ORDER BY worked.start DESC
             LIMIT 1), 0) END)""",
        company=company,
        moment=moment,
    )
