"""Quotes: what customers asked for, took and refused (C-D06, C-D07)."""

from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed
from .common import leads, root_company, spans


def rejects_quotes(env):
    """Customers who refused more quotes than they took (C-D06)."""
    return _by_habit(
        env, SQL("won + lost >= %s AND lost > won", list_rules.MINIMUM_QUOTES)
    )


def never_wins_quotes(env):
    """Customers who let us quote again and again, and never bought (C-D07)."""
    return _by_habit(
        env, SQL("won + lost + pending >= %s AND won = 0", list_rules.MINIMUM_QUOTES)
    )


def _by_habit(env, condition):
    return SQL(
        """
        SELECT partner_id, company_id
          FROM (SELECT quote.partner_id, quote.company_id,
                       count(*) FILTER (WHERE outcome = 'won') AS won,
                       count(*) FILTER (WHERE outcome = 'lost') AS lost,
                       count(*) FILTER (WHERE outcome = 'pending') AS pending
                  FROM %(quotes)s quote
                  JOIN %(spans)s span ON span.company_id = quote.company_id
                 WHERE quote.moment < span.until
                   AND quote.moment >= span.until - make_interval(months => %(months)s)
                 GROUP BY quote.partner_id, quote.company_id) habit
         WHERE %(condition)s
        """,
        quotes=quotes(env),
        spans=spans(env),
        months=list_rules.QUOTE_MONTHS,
        condition=condition,
    )


def quotes(env):
    """Return SQL, in brackets: quotes with customer, root company and outcome.

    Opportunities, and quotations sent, confirmed or cancelled where Sales is
    installed. An opportunity with a quotation of its own counts as that quotation.
    """
    opportunities = SQL(
        "SELECT partner_id, company_id, moment, won_status AS outcome FROM %s lead",
        leads(env),
    )
    if "sale.order" not in env:
        return SQL("(%s)", opportunities)
    orders = env["sale.order"]
    if "opportunity_id" in orders._fields:
        opportunities = SQL(
            "%s WHERE NOT EXISTS (SELECT FROM sale_order quoted"
            " WHERE quoted.opportunity_id = lead.id AND quoted.state != 'draft')%s",
            opportunities,
            flushed(orders, "opportunity_id"),
        )
    return SQL(
        """
        (%(opportunities)s
         UNION ALL
         SELECT contact.commercial_partner_id, %(root)s, quotation.date_order,
                CASE quotation.state WHEN 'sale' THEN 'won' WHEN 'cancel' THEN 'lost'
                     ELSE 'pending' END
           FROM sale_order quotation
           JOIN res_partner contact ON contact.id = quotation.partner_id
           JOIN res_company company ON company.id = quotation.company_id
          WHERE quotation.state IN ('sent', 'sale', 'cancel')%(flush)s)
        """,
        opportunities=opportunities,
        root=root_company(SQL("company")),
        flush=flushed(orders, "partner_id", "company_id", "state", "date_order"),
    )
