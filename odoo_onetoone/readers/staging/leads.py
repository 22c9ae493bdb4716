"""Who has a lead, and who is in charge of it."""

from odoo.tools import SQL

from ..asked import is_asked
from ..paths import condition_to_sql, first_of_paths, path_to_sql

# a lead belongs to its own company, else to its team's, else to its user's
LEAD_COMPANY = "company_id,team_id.company_id,user_id.company_id"


def query_leads(model, company):
    """Return the query of a company's leads, and the columns that say whose they are.

    Columns: id, partner_id (the customer), created, user_id.

    :param model: the leads, in the environment to read them in
    """
    query = model._search([], bypass_access=True)
    query.add_where(
        SQL(
            "%s IN %s",
            first_of_paths(model, query, LEAD_COMPANY),
            tuple(company._onetoone_branches().ids),
        )
    )
    return query, [
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL(
            "%s AS partner_id",
            path_to_sql(model, query, "partner_id.commercial_partner_id"),
        ),
        SQL("%s AS created", path_to_sql(model, query, "create_date")),
        SQL("%s AS user_id", path_to_sql(model, query, "user_id")),
    ]


def select_leads(company, horizon, scope):
    """Return the SELECT of everybody with a lead, and his latest open one's user.

    ``has_open_opportunity`` is reproduced for a past date from when each was created
    and decided; who was in charge then is not recorded.
    """
    model = company.env["crm.lead"].sudo().with_context(active_test=False)
    query, columns = query_leads(model, company)
    partner = path_to_sql(model, query, "partner_id")
    query.add_where(is_asked(company.env, partner))
    open_lead = condition_to_sql(
        model, query, [("active", "=", True), ("won_status", "=", "pending")]
    )
    open_opportunity = SQL(
        "(%s AND (%s OR %s >= %s))",
        condition_to_sql(model, query, [("type", "=", "opportunity")]),
        open_lead,
        path_to_sql(model, query, "date_closed"),
        horizon.until,
    )
    leads = query.select(
        *columns,
        SQL("%s AS is_open", open_lead),
        SQL("%s AS is_open_opportunity", open_opportunity),
    )
    return SQL(
        """
        SELECT lead.partner_id,
               (array_agg(seller.id ORDER BY lead.created DESC, lead.id DESC)
                    FILTER (WHERE seller.id IS NOT NULL))[1] AS user_id,
               COALESCE(bool_or(lead.is_open_opportunity), FALSE)
                   AS has_open_opportunity
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
