"""Satisfaction: one row per rating a customer gave, from 0 to 5."""

from odoo.tools import SQL

from .asked import is_asked
from .fact_ids import identity_columns
from .interactions.documents import Paths, company_of_document, documents_of
from .paths import first_moment, first_of_paths, flushed, path_to_sql
from .who import is_ours

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS leg, NULL::bigint AS row_id,
           NULL::integer AS source_id, NULL::integer AS partner_id,
           NULL::integer AS company_id, NULL::timestamp AS date,
           NULL::double precision AS rating, NULL::integer AS user_id,
           NULL::varchar AS res_model, NULL::integer AS res_id
     WHERE FALSE
    """
)

LOWEST, HIGHEST = 0, 5


def select_satisfactions(source, portfolio):
    """Return the SELECT of the ratings of one source.

    A rating belongs to the company its mapping or its document says, else to that of
    the person rated, else to every company with the customer in its portfolio.
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    company = source.company_id
    rating = SQL(
        "(%s)::double precision", path_to_sql(model, query, source.rating_field)
    )
    date = first_moment(model, query, source.date_field, company._onetoone_timezone())
    query.add_where(SQL("%s BETWEEN %s AND %s", rating, LOWEST, HIGHEST))
    query.add_where(SQL("%s IS NOT NULL", date))
    partner = first_of_paths(model, query, source.partner_field)
    query.add_where(is_asked(source.env, partner))
    columns = _document_columns if source.model == "rating.rating" else _mapped_columns
    rated = query.select(
        SQL("%s AS row_id", SQL.identifier(query.table, "id")),
        SQL(
            "%s AS partner_id",
            first_of_paths(model, query, source.partner_field, "commercial_partner_id"),
        ),
        SQL("%s AS date", date),
        SQL("(%s)::double precision AS rating", rating),
        *columns(source, model, query),
    )
    return SQL(
        """
        SELECT %(identity)s,
               rated.partner_id,
               %(company)s::integer AS company_id,
               rated.date,
               rated.rating,
               rated.user_id,
               rated.res_model,
               rated.res_id
          FROM (%(rated)s) rated
         WHERE %(is_ours)s IS NOT TRUE
           AND (rated.company_id IN %(branches)s
                OR (rated.company_id IS NULL
                    AND rated.partner_id IN (SELECT partner_id FROM %(portfolio)s p)))
        """,
        identity=identity_columns(source, SQL("rated.row_id")),
        company=company.id,
        rated=rated,
        is_ours=is_ours(source.env, SQL("rated.partner_id")),
        branches=tuple(company._onetoone_branches().ids),
        portfolio=portfolio,
    )


def _mapped_columns(source, model, query):
    nobody = SQL("NULL::integer")
    company, user = (
        first_of_paths(model, query, paths) if paths else nobody
        for paths in (source.company_field, source.user_field)
    )
    return [
        SQL("%s AS company_id", company),
        SQL("%s AS user_id", user),
        SQL("%s::varchar AS res_model", source.model),
        SQL("%s AS res_id", SQL.identifier(query.table, "id")),
    ]


def _document_columns(source, model, query):
    """A rating of Odoo names its document, and the partner of the user it is about."""
    env = source.env
    rated_user = query.make_alias(query.table, "rated_user")
    query.add_join(
        "LEFT JOIN",
        rated_user,
        SQL(
            """(SELECT DISTINCT ON (partner_id) partner_id, id, company_id
                  FROM res_users WHERE share IS NOT TRUE
                 ORDER BY partner_id, active DESC, id)%s""",
            flushed(env["res.users"], "partner_id", "share", "company_id", "active"),
        ),
        SQL(
            "%s = %s",
            SQL.identifier(rated_user, "partner_id"),
            path_to_sql(model, query, "rated_partner_id"),
        ),
    )
    res_model = path_to_sql(model, query, "res_model")
    res_id = path_to_sql(model, query, "res_id")
    document_company = SQL(
        "(SELECT %s FROM (SELECT %s AS model, %s AS res_id) rated)",
        company_of_document(source, _rated_documents(source), "rated"),
        res_model,
        res_id,
    )
    return [
        SQL(
            "COALESCE(%s, %s) AS company_id",
            document_company,
            SQL.identifier(rated_user, "company_id"),
        ),
        SQL("%s AS user_id", SQL.identifier(rated_user, "id")),
        SQL("%s AS res_model", res_model),
        SQL("%s AS res_id", res_id),
    ]


def _rated_documents(source):
    """Return {model: Paths} of the documents that were rated and have a company."""
    documents = documents_of(source)
    env = source.env
    for [name] in source._document_model()._read_group([], ["res_model"]):
        company = name in env and env[name]._fields.get("company_id")
        if company and company.store:
            documents.setdefault(name, Paths(contact=None, company="company_id"))
    return documents
