"""The history of a few customers: what is theirs is given to the readers as values."""

from odoo.tools import SQL

from ..asked import Asked, select_partners
from .documents import documents_of, select_documents

# a customer with more documents is looked up in the tables of documents
DOCUMENT_LIMIT = 2000


def look_up(source, customers):
    """Return what a few customers have on record, as :class:`Asked`.

    :param customers: ids of commercial partners
    """
    rows = source.env.execute_query(
        SQL(
            "%s ORDER BY contact.id",
            select_partners(source.env, SQL("%s", customers)),
        )
    )
    contacts = [
        (contact, customer) for contact, customer, is_ours_ in rows if not is_ours_
    ]
    return Asked(
        partners=SQL("%s", tuple(row[0] for row in rows) or (0,)),
        contacts=SQL(
            "(SELECT * FROM (VALUES %s) listed (id, commercial_partner_id))",
            SQL(", ").join(contacts or [(0, 0)]),
        ),
        documents=_documents(source, [contact for contact, _customer in contacts]),
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
