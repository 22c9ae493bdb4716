"""Messages: one row per message and customer, received or sent.

Messages that a robot, the portal or a scheduled job sent are kept and marked
automatic; internal notes are never contacts.
"""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ..asked import contacts_of, exists
from ..fact_ids import identity_columns
from ..paths import flushed
from ..tables import is_in_bulk, keep_lookup
from .common import in_company, in_portfolio, is_of_customer
from .documents import company_of_document, documents_of, is_stated_in_bulk
from .mailings import left_by_mailing

RECEIVED, SENT = 0, 1

# document models that Odoo sends as a PDF attached to a comment
PRINTED_DOCUMENTS = ("sale.order", "account.move", "stock.picking")
PRINTOUTS = SQL("onetoone_part_printouts")

MESSAGE_TYPES = ("email", "comment", "email_outgoing", "sms", "snailmail")
LOGGED_TYPES = ("sms", "snailmail")


def select_messages(source, portfolio):
    """Return the SELECT of received and sent messages of one company.

    :param portfolio: SQL relation of the ids of the company's customers, who get
        the messages that name no company
    """
    documents = documents_of(source)
    belongs = _belonging(source, documents, portfolio)
    return SQL(
        "%s UNION ALL %s",
        _select_received(source, documents, belongs),
        _select_sent(source, documents, belongs),
    )


def _select_received(source, documents, belongs):
    env = source.env
    return SQL(
        """
        SELECT %(identity)s,
               contact.commercial_partner_id AS partner_id,
               contact.id AS contact_id,
               %(company)s::integer AS company_id,
               message.date AS date,
               %(channel)s AS channel,
               'in'::varchar AS direction,
               FALSE AS is_mass,
               FALSE AS is_automatic,
               NULL::integer AS user_id,
               message.model AS res_model,
               message.res_id AS res_id
          FROM %(received)s
         WHERE %(is_contact)s
           AND message.message_type != 'email_outgoing'
           AND %(is_of_customer)s
           AND %(belongs)s
        """,
        identity=identity_columns(source, SQL("message.id"), RECEIVED),
        company=source.company_id.id,
        channel=_channel(),
        received=_received(env),
        is_contact=_is_contact(env, documents),
        is_of_customer=is_of_customer(env),
        belongs=belongs(SQL("NULL::integer")),
    )


def _select_sent(source, documents, belongs):
    env = source.env
    return SQL(
        """
        SELECT %(identity)s,
               contact.commercial_partner_id AS partner_id,
               contact.id AS contact_id,
               %(company)s::integer AS company_id,
               message.date AS date,
               %(channel)s AS channel,
               'out'::varchar AS direction,
               FALSE AS is_mass,
               %(is_automatic)s AS is_automatic,
               author.user_id AS user_id,
               message.model AS res_model,
               message.res_id AS res_id
          FROM %(sent)s
          %(author)s
         WHERE %(is_contact)s
           AND COALESCE(notified.notification_status, '')
               NOT IN ('bounce', 'canceled')
           AND %(is_from_other_side)s
           AND %(is_of_customer)s
           AND NOT %(counted_before)s
           AND NOT %(left_by_mailing)s
           AND %(belongs)s
        """,
        identity=identity_columns(source, SQL("notified.id"), SENT),
        company=source.company_id.id,
        channel=_channel(),
        sent=_sent(env),
        is_automatic=_is_automatic(env),
        author=_join_author(env),
        is_from_other_side=_is_from_other_side(),
        is_contact=_is_contact(env, documents),
        is_of_customer=is_of_customer(env),
        counted_before=_counted_before(env),
        left_by_mailing=left_by_mailing(env),
        belongs=belongs(SQL("author.company_id")),
    )


# ------------------------------------------------------------
# Parts of the message readers
# ------------------------------------------------------------


def _received(env):
    """Return SQL: ``message`` joined to its writer ``contact``.

    Of those asked for, the messages are looked up writer by writer: the planner expects
    of each as many as our own people write, and would rather read all messages.
    """
    if not env.context.get("onetoone_asked"):
        return SQL(
            """mail_message message
          JOIN res_partner contact ON contact.id = message.author_id"""
        )
    return SQL(
        "%s contact CROSS JOIN LATERAL %s message",
        contacts_of(env),
        _looked_up(SQL("mail_message"), SQL("author_id = contact.id")),
    )


def _sent(env):
    """Return SQL: ``message`` joined to ``notified`` and its reader ``contact``."""
    if not env.context.get("onetoone_asked"):
        return SQL(
            """mail_message message
          JOIN mail_notification notified ON notified.mail_message_id = message.id
          JOIN res_partner contact ON contact.id = notified.res_partner_id"""
        )
    return SQL(
        """%s contact
          CROSS JOIN LATERAL %s notified
          CROSS JOIN LATERAL %s message""",
        contacts_of(env),
        _looked_up(SQL("mail_notification"), SQL("res_partner_id = contact.id")),
        _looked_up(SQL("mail_message"), SQL("id = notified.mail_message_id")),
    )


def _looked_up(table, condition):
    """The offset keeps the planner from any other way to join."""
    return SQL("(SELECT * FROM %s WHERE %s OFFSET 0)", table, condition)


def _channel():
    return SQL(
        """(CASE message.message_type
            WHEN 'sms' THEN 'sms' WHEN 'snailmail' THEN 'letter' ELSE 'email'
            END)::varchar"""
    )


def _is_contact(env, documents):
    """A message between people about a document, not an internal note.

    Odoo logs text messages and letters as notes, although they left the house.
    """
    return SQL(
        """message.model IN %s
           AND message.message_type IN %s
           AND (message.message_type IN %s
                OR (message.is_internal IS NOT TRUE
                    AND COALESCE(message.subtype_id, 0) NOT IN %s))%s%s""",
        tuple(documents),
        MESSAGE_TYPES,
        LOGGED_TYPES,
        _internal_subtypes(env),
        flushed(
            env["mail.message"],
            "model",
            "res_id",
            "date",
            "message_type",
            "is_internal",
            "subtype_id",
            "author_id",
            "record_company_id",
        ),
        flushed(env["res.partner"], "commercial_partner_id"),
    )


def _internal_subtypes(env):
    """Return the ids as values: from a sub-select the planner would expect half."""
    subtypes = env["mail.message.subtype"].sudo().with_context(active_test=False)
    return tuple(subtypes.search([("internal", "=", True)]).ids) or (0,)


def _join_author(env):
    """Join who wrote it, and the internal user he is (or NULL)."""
    return SQL(
        """
        LEFT JOIN (SELECT DISTINCT ON (partner_id)
                          partner_id, id AS user_id, company_id
                     FROM res_users
                    WHERE share IS NOT TRUE AND id != %s
                    ORDER BY partner_id, id) author
               ON author.partner_id = message.author_id
        LEFT JOIN res_partner writer ON writer.id = message.author_id
        %s%s""",
        SUPERUSER_ID,
        flushed(env["mail.notification"], "res_partner_id", "notification_status"),
        flushed(env["res.users"], "share", "company_id", "partner_id"),
    )


def _is_from_other_side():
    """Not a message that a customer wrote to his own colleagues."""
    return SQL(
        """(author.user_id IS NOT NULL
            OR writer.commercial_partner_id
               IS DISTINCT FROM contact.commercial_partner_id)"""
    )


def _is_automatic(env):
    """Not written by one of our people, or the printout of its own document.

    A reply that came in by e-mail was stored by the mail gateway, not by its author:
    there the creator of the message says nothing.
    """
    return SQL(
        """(author.user_id IS NULL
            OR (message.message_type != 'email'
                AND (message.create_uid = %(robot)s
                     OR message.create_uid NOT IN %(colleagues)s))
            OR (message.message_type = 'email_outgoing'
                AND (message.create_uid IS DISTINCT FROM author.user_id
                     OR COALESCE(message.res_id, 0) = 0))
            OR %(is_printout)s)""",
        robot=SUPERUSER_ID,
        colleagues=_colleagues(env),
        is_printout=_is_printout(env),
    )


def _colleagues(env):
    """Return the ids of the internal users, as values."""
    users = env["res.users"].sudo().with_context(active_test=False)
    return tuple(users.search([("share", "=", False)], order="id").ids) or (0,)


def _is_printout(env):
    """The message carries the PDF of its own order, invoice or delivery."""
    if is_in_bulk(env):
        keep_lookup(env, PRINTOUTS, _select_printouts(env))
        return SQL("message.id IN (SELECT message_id FROM %s p)", PRINTOUTS)
    tests = [
        SQL(
            "(message.model = %s AND %s)",
            name,
            exists(env, SQL("SELECT FROM %s", _files_of_document(env, name))),
        )
        for name in _printed_documents(env)
    ]
    return SQL(" OR ").join(tests) if tests else SQL("FALSE")


def _select_printouts(env):
    """Return the SELECT of the ids of all messages that are printouts."""
    selects = [
        SQL(
            "SELECT message.id AS message_id"
            "  FROM mail_message message CROSS JOIN %s AND message.model = %s",
            _files_of_document(env, name),
            name,
        )
        for name in _printed_documents(env)
    ]
    nothing = SQL("SELECT NULL::integer AS message_id WHERE FALSE")
    return SQL(" UNION ALL ").join(selects or [nothing])


def _printed_documents(env):
    return [name for name in PRINTED_DOCUMENTS if name in env]


def _files_of_document(env, name):
    """Join the attachments of ``message`` that are its document, printed.

    Odoo names the PDF after the document, with slashes turned into underscores.
    """
    return SQL(
        """
        message_attachment_rel link
          JOIN ir_attachment file ON file.id = link.attachment_id
          JOIN %s document ON document.id = file.res_id
         WHERE link.message_id = message.id
           AND file.res_id = message.res_id
           AND file.res_model = %s
           AND file.mimetype = 'application/pdf'
           AND strpos(replace(file.name, '/', '_'),
                      replace(document.name, '/', '_')) > 0%s%s%s""",
        SQL.identifier(env[name]._table),
        name,
        flushed(env["mail.message"], "attachment_ids", "model", "res_id"),
        flushed(env["ir.attachment"], "res_model", "res_id", "mimetype"),
        flushed(env[name], "name"),
    )


def _counted_before(env):
    """An earlier notification of the same message reached the same customer."""
    return exists(
        env,
        SQL(
            """
            SELECT FROM mail_notification earlier
              JOIN res_partner reader ON reader.id = earlier.res_partner_id
             WHERE earlier.mail_message_id = message.id
               AND earlier.id < notified.id
               AND COALESCE(earlier.notification_status, '')
                   NOT IN ('bounce', 'canceled')
               AND reader.commercial_partner_id = contact.commercial_partner_id"""
        ),
    )


def _belonging(source, documents, portfolio):
    """The company of the document, of the record, of the author, of the customer.

    Where there is no other company, only whether one is stated matters, and the
    documents of those who are customers anyway need not be looked up.

    Return a function from the SQL of the author's company to a condition.
    """
    if _is_only_company(source.company_id):
        is_stated = _is_document_stated(source, documents)
        return lambda author_company: SQL(
            "(message.record_company_id IS NOT NULL OR %s IS NOT NULL OR %s OR %s)",
            author_company,
            in_portfolio(source, portfolio),
            is_stated,
        )
    document = company_of_document(source, documents, "message")
    return lambda author_company: in_company(
        source,
        portfolio,
        SQL("COALESCE(%s, message.record_company_id, %s)", document, author_company),
    )


def _is_document_stated(source, documents):
    if is_in_bulk(source.env):
        return is_stated_in_bulk(source, documents, "message")
    return SQL("(%s) IS NOT NULL", company_of_document(source, documents, "message"))


def _is_only_company(company):
    roots = company.sudo().with_context(active_test=False)
    return roots.search_count([("parent_id", "=", False)], limit=2) == 1
