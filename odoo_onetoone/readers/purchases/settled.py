"""Point-of-sale orders beside the purchases a company counts by.

A sale that both an order or invoice and the point of sale recorded counts once. An
invoiced POS order is left to the invoices, but only where these are counted. A sales
order that was paid at the point of sale is left to the sales orders.
"""

from odoo.tools import SQL

from ..paths import flushed

# the shop and the office differ in the sign of the lines of a refund
LINE_AMOUNT = SQL("abs(line.price_subtotal) * sign(line.qty * line.price_unit)")


def join_settled(purchases):
    """Leave out what other documents count; return the SQL of the amount settled.

    It is None where no sales order can have been settled.
    """
    source = purchases.source
    if source._counted_model() == "account.move":
        purchases.query.add_where(SQL("%s IS NULL", _column(purchases, "account_move")))
    if not _may_settle(source):
        return None
    column = purchases.join(
        "settled",
        SQL(
            """(SELECT line.order_id AS document_id,
                       sum(%s) AS amount,
                       count(*) AS lines
                  FROM pos_order_line line
                 WHERE %s
                 GROUP BY line.order_id)""",
            LINE_AMOUNT,
            is_settled_line(source),
        ),
    )
    purchases.query.add_where(
        SQL(
            """(%s IS NULL OR EXISTS (
                SELECT FROM pos_order_line line
                 WHERE line.order_id = %s AND NOT %s))""",
            column("lines"),
            purchases.document,
            is_settled_line(source),
        )
    )
    return column("amount")


def is_settled_line(source):
    """Return the SQL of whether a POS line belongs to a sales order that counts."""
    if not _may_settle(source):
        return SQL("FALSE")
    return SQL(
        "(line.sale_order_origin_id IS NOT NULL)%s",
        flushed(
            source.env["pos.order.line"],
            "sale_order_origin_id",
            "price_subtotal",
            "qty",
            "price_unit",
            "order_id",
        ),
    )


def _may_settle(source):
    return (
        source._counted_model() == "sale.order"
        and "sale_order_origin_id" in source.env["pos.order.line"]._fields
    )


def _column(purchases, name):
    return purchases.model._field_to_sql(purchases.query.table, name, purchases.query)
