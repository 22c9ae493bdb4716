"""Customers served by several teams, and to which unit of ours a user belongs."""

from odoo.tools import SQL

from ..paths import field_of, first_of_paths, flushed, path_to_sql
from .common import LEAD_COMPANY, root_company, spans

# documents that name a sales team: which ones count, their company, and their moment
# or day
TEAM_DOCUMENTS = {
    "crm.lead": ([], LEAD_COMPANY, "date_closed,create_date"),
    "sale.order": ([("state", "=", "sale")], "company_id", "date_order"),
    "account.move": (
        [("move_type", "=", "out_invoice"), ("state", "=", "posted")],
        "company_id",
        "invoice_date",
    ),
}


def has_several_teams(env):
    """Customers of two or more teams in the window, whom nobody owns (C-D39).

    Teams are those of their leads, orders and invoices; the owner is the salesperson
    on the card.
    """
    served = [
        _served(env[name], *rule)
        for name, rule in TEAM_DOCUMENTS.items()
        if name in env and "team_id" in env[name]._fields
    ]
    return SQL(
        """
        SELECT owner.id AS partner_id, span.company_id
          FROM (%(served)s) served
          JOIN res_partner contact ON contact.id = served.contact_id
          JOIN res_partner owner ON owner.id = contact.commercial_partner_id
          JOIN res_company company ON company.id = served.company_id
          JOIN %(spans)s span ON span.company_id = %(root)s
         WHERE owner.user_id IS NULL
           AND (served.moment >= span.since_moment AND served.moment < span.until
                OR served.day >= span.since AND served.day < span.as_of)
         GROUP BY owner.id, span.company_id
        HAVING count(DISTINCT served.team_id) >= 2%(flush)s
        """,
        served=SQL(" UNION ALL ").join(served),
        spans=spans(env),
        root=root_company(SQL("company")),
        flush=flushed(env["res.partner"], "commercial_partner_id", "user_id"),
    )


def _served(model, domain, company, date):
    model = model.sudo().with_context(active_test=False)
    query = model._search([*domain, ("team_id", "!=", False)], bypass_access=True)
    moment = first_of_paths(model, query, date)
    is_day = field_of(model, date.split(",")[0]).type == "date"
    return query.select(
        SQL("%s AS team_id", path_to_sql(model, query, "team_id")),
        SQL("%s AS contact_id", path_to_sql(model, query, "partner_id")),
        SQL("%s AS company_id", first_of_paths(model, query, company)),
        SQL("%s AS moment", SQL("NULL::timestamp") if is_day else moment),
        SQL("%s AS day", moment if is_day else SQL("NULL::date")),
    )


def units_of_users(env):
    """Return SQL, in brackets: the department of our users in each root company.

    Columns: user_id, company_id, department_id; no rows without the addon ``hr``.
    """
    if "hr.employee" not in env:
        return SQL(
            "(SELECT NULL::integer AS user_id, NULL::integer AS company_id,"
            " NULL::integer AS department_id WHERE FALSE)"
        )
    return SQL(
        """
        (SELECT employee.user_id, %(root)s AS company_id,
                min(version.department_id) AS department_id
           FROM hr_employee employee
           JOIN hr_version version ON version.id = employee.current_version_id
           JOIN res_company company ON company.id = employee.company_id
          WHERE employee.user_id IS NOT NULL AND version.department_id IS NOT NULL
          GROUP BY employee.user_id, %(root)s%(flush)s)
        """,
        root=root_company(SQL("company")),
        flush=SQL(
            "%s%s",
            flushed(env["hr.employee"], "user_id", "company_id", "current_version_id"),
            flushed(env["hr.version"], "department_id"),
        ),
    )
