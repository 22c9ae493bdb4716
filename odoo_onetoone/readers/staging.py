"""Staging: what the facts of one company say about each commercial partner."""

from datetime import date

from odoo.tools import SQL

from ..engine import periods
from .customers import STAGED_COLUMNS, column_list
from .paths import condition_to_sql, first_of_paths, flushed, path_to_sql
from .who import is_generic, is_ours

# a lead belongs to its own company, else to its team's, else to its user's
LEAD_COMPANY = "company_id,team_id.company_id,user_id.company_id"


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


# ------------------------------------------------------------
# Parts of the statement
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
