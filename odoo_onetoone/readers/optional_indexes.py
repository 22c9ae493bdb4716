"""Indexes on Odoo's tables that let a refresh read less.

They are Odoo's tables and the administrator's decision: nothing here is created
without being asked for. Each answers a reader from the index alone.
"""

from typing import NamedTuple

from odoo.tools import SQL

PREFIX = "onetoone_cover_"
# what a row takes beside its values, and how full a new index is packed
ROW_OVERHEAD = 16
FILL = 0.9
UNKNOWN_WIDTH = 8


class OptionalIndex(NamedTuple):
    """An index by some columns that carries others along."""

    model: str
    name: str
    by: tuple[str, ...]
    along: tuple[str, ...] = ()
    only: str = "TRUE"


OPTIONAL_INDEXES = (
    OptionalIndex(
        "account.move",
        "invoices",
        ("partner_id",),
        (
            "invoice_date",
            "amount_untaxed_signed",
            "move_type",
            "company_id",
            "invoice_user_id",
            "id",
        ),
        "state = 'posted' AND move_type IN ('out_invoice', 'out_refund')",
    ),
    OptionalIndex(
        "sale.order",
        "orders",
        ("partner_id",),
        (
            "date_order",
            "amount_untaxed",
            "currency_rate",
            "margin",
            "user_id",
            "company_id",
            "id",
        ),
        "state = 'sale'",
    ),
    OptionalIndex(
        "mail.message",
        "messages",
        ("author_id",),
        (
            "date",
            "model",
            "res_id",
            "message_type",
            "subtype_id",
            "is_internal",
            "record_company_id",
            "create_uid",
            "id",
        ),
    ),
    OptionalIndex(
        "mail.notification",
        "notifications",
        ("res_partner_id",),
        ("mail_message_id", "notification_status", "id"),
        "res_partner_id IS NOT NULL",
    ),
    OptionalIndex(
        "mail.tracking.value",
        "changes",
        ("field_id",),
        ("mail_message_id", "old_value_integer", "new_value_integer", "id"),
    ),
    OptionalIndex(
        "res.partner",
        "addresses",
        ("email_normalized",),
        ("commercial_partner_id", "active", "id"),
        "email_normalized IS NOT NULL",
    ),
    # for the history of one customer: Odoo does not index whose these are
    OptionalIndex("helpdesk.ticket", "tickets", ("partner_id",), ("create_date", "id")),
    OptionalIndex("crm.claim", "claims", ("partner_id",), ("date", "id")),
    OptionalIndex("crm.phonecall", "phonecalls", ("partner_id",), ("date", "id")),
    OptionalIndex(
        "calendar.attendee", "attendees", ("partner_id",), ("event_id", "state", "id")
    ),
    OptionalIndex("mailing.trace", "mailings", ("res_id",), ("model", "id")),
    OptionalIndex("mailing.trace", "mailing_copies", ("message_id",), ("id",)),
)


class TableState(NamedTuple):
    """What is known of one index of this database; sizes in bytes."""

    name: str
    row_count: int
    size: int
    is_created: bool


def find_states(env):
    """Return the :class:`TableState` of every index that makes sense here.

    Sizes are measured where the index is there, else estimated from the statistics
    of the table.
    """
    return [_find_state(env, index) for index in _applicable(env)]


def create(env, name):
    """Create one of the indexes; writing to its table waits meanwhile."""
    for index in _applicable(env):
        if _full_name(index) == name:
            env.execute_query(_create_statement(env, index))
            env.execute_query(
                SQL("ANALYZE %s", SQL.identifier(env[index.model]._table))
            )


def drop_all(env):
    """Drop every index that was ever created here, whatever is installed now."""
    names = env.execute_query(
        SQL("SELECT indexname FROM pg_indexes WHERE indexname LIKE %s", f"{PREFIX}%")
    )
    for [name] in names:
        env.execute_query(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(name)))


def statements(env):
    """Return the statements as text, for who wants to run them himself."""
    return [
        env.cr.mogrify(_create_statement(env, index)).decode()
        for index in _applicable(env)
    ]


def _applicable(env):
    """The indexes of installed models, with the columns their tables have."""
    found = []
    for index in OPTIONAL_INDEXES:
        if index.model not in env:
            continue
        stored = {
            name
            for name, field in env[index.model]._fields.items()
            if field.store and field.column_type
        }
        if stored.issuperset(index.by):
            along = tuple(name for name in index.along if name in stored)
            found.append(index._replace(along=along))
    return found


def _full_name(index):
    return f"{PREFIX}{index.name}"


def _create_statement(env, index):
    return SQL(
        "CREATE INDEX IF NOT EXISTS %s ON %s (%s) INCLUDE (%s) WHERE %s",
        SQL.identifier(_full_name(index)),
        SQL.identifier(env[index.model]._table),
        SQL(", ").join(map(SQL.identifier, index.by)),
        SQL(", ").join(map(SQL.identifier, index.along)),
        SQL(index.only),
    )


def _find_state(env, index):
    [[row_count, width, size]] = env.execute_query(
        SQL(
            """
            SELECT greatest(table_.reltuples, 0),
                   (SELECT COALESCE(sum(COALESCE(known.avg_width, %(unknown)s)), 0)
                      FROM unnest(%(columns)s::text[]) wanted (name)
                      LEFT JOIN pg_stats known
                             ON known.schemaname = current_schema()
                            AND known.tablename = %(table)s
                            AND known.attname = wanted.name),
                   (SELECT pg_relation_size(entry.oid) FROM pg_class entry
                     WHERE entry.relname = %(name)s
                       AND entry.relnamespace = table_.relnamespace)
              FROM pg_class table_
             WHERE table_.oid = %(table)s::regclass
            """,
            unknown=UNKNOWN_WIDTH,
            columns=[*index.by, *index.along],
            table=env[index.model]._table,
            name=_full_name(index),
        )
    )
    estimate = row_count * (width + ROW_OVERHEAD) / FILL
    return TableState(
        name=_full_name(index),
        row_count=int(row_count),
        size=int(estimate if size is None else size),
        is_created=size is not None,
    )
