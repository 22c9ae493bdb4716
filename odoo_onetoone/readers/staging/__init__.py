"""Staging: what the facts of one company say about each commercial partner.

Each part reads one kind of facts once and keeps one row per customer in a temporary
table. The parts are then joined to rows that are shaped like profiles.
"""

from odoo.tools import SQL

from ..paths import flushed
from ..tables import create_lookup, create_temporary
from ..who import is_generic, is_ours
from .complaints import select_complained
from .contacts import select_contacted
from .identity import select_identity
from .joined import select_customers
from .leads import select_leads
from .purchases import select_bought
from .said import select_said

BOUGHT = SQL("onetoone_part_bought")
PORTFOLIO = SQL("onetoone_part_portfolio")
CONTACTED = SQL("onetoone_part_contacted")
COMPLAINED = SQL("onetoone_part_complained")
LED = SQL("onetoone_part_led")
SAID = SQL("onetoone_part_said")
KNOWN = SQL("onetoone_part_known")
IDENTITY = SQL("onetoone_part_identity")


def stage(company, horizon, scope, in_bulk=True):
    """Read the parts of all customers in scope; return the SELECT that joins them.

    :param scope: function from the SQL of a partner id to a SQL condition
    :param in_bulk: whether the scope is all customers, or many

    The columns of the SELECT are ``customers.STAGED_COLUMNS``. It reads temporary
    tables, which are gone at the end of the transaction.
    """
    env = company.env
    source = env["onetoone.source"].with_context(onetoone_in_bulk=in_bulk)
    purchases = source._purchases(company, horizon.window.start, in_bulk)
    create_temporary(env, BOUGHT, select_bought(env, purchases, horizon, scope))
    create_lookup(env, PORTFOLIO, _select_portfolio())
    contacts = source._select_interactions(company, PORTFOLIO)
    ratios = company._onetoone_channel_ratios()
    create_temporary(
        env, CONTACTED, select_contacted(env, contacts, horizon, scope, ratios)
    )
    complaints = source._complaints(company, horizon.until, PORTFOLIO, in_bulk)
    create_temporary(env, COMPLAINED, select_complained(complaints, scope))
    create_temporary(env, LED, select_leads(company, horizon, scope))
    ratings = source._satisfactions(company, PORTFOLIO)
    create_temporary(env, SAID, select_said(company, horizon, scope, ratings))
    create_temporary(env, KNOWN, _select_known(company))
    create_temporary(env, IDENTITY, select_identity(company, KNOWN))
    return select_customers(
        company, horizon, BOUGHT, CONTACTED, COMPLAINED, LED, SAID, IDENTITY
    )


def _select_portfolio():
    return SQL("SELECT partner_id FROM %s WHERE lifetime_orders > 0", BOUGHT)


def _select_known(company):
    """Everybody with a fact who can be a customer of the company."""
    env = company.env
    partner = SQL("known.partner_id")
    return SQL(
        """
        SELECT known.partner_id
          FROM (SELECT partner_id FROM %s
                UNION SELECT partner_id FROM %s
                UNION SELECT partner_id FROM %s
                UNION SELECT partner_id FROM %s) known
          JOIN res_partner partner ON partner.id = known.partner_id
         WHERE NOT %s AND NOT %s
        %s
        """,
        BOUGHT,
        CONTACTED,
        COMPLAINED,
        LED,
        is_ours(env, partner),
        is_generic(env, company, partner),
        flushed(env["res.partner"], "commercial_partner_id"),
    )
