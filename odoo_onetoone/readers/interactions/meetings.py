"""Meetings: one row per meeting and customer who was invited."""

from odoo.tools import SQL

from ..fact_ids import identity_columns
from ..paths import flushed
from ..who import is_ours
from .common import in_company


def select_meetings(source, portfolio):
    """Return the SELECT of meetings: one row per meeting and invited customer.

    A meeting that the customer declined is none.
    """
    env = source.env
    return SQL(
        """
        SELECT %(identity)s,
               contact.commercial_partner_id AS partner_id,
               contact.id AS contact_id,
               %(company)s::integer AS company_id,
               event.start AS date,
               'meeting'::varchar AS channel,
               'both'::varchar AS direction,
               FALSE AS is_mass,
               FALSE AS is_automatic,
               event.user_id AS user_id,
               'calendar.event'::varchar AS res_model,
               event.id AS res_id
          FROM calendar_event event
          JOIN calendar_attendee attendee ON attendee.event_id = event.id
          JOIN res_partner contact ON contact.id = attendee.partner_id
          LEFT JOIN res_users organizer ON organizer.id = event.user_id
         WHERE event.active
           AND attendee.state IS DISTINCT FROM 'declined'
           AND NOT %(contact_is_ours)s
           AND NOT %(customer_is_ours)s
           AND NOT EXISTS (
                SELECT FROM calendar_attendee earlier
                  JOIN res_partner guest ON guest.id = earlier.partner_id
                 WHERE earlier.event_id = event.id
                   AND earlier.id < attendee.id
                   AND earlier.state IS DISTINCT FROM 'declined'
                   AND guest.commercial_partner_id = contact.commercial_partner_id)
           AND %(belongs)s
        %(flush)s
        """,
        identity=identity_columns(source, SQL("attendee.id")),
        company=source.company_id.id,
        contact_is_ours=is_ours(env, SQL("contact.id")),
        customer_is_ours=is_ours(env, SQL("contact.commercial_partner_id")),
        belongs=in_company(source, portfolio, SQL("organizer.company_id")),
        flush=SQL(
            "%s%s%s",
            flushed(env["calendar.event"], "start", "active", "user_id"),
            flushed(env["calendar.attendee"], "partner_id", "state", "event_id"),
            flushed(env["res.partner"], "commercial_partner_id"),
        ),
    )
