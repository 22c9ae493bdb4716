"""What the readers of all channels share."""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ..asked import contacts_of
from ..fact_ids import identity_columns
from ..paths import flushed
from ..tables import is_in_bulk
from ..who import is_ours

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS leg, NULL::bigint AS row_id,
           NULL::integer AS source_id, NULL::integer AS partner_id,
           NULL::integer AS contact_id, NULL::integer AS company_id,
           NULL::timestamp AS date, NULL::varchar AS channel,
           NULL::varchar AS direction, NULL::boolean AS is_mass,
           NULL::boolean AS is_automatic, NULL::integer AS user_id,
           NULL::varchar AS res_model, NULL::integer AS res_id
     WHERE FALSE
    """
)


def select_of_customers(source, portfolio, found, leg=0, where=None):
    """Return the SELECT of those contacts that are with a customer of the company.

    :param found: SQL SELECT of the columns row_id, contact_id, company_id (the one
        the contact names, or NULL), date, channel, direction, is_mass, is_automatic,
        user_id, res_model and res_id
    :param where: SQL of one more condition on ``found`` and ``contact``
    """
    env = source.env
    return SQL(
        """
        SELECT %(identity)s,
               contact.commercial_partner_id AS partner_id,
               contact.id AS contact_id,
               %(company)s::integer AS company_id,
               found.date,
               found.channel::varchar AS channel,
               found.direction::varchar AS direction,
               found.is_mass,
               found.is_automatic,
               found.user_id,
               found.res_model::varchar AS res_model,
               found.res_id
          FROM (%(found)s) found
          JOIN %(contacts)s contact ON contact.id = found.contact_id
         WHERE found.date IS NOT NULL
           AND %(is_of_customer)s
           AND %(belongs)s
           AND %(where)s
        %(flush)s
        """,
        identity=identity_columns(source, SQL("found.row_id"), leg),
        company=source.company_id.id,
        found=found,
        contacts=contacts_of(env),
        is_of_customer=is_of_customer(env),
        belongs=in_company(source, portfolio, SQL("found.company_id")),
        where=where or SQL("TRUE"),
        flush=flushed(env["res.partner"], "commercial_partner_id"),
    )


def is_of_customer(env):
    """Return SQL: ``contact`` is none of us; of those asked for, that is known."""
    if env.context.get("onetoone_asked"):
        return SQL("TRUE")
    return SQL(
        "NOT %s AND NOT %s",
        is_ours(env, SQL("contact.id")),
        is_ours(env, SQL("contact.commercial_partner_id")),
    )


def in_company(source, portfolio, stated):
    """Return SQL: the contact belongs to the company of the source.

    :param portfolio: SQL relation of the ids of the company's customers, who get
        the contacts that name no company
    :param stated: SQL of the company that the contact names, or NULL
    """
    return SQL(
        "(%s IN %s OR (%s IS NULL AND %s))",
        stated,
        tuple(source.company_id._onetoone_branches().ids),
        stated,
        in_portfolio(source, portfolio),
    )


def in_portfolio(source, portfolio):
    """Return SQL: the contact belongs to a customer of the company.

    Where everybody is read, or the portfolio is that of a few, it is gone through once.
    Else the planner may as well look up customer by customer: there may be a million.
    """
    env = source.env
    customers = SQL("SELECT partner_id FROM %s p", portfolio)
    if is_in_bulk(env) or env.context.get("onetoone_asked"):
        return SQL("contact.commercial_partner_id IN (%s)", customers)
    return SQL(
        "EXISTS (%s WHERE p.partner_id = contact.commercial_partner_id)", customers
    )


def is_robot(env, user):
    """Return SQL: the row of ``res_users`` named ``user`` is not one of our people."""
    return SQL(
        "(%(id)s IS NULL OR %(id)s = %(root)s OR %(share)s IS TRUE)%(flush)s",
        id=SQL.identifier(user, "id"),
        root=SUPERUSER_ID,
        share=SQL.identifier(user, "share"),
        flush=flushed(env["res.users"], "share", "company_id"),
    )


def union(selects):
    """Return the SELECT of all rows of several, or none."""
    return SQL(" UNION ALL ").join(list(selects) or [EMPTY])
