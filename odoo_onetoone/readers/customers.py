"""Customers: what the facts of one company say about each commercial partner.

The rows go into a table that is shaped like the profiles: first the plain sums of
``stage``, then the ranks of ``rank``, which need all customers at once.
"""

from dataclasses import dataclass
from datetime import date, datetime

from odoo.tools import SQL

from ..engine import periods
from ..engine.abc_classes import SHARES, AbcLimits
from ..engine.rfm import FRACTIONS, HIGHEST_SCORE, LOWEST_SCORE, RfmThresholds
from .paths import condition_to_sql, first_of_paths, flushed, path_to_sql
from .who import is_generic, is_ours

STAGED_COLUMNS = (
    "partner_id",
    "company_id",
    "currency_id",
    "is_customer",
    "is_company",
    "is_reachable",
    "user_id",
    "user_origin",
    "first_purchase",
    "last_purchase",
    "frequency",
    "monetary",
    "margin",
    "lifetime_orders",
    "lifetime_amount",
    "recent_amount",
    "previous_amount",
    "change_ratio",
    "is_active",
    "last_contact",
    "last_inbound",
    "last_outbound",
    "contact_count_window",
    "channel_count",
    "is_two_way",
)
RANKED_COLUMNS = ("r_score", "f_score", "m_score", "rfm", "abc")
COLUMNS = STAGED_COLUMNS + RANKED_COLUMNS

# a lead belongs to its own company, else to its team's, else to its user's
LEAD_COMPANY = "company_id,team_id.company_id,user_id.company_id"


@dataclass
class Horizon:
    """The date everything is computed for, and the windows that follow from it."""

    as_of: date
    until: datetime  # naive UTC start of as_of for the company
    window: periods.Window
    window_since: datetime  # naive UTC start of the window
    drop_days: int

    @classmethod
    def of(cls, company, as_of):
        window = periods.window(as_of, company.onetoone_window_months)
        return cls(
            as_of=as_of,
            until=company._onetoone_day_start(as_of),
            window=window,
            window_since=company._onetoone_day_start(window.start),
            drop_days=company.onetoone_drop_days,
        )


def stage(company, horizon, table, scope):
    """Insert one row per customer in scope; return how many were inserted.

    :param table: SQL of the table that takes the rows
    :param scope: function from the SQL of a partner id to a SQL condition
    """
    env = company.env
    source = env["onetoone.source"]
    portfolio = SQL("(SELECT partner_id FROM bought WHERE lifetime_orders > 0)")
    env.execute_query(
        SQL(
            """
            INSERT INTO %(table)s (%(columns)s)
            WITH bought AS (%(bought)s),
                 contacted AS (%(contacted)s),
                 lead AS (%(leads)s),
                 complained AS (%(complained)s),
                 known AS (SELECT partner_id FROM bought
                           UNION SELECT partner_id FROM contacted
                           UNION SELECT partner_id FROM lead
                           UNION SELECT partner_id FROM complained)
            SELECT known.partner_id,
                   %(company)s,
                   %(currency)s,
                   COALESCE(bought.lifetime_orders > 0, FALSE),
                   COALESCE(partner.is_company, FALSE),
                   %(is_reachable)s,
                   COALESCE(partner.user_id, bought.user_id, lead.user_id),
                   CASE WHEN partner.user_id IS NOT NULL THEN 'partner'
                        WHEN bought.user_id IS NOT NULL THEN 'purchase'
                        WHEN lead.user_id IS NOT NULL THEN 'lead' END,
                   bought.first_purchase,
                   bought.last_purchase,
                   COALESCE(bought.frequency, 0),
                   COALESCE(bought.monetary, 0),
                   bought.margin,
                   COALESCE(bought.lifetime_orders, 0),
                   COALESCE(bought.lifetime_amount, 0),
                   COALESCE(bought.recent_amount, 0),
                   COALESCE(previous.amount, 0),
                   CASE WHEN previous.amount > 0
                        THEN 100 * bought.recent_amount / previous.amount END,
                   COALESCE(bought.frequency > 0, FALSE),
                   contacted.last_contact,
                   contacted.last_inbound,
                   contacted.last_outbound,
                   COALESCE(contacted.contact_count_window, 0),
                   COALESCE(contacted.channel_count, 0),
                   COALESCE(contacted.is_two_way, FALSE)
              FROM known
              JOIN res_partner partner ON partner.id = known.partner_id
              LEFT JOIN bought ON bought.partner_id = known.partner_id
              LEFT JOIN contacted ON contacted.partner_id = known.partner_id
              LEFT JOIN lead ON lead.partner_id = known.partner_id
              CROSS JOIN LATERAL (
                    SELECT CASE WHEN bought.first_purchase < %(old_since)s
                                THEN bought.amount_year_ago
                                ELSE bought.amount_before END AS amount) previous
             WHERE NOT %(is_ours)s AND NOT %(is_generic)s
            %(flush)s
            """,
            table=table,
            columns=column_list(STAGED_COLUMNS),
            bought=_bought(source._purchases(company), horizon, scope),
            contacted=_contacted(
                source._interactions(company, portfolio), horizon, scope
            ),
            leads=_leads(company, horizon, scope),
            complained=SQL(
                "SELECT DISTINCT partner_id FROM %s complaint WHERE %s",
                source._complaints(company, horizon.until),
                scope(SQL("complaint.partner_id")),
            ),
            company=company.id,
            currency=company.currency_id.id,
            is_reachable=_is_reachable(),
            old_since=_year_ago(horizon).start,
            is_ours=is_ours(env, SQL("known.partner_id")),
            is_generic=is_generic(env, company, SQL("known.partner_id")),
            flush=flushed(
                env["res.partner"],
                "name",
                "email",
                "phone",
                "active",
                "is_company",
                "user_id",
                "commercial_partner_id",
            ),
        )
    )
    return env.cr.rowcount


def rank(env, table, limits, company, as_of):
    """Give scores and classes to the customers of ``table``.

    :param limits: pair of :class:`RfmThresholds` and :class:`AbcLimits`
    """
    thresholds, abc = limits
    env.execute_query(
        SQL(
            """
            UPDATE %(table)s customer
               SET r_score = score.r, f_score = score.f, m_score = score.m,
                   rfm = concat(score.r, score.f, score.m),
                   abc = %(abc)s
              FROM (SELECT partner_id,
                           %(recency)s AS r, %(frequency)s AS f, %(monetary)s AS m
                      FROM %(table)s
                     WHERE company_id = %(company)s AND is_customer) score
             WHERE customer.company_id = %(company)s
               AND customer.partner_id = score.partner_id
            """,
            table=table,
            company=company.id,
            recency=_score(
                HIGHEST_SCORE,
                SQL("-1"),
                SQL("%s - last_purchase", as_of),
                thresholds.recency,
            ),
            frequency=_score(
                LOWEST_SCORE, SQL("1"), SQL("frequency"), thresholds.frequency
            ),
            monetary=_score(
                LOWEST_SCORE, SQL("1"), SQL("monetary"), thresholds.monetary
            ),
            abc=SQL(
                """CASE WHEN customer.monetary > 0 AND customer.monetary >= %s THEN 'a'
                        WHEN customer.monetary > 0 AND customer.monetary >= %s THEN 'b'
                        ELSE 'c' END""",
                SQL("%s::numeric", abc.a),
                SQL("%s::numeric", abc.b),
            ),
        )
    )


def find_thresholds(env, table, company, as_of):
    """Return the :class:`RfmThresholds` over the active customers of ``table``."""
    fractions = list(FRACTIONS)
    [row] = env.execute_query(
        SQL(
            """
            SELECT percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY %(as_of)s - last_purchase),
                   percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY frequency),
                   percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY monetary)
              FROM %(table)s
             WHERE company_id = %(company)s AND is_active
            """,
            fractions=fractions,
            as_of=as_of,
            table=table,
            company=company.id,
        )
    )
    return RfmThresholds(*(tuple(values or ()) for values in row))


def find_abc_limits(env, table, company):
    """Return the :class:`AbcLimits` over the customers of ``table`` (C-D02)."""
    share_a, share_b = SHARES
    [row] = env.execute_query(
        SQL(
            """
            SELECT min(monetary) FILTER (WHERE larger < %(a)s * positive),
                   min(monetary) FILTER (WHERE larger >= %(a)s * positive
                                           AND larger < %(b)s * positive)
              FROM (SELECT monetary,
                           COALESCE(sum(monetary) OVER (
                               ORDER BY monetary DESC
                               GROUPS BETWEEN UNBOUNDED PRECEDING
                                          AND 1 PRECEDING), 0) AS larger,
                           sum(monetary) OVER () AS positive
                      FROM %(table)s
                     WHERE company_id = %(company)s
                       AND is_customer AND monetary > 0) customer
            """,
            table=table,
            company=company.id,
            a=SQL("%s::numeric", str(share_a)),
            b=SQL("%s::numeric", str(share_b)),
        )
    )
    return AbcLimits(*row)


def publish(env, company, staged, scope):
    """Copy rows that differ into the profiles; return how many were written.

    Profiles in scope that are no longer staged are removed.
    """
    updated = [column for column in COLUMNS if column not in ("partner_id",)]
    env.execute_query(
        SQL(
            """
            DELETE FROM onetoone_profile profile
             WHERE profile.company_id = %(company)s AND %(in_scope)s
               AND NOT EXISTS (SELECT FROM %(staged)s staged
                                WHERE staged.company_id = %(company)s
                                  AND staged.partner_id = profile.partner_id)
            """,
            company=company.id,
            in_scope=scope(SQL("profile.partner_id")),
            staged=staged,
        )
    )
    changed = env.cr.rowcount
    env.execute_query(
        SQL(
            """
            INSERT INTO onetoone_profile AS profile (%(columns)s, refreshed_at)
            SELECT %(columns)s, %(now)s FROM %(staged)s staged
             WHERE company_id = %(company)s
            ON CONFLICT (company_id, partner_id) DO UPDATE
               SET (%(updated)s, refreshed_at) = ROW(%(excluded)s, %(now)s)
             WHERE (%(current)s) IS DISTINCT FROM (%(excluded)s)
            """,
            columns=column_list(COLUMNS),
            staged=staged,
            company=company.id,
            updated=column_list(updated),
            current=column_list(updated, "profile"),
            excluded=column_list(updated, "excluded"),
            now=env.cr.now(),
        )
    )
    return changed + env.cr.rowcount


def column_list(columns, alias=None):
    """Return SQL of columns separated by commas, each with ``alias`` if given."""
    return SQL(", ").join(
        SQL.identifier(alias, column) if alias else SQL.identifier(column)
        for column in columns
    )


# ------------------------------------------------------------
# Parts of the staging statement
# ------------------------------------------------------------


def _bought(purchases, horizon, scope):
    recent = periods.recent_span(horizon.as_of, horizon.drop_days)
    before = periods.recent_span(recent.start, horizon.drop_days)
    year_ago = _year_ago(horizon)
    return SQL(
        """
        SELECT purchase.partner_id,
               min(date) FILTER (WHERE NOT is_refund) AS first_purchase,
               max(date) FILTER (WHERE NOT is_refund) AS last_purchase,
               count(*) FILTER (WHERE NOT is_refund AND %(in_window)s) AS frequency,
               COALESCE(sum(amount) FILTER (WHERE %(in_window)s), 0) AS monetary,
               CASE WHEN NOT bool_or(%(in_window)s AND amount != 0
                                     AND margin IS NULL)
                    THEN COALESCE(sum(margin) FILTER (WHERE %(in_window)s), 0)
                    END AS margin,
               count(*) FILTER (WHERE NOT is_refund) AS lifetime_orders,
               sum(amount) AS lifetime_amount,
               COALESCE(sum(amount) FILTER (WHERE date >= %(recent)s), 0)
                   AS recent_amount,
               COALESCE(sum(amount) FILTER (
                   WHERE date >= %(before)s AND date < %(recent)s), 0)
                   AS amount_before,
               COALESCE(sum(amount) FILTER (
                   WHERE date >= %(year_ago)s AND date < %(year_ago_end)s), 0)
                   AS amount_year_ago,
               (array_agg(seller.id ORDER BY date DESC, purchase.id DESC)
                    FILTER (WHERE NOT is_refund AND seller.id IS NOT NULL))[1]
                   AS user_id
          FROM %(purchases)s purchase
          LEFT JOIN res_users seller
                 ON seller.id = purchase.user_id AND seller.active
         WHERE date < %(as_of)s AND %(in_scope)s
         GROUP BY purchase.partner_id
        """,
        in_window=SQL("date >= %s", horizon.window.start),
        recent=recent.start,
        before=before.start,
        year_ago=year_ago.start,
        year_ago_end=year_ago.end,
        purchases=purchases,
        as_of=horizon.as_of,
        in_scope=scope(SQL("purchase.partner_id")),
    )


def _year_ago(horizon):
    """The span a customer is compared with who is old enough to have one."""
    long_ago = date.min
    return periods.previous_span(horizon.as_of, horizon.drop_days, long_ago)


def _contacted(interactions, horizon, scope):
    inbound = SQL("direction IN ('in', 'both')")
    outbound = SQL("direction IN ('out', 'both')")
    return SQL(
        """
        SELECT contact.partner_id,
               max(date) AS last_contact,
               max(date) FILTER (WHERE %(inbound)s) AS last_inbound,
               max(date) FILTER (WHERE %(outbound)s) AS last_outbound,
               count(*) FILTER (WHERE %(in_window)s) AS contact_count_window,
               count(DISTINCT channel) FILTER (WHERE %(in_window)s) AS channel_count,
               COALESCE(bool_or(%(inbound)s) FILTER (WHERE %(in_window)s), FALSE)
               AND COALESCE(bool_or(%(outbound)s) FILTER (WHERE %(in_window)s), FALSE)
                   AS is_two_way
          FROM %(interactions)s contact
         WHERE date < %(until)s AND NOT is_mass AND NOT is_automatic AND %(in_scope)s
         GROUP BY contact.partner_id
        """,
        inbound=inbound,
        outbound=outbound,
        in_window=SQL("date >= %s", horizon.window_since),
        interactions=interactions,
        until=horizon.until,
        in_scope=scope(SQL("contact.partner_id")),
    )


def _leads(company, horizon, scope):
    """Everybody with a lead, and the active user of his latest open one."""
    model = company.env["crm.lead"].sudo().with_context(active_test=False)
    query = model._search([], bypass_access=True)
    query.add_where(
        SQL(
            "%s IN %s",
            first_of_paths(model, query, LEAD_COMPANY),
            tuple(company._onetoone_branches().ids),
        )
    )
    open_lead = condition_to_sql(
        model, query, [("active", "=", True), ("won_status", "=", "pending")]
    )
    leads = query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL(
            "%s AS partner_id",
            path_to_sql(model, query, "partner_id.commercial_partner_id"),
        ),
        SQL("%s AS created", path_to_sql(model, query, "create_date")),
        SQL("%s AS user_id", path_to_sql(model, query, "user_id")),
        SQL("%s AS is_open", open_lead),
    )
    return SQL(
        """
        SELECT lead.partner_id,
               (array_agg(seller.id ORDER BY lead.created DESC, lead.id DESC)
                    FILTER (WHERE seller.id IS NOT NULL))[1] AS user_id
          FROM (%s) lead
          LEFT JOIN res_users seller
                 ON seller.id = lead.user_id AND seller.active AND lead.is_open
         WHERE lead.partner_id IS NOT NULL AND lead.created < %s AND %s
         GROUP BY lead.partner_id
        """,
        leads,
        horizon.until,
        scope(SQL("lead.partner_id")),
    )


def _is_reachable():
    """A name, and an e-mail or phone of the customer or one of his contacts."""
    return SQL(
        """(COALESCE(partner.name, '') != '' AND EXISTS (
            SELECT FROM res_partner contact
             WHERE contact.commercial_partner_id = partner.id
               AND (contact.active OR contact.id = partner.id)
               AND (COALESCE(contact.email, '') != ''
                    OR COALESCE(contact.phone, '') != '')))"""
    )


def _score(first, step, value, thresholds):
    """Return SQL: ``first`` and one ``step`` per threshold strictly below value."""
    passed = [
        SQL("(%s > %s::numeric)::integer", value, threshold) for threshold in thresholds
    ]
    if not passed:
        return SQL("%s", LOWEST_SCORE)
    return SQL(
        "CASE WHEN is_active THEN %s + %s * (%s) ELSE %s END",
        first,
        step,
        SQL(" + ").join(passed),
        LOWEST_SCORE,
    )
