"""The same figures one partner at a time through Odoo's models, as small addons do."""

import time
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from pytz import utc

from .plan import AS_OF

PURCHASES = {
    "account.move": (
        [("state", "=", "posted"), ("move_type", "in", ("out_invoice", "out_refund"))],
        "invoice_date",
        "amount_untaxed_signed",
    ),
    "sale.order": ([("state", "=", "sale")], "date_order", "amount_untaxed"),
}
WRITTEN = ("email", "comment", "email_outgoing", "sms")


def run(env, model: str, sample: int) -> dict:
    """Seconds for a sample of customers, spread over all."""
    env.cr.execute(
        """
        SELECT partner_id FROM onetoone_profile WHERE is_customer
         ORDER BY hashint8extended(partner_id, 99) LIMIT %s
        """,
        [sample],
    )
    partners = env["res.partner"].browse(row[0] for row in env.cr.fetchall())
    start = time.monotonic()
    for partner in partners:
        look_at(partner, model)
    return {"seconds": time.monotonic() - start, "sample": len(partners)}


def look_at(partner, model: str) -> dict:
    since = AS_OF - relativedelta(years=1)
    family = partner.search([("id", "child_of", partner.id)])
    return {
        **bought(partner, model, since),
        **contacted(family, datetime.combine(since, datetime.min.time())),
        **complained(family),
        "is_reachable": any(one.email or one.phone for one in family),
    }


def bought(partner, model, since) -> dict:
    domain, date_field, amount_field = PURCHASES[model]
    documents = partner.env[model].search(
        [*domain, ("partner_id", "child_of", partner.id)], order=date_field
    )
    recent = documents.filtered_domain([(date_field, ">=", since)])
    half_year = documents.filtered_domain(
        [(date_field, ">=", AS_OF - timedelta(days=182))]
    )
    return {
        "last_purchase": documents[-1:][date_field],
        "frequency": len(recent),
        "monetary": sum(recent.mapped(amount_field)),
        "lifetime_amount": sum(documents.mapped(amount_field)),
        "recent_amount": sum(half_year.mapped(amount_field)),
    }


def contacted(family, since) -> dict:
    messages = family.env["mail.message"].sudo()
    written = [("message_type", "in", WRITTEN), ("date", ">=", since)]
    received = messages.search([("author_id", "in", family.ids), *written])
    sent = messages.search(
        [("notification_ids.res_partner_id", "in", family.ids), *written]
    )
    return {
        "contact_count": len(received) + len(sent),
        "last_contact": max((received | sent).mapped("date"), default=None),
        "is_two_way": bool(received and sent),
    }


def complained(family) -> dict:
    tickets = family.env["helpdesk.ticket"].search([("partner_id", "in", family.ids)])
    calendar = family.env.company.resource_calendar_id
    hours = [
        calendar.get_work_hours_count(
            utc.localize(ticket.create_date), utc.localize(ticket.closed_date)
        )
        for ticket in tickets
        if ticket.closed_date
    ]
    return {"complaint_count": len(tickets), "hours": sorted(hours)}
