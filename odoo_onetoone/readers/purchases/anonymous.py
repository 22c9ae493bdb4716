"""What was bought without a partner: it belongs to no customer."""

from odoo.tools import SQL

from .documents import Purchases


def anonymous_value(company, since, until):
    """Return the SELECT of one number: the value of purchases without any partner.

    They are anonymous point-of-sale orders and the like, net of refunds and in the
    company's currency. Purchases of generic partners are not among them.

    :param since: first day
    :param until: day after the last
    """
    sources = company.env["onetoone.source"]._ready("purchase", company)
    amounts = [SQL("SELECT NULL::numeric AS amount WHERE FALSE")]
    amounts += [_select_amounts(source, since, until) for source in sources]
    return SQL(
        "SELECT COALESCE(sum(amount), 0) AS amount FROM (%s) purchase",
        SQL(" UNION ALL ").join(amounts),
    )


def _select_amounts(source, since, until):
    purchases = Purchases(source)
    purchases.query.add_where(SQL("%s IS NULL", purchases.customer))
    purchases.query.add_where(
        SQL("%s >= %s AND %s < %s", purchases.date, since, purchases.date, until)
    )
    return purchases.query.select(SQL("%s AS amount", purchases.amount()))
