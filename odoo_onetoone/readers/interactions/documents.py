"""The documents people write about, and the company each belongs to."""

from odoo.tools import SQL

from ..paths import first_of_paths

# models whose messages and activities are contacts: {model: paths of its company}
COMPANY_PATHS = {
    "res.partner": "company_id",
    "crm.lead": "company_id,team_id.company_id,user_id.company_id",
    "sale.order": "company_id",
    "account.move": "company_id",
    "helpdesk.ticket": "company_id",
    "crm.claim": "company_id",
    "project.task": "company_id",
}


def installed(env):
    """Return the names of the document models of this database."""
    return [name for name in COMPANY_PATHS if name in env]


def company_of_document(env, alias):
    """Return the SQL of the company of the document that a row points to.

    A document is looked up for the rows that need it only: joining every table of
    documents would read all of them.

    :param alias: alias of a table with the columns ``model`` and ``res_id``
    """
    return SQL(
        "CASE %s %s END",
        SQL.identifier(alias, "model"),
        SQL(" ").join(
            SQL("WHEN %s THEN %s", name, _select_company(env, name, alias))
            for name in installed(env)
        ),
    )


def _select_company(env, name, alias):
    model = env[name].sudo().with_context(active_test=False)
    query = model._search([], bypass_access=True)
    company = first_of_paths(model, query, COMPANY_PATHS[name])
    query.add_where(
        SQL(
            "%s = %s",
            SQL.identifier(query.table, "id"),
            SQL.identifier(alias, "res_id"),
        )
    )
    return query.subselect(company)
