"""Readers of order lines: options, modules and configurations that customers chose."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..paths import flushed
from .cases import case_columns


def customers_with_choices(context):
    """Return the SELECT of the repeat customers; counted with a recorded choice.

    A choice is a variant of several, a value of an attribute that makes no variant,
    a custom value, or an item of a combo, on a line of a confirmed order (C-C01).
    """
    return SQL(
        """
        SELECT %s
          FROM %s customer
         WHERE customer.company_id = %s AND customer.is_customer
           AND customer.lifetime_orders >= 2
        """,
        case_columns(
            context,
            "res.partner",
            SQL("customer.partner_id"),
            SQL(
                "customer.partner_id IN (SELECT line.partner_id FROM %s line WHERE %s)",
                order_lines(context),
                _carries_a_choice(context.env),
            ),
            partner_id=SQL("customer.partner_id"),
            date=SQL("customer.last_purchase::timestamp"),
            user_id=SQL("customer.user_id"),
        ),
        context.customers,
        context.company.id,
    )


def repeated_configurations(context):
    """Return the SELECT of repeat orders with variants in the window (C-C04).

    Counted are those with a variant that the customer had ordered before.
    """
    return SQL(
        """
        WITH chosen AS MATERIALIZED (
            SELECT DISTINCT line.order_id, line.partner_id, line.ordered,
                   line.product_id, line.user_id
              FROM %(lines)s line
             WHERE line.product_id IN %(variants)s),
        known AS (
            SELECT chosen.*,
                   row_number() OVER (PARTITION BY partner_id, product_id
                                      ORDER BY ordered, order_id) > 1 AS is_known
              FROM chosen),
        began AS (
            SELECT line.partner_id,
                   (array_agg(line.order_id ORDER BY line.ordered, line.order_id))[1]
                       AS order_id
              FROM %(lines)s line
             WHERE line.partner_id IN (SELECT chosen.partner_id FROM chosen
                                        WHERE chosen.ordered >= %(since)s)
             GROUP BY line.partner_id),
        repeated AS (
            SELECT known.order_id, known.partner_id, known.ordered, known.user_id,
                   bool_or(known.is_known) AS is_reused
              FROM known
              JOIN began ON began.partner_id = known.partner_id
                        AND began.order_id != known.order_id
             WHERE known.ordered >= %(since)s
             GROUP BY known.order_id, known.partner_id, known.ordered, known.user_id)
        SELECT %(columns)s FROM repeated
        """,
        lines=order_lines(context),
        variants=_variants(context.env),
        since=context.horizon.window_since,
        columns=case_columns(
            context,
            "sale.order",
            SQL("repeated.order_id"),
            SQL("repeated.is_reused"),
            partner_id=SQL("repeated.partner_id"),
            date=SQL("repeated.ordered"),
            user_id=SQL("repeated.user_id"),
        ),
    )


def order_lines(context):
    """Return SQL, in brackets: the lines of confirmed orders before the horizon."""
    env = context.env
    return SQL(
        """
        (SELECT line.id, line.order_id, line.product_id, line.combo_item_id,
                buyer.commercial_partner_id AS partner_id, sale.user_id,
                sale.date_order AS ordered
           FROM sale_order_line line
           JOIN sale_order sale ON sale.id = line.order_id
           JOIN res_partner buyer ON buyer.id = sale.partner_id
          WHERE sale.state = 'sale' AND sale.company_id IN %s
            AND sale.date_order < %s
            AND line.display_type IS NULL AND line.is_downpayment IS NOT TRUE%s%s%s)
        """,
        tuple(context.company._onetoone_branches().ids),
        context.horizon.until,
        flushed(
            env["sale.order.line"],
            "order_id",
            "product_id",
            "combo_item_id",
            "display_type",
            "is_downpayment",
        ),
        flushed(
            env["sale.order"],
            "state",
            "company_id",
            "date_order",
            "partner_id",
            "user_id",
        ),
        flushed(env["res.partner"], "commercial_partner_id"),
    )


def lines_of_window(company, horizon):
    """Return the domain of the lines of products in orders of the window."""
    return Domain(
        [
            ("order_id.state", "=", "sale"),
            ("order_id.date_order", ">=", horizon.window_since),
            ("order_id.date_order", "<", horizon.until),
            ("display_type", "=", False),
            ("is_downpayment", "=", False),
        ]
    )


def modular_lines(company, horizon):
    """Return the domain of lines on products that a customer can put together."""
    products = company.env["product.template"]
    modular = Domain("product_id.product_tmpl_id.attribute_line_ids", "!=", False)
    modular |= Domain("combo_item_id", "!=", False)
    if "optional_product_ids" in products._fields:
        modular |= Domain(
            "product_id.product_tmpl_id.optional_product_ids", "!=", False
        )
    return modular


def _carries_a_choice(env):
    lines = env["sale.order.line"]
    options = lines._fields["product_no_variant_attribute_value_ids"]
    return SQL(
        """(line.combo_item_id IS NOT NULL
            OR line.product_id IN %s
            OR line.id IN (SELECT %s FROM %s)
            OR line.id IN (SELECT sale_order_line_id FROM product_attribute_custom_value
                            WHERE sale_order_line_id IS NOT NULL))%s%s""",
        _variants(env),
        SQL.identifier(options.column1),
        SQL.identifier(options.relation),
        flushed(lines, "product_no_variant_attribute_value_ids"),
        flushed(env["product.attribute.custom.value"], "sale_order_line_id"),
    )


def _variants(env):
    """Return SQL, in brackets: the products that are one of several variants."""
    products = env["product.product"]
    values = products._fields["product_template_attribute_value_ids"]
    return SQL(
        """
        (SELECT variant.%s
           FROM %s variant
           JOIN product_template_attribute_value value ON value.id = variant.%s
           JOIN product_template_attribute_line offered
             ON offered.id = value.attribute_line_id
          WHERE offered.value_count > 1%s%s%s)
        """,
        SQL.identifier(values.column1),
        SQL.identifier(values.relation),
        SQL.identifier(values.column2),
        flushed(products, "product_template_attribute_value_ids"),
        flushed(env["product.template.attribute.value"], "attribute_line_id"),
        flushed(env["product.template.attribute.line"], "value_count"),
    )
