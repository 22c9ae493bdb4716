"""Mass mailings: one row per mail or text message that left for a customer."""

from odoo.tools import SQL

from ..paths import flushed
from ..tables import is_in_bulk, keep_lookup
from .common import select_of_customers, union
from .documents import relations

CHANNELS = {"mail": "email", "sms": "sms"}
COPIES = SQL("onetoone_part_mailing_copies")
SENT_STATUSES = ("pending", "sent", "open", "reply")


def select_mailings(source, portfolio):
    """Return the SELECT of the mailings sent to the documents of customers."""
    return union(
        select_of_customers(source, portfolio, _select_traces(source.env, documents))
        for documents in relations(source)
    )


def left_by_mailing(env):
    """Return SQL: the message is the copy that a mailing left on a document."""
    if "mailing.trace" not in env:
        return SQL("FALSE")
    flush = SQL(
        "%s%s",
        flushed(env["mailing.trace"], "message_id"),
        flushed(env["mail.message"], "message_id"),
    )
    if env.context.get("onetoone_asked"):
        return SQL(
            """EXISTS (SELECT FROM mailing_trace trace
                        WHERE trace.message_id = message.message_id)%s""",
            flush,
        )
    # looked up by number: their identifiers are long texts, without an index
    copies = SQL(
        "SELECT copy.id FROM mailing_trace trace"
        "  JOIN mail_message copy ON copy.message_id = trace.message_id%s",
        flush,
    )
    if is_in_bulk(env):
        keep_lookup(env, COPIES, copies)
        copies = SQL("SELECT id FROM %s copies", COPIES)
    return SQL("message.id IN (%s)", copies)


def _select_traces(env, documents):
    return SQL(
        """
        SELECT trace.id AS row_id,
               document.contact_id,
               COALESCE(document.company_id, sender.company_id) AS company_id,
               COALESCE(trace.sent_datetime, trace.create_date) AS date,
               CASE trace.trace_type %(channels)s ELSE 'other' END AS channel,
               'out' AS direction,
               TRUE AS is_mass,
               FALSE AS is_automatic,
               mailing.user_id,
               trace.model AS res_model,
               trace.res_id
          FROM mailing_trace trace
          JOIN %(documents)s document
            ON document.id = trace.res_id AND document.model = trace.model
          LEFT JOIN mailing_mailing mailing ON mailing.id = trace.mass_mailing_id
          LEFT JOIN res_users sender ON sender.id = mailing.user_id
         WHERE trace.trace_status IN %(sent)s
           AND trace.is_test_trace IS NOT TRUE
        %(flush)s
        """,
        channels=SQL(" ").join(
            SQL("WHEN %s THEN %s", kind, channel) for kind, channel in CHANNELS.items()
        ),
        documents=documents,
        sent=SENT_STATUSES,
        flush=SQL(
            "%s%s",
            flushed(
                env["mailing.trace"],
                "trace_type",
                "trace_status",
                "sent_datetime",
                "is_test_trace",
                "model",
                "res_id",
                "mass_mailing_id",
            ),
            flushed(env["mailing.mailing"], "user_id"),
        ),
    )
