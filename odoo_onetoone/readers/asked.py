"""Who is asked for: the facts of some customers are read from what is theirs.

Who reads the facts of some customers must not read, or even plan to read, what the
others have: the contacts of these customers are looked up first and given to the
readers by the key ``onetoone_asked`` of the context.
"""

from typing import NamedTuple

from odoo.tools import SQL

from .paths import flushed
from .tables import create_index, create_temporary, is_in_bulk
from .who import is_ours

CUSTOMERS = SQL("onetoone_part_customers")
PARTNERS = SQL("onetoone_part_partners")


class Asked(NamedTuple):
    """What belongs to the customers asked for."""

    partners: SQL  # ids of all their partners, in brackets
    contacts: SQL  # relation (id, commercial_partner_id), without our own people
    documents: tuple | None  # (model, id, contact, company); None if there are too many


def keep(env, partner_ids):
    """Keep the customers of some partners, and their contacts; return :class:`Asked`.

    The table ``CUSTOMERS`` has the column partner_id. Partners who are no customers, or
    are gone, are in it as well: they may have been customers before.
    """
    create_temporary(
        env,
        CUSTOMERS,
        SQL(
            """
            SELECT unnest(%(ids)s::integer[]) AS partner_id
             UNION
            SELECT commercial_partner_id FROM res_partner
             WHERE id = ANY(%(ids)s) AND commercial_partner_id IS NOT NULL
            %(flush)s
            """,
            ids=list(partner_ids),
            flush=flushed(env["res.partner"], "commercial_partner_id"),
        ),
    )
    customers = SQL("(SELECT partner_id FROM %s)", CUSTOMERS)
    create_temporary(env, PARTNERS, select_partners(env, customers))
    create_index(env, PARTNERS, "id")
    return Asked(
        partners=SQL("(SELECT id FROM %s)", PARTNERS),
        contacts=SQL(
            "(SELECT id, commercial_partner_id FROM %s WHERE NOT is_ours)", PARTNERS
        ),
        documents=None,
    )


def is_asked(env, partner):
    """Return SQL: a document is of one of those asked for, or nobody is.

    :param partner: SQL of the id of the partner of the document
    """
    asked = env.context.get("onetoone_asked")
    return SQL("%s IN %s", partner, asked.partners) if asked else SQL("TRUE")


def contacts_of(env):
    """Return SQL of the relation of the partners of those asked for, or of all."""
    asked = env.context.get("onetoone_asked")
    return asked.contacts if asked else SQL("res_partner")


def exists(env, select):
    """Return SQL: ``select`` finds a row; unless all are read, each time anew.

    A join takes less if all are compared with all. Where the planner only believes
    that few are read, it would take the product of both.
    """
    if is_in_bulk(env):
        return SQL("EXISTS (%s)", select)
    return SQL("COALESCE((SELECT TRUE FROM (%s LIMIT 1) one), FALSE)", select)


def select_partners(env, customers):
    """Return the SELECT of partners, their customers, and whether they are ours."""
    return SQL(
        """
        SELECT contact.id, contact.commercial_partner_id, %s OR %s AS is_ours
          FROM res_partner contact
         WHERE contact.commercial_partner_id IN %s
        %s
        """,
        is_ours(env, SQL("contact.id")),
        is_ours(env, SQL("contact.commercial_partner_id")),
        customers,
        flushed(env["res.partner"], "commercial_partner_id"),
    )
