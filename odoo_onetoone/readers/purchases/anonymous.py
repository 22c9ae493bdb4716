"""What was bought without a partner: it belongs to no customer."""

from odoo.tools import SQL

from .documents import Purchases

EMPTY = SQL(
    "SELECT NULL::date AS date, NULL::numeric AS amount, NULL::numeric AS margin"
    " WHERE FALSE"
)


def anonymous_value(company, since, until):
    """Return the SELECT of one number: the value of purchases without any partner.

    They are anonymous point-of-sale orders and the like, net of refunds and in the
    company's currency. Purchases of generic partners are not among them.

    :param since: first day
    :param until: day after the last
    """
    return SQL(
        "SELECT COALESCE(sum(amount), 0) AS amount FROM (%s) purchase",
        select_anonymous(company, since, until, with_margin=False),
    )


def select_anonymous(company, since, until, with_margin=True):
    """Return the SELECT of purchases without a partner: date, amount and margin.

    :param with_margin: whether the margin is looked for; it may be unknown
    """
    sources = company.env["onetoone.source"]._ready("purchase", company)
    selects = [
        _select_documents(source, since, until, with_margin) for source in sources
    ]
    return SQL(" UNION ALL ").join(selects or [EMPTY])


def _select_documents(source, since, until, with_margin):
    purchases = Purchases(source)
    purchases.query.add_where(SQL("%s IS NULL", purchases.customer))
    purchases.query.add_where(
        SQL("%s >= %s AND %s < %s", purchases.date, since, purchases.date, until)
    )
    margin = SQL("NULL::numeric")
    if with_margin:
        # they are the fewest: each looks up its own lines
        margin, _is_estimated = purchases.margin(since, in_bulk=False)
    return purchases.query.select(
        SQL("%s AS date", purchases.date),
        SQL("%s AS amount", purchases.amount()),
        SQL("%s AS margin", margin),
    )
