"""Purchases: one row per document of the source a company counts by."""

from odoo.tools import SQL

from .fact_ids import identity_columns
from .paths import (
    condition_to_sql,
    day_to_sql,
    field_of,
    first_of_paths,
    path_to_sql,
)

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS leg, NULL::bigint AS row_id,
           NULL::integer AS source_id, NULL::integer AS partner_id,
           NULL::integer AS company_id, NULL::integer AS currency_id,
           NULL::date AS date, NULL::numeric AS amount, NULL::boolean AS is_refund,
           NULL::numeric AS margin, NULL::boolean AS margin_is_estimated,
           NULL::integer AS user_id, NULL::varchar AS res_model,
           NULL::integer AS res_id
     WHERE FALSE
    """
)


def select_purchases(source):
    """Return the SELECT of the purchases of one source.

    Amounts are untaxed, in the company's currency and rounded as money; refunds are
    negative. Documents of branches belong to the root company of the source.
    """
    model = source._document_model()
    company = source.company_id
    query = model._search(source._document_domain(), bypass_access=True)
    document_company = first_of_paths(model, query, source.company_field)
    query.add_where(
        SQL("%s IN %s", document_company, tuple(company._onetoone_branches().ids))
    )
    date = day_to_sql(
        field_of(model, source.date_field),
        path_to_sql(model, query, source.date_field),
        company._onetoone_timezone(),
    )
    query.add_where(SQL("%s IS NOT NULL", date))
    customer = path_to_sql(
        model, query, f"{source.partner_field}.commercial_partner_id"
    )
    query.add_where(SQL("%s IS NOT NULL", customer))
    document_id = SQL.identifier(query.table, "id")
    return query.select(
        identity_columns(source, document_id),
        SQL("%s AS partner_id", customer),
        SQL("%s::integer AS company_id", company.id),
        SQL("%s::integer AS currency_id", company.currency_id.id),
        SQL("%s AS date", date),
        SQL("%s AS amount", _money(source, model, query, source.amount_field)),
        SQL("%s AS is_refund", _is_refund(source, model, query)),
        SQL("%s AS margin", _margin(source, model, query)),
        SQL("FALSE AS margin_is_estimated"),
        SQL("%s AS user_id", path_to_sql(model, query, source.user_field)),
        SQL("%s::varchar AS res_model", source.model),
        SQL("%s AS res_id", document_id),
    )


def _money(source, model, query, path):
    amount = path_to_sql(model, query, path)
    if source.rate_field:
        rate = path_to_sql(model, query, source.rate_field)
        amount = SQL("%s / NULLIF(%s, 0)", amount, rate)
    decimals = source.company_id.currency_id.decimal_places
    return SQL("round((%s)::numeric, %s)", amount, decimals)


def _is_refund(source, model, query):
    if not source.refund_domain:
        return SQL("FALSE")
    condition = condition_to_sql(model, query, source._parse_domain("refund_domain"))
    return SQL("COALESCE(%s, FALSE)", condition)


def _margin(source, model, query):
    # the margin of a document comes with an optional addon: unknown without it
    if not source.margin_field or not field_of(model, source.margin_field):
        return SQL("NULL::numeric")
    return _money(source, model, query, source.margin_field)
