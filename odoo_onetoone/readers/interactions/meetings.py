"""Meetings: one row per meeting and customer who was invited or whom it is about."""

from odoo.tools import SQL

from ..paths import flushed
from .common import select_of_customers, union
from .documents import documents_of, relations

INVITED, ABOUT = 0, 1

BY_LEAD = SQL("document.id = event.opportunity_id")
BY_DOCUMENT = SQL("document.id = event.res_id AND document.model = event.res_model")


def select_meetings(source, portfolio):
    """Return the SELECT of meetings: one row per meeting and customer.

    A meeting that the customer declined is none. One that our people hold about a
    lead, an order or another document is a meeting with the customer of it.
    """
    others = set(documents_of(source)) - {"crm.lead"}
    about = [
        _select_about(source, portfolio, documents, link)
        for names, link in (({"crm.lead"}, BY_LEAD), (others, BY_DOCUMENT))
        for documents in relations(source, names)
    ]
    return union([_select_invited(source, portfolio), *about])


def _select_invited(source, portfolio):
    return select_of_customers(
        source,
        portfolio,
        _select_events(
            source.env,
            SQL("attendee.id"),
            SQL("attendee.partner_id"),
            SQL(
                """JOIN calendar_attendee attendee ON attendee.event_id = event.id
                    AND attendee.state IS DISTINCT FROM 'declined'"""
            ),
            SQL("organizer.company_id"),
        ),
        INVITED,
        where=SQL(
            """NOT EXISTS (
                SELECT FROM calendar_attendee earlier
                  JOIN res_partner guest ON guest.id = earlier.partner_id
                 WHERE earlier.event_id = found.res_id
                   AND earlier.id < found.row_id
                   AND earlier.state IS DISTINCT FROM 'declined'
                   AND guest.commercial_partner_id = contact.commercial_partner_id)"""
        ),
    )


def _select_about(source, portfolio, documents, link):
    return select_of_customers(
        source,
        portfolio,
        _select_events(
            source.env,
            SQL("event.id"),
            SQL("document.contact_id"),
            SQL("JOIN %s document ON %s", documents, link),
            SQL("COALESCE(document.company_id, organizer.company_id)"),
        ),
        ABOUT,
        # who was invited is counted as a guest, or declined
        where=SQL(
            """NOT EXISTS (
                SELECT FROM calendar_attendee invited
                  JOIN res_partner guest ON guest.id = invited.partner_id
                 WHERE invited.event_id = found.res_id
                   AND guest.commercial_partner_id = contact.commercial_partner_id)"""
        ),
    )


def _select_events(env, row, contact, join, company):
    return SQL(
        """
        SELECT %(row)s AS row_id,
               %(contact)s AS contact_id,
               %(company)s AS company_id,
               event.start AS date,
               'meeting' AS channel,
               'both' AS direction,
               FALSE AS is_mass,
               FALSE AS is_automatic,
               event.user_id,
               'calendar.event' AS res_model,
               event.id AS res_id
          FROM calendar_event event
          %(join)s
          LEFT JOIN res_users organizer ON organizer.id = event.user_id
         WHERE event.active
        %(flush)s
        """,
        row=row,
        contact=contact,
        company=company,
        join=join,
        flush=SQL(
            "%s%s",
            flushed(
                env["calendar.event"],
                "start",
                "active",
                "user_id",
                "res_model",
                "res_id",
                "opportunity_id",
            ),
            flushed(env["calendar.attendee"], "partner_id", "state", "event_id"),
        ),
    )
