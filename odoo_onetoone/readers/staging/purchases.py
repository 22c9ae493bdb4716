"""The purchases of each customer, as a refresh keeps them."""

from datetime import date

from odoo.tools import SQL

from ...engine import periods

# a purchase as one whole number: day, row, then number of its seller
SELLER_BITS = 16
ROW_BITS = 31


def select_bought(env, purchases, horizon, scope):
    """Return the SELECT of one row per customer with purchases before ``as_of``.

    :param purchases: SQL relation of purchases
    :param scope: function from the SQL of a partner id to a SQL condition

    The offset has the amount of a purchase computed once, not for each sum.
    """
    spans = _spans(horizon)
    return SQL(
        """
        SELECT bought.*,
               (%(sellers)s)[bought.latest_by_seller & %(seller_mask)s] AS user_id
          FROM (
            SELECT purchase.partner_id,
                   min(date) FILTER (WHERE NOT is_refund) AS first_purchase,
                   max(date) FILTER (WHERE NOT is_refund) AS last_purchase,
                   count(*) FILTER (WHERE NOT is_refund) AS lifetime_orders,
                   sum(amount) AS lifetime_amount,
                   count(*) FILTER (WHERE NOT is_refund AND %(window)s) AS frequency,
                   sum(amount) FILTER (WHERE %(window)s) AS monetary,
                   sum(margin) FILTER (WHERE %(window)s) AS margin,
                   count(*) FILTER (WHERE %(window)s AND amount != 0
                                      AND margin IS NULL) AS unknown_margins,
                   COALESCE(bool_or(margin_is_estimated) FILTER (WHERE %(window)s),
                            FALSE) AS margin_is_estimated,
                   count(*) FILTER (WHERE NOT is_refund AND %(window_before)s) > 0
                       AS was_active,
                   count(*) FILTER (WHERE NOT is_refund AND %(year_1)s) > 0
                       AND count(*) FILTER (WHERE NOT is_refund AND %(year_2)s) > 0
                       AND count(*) FILTER (WHERE NOT is_refund AND %(year_3)s) > 0
                       AS is_loyal,
                   sum(amount) FILTER (WHERE %(recent)s) AS recent_amount,
                   count(*) FILTER (WHERE NOT is_refund AND %(recent)s)
                       AS recent_orders,
                   sum(amount) FILTER (WHERE %(before)s) AS amount_before,
                   count(*) FILTER (WHERE NOT is_refund AND %(before)s)
                       AS orders_before,
                   sum(amount) FILTER (WHERE %(year_ago)s) AS amount_year_ago,
                   count(*) FILTER (WHERE NOT is_refund AND %(year_ago)s)
                       AS orders_year_ago,
                   max(((date - DATE '1970-01-01')::bigint << %(day_shift)s)
                       + (row_id << %(row_shift)s) + seller.number)
                       FILTER (WHERE NOT is_refund AND seller.id IS NOT NULL)
                       AS latest_by_seller
              FROM (SELECT partner_id, row_id, date, amount, is_refund, margin,
                           margin_is_estimated, user_id
                      FROM %(purchases)s purchase
                     WHERE date < %(as_of)s AND %(in_scope)s
                    OFFSET '0') purchase
              LEFT JOIN unnest(%(sellers)s) WITH ORDINALITY seller (id, number)
                     ON seller.id = purchase.user_id
             GROUP BY purchase.partner_id) bought
        """,
        purchases=purchases,
        as_of=horizon.as_of,
        in_scope=scope(SQL("purchase.partner_id")),
        day_shift=ROW_BITS + SELLER_BITS,
        row_shift=SELLER_BITS,
        seller_mask=(1 << SELLER_BITS) - 1,
        sellers=SQL("%s::integer[]", _sellers(env)),
        **spans,
    )


def _sellers(env):
    """Return the ids of all who can be in charge of a customer, as a list."""
    users = env["res.users"].sudo().with_context(active_test=True)
    return users.search([("share", "=", False)], order="id").ids


def year_ago(horizon):
    """The span a customer is compared with who is old enough to have one."""
    return periods.previous_span(horizon.as_of, horizon.drop_days, date.min)


def _spans(horizon):
    """Return the SQL condition that a purchase lies in each span."""
    recent = periods.recent_span(horizon.as_of, horizon.drop_days)
    years = [periods.months_before(horizon.as_of, 12 * years) for years in range(4)]
    spans = {
        "window": horizon.window,
        "window_before": horizon.window_before,
        "recent": recent,
        "before": periods.recent_span(recent.start, horizon.drop_days),
        "year_ago": year_ago(horizon),
        "year_1": periods.Window(years[1], years[0]),
        "year_2": periods.Window(years[2], years[1]),
        "year_3": periods.Window(years[3], years[2]),
    }
    return {
        name: SQL("date >= %s AND date < %s", span.start, span.end)
        for name, span in spans.items()
    }
