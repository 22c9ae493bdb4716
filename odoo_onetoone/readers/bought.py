"""What customers bought: products on the lines of their purchases, refunds aside.

Products belong to an optional addon; without it, nobody bought any. Won opportunities
have no lines.
"""

from odoo.tools import SQL

from .paths import flushed, path_to_sql
from .purchases.documents import Purchases

EMPTY = SQL(
    "(SELECT NULL::integer AS partner_id, NULL::integer AS company_id,"
    " NULL::integer AS product_id WHERE FALSE)"
)
PRODUCT = "product.product"
# of the documents of a source: the model of their lines, their link to them, and the
# condition of those that are no section or note
_LINES = {
    "account.move": ("account.move.line", "move_id", "line.display_type = 'product'"),
    "sale.order": ("sale.order.line", "order_id", "line.display_type IS NULL"),
    "pos.order": ("pos.order.line", "order_id", "TRUE"),
}


def bought_products(env, products=None):
    """Return SQL, in brackets: customer, company and product of what was bought.

    Rows may repeat.

    :param products: SQL of ids of products: only these
    """
    selects = [
        _select_bought(source, products)
        for source in env["onetoone.source"]._ready("purchase")
        if source.model in _LINES and PRODUCT in env
    ]
    return SQL("(%s)", SQL(" UNION ALL ").join(selects)) if selects else EMPTY


def _select_bought(source, products):
    env, company = source.env, source.company_id
    line_model, link, counts = _LINES[source.model]
    as_of = env["onetoone.refresh"].sudo()._of(company).as_of
    purchases = Purchases(source)
    purchases.query.add_join(
        "JOIN",
        "line",
        env[line_model]._table,
        SQL("%s = %s", SQL.identifier("line", link), purchases.document),
    )
    purchases.query.add_where(SQL("%s IS NOT NULL", purchases.customer))
    purchases.query.add_where(SQL("NOT %s", purchases.is_refund()))
    purchases.query.add_where(SQL("%s < %s", purchases.date, as_of or None))
    purchases.query.add_where(SQL("(%s)", SQL(counts)))
    if products is None:
        purchases.query.add_where(SQL("line.product_id IS NOT NULL"))
    else:
        purchases.query.add_where(SQL("line.product_id IN %s", products))
    names = [link, "product_id"]
    if "display_type" in env[line_model]._fields:
        names.append("display_type")
    return SQL(
        "%s%s",
        purchases.query.select(
            SQL("%s AS partner_id", purchases.customer),
            SQL("%s::integer AS company_id", company.id),
            SQL("line.product_id AS product_id"),
        ),
        flushed(env[line_model], *names),
    )


def select_products(env):
    """Return the SELECT of the products as the rules of segments know them."""
    if PRODUCT not in env:
        return SQL(
            """
            SELECT NULL::integer AS id, NULL::varchar AS name,
                   NULL::varchar AS default_code, NULL::integer AS category_id,
                   NULL::integer AS company_id, NULL::boolean AS active WHERE FALSE
            """
        )
    model = env[PRODUCT].sudo().with_context(active_test=False)
    query = model._search([], bypass_access=True)
    query.order = None
    template = {
        name: path_to_sql(model, query, f"product_tmpl_id.{path}")
        for name, path in (
            ("name", "name"),
            ("category_id", "categ_id"),
            ("company_id", "company_id"),
        )
    }
    own = {
        name: path_to_sql(model, query, name)
        for name in ("id", "default_code", "active")
    }
    return query.select(
        *(SQL("%s AS %s", sql, SQL.identifier(name)) for name, sql in template.items()),
        *(SQL("%s AS %s", sql, SQL.identifier(name)) for name, sql in own.items()),
    )


def select_categories(env):
    """Return the SELECT of the product categories, each with its full name."""
    if PRODUCT not in env:
        return SQL(
            """
            SELECT NULL::integer AS id, NULL::varchar AS name,
                   NULL::integer AS parent_id WHERE FALSE
            """
        )
    return SQL(
        "SELECT id, complete_name AS name, parent_id FROM product_category%s",
        flushed(env["product.category"], "complete_name", "parent_id"),
    )


def products_in(env, categories):
    """Return the SELECT of the products in categories or categories below them.

    :param categories: SQL of ids of categories
    """
    if PRODUCT not in env:
        return SQL("SELECT NULL::integer WHERE FALSE")
    return SQL(
        """
        SELECT product.id
          FROM product_product product
          JOIN product_template template ON template.id = product.product_tmpl_id
          JOIN product_category category ON category.id = template.categ_id
          JOIN product_category chosen
            ON starts_with(category.parent_path, chosen.parent_path)
         WHERE chosen.id IN %s%s
        """,
        categories,
        SQL(
            "%s%s%s",
            flushed(env[PRODUCT], "product_tmpl_id"),
            flushed(env["product.template"], "categ_id"),
            flushed(env["product.category"], "parent_path"),
        ),
    )
