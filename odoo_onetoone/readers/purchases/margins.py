"""Margins of documents that do not keep their own: from their lines.

The margin of a document is known only if that of each of its lines is. It is
estimated as soon as one line is valued at the standard cost of today.
"""

from odoo.tools import SQL

from ..paths import flushed
from ..tables import create_temporary, is_in_bulk
from .settled import LINE_AMOUNT, is_settled_line


def join_invoice_margin(purchases, since, in_bulk):
    """Join the margin of invoices; return the SQL of it and of its being estimated.

    A line that was ordered has the cost of its order lines for the quantity invoiced,
    so that partial invoices and refunds take their part of the order's margin. Another
    line is valued at the standard cost of its product, if it has one.
    """
    return _join_lines(
        purchases,
        since,
        in_bulk,
        SQL("account_move_line"),
        SQL("line.move_id"),
        SQL(
            """
              JOIN %(documents)s move ON move.id = line.move_id
              LEFT JOIN uom_uom unit ON unit.id = line.product_uom_id
              LEFT JOIN product_product product ON product.id = line.product_id
              LEFT JOIN product_template template
                     ON template.id = product.product_tmpl_id
              LEFT JOIN uom_uom stock_unit ON stock_unit.id = template.uom_id
              %(ordered)s
              CROSS JOIN LATERAL (
                    SELECT line.quantity * COALESCE(unit.factor, 1)
                           * CASE move.move_type WHEN 'out_refund' THEN -1 ELSE 1 END
                               AS quantity,
                           COALESCE(product.standard_price ->> move.company_id::text,
                                    product.standard_price ->> %(company)s)::float8
                           / COALESCE(stock_unit.factor, 1) AS standard_cost) known
              CROSS JOIN LATERAL (
                    SELECT CASE WHEN ordered.is_down_payment THEN 0
                                WHEN ordered.cost IS NOT NULL
                                THEN -line.balance - known.quantity * ordered.cost
                                WHEN known.standard_cost > 0
                                THEN -line.balance
                                     - known.quantity * known.standard_cost
                                WHEN line.balance = 0 THEN 0
                                END AS margin,
                           ordered.cost IS NULL AND known.standard_cost > 0
                               AS is_estimated) valued%(flush)s
            """,
            documents=_documents(purchases, since, in_bulk, "move_type", "company_id"),
            ordered=_join_ordered(purchases.source.env, in_bulk),
            company=str(purchases.source.company_id.id),
            flush=_flush_invoice(purchases.source.env),
        ),
        SQL("line.display_type = 'product'"),
    )


def join_pos_margin(purchases, since, in_bulk):
    """Join the margin of POS orders: what Odoo computed at the sale or at closing."""
    env = purchases.source.env
    return _join_lines(
        purchases,
        since,
        in_bulk,
        SQL("pos_order_line"),
        SQL("line.order_id"),
        SQL(
            """
              JOIN %(documents)s parent ON parent.id = line.order_id
              JOIN product_product product ON product.id = line.product_id
              JOIN product_template template
                ON template.id = product.product_tmpl_id
              CROSS JOIN LATERAL (
                    SELECT CASE WHEN template.type = 'combo' THEN 0
                                WHEN line.is_total_cost_computed
                                THEN (%(amount)s - line.total_cost)
                                     / NULLIF(parent.currency_rate, 0)
                                END AS margin,
                           FALSE AS is_estimated) valued%(flush)s
            """,
            documents=_documents(purchases, since, in_bulk, "currency_rate"),
            amount=LINE_AMOUNT,
            flush=flushed(
                env["pos.order.line"],
                "order_id",
                "price_subtotal",
                "qty",
                "price_unit",
                "total_cost",
                "is_total_cost_computed",
            ),
        ),
        SQL("NOT %s", is_settled_line(purchases.source)),
    )


# {model: function that joins the margin of its documents}
MARGINS = {
    "account.move": join_invoice_margin,
    "pos.order": join_pos_margin,
}


def _join_lines(purchases, since, in_bulk, table, parent, joins, condition):
    """Join the sum over lines, of one document after the other or of all at once."""
    lines = SQL(
        """
        SELECT %(parent)s AS document_id,
               CASE WHEN bool_and(valued.margin IS NOT NULL)
                    THEN sum(valued.margin) END AS margin,
               bool_and(valued.margin IS NOT NULL)
                   AND bool_or(valued.is_estimated) AS is_estimated
          FROM %(table)s line
          %(joins)s
         WHERE %(condition)s AND %(in_scope)s
         GROUP BY %(parent)s
        """,
        parent=parent,
        table=table,
        joins=joins,
        condition=condition,
        in_scope=SQL("TRUE")
        if in_bulk
        else SQL(
            "%s = %s AND %s",
            parent,
            purchases.document,
            SQL("%s >= %s", purchases.date, since) if since else SQL("TRUE"),
        ),
    )
    column = purchases.join("margin", _margins(purchases, lines, in_bulk))
    return column("margin"), column("is_estimated")


def _margins(purchases, lines, in_bulk):
    """Return SQL of the margins of all documents or of the one at hand."""
    if not in_bulk:
        return SQL("LATERAL (%s)", lines)
    if not is_in_bulk(purchases.source.env):
        return SQL("(%s)", lines)
    table = SQL.identifier(f"onetoone_part_margins_{purchases.source.id}")
    create_temporary(purchases.source.env, table, lines)
    return table


def _documents(purchases, since, in_bulk, *names):
    """Return SQL of the table of the documents, in bulk of those that are wanted.

    :param names: the fields that are used
    """
    if not in_bulk:
        return SQL.identifier(purchases.model._table)
    wanted = type(purchases)(purchases.source)
    if since:
        wanted.query.add_where(SQL("%s >= %s", wanted.date, since))
    table = wanted.query.table
    return wanted.query.subselect(
        *(SQL.identifier(table, name) for name in ("id", *names))
    )


def _join_ordered(env, in_bulk):
    """Join the unit cost of the order lines behind an invoice line.

    It is in the currency of the company, for the reference unit of measure; several
    order lines are weighted by their quantities.
    """
    if "purchase_price" not in env.get("sale.order.line", env["res.partner"])._fields:
        # without sale_margin an order line does not know its cost
        return SQL(
            "CROSS JOIN (SELECT NULL::float8 AS cost, FALSE AS is_down_payment) ordered"
        )
    ordered = SQL(
        """
        SELECT link.invoice_line_id,
               bool_or(order_line.is_downpayment) AS is_down_payment,
               COALESCE(
                   sum(unit_cost.value * order_line.product_uom_qty * unit.factor)
                       / NULLIF(sum(order_line.product_uom_qty * unit.factor), 0),
                   avg(unit_cost.value)) AS cost
          FROM sale_order_line_invoice_rel link
          JOIN sale_order_line order_line ON order_line.id = link.order_line_id
          JOIN sale_order parent ON parent.id = order_line.order_id
          LEFT JOIN uom_uom unit ON unit.id = order_line.product_uom_id
          CROSS JOIN LATERAL (
                SELECT COALESCE(order_line.purchase_price, 0)
                       / NULLIF(parent.currency_rate, 0)
                       / COALESCE(unit.factor, 1) AS value) unit_cost
         %s
         GROUP BY link.invoice_line_id
        """,
        SQL("") if in_bulk else SQL("WHERE link.invoice_line_id = line.id"),
    )
    return SQL(
        "LEFT JOIN %s (%s) ordered ON ordered.invoice_line_id = line.id%s",
        SQL("") if in_bulk else SQL("LATERAL"),
        ordered,
        SQL(
            "%s%s",
            flushed(
                env["sale.order.line"],
                "purchase_price",
                "product_uom_qty",
                "product_uom_id",
                "is_downpayment",
            ),
            flushed(env["sale.order"], "currency_rate"),
        ),
    )


def _flush_invoice(env):
    return SQL(
        "%s%s",
        flushed(
            env["account.move.line"],
            "balance",
            "quantity",
            "product_id",
            "product_uom_id",
            "display_type",
        ),
        flushed(env["product.product"], "standard_price"),
    )
