"""Customers: tables shaped like the profiles, and how they are published.

The plain sums of ``staging`` get the ranks of ``ranking``, which need all customers at
once; rows that differ from the profiles are then written.
"""

from odoo.tools import SQL

STAGED_COLUMNS = (
    "partner_id",
    "company_id",
    "is_customer",
    "is_company",
    "is_reachable",
    "completeness",
    "contact_count",
    "reachable_contact_count",
    "has_linked_sites",
    "user_id",
    "user_origin",
    "first_purchase",
    "last_purchase",
    "frequency",
    "monetary",
    "margin",
    "margin_is_estimated",
    "lifetime_orders",
    "lifetime_amount",
    "recent_amount",
    "previous_amount",
    "recent_orders",
    "previous_orders",
    "change_ratio",
    "is_drop",
    "is_growing",
    "is_active",
    "was_active",
    "is_loyal",
    "last_contact",
    "last_inbound",
    "last_outbound",
    "contact_count_window",
    "channel_count",
    "is_two_way",
    "complaint_count",
    "open_complaint_count",
    "oldest_open_complaint",
    "median_complaint_hours",
    "chosen_tier",
    "contact_effort",
    "contact_cost",
    "net_contribution",
    "estimated_wallet",
    "potential_value",
    "wallet_date",
    "share_of_customer",
    "has_open_opportunity",
    "segment_retention",
    "relationship",
    "relationship_suggested",
    "learning_count",
    "gave_referral",
    "satisfaction",
)
RANKED_COLUMNS = (
    "is_duplicate",
    "is_split_site",
    "r_score",
    "f_score",
    "m_score",
    "rfm",
    "abc",
    "tier",
    "lifetime_value",
)
COLUMNS = STAGED_COLUMNS + RANKED_COLUMNS
KEY = ("partner_id", "company_id")


MEASURES = tuple(name for name in COLUMNS if name not in ("partner_id", "company_id"))


def publish(env, company, ranked, scope):
    """Write the rows that differ into the profiles; return how many were written.

    Profiles in scope that have no row are removed.

    :param ranked: SQL of a table shaped like the profiles
    :param scope: function from the SQL of a partner id to a SQL condition
    """
    return (
        _remove_others(env, company, ranked, scope)
        + _update_changed(env, company, ranked)
        + _insert_new(env, company, ranked)
    )


def _remove_others(env, company, ranked, scope):
    env.execute_query(
        SQL(
            """
            DELETE FROM onetoone_profile profile
             WHERE profile.company_id = %s AND %s
               AND NOT EXISTS (SELECT FROM %s ranked
                                WHERE ranked.partner_id = profile.partner_id)
            """,
            company.id,
            scope(SQL("profile.partner_id")),
            ranked,
        )
    )
    return env.cr.rowcount


def _update_changed(env, company, ranked):
    env.execute_query(
        SQL(
            """
            UPDATE onetoone_profile profile
               SET (%(measures)s, refreshed_at) = ROW(%(new)s, %(now)s)
              FROM %(ranked)s ranked
             WHERE profile.company_id = %(company)s
               AND profile.partner_id = ranked.partner_id
               AND (%(old)s) IS DISTINCT FROM (%(new)s)
            """,
            measures=column_list(MEASURES),
            old=column_list(MEASURES, "profile"),
            new=column_list(MEASURES, "ranked"),
            ranked=ranked,
            company=company.id,
            now=env.cr.now(),
        )
    )
    return env.cr.rowcount


def _insert_new(env, company, ranked):
    env.execute_query(
        SQL(
            """
            INSERT INTO onetoone_profile (%(columns)s, refreshed_at)
            SELECT %(columns)s, %(now)s
              FROM %(ranked)s ranked
             WHERE NOT EXISTS (SELECT FROM onetoone_profile profile
                                WHERE profile.company_id = %(company)s
                                  AND profile.partner_id = ranked.partner_id)
            """,
            columns=column_list(COLUMNS),
            ranked=ranked,
            company=company.id,
            now=env.cr.now(),
        )
    )
    return env.cr.rowcount


def column_list(columns, alias=None):
    """Return SQL of columns separated by commas, each with ``alias`` if given."""
    return SQL(", ").join(
        SQL.identifier(alias, column) if alias else SQL.identifier(column)
        for column in columns
    )


def count(env, company):
    """Return how many profiles a company has, of which kind, and of which class.

    Shape: {profile_count, customer_count, active_count, class_totals: {class:
    [customers, value of the window]}}.
    """
    rows = env.execute_query(
        SQL(
            """
            SELECT abc, count(*), count(*) FILTER (WHERE is_customer),
                   count(*) FILTER (WHERE is_active), sum(monetary)
              FROM onetoone_profile
             WHERE company_id = %s
             GROUP BY abc ORDER BY abc
            """,
            company.id,
        )
    )
    return {
        "profile_count": sum(row[1] for row in rows),
        "customer_count": sum(row[2] for row in rows),
        "active_count": sum(row[3] for row in rows),
        "class_totals": {
            abc: [customers, float(value)]
            for abc, _profiles, customers, _active, value in rows
            if abc
        },
    }
