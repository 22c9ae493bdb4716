"""The documents people write about: whose they are and of which company."""

from typing import NamedTuple

from odoo.tools import SQL

from ..paths import first_of_paths
from ..tables import keep_lookup

UNLIKE_MOST = SQL("onetoone_part_unlike_most")


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
    """Return {model: Paths} of this database, with the models of own sources.

    Where several sources are read, they were found out once: ``onetoone_documents``.
    """
    known = source.env.context.get("onetoone_documents")
    if known is not None:
        return known
    installed = {name: DOCUMENTS[name] for name in DOCUMENTS if name in source.env}
    own = source._own_documents()
    return {**installed, **{name: Paths(*paths) for name, paths in own.items()}}


def relations(source, names=None):
    """Return SQL relations, in brackets, that hold all documents among them.

    Columns: model, id, contact_id, company_id. There is one relation for each model,
    so that a reader looks up those only that it needs; the documents of customers who
    are asked for are given as values.

    :param names: only the documents of these models
    """
    documents = documents_of(source)
    names = set(documents if names is None else names)
    asked = source.env.context.get("onetoone_asked")
    if asked is None or asked.documents is None:
        return [
            select_documents(source, name, paths)
            for name, paths in documents.items()
            if name in names
        ]
    rows = [row for row in asked.documents if row[0] in names]
    return [_values(rows)] if rows else []


def asked_ids(source):
    """Return the ids of the source's documents of the customers asked for, or None.

    None: nobody is asked for, or the documents were not looked up.
    """
    asked = source.env.context.get("onetoone_asked")
    if asked is None or asked.documents is None:
        return None
    if source.model not in documents_of(source):
        return None
    return tuple(row[1] for row in asked.documents if row[0] == source.model)


def select_documents(source, name, paths):
    """Return the SELECT, in brackets, of the documents of one model."""
    model, query = _query(source, name)
    return query.subselect(
        SQL("%s::varchar AS model", name),
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


def is_stated_in_bulk(source, documents, alias):
    """Keep which documents are unlike most; return SQL: that of the row has a company.

    Partners rarely have a company, all else rarely has none. A document that is gone
    has taken its messages with it.

    :param documents: {model: Paths}
    :param alias: alias of a table with the columns ``model`` and ``res_id``
    """
    unlike = [
        SQL(
            "SELECT model, id FROM %s document WHERE company_id %s NULL",
            select_documents(source, name, paths),
            SQL("IS NOT" if name == "res.partner" else "IS"),
        )
        for name, paths in documents.items()
    ]
    keep_lookup(source.env, UNLIKE_MOST, SQL(" UNION ALL ").join(unlike))
    model = SQL.identifier(alias, "model")
    return SQL(
        "(%s = 'res.partner') = ((%s, %s) IN (SELECT model, id FROM %s unlike))",
        model,
        model,
        SQL.identifier(alias, "res_id"),
        UNLIKE_MOST,
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


def _values(rows):
    return SQL(
        "(SELECT model::varchar, id, contact_id, company_id::integer"
        " FROM (VALUES %s) listed(model, id, contact_id, company_id))",
        SQL(", ").join(rows),
    )
