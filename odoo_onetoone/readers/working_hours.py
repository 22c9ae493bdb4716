"""Durations of complaints, in hours and in working hours of the company.

The working time worked until a moment is a broken line: it rises with the clock
within an interval and rests in between. So each interval is kept as the two numbers
``shift`` and ``cap``, in seconds: what was worked until ``moment`` is
``least(moment + shift, cap)`` of the last interval that started before it. PostgreSQL
finds that interval by binary search in a sorted array, without a join per row.
"""

from odoo.tools import SQL

# the line of one company as sorted arrays, in seconds since 1970
_ARRAYS = SQL(
    """
           array_agg(start ORDER BY start, stop) AS starts,
           array_agg(before - start ORDER BY start, stop) AS shifts,
           array_agg(before + stop - start ORDER BY start, stop) AS caps,
           max(stop) AS known_until
      FROM (SELECT company_id,
                   date_part('epoch', start) AS start,
                   date_part('epoch', stop) AS stop,
                   hours_before * 3600 AS before
              FROM onetoone_working_interval) worked"""
)


def with_durations(complaints):
    """Return the SELECT of complaints with the hours from opening to closing.

    :param complaints: SQL relation of complaints

    Working hours are those of the company's calendar before the one moment less those
    before the other. They are unknown outside the time that is laid out.
    """
    return SQL(
        """
        SELECT complaint.*,
               date_part('epoch', complaint.closed - complaint.opened) / 3600
                   AS hours,
               %s AS working_hours
          FROM %s complaint
          LEFT JOIN (SELECT worked.company_id, %s GROUP BY worked.company_id) calendar
                 ON calendar.company_id = complaint.company_id
          CROSS JOIN LATERAL (
                -- once per row: without the offset it would be done for each use
                SELECT date_part('epoch', complaint.opened) AS opened,
                       date_part('epoch', complaint.closed) AS closed
                OFFSET '0') moment
        """,
        _between(
            SQL("moment.opened"),
            SQL("moment.closed"),
            {
                name: SQL.identifier("calendar", name)
                for name in ("starts", "shifts", "caps", "known_until")
            },
        ),
        complaints,
        _ARRAYS,
    )


def working_hours(company, start, stop):
    """Return the SQL of the working hours of a company between two moments.

    :param company: SQL of a company id that is the same for all rows, so that its
        calendar is read once
    """
    return _between(
        SQL("date_part('epoch', %s)", start),
        SQL("date_part('epoch', %s)", stop),
        {
            name: SQL(
                "(SELECT %s FROM (SELECT %s WHERE worked.company_id = %s) calendar)",
                SQL.identifier(name),
                _ARRAYS,
                company,
            )
            for name in ("starts", "shifts", "caps", "known_until")
        },
    )


def _between(start, stop, calendar):
    return SQL(
        "((%s - %s) / 3600)",
        _worked_until(stop, calendar),
        _worked_until(start, calendar),
    )


def _worked_until(epoch, calendar):
    # before the first interval the position is 0, where arrays hold nothing
    return SQL(
        """(CASE WHEN %(epoch)s <= %(known_until)s
                 THEN least(%(epoch)s + (%(shifts)s)[%(position)s],
                            (%(caps)s)[%(position)s]) END)""",
        epoch=epoch,
        position=SQL("width_bucket(%s, %s)", epoch, calendar["starts"]),
        **calendar,
    )
