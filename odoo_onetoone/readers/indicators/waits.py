"""Cases of waiting: from a customer's message to our first personal answer."""

from odoo.tools import SQL

from ..working_hours import working_hours
from .cases import case_columns

# channels on which a customer who reaches us is not kept waiting, and the records
# of forms, of which only complaints wait for an answer
NO_WAIT = ("phone", "meeting", "form")


def waits_for_an_answer(context):
    """Return the SELECT of the waits of the window, each answered or still open.

    Inbound contacts and complaints on a document wait for the first outbound contact
    on it; several before an answer are one wait. Where the document is the customer
    all of his own contacts count as one document. A document is read from its last
    contact back to its first: so all it takes is one pass.
    """
    moment = SQL("COALESCE(answered, %s)", context.horizon.until)
    return SQL(
        """
        WITH spoken AS (
            SELECT contact.id, contact.partner_id, contact.user_id, contact.date,
                   contact.direction = 'in' AS is_inbound,
                   contact.res_model, contact.res_id
              FROM %(contacts)s contact
             WHERE contact.direction != 'in' OR contact.channel NOT IN %(no_wait)s
             UNION ALL
            SELECT complaint.id, complaint.partner_id, complaint.user_id,
                   complaint.opened, TRUE, complaint.res_model, complaint.res_id
              FROM %(complaints)s complaint
             WHERE complaint.opened >= %(since)s AND complaint.opened < %(until)s),
        waited AS (
            SELECT spoken.*,
                   COALESCE(lead(is_inbound) OVER backwards, FALSE) AS waits_already,
                   min(date) FILTER (WHERE NOT is_inbound) OVER backwards AS answered
              FROM spoken
            WINDOW backwards AS (
                PARTITION BY CASE WHEN res_model = 'res.partner'
                                  THEN partner_id ELSE res_id END, res_model
                ORDER BY date DESC, is_inbound, id DESC
                ROWS UNBOUNDED PRECEDING))
        SELECT %(columns)s
          FROM waited
         WHERE is_inbound AND NOT waits_already
        """,
        contacts=context.contacts,
        no_wait=NO_WAIT,
        complaints=context.complaints,
        since=context.horizon.window_since,
        until=context.horizon.until,
        columns=case_columns(
            context,
            SQL("waited.res_model"),
            SQL("waited.res_id"),
            SQL("answered IS NOT NULL"),
            id=SQL("waited.id"),
            partner_id=SQL("waited.partner_id"),
            date=SQL("waited.date"),
            ended=SQL("waited.answered"),
            hours=working_hours(
                SQL("%s::integer", context.company.id), SQL("waited.date"), moment
            ),
            user_id=SQL("waited.user_id"),
        ),
    )
