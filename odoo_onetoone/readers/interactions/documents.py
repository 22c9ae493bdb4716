"""The documents people write about: whose they are and of which company."""

from typing import NamedTuple

from odoo.tools import SQL

from ..paths import first_of_paths


class Paths(NamedTuple):
    """Field paths of a document, by commas: the first set one."""

    contact: str
    company: str


# models whose messages, activities, meetings and mailings are contacts
DOCUMENTS = {
    "res.partner": Paths("id", "company_id"),
    "crm.lead": Paths("partner_id", "company_id,team_id.company_id,user_id.company_id"),
    "sale.order": Paths("partner_id", "company_id"),
    "account.move": Paths("partner_id", "company_id"),
    "helpdesk.ticket": Paths("partner_id", "company_id"),
    "crm.claim": Paths("partner_id", "company_id"),
    "project.task": Paths("partner_id", "company_id"),
}


def documents_of(source):
    """Return {model: Paths} of this database, with the models of own sources."""
    installed = {name: DOCUMENTS[name] for name in DOCUMENTS if name in source.env}
    own = source._own_documents()
    return {**installed, **{name: Paths(*paths) for name, paths in own.items()}}


def select_documents(source, name, paths):
    """Return the SELECT, in brackets, of id, contact_id and company_id of a model."""
    model, query = _query(source, name)
    return query.subselect(
        SQL.identifier(query.table, "id"),
        SQL("%s AS contact_id", first_of_paths(model, query, paths.contact)),
        SQL("%s AS company_id", _company(model, query, paths.company)),
    )


def company_of_document(source, documents, alias):
    """Return the SQL of the company of the document that a row points to.

    A document is looked up for the rows that need it only: joining every table of
    documents would read all of them.

    :param documents: {model: Paths}
    :param alias: alias of a table with the columns ``model`` and ``res_id``
    """
    return SQL(
        "CASE %s %s END",
        SQL.identifier(alias, "model"),
        SQL(" ").join(
            SQL("WHEN %s THEN %s", name, _select_company(source, name, paths, alias))
            for name, paths in documents.items()
        ),
    )


def _select_company(source, name, paths, alias):
    model, query = _query(source, name)
    company = _company(model, query, paths.company)
    query.add_where(
        SQL(
            "%s = %s",
            SQL.identifier(query.table, "id"),
            SQL.identifier(alias, "res_id"),
        )
    )
    return query.subselect(company)


def _query(source, name):
    model = source.env[name].sudo().with_context(active_test=False)
    return model, model._search([], bypass_access=True)


def _company(model, query, paths):
    return first_of_paths(model, query, paths) if paths else SQL("NULL::integer")
