"""The day after mailings and events: who answered, and who takes care (C-X17)."""

from datetime import timedelta

from odoo import SUPERUSER_ID
from odoo.fields import Domain
from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed, path_to_sql
from .cases import EMPTY, CaseReader, case_columns
from .measurement import NOT_INSTALLED
from .shown_contacts import mass_mail_contacts

# what people may respond to: which ones, their company and their moment
ANNOUNCEMENTS = {
    "mailing.mailing": ([("state", "=", "done")], "user_id.company_id", "sent_date"),
    "event.event": ([("kanban_state", "!=", "cancel")], "company_id", "date_end"),
}


class AnnouncementCases(CaseReader):
    """Percent of what comes with mailings or events, whichever is installed."""

    def missing_reason(self, context):
        if not any(name in context.env for name in ANNOUNCEMENTS):
            return NOT_INSTALLED
        return super().missing_reason(context)


def responses(context):
    """Return the SELECT of who answered a mailing or came to an event.

    Counted are those whom one of us contacted on the same or the next day. Left out
    are the last ones, whose next day is not over (C-X17).
    """
    zone = context.company._onetoone_timezone()
    return SQL(
        """
        WITH response AS MATERIALIZED (%(responses)s),
             answer AS (
                SELECT response.id, min(contact.date) AS date
                  FROM response
                  JOIN %(contacts)s contact
                       ON contact.partner_id = response.partner_id
                      AND contact.date >= response.date AND contact.direction != 'in'
                 GROUP BY response.id)
        SELECT %(columns)s
          FROM response
          LEFT JOIN answer ON answer.id = response.id
        """,
        responses=_responses(context),
        contacts=context.contacts,
        columns=case_columns(
            context,
            SQL("response.res_model"),
            SQL("response.res_id"),
            SQL(
                "COALESCE(%s - %s <= %s, FALSE)",
                _day(SQL("answer.date"), zone),
                _day(SQL("response.date"), zone),
                list_rules.FOLLOW_UP_DAYS,
            ),
            id=SQL("response.id"),
            partner_id=SQL("response.partner_id"),
            date=SQL("response.date"),
            ended=SQL("answer.date"),
            user_id=SQL("response.user_id"),
        ),
    )


def _responses(context):
    """Return the SELECT of the replies to mailings, and of the visits of events."""
    columns = SQL("id, partner_id, date, user_id, res_model, res_id")
    visits = SQL(
        "SELECT %s FROM %s contact WHERE res_model = 'event.registration'",
        columns,
        context.contacts,
    )
    selects = [visits]
    if "mailing.trace" in context.env:
        selects.append(
            SQL(
                """
                SELECT mail.id, mail.partner_id, trace.reply_datetime AS date,
                       mail.user_id, mail.res_model, mail.res_id
                  FROM %s mail
                  JOIN mailing_trace trace ON trace.id = mail.row_id
                 WHERE trace.reply_datetime IS NOT NULL%s
                """,
                mass_mail_contacts(context),
                flushed(context.env["mailing.trace"], "reply_datetime"),
            )
        )
    last_day = context.horizon.as_of - timedelta(days=list_rules.FOLLOW_UP_DAYS)
    return SQL(
        "SELECT %s FROM (%s) response WHERE date >= %s AND date < %s",
        columns,
        SQL(" UNION ALL ").join(selects),
        context.horizon.window_since,
        context.company._onetoone_day_start(last_day),
    )


def announcements(context):
    """Return the SELECT of the mailings sent and events held in the window.

    Counted are those with one of us responsible who can still log in (C-X17).
    """
    selects = [
        _announced(context, name, leg)
        for leg, name in enumerate(ANNOUNCEMENTS)
        if name in context.env
    ]
    return SQL(" UNION ALL ").join(selects or [EMPTY])


def _announced(context, name, leg):
    domain, company, moment = ANNOUNCEMENTS[name]
    model = context.env[name].sudo().with_context(active_test=False)
    query = model._search(
        Domain(domain)
        & Domain(company, "in", context.company._onetoone_branches().ids)
        & Domain(moment, ">=", context.horizon.window_since)
        & Domain(moment, "<", context.horizon.until),
        bypass_access=True,
    )
    document = query.subselect(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS date", path_to_sql(model, query, moment)),
        SQL("%s AS user_id", path_to_sql(model, query, "user_id")),
    )
    return SQL(
        "SELECT %s FROM %s document"
        " LEFT JOIN res_users owner ON owner.id = document.user_id",
        case_columns(
            context,
            name,
            SQL("document.id"),
            SQL(
                "COALESCE(owner.active AND NOT owner.share AND owner.id != %s,"
                " FALSE)%s",
                SUPERUSER_ID,
                flushed(context.env["res.users"], "active", "share"),
            ),
            leg=leg,
            date=SQL("document.date"),
            user_id=SQL("document.user_id"),
        ),
        document,
    )


def _day(moment, zone):
    return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", moment, zone)
