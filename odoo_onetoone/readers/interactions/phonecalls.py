"""Phone calls of the addon ``crm_phonecall``."""

from odoo.tools import SQL

from ..paths import first_of_paths, flushed, path_to_sql
from .common import select_of_customers

CONTACT = "partner_id,opportunity_id.partner_id"
COMPANY = "company_id,opportunity_id.company_id,team_id.company_id,user_id.company_id"


def select_phonecalls(source, portfolio):
    """Return the SELECT of the calls that match the domain of the source.

    A call with a meeting that its customer was invited to counts as that meeting.
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    call = SQL.identifier(query.table, "id")
    found = query.select(
        SQL("%s AS row_id", call),
        SQL("%s AS contact_id", first_of_paths(model, query, CONTACT)),
        SQL("%s AS company_id", first_of_paths(model, query, COMPANY)),
        SQL("%s AS date", first_of_paths(model, query, "date,date_closed")),
        SQL("'phone' AS channel"),
        SQL("%s AS direction", path_to_sql(model, query, "direction")),
        SQL("FALSE AS is_mass"),
        SQL("FALSE AS is_automatic"),
        SQL("%s AS user_id", path_to_sql(model, query, "user_id")),
        SQL("%s AS res_model", source.model),
        SQL("%s AS res_id", call),
    )
    return select_of_customers(
        source,
        portfolio,
        found,
        where=SQL(
            """NOT EXISTS (
                SELECT FROM calendar_event event
                  JOIN calendar_attendee attendee ON attendee.event_id = event.id
                  JOIN res_partner guest ON guest.id = attendee.partner_id
                 WHERE event.phonecall_id = found.row_id
                   AND event.active
                   AND attendee.state IS DISTINCT FROM 'declined'
                   AND guest.commercial_partner_id = contact.commercial_partner_id)
            %s""",
            flushed(source.env["calendar.event"], "phonecall_id", "active"),
        ),
    )
