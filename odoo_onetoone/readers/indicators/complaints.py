"""Cases made of complaints: kept promises and customers won back."""

from odoo.tools import SQL

from ...engine.complaint_limits import RECOVERY_MONTHS, TIMELY_DAYS
from .cases import case_columns


def class_a_complaints(context):
    """Complaints of class A that could have been closed in time, and were (C-X01).

    Opened in the window, which is shifted back by the days allowed.
    """
    day = context.company._onetoone_day_start
    window = context.timely_window
    return SQL(
        """
        SELECT %s
          FROM %s complaint
          JOIN %s customer ON customer.partner_id = complaint.partner_id
         WHERE complaint.opened >= %s AND complaint.opened < %s
           AND (complaint.closed IS NOT NULL OR NOT complaint.is_closed)
        """,
        _columns(context, SQL("COALESCE(%s, FALSE)", _is_timely())),
        context.complaints,
        context.select_customers(SQL("abc = 'a'")),
        day(window.start),
        day(window.end),
    )


def followed_by_a_purchase(is_timely=None):
    """Return the function that selects closed complaints and who bought again.

    :param is_timely: only those closed in time, or only the others (C-X02)
    """
    in_split = (
        SQL("TRUE") if is_timely is None else SQL("%s = %s", _is_timely(), is_timely)
    )

    def select(context):
        columns = _columns(context, SQL("complaint.is_recovered"))
        return SQL(
            "SELECT %s FROM %s complaint WHERE %s",
            columns,
            context.recoveries,
            in_split,
        )

    return select


def select_recoveries(context):
    """Return the SELECT of the complaints closed in the recovery window.

    With ``is_recovered``: the customer bought on one of the days after, within the
    months allowed. Each customer is read from his last day back to his first, so that
    one pass is enough: what he bought on the day of a complaint comes after it.
    """
    columns = SQL(
        "id, partner_id, opened, closed, hours, user_id, res_model, res_id, closed_on"
    )
    return SQL(
        """
        SELECT %(columns)s,
               COALESCE(bought <= closed_on + %(months)s * INTERVAL '1 month', FALSE)
                   AS is_recovered
          FROM (SELECT %(columns)s, is_purchase,
                       min(day) FILTER (WHERE is_purchase) OVER (
                            PARTITION BY partner_id ORDER BY day DESC, is_purchase
                            ROWS UNBOUNDED PRECEDING) AS bought
                  FROM (SELECT %(columns)s, closed_on AS day, FALSE AS is_purchase
                          FROM %(settled)s settled
                         UNION ALL
                        SELECT NULL, partner_id, NULL, NULL, NULL, NULL, NULL, NULL,
                               NULL, date, TRUE
                          FROM %(purchases)s purchase
                         WHERE NOT is_refund
                           AND partner_id IN (SELECT partner_id
                                                FROM %(settled)s settled)) happened
               ) happened
         WHERE NOT is_purchase
        """,
        columns=columns,
        settled=_settled(context),
        purchases=context.purchases,
        months=RECOVERY_MONTHS,
    )


def _settled(context):
    """Return SQL, in brackets: complaints closed in the recovery window, with the day
    (``closed_on``)."""
    day = context.company._onetoone_day_start
    window = context.recovery_window
    return SQL(
        """
        (SELECT complaint.*,
                (complaint.closed AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                    AS closed_on
           FROM %(complaints)s complaint
          WHERE complaint.is_closed AND complaint.partner_id IS NOT NULL
            AND complaint.closed >= %(since)s AND complaint.closed < %(until)s)
        """,
        zone=context.company._onetoone_timezone(),
        complaints=context.complaints,
        since=day(window.start),
        until=day(window.end),
    )


def _columns(context, is_counted):
    return case_columns(
        context,
        SQL("complaint.res_model"),
        SQL("complaint.res_id"),
        is_counted,
        id=SQL("complaint.id"),
        partner_id=SQL("complaint.partner_id"),
        date=SQL("complaint.opened"),
        ended=SQL("complaint.closed"),
        hours=SQL("complaint.hours"),
        user_id=SQL("complaint.user_id"),
    )


def _is_timely():
    return SQL(
        "(complaint.closed - complaint.opened <= %s * INTERVAL '1 day')", TIMELY_DAYS
    )
