"""Purchases of one source, read by its field mapping."""

from odoo.tools import SQL

from ..asked import is_asked
from ..fact_ids import identity_columns
from ..paths import (
    condition_to_sql,
    field_of,
    first_day,
    first_of_paths,
    path_to_sql,
)
from .margins import MARGINS
from .settled import join_settled

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


class Purchases:
    """The documents of one purchase source of a company, as a query to select from.

    Documents of branches belong to the root company of the source.
    """

    def __init__(self, source):
        self.source = source
        self.model = source._document_model()
        self.query = self.model._search(source._document_domain(), bypass_access=True)
        self.document = SQL.identifier(self.query.table, "id")
        self.date = first_day(
            self.model,
            self.query,
            source.date_field,
            source.company_id._onetoone_timezone(),
        )
        self.customer = first_of_paths(
            self.model, self.query, source.partner_field, "commercial_partner_id"
        )
        partner = first_of_paths(self.model, self.query, source.partner_field)
        self.query.add_where(is_asked(source.env, partner))
        self.query.add_where(
            SQL(
                "%s IN %s",
                first_of_paths(self.model, self.query, source.company_field),
                tuple(source.company_id._onetoone_branches().ids),
            )
        )
        self.query.add_where(SQL("%s IS NOT NULL", self.date))
        self._settled = join_settled(self) if source.model == "pos.order" else None

    def amount(self):
        """Return the SQL of the untaxed amount, in the company's currency.

        It is rounded as money; refunds are negative.
        """
        amount = self._money(self.source.amount_field)
        if self.source.tax_field:
            tax = self._money(self.source.tax_field)
            amount = SQL("%s - COALESCE(%s, 0)", amount, tax)
        if self._settled:
            amount = SQL("%s - COALESCE(%s, 0)", amount, self._settled)
        return self._in_company_currency(amount)

    def margin(self, since, in_bulk):
        """Return the SQL of the margin and of whether it is estimated."""
        if self.source.margin_field:
            # it may come with an optional addon: unknown without it
            if field_of(self.model, self.source.margin_field) is None:
                return SQL("NULL::numeric"), SQL("FALSE")
            margin = self._money(self.source.margin_field)
            return self._in_company_currency(margin), SQL("FALSE")
        join_margin = MARGINS.get(self.source.model)
        if not join_margin:
            return SQL("NULL::numeric"), SQL("FALSE")
        margin, is_estimated = join_margin(self, since, in_bulk)
        return self._rounded(margin), SQL("COALESCE(%s, FALSE)", is_estimated)

    def is_refund(self):
        if not self.source.refund_domain:
            return SQL("FALSE")
        condition = condition_to_sql(
            self.model, self.query, self.source._parse_domain("refund_domain")
        )
        return SQL("COALESCE(%s, FALSE)", condition)

    def join(self, name, table):
        """Join rows with a ``document_id``; return a function to the SQL of a column.

        :param table: SQL of a table expression
        """
        alias = self.query.make_alias(self.query.table, name)
        self.query.add_join(
            "LEFT JOIN",
            alias,
            table,
            SQL("%s = %s", SQL.identifier(alias, "document_id"), self.document),
        )
        return lambda column: SQL.identifier(alias, column)

    def _money(self, path):
        return path_to_sql(self.model, self.query, path)

    def _in_company_currency(self, amount):
        if self.source.rate_field:
            rate = path_to_sql(self.model, self.query, self.source.rate_field)
            amount = SQL("(%s) / NULLIF(%s, 0)", amount, rate)
        return self._rounded(amount)

    def _rounded(self, amount):
        decimals = self.source.company_id.currency_id.decimal_places
        return SQL("round((%s)::numeric, %s)", amount, decimals)


def select_purchases(source, margin_since=None, in_bulk=False):
    """Return the SELECT of the purchases of one source.

    :param margin_since: date before which margins are not looked for
    :param in_bulk: whether the margins of all documents are wanted, and not those of
        a few: they are then read in one pass
    """
    purchases = Purchases(source)
    purchases.query.add_where(SQL("%s IS NOT NULL", purchases.customer))
    margin, is_estimated = purchases.margin(margin_since, in_bulk)
    company = source.company_id
    return purchases.query.select(
        identity_columns(source, purchases.document),
        SQL("%s AS partner_id", purchases.customer),
        SQL("%s::integer AS company_id", company.id),
        SQL("%s::integer AS currency_id", company.currency_id.id),
        SQL("%s AS date", purchases.date),
        SQL("%s AS amount", purchases.amount()),
        SQL("%s AS is_refund", purchases.is_refund()),
        SQL("%s AS margin", margin),
        SQL("%s AS margin_is_estimated", is_estimated),
        SQL("%s AS user_id", _user(purchases)),
        SQL("%s::varchar AS res_model", source.model),
        SQL("%s AS res_id", purchases.document),
    )


def _user(purchases):
    paths = purchases.source.user_field
    if not paths:
        return SQL("NULL::integer")
    return first_of_paths(purchases.model, purchases.query, paths)
