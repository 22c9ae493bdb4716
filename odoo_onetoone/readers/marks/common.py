"""What the marks have in common: spans of the companies, leads and contacts."""

from odoo.tools import SQL

from ..horizon import Horizon
from ..paths import first_of_paths, flushed

# a lead belongs to its own company, else to its team's, else to its user's
LEAD_COMPANY = "company_id,team_id.company_id,user_id.company_id"

NO_SPANS = SQL(
    "(SELECT NULL::integer AS company_id, NULL::date AS as_of, NULL::date AS since,"
    " NULL::timestamp AS until, NULL::timestamp AS since_moment WHERE FALSE)"
)


def spans(env):
    """Return SQL, in brackets: one row per refreshed company with its window.

    Days are ``since`` (inclusive) and ``as_of`` (exclusive), the moments they start at
    ``since_moment`` and ``until``.
    """
    refreshes = env["onetoone.refresh"].sudo().search([("as_of", "!=", False)])
    return _relation(
        _span(refresh.company_id, Horizon.of(refresh.company_id, refresh.as_of))
        for refresh in refreshes
    )


def span_of(company, horizon):
    """Return SQL, in brackets: the row that :func:`spans` would have of a company.

    What reads the spans is then measured as of the date of the horizon.
    """
    return _relation([_span(company, horizon)])


def _span(company, horizon):
    return SQL(
        "(%s, %s, %s, %s, %s)",
        company.id,
        horizon.as_of,
        horizon.window.start,
        horizon.until,
        horizon.window_since,
    )


def _relation(rows):
    rows = list(rows)
    if not rows:
        return NO_SPANS
    return SQL(
        "(SELECT * FROM (VALUES %s) AS span"
        " (company_id, as_of, since, until, since_moment))",
        SQL(", ").join(rows),
    )


def leads(env):
    """Return SQL, in brackets: opportunities with customer and root company.

    ``moment`` is when it was decided, else when it was created.
    """
    model = env["crm.lead"].sudo().with_context(active_test=False)
    query = model._search([("type", "=", "opportunity")], bypass_access=True)
    select = query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS partner_id", SQL.identifier(query.table, "partner_id")),
        SQL("%s AS company_id", first_of_paths(model, query, LEAD_COMPANY)),
        SQL("%s AS won_status", SQL.identifier(query.table, "won_status")),
        SQL("%s AS is_listed", SQL.identifier(query.table, "active")),
        SQL("%s AS expected_revenue", SQL.identifier(query.table, "expected_revenue")),
        SQL(
            "COALESCE(%s, %s) AS moment",
            SQL.identifier(query.table, "date_closed"),
            SQL.identifier(query.table, "create_date"),
        ),
    )
    return SQL(
        """
        (SELECT lead.id, contact.commercial_partner_id AS partner_id,
                %(root)s AS company_id, lead.won_status, lead.is_listed,
                lead.expected_revenue, lead.moment
           FROM (%(leads)s) lead
           JOIN res_partner contact ON contact.id = lead.partner_id
           JOIN res_company company ON company.id = lead.company_id%(flush)s)
        """,
        root=root_company(SQL("company")),
        leads=select,
        flush=SQL(
            "%s%s",
            flushed(
                model,
                "partner_id",
                "won_status",
                "active",
                "type",
                "expected_revenue",
                "date_closed",
                "create_date",
            ),
            flushed(env["res.partner"], "commercial_partner_id"),
        ),
    )


def personal_contacts(env):
    """Return SQL, in brackets: the personal contacts of each company's window."""
    return SQL(
        """
        (SELECT contact.* FROM %s contact
           JOIN %s span ON span.company_id = contact.company_id
          WHERE contact.date >= span.since_moment AND contact.date < span.until
            AND NOT contact.is_mass AND NOT contact.is_automatic)
        """,
        env["onetoone.source"]._interactions(),
        spans(env),
    )


def root_company(company):
    """Return SQL of the root of a company, given the alias of its table."""
    return SQL("split_part(%s.parent_path, '/', 1)::integer", company)


def profiles_flush(env):
    """Return empty SQL that makes what the marks read of profiles be flushed."""
    profiles = env["onetoone.profile"]
    return flushed(
        profiles,
        "partner_id",
        "company_id",
        "is_customer",
        "is_active",
        "monetary",
        "abc",
        "tier",
        "last_purchase",
        "contact_count_window",
        "contact_effort",
        "is_drop",
    )
