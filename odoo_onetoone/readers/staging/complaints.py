"""The complaints of each customer, as a refresh keeps them."""

from odoo.tools import SQL

from ..working_hours import with_durations


def select_complained(complaints, scope):
    """Return the SELECT of one row per customer with a complaint.

    :param complaints: SQL relation of complaints as they stood on a date

    The offset has the durations computed before rows are sorted by customer: else
    each row would carry the whole calendar through the sort.
    """
    return SQL(
        """
        SELECT complaint.partner_id,
               count(*) AS complaint_count,
               count(*) FILTER (WHERE NOT is_closed) AS open_complaint_count,
               min(opened) FILTER (WHERE NOT is_closed) AS oldest_open_complaint,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY working_hours)
                   FILTER (WHERE is_closed) AS median_complaint_hours
          FROM (%s OFFSET '0') complaint
         GROUP BY complaint.partner_id
        """,
        with_durations(
            SQL(
                "(SELECT * FROM %s known WHERE known.partner_id IS NOT NULL AND %s)",
                complaints,
                scope(SQL("known.partner_id")),
            )
        ),
    )
