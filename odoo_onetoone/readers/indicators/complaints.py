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

    With their own columns and ``is_recovered``: the customer bought on one of the
    days after, within the months allowed. Days are compared once for each customer,
    as one with many complaints and purchases has many times as many pairs of them.
    """
    return SQL(
        """
        SELECT settled.*, recovered.partner_id IS NOT NULL AS is_recovered
          FROM %(settled)s settled
          LEFT JOIN (
                SELECT DISTINCT known.partner_id, known.closed_on
                  FROM (SELECT DISTINCT partner_id, closed_on
                          FROM %(settled)s settled) known
                  JOIN (SELECT DISTINCT partner_id, date
                          FROM %(purchases)s purchase
                         WHERE NOT is_refund) bought
                    ON bought.partner_id = known.partner_id
                   AND bought.date > known.closed_on
                   AND bought.date <= known.closed_on + %(months)s * INTERVAL '1 month'
               ) recovered USING (partner_id, closed_on)
        """,
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
