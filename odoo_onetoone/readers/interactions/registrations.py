"""Events: one row per event and customer who came."""

from odoo.tools import SQL

from ..paths import first_of_paths, flushed, path_to_sql
from .common import select_of_customers


def select_registrations(source, portfolio):
    """Return the SELECT of the registrations that match the domain of the source.

    Several people of one customer at the same event are one contact.
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    registration = SQL.identifier(query.table, "id")
    # who came is known by the day it was noted, or else by the day of the event
    date = first_of_paths(model, query, "date_closed,event_id.date_begin")
    found = query.select(
        SQL("%s AS row_id", registration),
        SQL("%s AS contact_id", path_to_sql(model, query, "partner_id")),
        SQL(
            "%s AS company_id",
            first_of_paths(model, query, "company_id,event_id.company_id"),
        ),
        SQL("%s AS date", date),
        SQL("'form' AS channel"),
        SQL("'in' AS direction"),
        SQL("FALSE AS is_mass"),
        SQL("FALSE AS is_automatic"),
        SQL("%s AS user_id", path_to_sql(model, query, "event_id.user_id")),
        SQL("%s AS res_model", source.model),
        SQL("%s AS res_id", registration),
        SQL("%s AS event_id", path_to_sql(model, query, "event_id")),
    )
    return select_of_customers(
        source,
        portfolio,
        found,
        where=SQL(
            """NOT EXISTS (
                SELECT FROM event_registration earlier
                  JOIN res_partner colleague ON colleague.id = earlier.partner_id
                 WHERE earlier.event_id = found.event_id
                   AND earlier.id < found.row_id
                   AND earlier.state = 'done'
                   AND earlier.active
                   AND colleague.commercial_partner_id
                       = contact.commercial_partner_id)%s""",
            flushed(model, "event_id", "partner_id", "state", "active"),
        ),
    )
