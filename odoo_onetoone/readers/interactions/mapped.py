"""Documents that are contacts themselves: tickets, claims, a company's own models."""

from odoo.tools import SQL

from ..asked import exists, is_asked
from ..paths import field_of, first_of_paths, flushed, path_to_sql
from ..who import is_ours
from .common import EMPTY, select_of_customers
from .documents import asked_ids

# channels that the addon helpdesk_mgmt knows, where they are ours, too
TICKET_CHANNELS = {
    "helpdesk_mgmt.helpdesk_ticket_channel_email": "email",
    "helpdesk_mgmt.helpdesk_ticket_channel_phone": "phone",
}


def select_tickets(source, portfolio):
    """Return the SELECT of tickets: what their customers asked us for."""
    return select_mapped(source, portfolio, channel=_ticket_channel)


def select_mapped(source, portfolio, channel=None):
    """Return the SELECT of the documents of a source, read by its field mapping.

    A document that a message of its customer has opened counts as that message.

    :param channel: function from a source, model and query to the SQL of the channel;
        by default that of the source
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    document = SQL.identifier(query.table, "id")
    asked = asked_ids(source)
    if asked is not None:
        if not asked:
            return EMPTY
        query.add_where(SQL("%s IN %s", document, asked))
    contact = first_of_paths(model, query, source.partner_field)
    query.add_where(is_asked(source.env, contact))
    found = query.select(
        SQL("%s AS row_id", document),
        SQL("%s AS contact_id", contact),
        SQL("%s AS company_id", _mapped(model, query, source.company_field)),
        SQL("%s AS date", _moment(source, model, query)),
        SQL(
            "%s AS channel",
            channel(source, model, query) if channel else source.channel,
        ),
        SQL("%s AS direction", source.direction),
        SQL("%s AS is_mass", source.is_mass),
        SQL("FALSE AS is_automatic"),
        SQL("%s AS user_id", _mapped(model, query, source.user_field)),
        SQL("%s AS res_model", source.model),
        SQL("%s AS res_id", document),
        SQL("%s AS stored", _stored(model, query)),
    )
    if source.env.context.get("onetoone_asked"):
        # first their documents, then what to know about each
        found = SQL("%s OFFSET 0", found)
    return select_of_customers(
        source, portfolio, found, where=_not_opened_by_message(source, model)
    )


def _mapped(model, query, paths):
    return first_of_paths(model, query, paths) if paths else SQL("NULL::integer")


def _moment(source, model, query):
    """The moment of a document; a date starts in the zone of the company."""
    moments = []
    for path in source.date_field.split(","):
        column = path_to_sql(model, query, path.strip())
        if field_of(model, path.strip()).type == "date":
            column = SQL(
                "(%s::timestamp AT TIME ZONE %s AT TIME ZONE 'UTC')",
                column,
                source.company_id._onetoone_timezone(),
            )
        moments.append(column)
    return SQL("COALESCE(%s)", SQL(", ").join(moments)) if moments[1:] else moments[0]


def _stored(model, query):
    if "create_date" not in model._fields:  # a model may keep no log of access
        return SQL("NULL::timestamp")
    return path_to_sql(model, query, "create_date")


def _ticket_channel(source, model, query):
    known = {
        record.id: channel
        for xml_id, channel in TICKET_CHANNELS.items()
        if (record := source.env.ref(xml_id, raise_if_not_found=False))
    }
    if not known or "channel_id" not in model._fields:
        return SQL("%s", source.channel)
    return SQL(
        "CASE %s %s ELSE %s END",
        path_to_sql(model, query, "channel_id"),
        SQL(" ").join(SQL("WHEN %s THEN %s", *pair) for pair in known.items()),
        source.channel,
    )


def _not_opened_by_message(source, model):
    """A message from outside that opened the document is a contact already.

    It is dated before the document was opened, or it is the first one of the thread
    and was stored along with the document.
    """
    if source.direction != "in" or "message_ids" not in model._fields:
        return SQL("TRUE")
    openers = SQL(
        """
            SELECT FROM mail_message opener
             WHERE opener.model = %(model)s
               AND opener.res_id = found.row_id
               AND opener.message_type IN ('email', 'comment')
               AND opener.is_internal IS NOT TRUE
               AND opener.author_id IS NOT NULL
               AND NOT %(author_is_ours)s
               AND (opener.date <= found.date
                    OR (opener.create_date = found.stored AND NOT EXISTS (
                        SELECT FROM mail_message earlier
                         WHERE earlier.model = %(model)s
                           AND earlier.res_id = opener.res_id
                           AND earlier.id < opener.id)))%(flush)s""",
        model=source.model,
        author_is_ours=is_ours(source.env, SQL("opener.author_id")),
        flush=flushed(
            source.env["mail.message"],
            "model",
            "res_id",
            "author_id",
            "date",
            "message_type",
            "is_internal",
        ),
    )
    return SQL("NOT %s", exists(source.env, openers))
