"""Who is asked for: the facts of some customers are read from what is theirs.

Who reads the facts of some customers must not read, or even plan to read, what the
others have: the contacts of these customers are looked up first and given to the readers
by the key ``onetoone_asked`` of the context.
"""

from typing import NamedTuple

from odoo.tools import SQL

from .interactions.documents import documents_of, select_documents
from .paths import flushed
from .tables import create_temporary
from .who import is_ours

# a customer with more documents is looked up in the tables of documents
DOCUMENT_LIMIT = 2000

CUSTOMERS = SQL("onetoone_part_customers")
PARTNERS = SQL("onetoone_part_partners")


class Asked(NamedTuple):
    """What belongs to the customers asked for."""

    partners: SQL  # ids of all their partners, in brackets
    contacts: SQL  # relation (id, commercial_partner_id), without our own people
    documents: tuple | None  # (model, id, contact, company); None if there are too many


def look_up(source, customers):
    """Return what a few customers have on record, as :class:`Asked`.

    :param customers: ids of commercial partners
    """
    rows = source.env.execute_query(
        SQL(
            "%s ORDER BY contact.id",
            _select_partners(source.env, SQL("%s", customers)),
        )
    )
    contacts = [(contact, customer) for contact, customer, is_ours_ in rows if not is_ours_]
    return Asked(
        partners=SQL("%s", tuple(row[0] for row in rows) or (0,)),
        contacts=SQL(
            "(SELECT * FROM (VALUES %s) listed (id, commercial_partner_id))",
            SQL(", ").join(contacts or [(0, 0)]),
        ),
        documents=_documents(source, [contact for contact, _customer in contacts]),
    )


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
    create_temporary(env, PARTNERS, _select_partners(env, customers))
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


def _select_partners(env, customers):
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


def _documents(source, contacts):
    if not contacts:
        return ()
    rows = source.env.execute_query(
        SQL(
            "%s LIMIT %s",
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT document.* FROM %s document WHERE contact_id IN %s",
                    select_documents(source, name, paths),
                    tuple(contacts),
                )
                for name, paths in documents_of(source).items()
            ),
            DOCUMENT_LIMIT + 1,
        )
    )
    return tuple(rows) if len(rows) <= DOCUMENT_LIMIT else None
