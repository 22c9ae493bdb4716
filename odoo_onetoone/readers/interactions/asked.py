"""Who is asked for: the history of a few customers is read from what is theirs.

A list of contacts with one customer must not plan, and even less read, what the other
customers have: contacts and documents of the customer are looked up first and given to
the readers as plain values, by the key ``onetoone_asked`` of the context.
"""

from typing import NamedTuple

from odoo.tools import SQL

from ..paths import flushed
from ..who import is_ours
from .documents import documents_of, select_documents

# a customer with more documents is looked up in the tables of documents
DOCUMENT_LIMIT = 2000


class Asked(NamedTuple):
    """What belongs to the customers asked for."""

    contacts: tuple  # ids of their partners, those of our own people left out
    documents: tuple | None  # (model, id, contact, company); None if there are too many


def look_up(source, customers):
    """Return what the customers have on record, as :class:`Asked`.

    :param customers: ids of commercial partners
    """
    contacts = _contacts(source.env, customers)
    return Asked(contacts, _documents(source, contacts) if contacts else ())


def _contacts(env, customers):
    rows = env.execute_query(
        SQL(
            """
            SELECT contact.id FROM res_partner contact
             WHERE contact.commercial_partner_id IN %s AND NOT %s AND NOT %s
             ORDER BY contact.id
            %s
            """,
            customers,
            is_ours(env, SQL("contact.id")),
            is_ours(env, SQL("contact.commercial_partner_id")),
            flushed(env["res.partner"], "commercial_partner_id"),
        )
    )
    return tuple(contact for (contact,) in rows)


def _documents(source, contacts):
    rows = source.env.execute_query(
        SQL(
            "%s LIMIT %s",
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT document.* FROM %s document WHERE contact_id IN %s",
                    select_documents(source, name, paths),
                    contacts,
                )
                for name, paths in documents_of(source).items()
            ),
            DOCUMENT_LIMIT + 1,
        )
    )
    return tuple(rows) if len(rows) <= DOCUMENT_LIMIT else None
