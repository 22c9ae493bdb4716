"""Customers: tables shaped like the profiles, and how they are published.

A refresh fills such a table with the plain sums of ``staging``, then with the ranks of
``ranking``, which need all customers at once.
"""

from odoo.tools import SQL

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


def publish(env, company, staged, scope):
    """Copy rows that differ into the profiles; return how many were written.

    Profiles in scope that are no longer staged are removed.
    """
    updated = [column for column in COLUMNS if column != "partner_id"]
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
