"""Cases made of contacts: what was written up, continued and opened."""

from odoo.tools import SQL

from ..paths import flushed
from .cases import case_columns

# documents of contacts that may carry a written outcome, and where it stands
WRITTEN_OUTCOMES = {
    "calendar.event": "description",
    "mail.activity": "feedback",
    "crm.phonecall": "description",
}
# what Odoo writes into a new meeting: organizer and contact with e-mail and phone
CONTACT_DETAILS = "<strong>[^<]*</strong><br ?/?>([^<]|<(?!/div>))*</div>"
TAGS = "<[^>]*>"
IS_MASS_MAIL = SQL(
    """contact.source_id IN (
        SELECT id FROM onetoone_source WHERE model = 'mailing.trace')"""
)


def contact_cases(context, is_counted, condition, contacts=None):
    """Return the SELECT of the personal contacts of the window as cases."""
    return SQL(
        "SELECT %s FROM %s contact WHERE %s",
        case_columns(
            context,
            SQL("contact.res_model"),
            SQL("contact.res_id"),
            is_counted,
            id=SQL("contact.id"),
            partner_id=SQL("contact.partner_id"),
            date=SQL("contact.date"),
            user_id=SQL("contact.user_id"),
        ),
        contacts or context.contacts,
        condition,
    )


def written_up(context):
    """Meetings and calls; counted with a written outcome (C-X08)."""
    tests = [
        SQL(
            """(contact.res_model = %s AND EXISTS (
                SELECT FROM %s document
                 WHERE document.id = contact.res_id AND %s ~ '[[:alnum:]]')%s)""",
            name,
            SQL.identifier(context.env[name]._table),
            _written_text(SQL.identifier("document", column)),
            flushed(context.env[name], column),
        )
        for name, column in WRITTEN_OUTCOMES.items()
        if name in context.env
    ]
    return contact_cases(
        context,
        SQL("(%s)", SQL(" OR ").join(tests)),
        SQL("contact.channel IN ('meeting', 'phone')"),
    )


def continued(context):
    """Inbound contacts on documents; counted where it was talked about before (C-X12).

    A message on the card of the customer continues nothing in particular and is left
    out. What lies before the window is not seen.
    """
    talked = SQL(
        """
        (SELECT contact.*, min(date) OVER (
                    PARTITION BY partner_id, res_model, res_id) AS first_date
           FROM %s contact WHERE res_model != 'res.partner')
        """,
        context.contacts,
    )
    return contact_cases(
        context,
        SQL("contact.date > contact.first_date"),
        SQL("contact.direction = 'in'"),
        talked,
    )


def by_channel(channels, condition=None):
    """Return a function to the SELECT of contacts; counted over some channels."""

    def select(context):
        return contact_cases(
            context, SQL("contact.channel IN %s", channels), condition or SQL("TRUE")
        )

    return select


def outbound(context):
    """Outbound contacts of the window, mass ones too; counted if personal (C-X22)."""
    columns = SQL("id, partner_id, date, user_id, res_model, res_id, direction")
    return contact_cases(
        context,
        SQL("contact.is_personal"),
        SQL("contact.direction = 'out'"),
        SQL(
            "(SELECT %s, TRUE AS is_personal FROM %s contact"
            " UNION ALL SELECT %s, FALSE FROM %s mass)",
            columns,
            context.contacts,
            columns,
            context.mass_contacts,
        ),
    )


def mass_mails(*states):
    """Return a function to the SELECT of mass mails; counted by their state (C-X23)."""

    def select(context):
        return contact_cases(
            context,
            SQL(
                "EXISTS (SELECT FROM mailing_trace trace"
                " WHERE trace.id = contact.row_id AND trace.trace_status IN %s)%s",
                states,
                flushed(context.env["mailing.trace"], "trace_status"),
            ),
            IS_MASS_MAIL,
            context.mass_contacts,
        )

    return select


def mass_mail_contacts(context):
    """Return SQL, in brackets: the mails of mailings that were sent in the window."""
    return SQL(
        "(SELECT * FROM %s contact WHERE %s)", context.mass_contacts, IS_MASS_MAIL
    )


def _written_text(column):
    """Return SQL of the text of a description, without tags and contact details."""
    return SQL(
        "regexp_replace(regexp_replace(COALESCE(%s, ''), %s, '', 'g'), %s, '', 'g')",
        column,
        CONTACT_DETAILS,
        TAGS,
    )
