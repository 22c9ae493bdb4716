"""Cases of recognition: who knocked at the door, and did we know him? (C-I07)"""

from odoo.fields import Domain
from odoo.tools import SQL

from ..paths import first_of_paths, flushed, path_to_sql
from .cases import EMPTY, case_columns

# {model: paths of (opened, company, e-mail, phone)}; a path may be missing
REQUESTS = {
    "crm.lead": (
        "create_date",
        "company_id,team_id.company_id,user_id.company_id",
        "email_from",
        "phone",
    ),
    "helpdesk.ticket": ("create_date", "company_id", "partner_email", None),
    "crm.claim": ("date", "company_id", "email_from", "partner_phone"),
}
# shorter numbers are extensions, which several customers may have
SHORTEST_PHONE = 6


def recognised_requests(context):
    """Return the SELECT of the requests of customers in the window.

    Counted are those linked to a customer; the others are linked to nobody, but
    their e-mail or phone belongs to a customer.
    """
    selects = [
        _select_documents(context, name, leg)
        for leg, name in enumerate(REQUESTS)
        if name in context.env
    ]
    if "im_livechat.channel.member.history" in context.env:
        selects.append(_select_chats(context, len(REQUESTS)))
    return SQL(
        """
        WITH reached AS MATERIALIZED (%s)
        SELECT * FROM (%s) request
        """,
        _select_addresses(context),
        SQL(" UNION ALL ").join(selects or [EMPTY]),
    )


def _select_documents(context, name, leg):
    opened, company, email, phone = REQUESTS[name]
    model = context.env[name].sudo().with_context(active_test=False)
    query = model._search(
        Domain(opened, ">=", context.horizon.window_since)
        & Domain(opened, "<", context.horizon.until),
        bypass_access=True,
    )
    stated = first_of_paths(model, query, company)
    query.add_where(
        SQL(
            "(%s IS NULL OR %s IN %s)",
            stated,
            stated,
            tuple(context.company._onetoone_branches().ids),
        )
    )
    customer = path_to_sql(model, query, "partner_id.commercial_partner_id")
    addresses = [
        clean(path_to_sql(model, query, path))
        for path, clean in ((email, clean_email), (phone, clean_phone))
        if path
    ]
    document = query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS partner_id", customer),
        SQL("%s AS opened", path_to_sql(model, query, opened)),
        SQL("ARRAY[%s] AS addresses", SQL(", ").join(addresses)),
    )
    return _select_recognised(context, name, leg, document)


def _select_chats(context, leg):
    """Live chats by their visitors; a guest may have left an e-mail."""
    env = context.env
    visitors = env["im_livechat.channel.member.history"].sudo()
    query = visitors._search(
        [
            ("livechat_member_type", "=", "visitor"),
            ("create_date", ">=", context.horizon.window_since),
            ("create_date", "<", context.horizon.until),
        ],
        bypass_access=True,
    )
    guest_email = path_to_sql(visitors, query, "guest_id.email")
    document = query.select(
        SQL("%s AS id", path_to_sql(visitors, query, "channel_id")),
        SQL(
            "%s AS partner_id",
            path_to_sql(visitors, query, "partner_id.commercial_partner_id"),
        ),
        SQL("%s AS opened", path_to_sql(visitors, query, "create_date")),
        SQL("ARRAY[%s] AS addresses", clean_email(guest_email)),
    )
    first = SQL(
        "SELECT DISTINCT ON (id) * FROM (%s) visit ORDER BY id, opened, partner_id",
        document,
    )
    return _select_recognised(context, "discuss.channel", leg, first)


def _select_recognised(context, name, leg, document):
    return SQL(
        """
        (WITH document AS MATERIALIZED (%(document)s),
              match AS (
                SELECT unlinked.id, min(reached.partner_id) AS partner_id
                  FROM document unlinked
                 CROSS JOIN unnest(unlinked.addresses) AS written (address)
                  JOIN reached ON reached.address = written.address
                 WHERE unlinked.partner_id IS NULL
                 GROUP BY unlinked.id)
         SELECT %(columns)s
           FROM document
           LEFT JOIN match ON match.id = document.id
          WHERE match.id IS NOT NULL OR document.partner_id IN %(portfolio)s)
        """,
        document=document,
        columns=case_columns(
            context,
            name,
            SQL("document.id"),
            SQL("document.partner_id IS NOT NULL"),
            leg=leg,
            partner_id=SQL("COALESCE(document.partner_id, match.partner_id)"),
            date=SQL("document.opened"),
        ),
        portfolio=context.portfolio,
    )


def _select_addresses(context):
    """E-mails and phone numbers of customers and their contacts."""
    return SQL(
        """
        SELECT contact.commercial_partner_id AS partner_id, known.address
          FROM res_partner contact
         CROSS JOIN LATERAL (VALUES (%s), (%s)) known (address)
         WHERE known.address IS NOT NULL
           AND contact.commercial_partner_id IN %s%s
        """,
        clean_email(SQL("contact.email")),
        clean_phone(SQL("contact.phone")),
        context.portfolio,
        flushed(context.env["res.partner"], "email", "phone", "commercial_partner_id"),
    )


def clean_email(text):
    """Return the SQL of the address in a text such as “Ann <ann@example.com>”."""
    return SQL(r"lower(substring(%s FROM '[^<>\s,;]+@[^<>\s,;]+'))", text)


def clean_phone(text):
    """Return the SQL of the digits of a phone number; NULL for an extension."""
    digits = SQL(r"regexp_replace(%s, '\D', '', 'g')", text)
    return SQL("CASE WHEN length(%s) >= %s THEN %s END", digits, SHORTEST_PHONE, digits)
