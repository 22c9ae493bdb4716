"""What people said about each customer, as a refresh keeps it.

Wallet estimates, choices by hand, learnings, memberships in segments, referrals and
ratings: each has its own record with a date, and most customers have few of them.
"""

from odoo.tools import SQL

from ..asked import contacts_of, is_asked
from ..learnings import is_in_force
from ..paths import first_of_paths, flushed, path_to_sql
from .leads import LEAD_COMPANY

# {column: type in the database}
COLUMNS = {
    "estimated_wallet": SQL("numeric"),
    "potential_value": SQL("numeric"),
    "wallet_date": SQL("date"),
    "chosen_tier": SQL("varchar"),
    "chosen_relationship": SQL("varchar"),
    "learning_count": SQL("bigint"),
    "manager_id": SQL("integer"),
    "retention": SQL("double precision"),
    "referral_count": SQL("bigint"),
    "satisfaction": SQL("double precision"),
}


def select_said(company, horizon, scope, satisfactions):
    """Return the SELECT of one row per customer of whom something was said.

    Columns: partner_id and those of ``COLUMNS``; what nobody said is NULL. Each part
    has at most one row per customer, and is the only one with its columns.

    :param satisfactions: SQL relation of the ratings of the company
    """
    parts = [
        _select_wallets(company, horizon, scope),
        _select_choices(company, horizon, scope, "tier"),
        _select_choices(company, horizon, scope, "relationship"),
        _select_learnings(company, horizon, scope),
        _select_segments(company, horizon, scope),
        _select_referrers(company, horizon, scope),
        _select_ratings(satisfactions, horizon, scope),
    ]
    return SQL(
        "SELECT partner_id, %s FROM (%s) said GROUP BY partner_id",
        SQL(", ").join(
            SQL("max(%s) AS %s", SQL.identifier(name), SQL.identifier(name))
            for name in COLUMNS
        ),
        SQL(" UNION ALL ").join(_padded(columns, part) for columns, part in parts),
    )


def _padded(columns, part):
    """Return a SELECT of all columns, of which ``part`` knows a few."""
    return SQL(
        "SELECT partner_id, %s FROM (%s) part",
        SQL(", ").join(
            SQL(
                "%s::%s AS %s",
                SQL.identifier(name) if name in columns else SQL("NULL"),
                kind,
                SQL.identifier(name),
            )
            for name, kind in COLUMNS.items()
        ),
        part,
    )


def _select_wallets(company, horizon, scope):
    """The latest estimate of each customer."""
    return (
        ("estimated_wallet", "potential_value", "wallet_date"),
        SQL(
            """
            SELECT DISTINCT ON (contact.commercial_partner_id)
                   contact.commercial_partner_id AS partner_id,
                   wallet.amount AS estimated_wallet,
                   wallet.potential AS potential_value,
                   wallet.date AS wallet_date
              FROM onetoone_wallet wallet
              JOIN %(contacts)s contact ON contact.id = wallet.partner_id
             WHERE wallet.company_id = %(company)s AND wallet.date < %(as_of)s
               AND %(in_scope)s
             ORDER BY contact.commercial_partner_id, wallet.date DESC, wallet.id DESC
            %(flush)s
            """,
            company=company.id,
            as_of=horizon.as_of,
            flush=flushed(
                company.env["onetoone.wallet"],
                "partner_id",
                "company_id",
                "amount",
                "potential",
                "date",
            ),
            **_customers(company.env, scope),
        ),
    )


def _select_choices(company, horizon, scope, subject):
    """The latest choice of a tier or relationship that is in force."""
    name = f"chosen_{subject}"
    return (
        (name,),
        SQL(
            """
            SELECT DISTINCT ON (contact.commercial_partner_id)
                   contact.commercial_partner_id AS partner_id,
                   choice.%(subject)s AS %(name)s
              FROM onetoone_override choice
              JOIN %(contacts)s contact ON contact.id = choice.partner_id
             WHERE choice.company_id = %(company)s
               AND choice.%(subject)s IS NOT NULL
               AND %(in_force)s AND %(in_scope)s
             ORDER BY contact.commercial_partner_id, choice.date DESC, choice.id DESC
            %(flush)s
            """,
            subject=SQL.identifier(subject),
            name=SQL.identifier(name),
            company=company.id,
            in_force=_in_force(SQL("choice"), horizon),
            flush=flushed(
                company.env["onetoone.override"],
                "partner_id",
                "company_id",
                subject,
                "date",
                "date_expiry",
            ),
            **_customers(company.env, scope),
        ),
    )


def _select_learnings(company, horizon, scope):
    """How many topics are known."""
    return (
        ("learning_count",),
        SQL(
            """
            SELECT partner_id, count(*) AS learning_count
              FROM onetoone_learning learning
             WHERE partner_id IS NOT NULL AND company_id = %(company)s
               AND %(in_scope)s AND %(in_force)s
             GROUP BY partner_id
            """,
            company=company.id,
            in_scope=scope(SQL("learning.partner_id")),
            in_force=is_in_force(
                company.env, SQL("learning"), SQL("%s::date", horizon.as_of), scope
            ),
        ),
    )


def _select_segments(company, horizon, scope):
    """Of the first segments that have them: an active manager, and a retention."""
    segments = company.env["onetoone.segment"].sudo()
    # in the order of their divisions, then in their own
    segments = segments.search([("company_id", "=", company.id)])
    managers = [
        segment.manager_id.filtered(lambda user: user.active and not user.share).id
        or None
        for segment in segments
    ]
    retentions = [
        None if segment.retention is False else segment.retention
        for segment in segments
    ]
    return (
        ("manager_id", "retention"),
        SQL(
            """
            SELECT contact.commercial_partner_id AS partner_id,
                   %(managers)s[min(segment.number)
                       FILTER (WHERE segment.manager_id IS NOT NULL)] AS manager_id,
                   %(retentions)s[min(segment.number)
                       FILTER (WHERE segment.retention IS NOT NULL)] AS retention
              FROM onetoone_segment_member member
              JOIN unnest(%(segments)s, %(managers)s, %(retentions)s)
                   WITH ORDINALITY segment (id, manager_id, retention, number)
                ON segment.id = member.segment_id
              JOIN %(contacts)s contact ON contact.id = member.partner_id
             WHERE member.company_id = %(company)s AND member.date_from < %(as_of)s
               AND (member.date_to IS NULL OR member.date_to >= %(as_of)s)
               AND %(in_scope)s
             GROUP BY contact.commercial_partner_id
            %(flush)s
            """,
            segments=SQL("(%s::integer[])", segments.ids),
            managers=SQL("(%s::integer[])", managers),
            retentions=SQL("(%s::double precision[])", retentions),
            company=company.id,
            as_of=horizon.as_of,
            flush=flushed(
                company.env["onetoone.segment.member"],
                "segment_id",
                "partner_id",
                "company_id",
                "date_from",
                "date_to",
            ),
            **_customers(company.env, scope),
        ),
    )


def _select_referrers(company, horizon, scope):
    """Who is named as referring customer, by a lead or a contact of somebody else."""
    env = company.env
    return (
        ("referral_count",),
        SQL(
            """
            SELECT contact.commercial_partner_id AS partner_id,
                   count(*) AS referral_count
              FROM (%(partners)s UNION ALL %(leads)s) referred
              JOIN %(contacts)s contact ON contact.id = referred.referrer_id
             WHERE referred.created < %(until)s AND %(in_scope)s
               AND contact.commercial_partner_id
                   IS DISTINCT FROM referred.customer_id
             GROUP BY contact.commercial_partner_id
            """,
            partners=_referred_partners(company),
            leads=_referred_leads(company),
            until=horizon.until,
            **_customers(env, scope),
        ),
    )


def _referred_partners(company):
    env = company.env
    return SQL(
        """
        SELECT partner.onetoone_referrer_id AS referrer_id,
               partner.create_date AS created,
               partner.commercial_partner_id AS customer_id
          FROM res_partner partner
         WHERE partner.onetoone_referrer_id IS NOT NULL
           AND (partner.company_id IS NULL OR partner.company_id IN %s) AND %s
        %s
        """,
        tuple(company._onetoone_branches().ids),
        is_asked(env, SQL("partner.onetoone_referrer_id")),
        flushed(env["res.partner"], "onetoone_referrer_id", "company_id"),
    )


def _referred_leads(company):
    leads = company.env["crm.lead"].sudo().with_context(active_test=False)
    query = leads._search([("onetoone_referrer_id", "!=", False)], bypass_access=True)
    referrer = path_to_sql(leads, query, "onetoone_referrer_id")
    query.add_where(
        SQL(
            "COALESCE(%s IN %s, TRUE)",
            first_of_paths(leads, query, LEAD_COMPANY),
            tuple(company._onetoone_branches().ids),
        )
    )
    query.add_where(is_asked(company.env, referrer))
    return query.select(
        SQL("%s AS referrer_id", referrer),
        SQL("%s AS created", path_to_sql(leads, query, "create_date")),
        SQL(
            "%s AS customer_id",
            path_to_sql(leads, query, "partner_id.commercial_partner_id"),
        ),
    )


def _select_ratings(satisfactions, horizon, scope):
    """The mean rating of the window; of numerics, so that no order matters."""
    return (
        ("satisfaction",),
        SQL(
            """
            SELECT rated.partner_id, avg(rated.rating::numeric) AS satisfaction
              FROM %s rated
             WHERE rated.date >= %s AND rated.date < %s
               AND rated.partner_id IS NOT NULL AND %s
             GROUP BY rated.partner_id
            """,
            satisfactions,
            horizon.window_since,
            horizon.until,
            scope(SQL("rated.partner_id")),
        ),
    )


def _customers(env, scope):
    """The contacts whose customers are in scope: parameters of a statement."""
    return {
        "contacts": contacts_of(env),
        "in_scope": scope(SQL("contact.commercial_partner_id")),
    }


def _in_force(record, horizon):
    """The rule of ``engine.validity`` as SQL, for a record with date and expiry."""
    return SQL(
        "(%(record)s.date < %(as_of)s AND (%(record)s.date_expiry IS NULL"
        " OR %(record)s.date_expiry >= %(as_of)s))",
        record=record,
        as_of=horizon.as_of,
    )
