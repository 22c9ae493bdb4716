"""Lines of the purchases: from how many product categories customers buy (C-D18)."""

from odoo.tools import SQL

from ...engine import list_rules
from ..horizon import Horizon
from ..paths import flushed
from .common import spans
from .segments import memberships

EMPTY = SQL(
    "(SELECT NULL::integer AS partner_id, NULL::integer AS company_id,"
    " NULL::bigint AS categories WHERE FALSE)"
)
# of a purchase source: table of its lines, their link to it, and which lines count
LINES = {
    "account.move": ("account.move.line", "move_id", "date", "= 'product'"),
    "sale.order": ("sale.order.line", "order_id", "date_order", "IS NULL"),
}


def has_low_breadth(env):
    """Active customers who buy from less than half of what their like buy from.

    Their like are the members of one of their segments; of those in no segment, the
    customers of their class.
    """
    return SQL(
        """
        SELECT partner_id, company_id
          FROM (SELECT classed.*,
                       CASE WHEN member.segment_id IS NULL THEN usual_of_class
                            ELSE avg(categories) OVER (
                                PARTITION BY company_id, member.segment_id)
                            END AS usual
                  FROM (SELECT breadth.partner_id, breadth.company_id, categories,
                               avg(categories) OVER (
                                   PARTITION BY breadth.company_id, abc)
                                   AS usual_of_class
                          FROM %s breadth
                          JOIN onetoone_profile profile
                               USING (partner_id, company_id)) classed
                  LEFT JOIN %s member USING (partner_id, company_id)) compared
         WHERE categories < %s * usual%s
        """,
        _breadths(env),
        memberships(env, spans(env)),
        list_rules.LOW_BREADTH,
        flushed(env["onetoone.profile"], "partner_id", "company_id", "abc"),
    )


def buys_across_categories(env):
    """Customers who bought from two or more product categories in the window."""
    return SQL(
        "SELECT partner_id, company_id FROM %s breadth WHERE categories >= 2",
        _breadths(env),
    )


def _breadths(env):
    """Return SQL, in brackets: number of categories per customer and company."""
    selects = [
        _breadth(source, source.company_id)
        for source in env["onetoone.source"]._ready("purchase")
        if source.model in LINES
    ]
    if not any(selects):
        return EMPTY
    return SQL("(%s)", SQL(" UNION ALL ").join(filter(None, selects)))


def _breadth(source, company):
    env = source.env
    as_of = env["onetoone.refresh"].sudo()._of(company).as_of
    if not as_of:
        return None
    horizon = Horizon.of(company, as_of)
    line_model, link, date, is_product = LINES[source.model]
    lines, documents = env[line_model], source._document_model()
    query = documents._search(
        source._document_domain()
        + [
            ("company_id", "in", company._onetoone_branches().ids),
            (
                date,
                ">=",
                horizon.window.start if date == "date" else horizon.window_since,
            ),
            (date, "<", horizon.as_of if date == "date" else horizon.until),
        ],
        bypass_access=True,
    )
    return SQL(
        """
        SELECT contact.commercial_partner_id AS partner_id,
               %(company)s::integer AS company_id,
               count(DISTINCT template.categ_id) AS categories
          FROM %(documents)s document
          JOIN res_partner contact ON contact.id = document.partner_id
          JOIN %(lines)s line ON line.%(link)s = document.id
          JOIN product_product product ON product.id = line.product_id
          JOIN product_template template ON template.id = product.product_tmpl_id
         WHERE line.display_type %(is_product)s
         GROUP BY contact.commercial_partner_id%(flush)s
        """,
        company=company.id,
        documents=query.subselect(
            SQL.identifier(query.table, "id"), SQL.identifier(query.table, "partner_id")
        ),
        lines=SQL.identifier(lines._table),
        link=SQL.identifier(link),
        is_product=SQL(is_product),
        flush=SQL(
            "%s%s",
            flushed(lines, link, "product_id", "display_type"),
            flushed(env["product.template"], "categ_id"),
        ),
    )
