"""Who was touched: the customers about whom something was recorded since a moment.

What was deleted leaves no trace; the nightly refresh of everybody finds it.
"""

from odoo.tools import SQL

from .interactions.documents import DOCUMENTS
from .paths import field_of, flushed, path_to_sql

# below so many rows a table is read to the end for what was written lately
SCANNED_ROWS = 500_000
# rows with lower numbers may be committed later: so many are looked at again
NUMBERS_IN_FLIGHT = 10_000

# models of one contact each whose sources need no field mapping: {model: customer}
CONTACT_PATHS = {
    "crm.phonecall": "partner_id",
    "event.registration": "partner_id",
    "im_livechat.channel.member.history": "partner_id",
}
# what our people record of customers by hand: {model: customer}
ENTRY_PATHS = {
    "crm.lead": "onetoone_referrer_id",
    "onetoone.learning": "partner_id",
    "onetoone.override": "partner_id",
    "onetoone.wallet": "partner_id",
}
MESSAGES = "mail.message"


def select_touched(env, sources, since, high_water):
    """Return the SELECT of the partner_id of every customer touched since.

    :param sources: the sources of one company that are read
    :param since: naive UTC datetime
    :param high_water: {table: highest number of a row known at ``since``}
    """
    selects = [_select_partners(env, since), _select_from_messages(env)]
    selects.append(_select_guests(env, since))
    for model, path in sorted(_documents(env, sources)):
        selects.append(_select_from_documents(env[model], path, since, high_water))
        selects.append(_select_discussed(env[model], path))
    return SQL(
        """
        WITH recent AS (%s)
        SELECT DISTINCT partner_id FROM (%s) touched WHERE partner_id IS NOT NULL
        """,
        _select_recent_messages(env, since, high_water),
        SQL(" UNION ALL ").join(selects),
    )


def find_high_water(env, sources):
    """Return {table: highest number of a row}, to be kept for the next time."""
    models = {MESSAGES, *(model for model, _path in _documents(env, sources))}
    tables = sorted(env[model]._table for model in models)
    [row] = env.execute_query(
        SQL(
            "SELECT %s",
            SQL(", ").join(
                SQL("(SELECT max(id) FROM %s)", SQL.identifier(table))
                for table in tables
            ),
        )
    )
    return {table: last or 0 for table, last in zip(tables, row, strict=True)}


def _documents(env, sources):
    """Return {(model, path of its customer)} of all that may say something."""
    paths = {
        (source.model, path.strip())
        for source in sources
        for path in (source.partner_field or CONTACT_PATHS.get(source.model, "")).split(
            ","
        )
    }
    written_about = {
        (name, paths_of.contact)
        for name, paths_of in DOCUMENTS.items()
        if name != "res.partner" and name in env
    }
    return {
        (model, path)
        for model, path in paths | written_about
        if path and field_of(env[model], path) is not None
    } | set(ENTRY_PATHS.items())


def _select_partners(env, since):
    """Customers whose record, or a contact's, was written, and who referred them."""
    return SQL(
        """
        SELECT unnest(ARRAY[partner.commercial_partner_id,
                            referrer.commercial_partner_id]) AS partner_id
          FROM res_partner partner
          LEFT JOIN res_partner referrer
                 ON referrer.id = partner.onetoone_referrer_id
         WHERE partner.write_date >= %s
        %s
        """,
        since,
        flushed(
            env["res.partner"],
            "write_date",
            "commercial_partner_id",
            "onetoone_referrer_id",
        ),
    )


def _select_from_documents(model, path, since, high_water):
    """Customers whose document was written.

    In a large table only new rows are looked for, unless an index leads to those
    written lately; what else happens to a document is told by its messages.
    """
    model = model.sudo().with_context(active_test=False)
    query = model._search([], bypass_access=True)
    table = SQL.identifier(query.table)
    mark = high_water.get(model._table)
    if mark is None or _is_found_by_writing(model):
        query.add_where(SQL("%s.write_date >= %s", table, since))
    else:
        first = mark - NUMBERS_IN_FLIGHT
        query.add_where(SQL("%s.id > %s", table, first))
        query.add_where(SQL("%s.create_date >= %s", table, since))
    customer = path_to_sql(model, query, f"{path}.commercial_partner_id")
    return SQL(
        "%s%s",
        query.select(SQL("%s AS partner_id", customer)),
        flushed(model, path.split(".")[0]),
    )


def _is_found_by_writing(model):
    """Return whether the rows written lately are found without reading millions."""
    [[row_count, has_index]] = model.env.execute_query(
        SQL(
            """
            SELECT table_.reltuples,
                   EXISTS (SELECT FROM pg_index entry
                             JOIN pg_attribute attribute
                               ON attribute.attrelid = entry.indrelid
                              AND attribute.attnum = entry.indkey[0]
                            WHERE entry.indrelid = table_.oid AND entry.indisvalid
                              AND attribute.attname = 'write_date')
              FROM pg_class table_
             WHERE table_.oid = %s::regclass
            """,
            model._table,
        )
    )
    return has_index or row_count < SCANNED_ROWS


def _select_recent_messages(env, since, high_water):
    table = env[MESSAGES]._table
    mark = high_water.get(table, NUMBERS_IN_FLIGHT) - NUMBERS_IN_FLIGHT
    return SQL(
        """
        SELECT id, model, res_id, author_id FROM mail_message
         WHERE id > %s AND create_date >= %s
        %s
        """,
        mark,
        since,
        flushed(env[MESSAGES], "model", "res_id", "author_id"),
    )


def _select_from_messages(env):
    """Customers who wrote or were written to, or on whose record somebody wrote."""
    return SQL(
        """
        SELECT author.commercial_partner_id AS partner_id
          FROM recent
          JOIN res_partner author ON author.id = recent.author_id
         UNION ALL
        SELECT reader.commercial_partner_id
          FROM recent
          JOIN mail_notification notified ON notified.mail_message_id = recent.id
          JOIN res_partner reader ON reader.id = notified.res_partner_id
         UNION ALL
        SELECT partner.commercial_partner_id
          FROM recent
          JOIN res_partner partner
            ON partner.id = recent.res_id AND recent.model = 'res.partner'
        %s
        """,
        flushed(env["mail.notification"], "mail_message_id", "res_partner_id"),
    )


def _select_discussed(model, path):
    """Customers about whose document there is a message: its changes are tracked."""
    model = model.sudo().with_context(active_test=False)
    query = model._search([], bypass_access=True)
    query.add_where(
        SQL(
            "%s.id IN (SELECT res_id FROM recent WHERE model = %s)",
            SQL.identifier(query.table),
            model._name,
        )
    )
    customer = path_to_sql(model, query, f"{path}.commercial_partner_id")
    return query.select(SQL("%s AS partner_id", customer))


def _select_guests(env, since):
    """Customers who were invited to a meeting, or whose meeting was written."""
    return SQL(
        """
        SELECT guest.commercial_partner_id AS partner_id
          FROM calendar_attendee attendee
          JOIN calendar_event event ON event.id = attendee.event_id
          JOIN res_partner guest ON guest.id = attendee.partner_id
         WHERE attendee.write_date >= %(since)s OR event.write_date >= %(since)s
        %(flush)s
        """,
        since=since,
        flush=SQL(
            "%s%s",
            flushed(env["calendar.event"], "start", "active"),
            flushed(env["calendar.attendee"], "partner_id", "state"),
        ),
    )
