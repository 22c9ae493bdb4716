"""What separate customers have in common: an address, a number, a domain.

The keys of all partners are compared as 64-bit hashes, which takes a third of the time
of comparing texts; that two different texts of ten million meet is out of question.
"""

from odoo.tools import SQL

from ..engine import identity
from .identity_keys import key_columns
from .paths import flushed
from .tables import create_temporary

KEYS = SQL("onetoone_part_keys")
LINKS = SQL("onetoone_part_links")
GROUPS = SQL("onetoone_part_groups")
COMMON = SQL("onetoone_part_common")
SHARED = SQL("onetoone_part_shared")

KINDS = (*identity.DUPLICATE_KINDS, identity.DOMAIN)


def keep_shared(company, portfolio):
    """Keep in ``SHARED`` who shares something with another customer.

    The table has the columns partner_id, is_duplicate, is_split_site; customers
    without either have no row.

    :param portfolio: SQL relation of the ids of all customers of the company
    """
    env = company.env
    create_temporary(env, KEYS, _select_keys(env))
    create_temporary(env, COMMON, _select_common_keys())
    create_temporary(env, LINKS, _select_links(company, portfolio))
    create_temporary(env, GROUPS, _select_members())
    _join_groups(env)
    create_temporary(
        env,
        SHARED,
        _flag(
            _select_duplicates(),
            SQL(
                """
                SELECT min(customer) AS partner_id FROM %s
                 GROUP BY label HAVING min(house) != max(house)
                """,
                GROUPS,
            ),
        ),
    )


def keep_shared_of_some(company, portfolio, suspects):
    """Keep in ``SHARED`` the same, when only some customers may have changed.

    Customers can become or cease to be duplicates only of a suspect or, if they are
    one now, of whoever they were one of. Groups stay as they are stored: like ranks,
    they move in a full refresh only.

    :param suspects: SQL relation of the ids of customers whose records, or whose
        place in the portfolio, may have changed
    """
    env = company.env
    stored = _select_stored(company)
    keys = _keys_of(
        env,
        SQL(
            "(SELECT partner_id FROM %s s UNION SELECT partner_id FROM (%s) stored)",
            suspects,
            stored,
        ),
    )
    create_temporary(env, KEYS, _select_keys(env, keys))
    create_temporary(env, COMMON, _select_common_keys())
    create_temporary(env, LINKS, _select_links(company, portfolio))
    create_temporary(
        env,
        SHARED,
        _flag(
            _select_duplicates(),
            SQL("SELECT partner_id FROM (%s) stored WHERE is_split_site", stored),
        ),
    )


def keep_stored(company):
    """Keep in ``SHARED`` what the profiles say already."""
    create_temporary(company.env, SHARED, _select_stored(company))


def _select_stored(company):
    return SQL(
        """
        SELECT partner_id, is_duplicate, is_split_site FROM onetoone_profile
         WHERE company_id = %s AND (is_duplicate OR is_split_site)
        """,
        company.id,
    )


def select_suspects(company, staged, scope, since):
    """Return the SELECT of the customers in scope who may share something else now.

    :param staged: SQL of a table with the customers in scope as they are now
    :param since: naive UTC datetime from which on changes are not in the profiles
    """
    return SQL(
        """
        SELECT commercial_partner_id AS partner_id FROM res_partner
         WHERE %(partner_in_scope)s
           AND write_date >= COALESCE(%(since)s::timestamp, '-infinity')
         UNION
        SELECT COALESCE(staged.partner_id, profile.partner_id)
          FROM %(staged)s staged
          FULL JOIN (SELECT partner_id, is_customer FROM onetoone_profile profile
                      WHERE company_id = %(company)s AND %(profile_in_scope)s) profile
               ON profile.partner_id = staged.partner_id
         WHERE staged.is_customer IS DISTINCT FROM profile.is_customer
        """,
        partner_in_scope=scope(SQL("commercial_partner_id")),
        since=since or None,
        staged=staged,
        company=company.id,
        profile_in_scope=scope(SQL("profile.partner_id")),
    )


def publish_to_others(company):
    """Write who became or ceased to be a duplicate without being touched himself.

    Return how many profiles were written.
    """
    env = company.env
    env.execute_query(
        SQL(
            """
            UPDATE onetoone_profile profile
               SET is_duplicate = NOT profile.is_duplicate, refreshed_at = %(now)s
              FROM (SELECT partner_id,
                           bool_or(is_now) AS is_now, bool_or(was) AS was
                      FROM (SELECT partner_id, is_duplicate AS is_now, FALSE AS was
                              FROM %(shared)s
                             UNION ALL
                            SELECT partner_id, FALSE, is_duplicate
                              FROM onetoone_profile
                             WHERE company_id = %(company)s
                               AND (is_duplicate OR is_split_site)) known
                     GROUP BY partner_id) changed
             WHERE profile.company_id = %(company)s
               AND profile.partner_id = changed.partner_id
               AND changed.is_now != changed.was
            """,
            shared=SHARED,
            company=company.id,
            now=env.cr.now(),
        )
    )
    return env.cr.rowcount


# ------------------------------------------------------------
# Keys
# ------------------------------------------------------------


def _select_keys(env, wanted=None):
    """One row per partner: his customer and the hashes of his keys.

    :param wanted: {kind: list of keys}, to read only the partners with one of them
    """
    columns = key_columns(SQL("partner"))
    condition = SQL("TRUE")
    if wanted is not None:
        found = [SQL("%s = ANY(%s)", columns[kind], wanted[kind]) for kind in wanted]
        condition = SQL("(%s)", SQL(" OR ").join(found))
        columns[identity.DOMAIN] = SQL("NULL")
    hashes = [
        SQL("hashtextextended(%s, %s) AS %s", key, seed, SQL.identifier(kind))
        for seed, (kind, key) in enumerate(columns.items())
    ]
    return SQL(
        """
        SELECT partner.commercial_partner_id AS customer, %s
          FROM res_partner partner
         WHERE (partner.active OR partner.id = partner.commercial_partner_id) AND %s
        %s
        """,
        SQL(", ").join(hashes),
        condition,
        _flushed(env),
    )


def _flushed(env):
    return flushed(
        env["res.partner"],
        "email_normalized",
        "phone_sanitized",
        "phone",
        "vat",
        "active",
        "company_id",
        "parent_id",
        "commercial_partner_id",
    )


def _keys_of(env, customers):
    """Return {kind: list of keys} of some customers and their contacts."""
    columns = key_columns(SQL("partner"))
    kinds = identity.DUPLICATE_KINDS
    [row] = env.execute_query(
        SQL(
            """
            SELECT %s
              FROM %s customer
              JOIN res_partner partner
                ON partner.commercial_partner_id = customer.partner_id
             WHERE partner.active OR partner.id = partner.commercial_partner_id
            %s
            """,
            SQL(", ").join(
                SQL(
                    "COALESCE(array_agg(DISTINCT %(key)s)"
                    " FILTER (WHERE %(key)s IS NOT NULL), '{}')",
                    key=columns[kind],
                )
                for kind in kinds
            ),
            customers,
            _flushed(env),
        )
    )
    return dict(zip(kinds, row, strict=True))


def _select_common_keys():
    """The hashes that partners of at least two customers have."""
    return SQL(" UNION ALL ").join(
        SQL(
            """
            SELECT %(kind)s AS key FROM %(keys)s WHERE %(kind)s IS NOT NULL
             GROUP BY %(kind)s HAVING min(customer) != max(customer)
            """,
            kind=SQL.identifier(kind),
            keys=KEYS,
        )
        for kind in KINDS
    )


# ------------------------------------------------------------
# Links and groups
# ------------------------------------------------------------


def _select_links(company, portfolio):
    """One row per customer of the company and common key, with his house.

    A house is the topmost of the companies a customer is a branch of.
    """
    is_common = SQL(" OR ").join(
        SQL("%s IN (SELECT key FROM %s)", SQL.identifier(kind), COMMON)
        for kind in KINDS
    )
    links = SQL(", ").join(
        SQL("(%s, %s)", kind, SQL.identifier(kind)) for kind in KINDS
    )
    return SQL(
        """
        WITH RECURSIVE found AS (
                SELECT DISTINCT keys.customer, link.kind, link.key
                  FROM %(keys)s keys
                 CROSS JOIN LATERAL (VALUES %(links)s) link (kind, key)
                 WHERE (%(is_common)s) AND link.key IN (SELECT key FROM %(common)s)),
             visible AS (
                SELECT customer.id, customer.parent_id
                  FROM (SELECT DISTINCT customer FROM found) found
                  JOIN res_partner customer ON customer.id = found.customer
                 WHERE (customer.company_id IS NULL
                        OR customer.company_id IN %(branches)s)
                   AND customer.id IN (SELECT partner_id FROM %(portfolio)s p)),
             above AS (
                SELECT visible.id, parent.commercial_partner_id AS house
                  FROM visible
                  JOIN res_partner parent ON parent.id = visible.parent_id
                 UNION
                SELECT above.id, parent.commercial_partner_id
                  FROM above
                  JOIN res_partner branch ON branch.id = above.house
                  JOIN res_partner parent ON parent.id = branch.parent_id),
             top AS (
                SELECT above.id, above.house
                  FROM above
                  JOIN res_partner house
                    ON house.id = above.house AND house.parent_id IS NULL)
        SELECT found.kind, found.key, found.customer,
               COALESCE(top.house, found.customer) AS house
          FROM found
          JOIN visible ON visible.id = found.customer
          LEFT JOIN top ON top.id = found.customer
        """,
        keys=KEYS,
        links=links,
        is_common=is_common,
        common=COMMON,
        branches=tuple(company._onetoone_branches().ids),
        portfolio=portfolio,
    )


def _select_duplicates():
    return SQL(
        """
        SELECT customer AS partner_id FROM %(links)s
         WHERE kind IN %(kinds)s AND key IN (%(shared)s)
        """,
        links=LINKS,
        kinds=identity.DUPLICATE_KINDS,
        shared=_between_houses(),
    )


def _select_members():
    """The customers that keys may join to groups, labelled with their house."""
    return SQL(
        """
        SELECT key, customer, house, house AS label FROM %(links)s
         WHERE kind IN %(kinds)s AND key IN (%(shared)s)
        """,
        links=LINKS,
        kinds=identity.SPLIT_KINDS,
        shared=_between_houses(),
    )


def _between_houses():
    return SQL("SELECT key FROM %s GROUP BY key HAVING min(house) != max(house)", LINKS)


def _join_groups(env):
    """Give all members of a group the lowest label, one step at a time."""
    while True:
        env.execute_query(
            SQL(
                """
                UPDATE %(groups)s member
                   SET label = lower.label
                  FROM (SELECT house, min(label) AS label
                          FROM (SELECT house, min(label) OVER (PARTITION BY key)
                                       AS label FROM %(groups)s) joined
                         GROUP BY house) lower
                 WHERE member.house = lower.house AND member.label > lower.label
                """,
                groups=GROUPS,
            )
        )
        if not env.cr.rowcount:
            return


def _flag(duplicates, split_sites):
    return SQL(
        """
        SELECT partner_id,
               bool_or(is_duplicate) AS is_duplicate,
               bool_or(is_split_site) AS is_split_site
          FROM (SELECT partner_id, TRUE AS is_duplicate, FALSE AS is_split_site
                  FROM (%s) duplicate
                 UNION ALL
                SELECT partner_id, FALSE, TRUE FROM (%s) split) flagged
         GROUP BY partner_id
        """,
        duplicates,
        split_sites,
    )
