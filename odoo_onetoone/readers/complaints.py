"""Complaints: one row per ticket, with its times taken from tracked stage changes."""

from odoo.tools import SQL

from .asked import is_asked
from .fact_ids import identity_columns
from .paths import (
    field_of,
    first_moment,
    first_of_paths,
    flushed,
    path_to_sql,
    split_paths,
)
from .tables import create_temporary, is_in_bulk
from .who import is_ours

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS leg, NULL::bigint AS row_id,
           NULL::integer AS source_id, NULL::integer AS partner_id,
           NULL::integer AS company_id, NULL::timestamp AS opened,
           NULL::timestamp AS first_response, NULL::timestamp AS closed,
           NULL::boolean AS is_closed, NULL::integer AS reopen_count,
           NULL::boolean AS first_contact, NULL::integer AS importance,
           NULL::integer AS user_id, NULL::varchar AS res_model,
           NULL::integer AS res_id
     WHERE FALSE
    """
)


def select_complaints(source, interactions, portfolio, until, in_bulk=False):
    """Return the SELECT of the complaints of one source as they stood at ``until``.

    :param interactions: SQL relation of the company's interactions
    :param portfolio: SQL relation of the ids of the company's customers, who get the
        complaints that name no company
    :param until: SQL of the moment from which on nothing counts
    :param in_bulk: whether all complaints are wanted, and not a few: their stage
        changes and answers are then read in one pass

    Stage changes come from the tracking of the stage; where a complaint has none,
    from its opened and closed fields, and whether it was reopened stays unknown.
    """
    return SQL(
        """
        SELECT %(identity)s,
               document.partner_id,
               %(company)s::integer AS company_id,
               document.opened,
               answer.first_response,
               CASE WHEN state.is_closed
                    THEN COALESCE(history.closed, document.closed) END AS closed,
               state.is_closed,
               state.reopen_count,
               CASE WHEN NOT state.is_closed OR state.reopen_count > 0 THEN FALSE
                    WHEN state.reopen_count IS NULL THEN NULL
                    ELSE COALESCE(answer.sent, 0) <= 1
                         AND NOT COALESCE(answer.answered_back, FALSE)
                    END AS first_contact,
               document.importance
                    * CASE WHEN profile.abc = 'a' THEN 2 ELSE 1 END AS importance,
               document.user_id,
               %(model)s::varchar AS res_model,
               document.id AS res_id
          FROM (%(documents)s) document
          LEFT JOIN %(history)s history ON history.res_id = document.id
          LEFT JOIN %(answers)s answer ON answer.res_id = document.id
          LEFT JOIN onetoone_profile profile
                 ON profile.partner_id = document.partner_id
                AND profile.company_id = %(company)s
          CROSS JOIN LATERAL (
                SELECT is_closed,
                       CASE WHEN history.res_id IS NOT NULL
                            THEN history.reopen_count
                            WHEN NOT is_closed AND document.closed IS NULL THEN 0
                       END AS reopen_count
                  FROM (SELECT CASE
                               -- what the next change came from, else as it is now
                               WHEN history.next_from IS NOT NULL THEN history.next_from
                               WHEN history.closed IS NOT NULL THEN document.is_closed
                               ELSE document.is_closed
                                    AND COALESCE(document.closed < %(until)s, TRUE)
                               END AS is_closed) known) state
         WHERE document.opened < %(until)s
        """,
        identity=identity_columns(source, SQL("document.id")),
        company=source.company_id.id,
        model=source.model,
        documents=_select_documents(source, portfolio),
        history=_history(source, until, in_bulk),
        answers=SQL(
            "%s (%s)",
            SQL("") if in_bulk else SQL("LATERAL"),
            _select_answers(source, interactions, until, in_bulk),
        ),
        until=until,
    )


def _history(source, until, in_bulk):
    """Return SQL of the history of all documents or of the one at hand."""
    history = _select_history(source, until, in_bulk)
    if not in_bulk:
        return SQL("LATERAL (%s)", history)
    if not is_in_bulk(source.env):
        return SQL("(%s)", history)
    table = SQL.identifier(f"onetoone_part_history_{source.id}")
    create_temporary(source.env, table, history)
    return table


def _select_documents(source, portfolio):
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    branches = tuple(source.company_id._onetoone_branches().ids)
    customer = first_of_paths(
        model, query, source.partner_field, "commercial_partner_id"
    )
    if source.company_field:
        company = first_of_paths(model, query, source.company_field)
    else:
        company = SQL("NULL::integer")
    query.add_where(
        SQL(
            "(%s IN %s OR (%s IS NULL AND %s IN (SELECT partner_id FROM %s p)))",
            company,
            branches,
            company,
            customer,
            portfolio,
        )
    )
    query.add_where(SQL("%s IS NOT TRUE", is_ours(source.env, customer)))
    partner = first_of_paths(model, query, source.partner_field)
    query.add_where(is_asked(source.env, partner))
    if source.user_field:
        user = first_of_paths(model, query, source.user_field)
    else:
        user = SQL("NULL::integer")
    closed = _closed(source, model, query)
    is_closed = _is_closed(source, model, query, closed)
    return query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS partner_id", customer),
        SQL("%s AS opened", _opened(source, model, query)),
        SQL("%s AS closed", closed),
        SQL("COALESCE(%s, FALSE) AS is_closed", is_closed),
        SQL("1 + %s AS importance", _priority(source, model, query)),
        SQL("%s AS user_id", user),
    )


def _opened(source, model, query):
    timezone = source.company_id._onetoone_timezone()
    return first_moment(model, query, source.opened_field, timezone)


def _closed(source, model, query):
    if not source.closed_field:
        return SQL("NULL::timestamp")
    timezone = source.company_id._onetoone_timezone()
    return first_moment(model, query, source.closed_field, timezone)


def _is_closed(source, model, query, closed):
    """Closed by its stage, or by its date where the documents have no stages."""
    if not source.stage_field:
        return SQL("%s IS NOT NULL", closed)
    stage = path_to_sql(model, query, source.stage_field)
    if model._fields[source.stage_field].type == "selection":
        return SQL("%s IN %s", stage, tuple(split_paths(source.closed_stages)))
    return SQL("%s IN %s", stage, _closed_stages(source, model))


def _closed_stages(source, model):
    """Return the SELECT, in brackets, of the ids of the closing stages."""
    stages = model.env[model._fields[source.stage_field].comodel_name]
    stages = stages.sudo().with_context(active_test=False)
    query = stages._search(source._closed_stages_domain(stages), bypass_access=True)
    return query.subselect()


def _priority(source, model, query):
    """Return the SQL of a whole number from 0 on: the higher, the more important.

    Digits say it themselves; other values count by their place in the selection.
    """
    if not source.priority_field:
        return SQL("0")
    field = field_of(model, source.priority_field)
    column = path_to_sql(model, query, source.priority_field)
    if field.type == "integer":
        return SQL("greatest(COALESCE(%s, 0), 0)", column)
    if field.type == "char":
        return SQL(
            "(CASE WHEN %s ~ '^[0-9]{1,4}$' THEN %s::integer ELSE 0 END)",
            column,
            column,
        )
    values = field.get_values(source.env)
    if all(value.isdecimal() for value in values):
        ranks = {value: int(value) for value in values}
    else:
        ranks = {value: rank for rank, value in enumerate(values)}
    if not ranks:
        return SQL("0")
    return SQL(
        "(CASE %s %s ELSE 0 END)",
        column,
        SQL(" ").join(SQL("WHEN %s THEN %s", *pair) for pair in ranks.items()),
    )


def _select_history(source, until, in_bulk):
    """One row per complaint with tracked changes of its stage.

    ``next_from`` is whether the stage that the first change after ``until`` left was
    a closing one: between two changes a complaint stood where the later one began.
    """
    model = source._document_model()
    field = model._fields.get(source.stage_field)
    if field is None or field.type != "many2one" or "message_ids" not in model._fields:
        # a selection is tracked by its translated label, which tells nothing
        return SQL(
            "SELECT NULL::integer AS res_id, NULL::timestamp AS closed,"
            " NULL::integer AS reopen_count, NULL::boolean AS next_from WHERE FALSE"
        )
    return SQL(
        """
        SELECT res_id,
               closed,
               reopen_count,
               CASE WHEN next_closed IS NULL AND next_open IS NULL THEN NULL
                    WHEN next_closed IS DISTINCT FROM next_open
                    THEN COALESCE(next_closed < next_open, next_open IS NULL)
                    ELSE next_closed_id < next_open_id END AS next_from
          FROM (SELECT res_id,
                       max(date) FILTER (WHERE date < %(until)s AND to_closed
                                           AND NOT from_closed) AS closed,
                       (count(*) FILTER (WHERE date < %(until)s AND from_closed
                                           AND NOT to_closed))::integer
                           AS reopen_count,
                       min(date) FILTER (WHERE date >= %(until)s AND from_closed)
                           AS next_closed,
                       min(date) FILTER (WHERE date >= %(until)s AND NOT from_closed)
                           AS next_open,
                       min(id) FILTER (WHERE date >= %(until)s AND from_closed)
                           AS next_closed_id,
                       min(id) FILTER (WHERE date >= %(until)s AND NOT from_closed)
                           AS next_open_id
                  FROM (%(changes)s) change
                 GROUP BY res_id) history
        """,
        until=until,
        changes=_select_changes(source, model, in_bulk),
    )


def _select_changes(source, model, in_bulk):
    env = source.env
    stage_field = env["ir.model.fields"]._get(source.model, source.stage_field)
    return SQL(
        """
        SELECT message.res_id,
               message.date,
               value.id,
               COALESCE(value.old_value_integer IN %(closed)s, FALSE) AS from_closed,
               COALESCE(value.new_value_integer IN %(closed)s, FALSE) AS to_closed
          FROM mail_tracking_value value
          JOIN mail_message message ON message.id = value.mail_message_id
         WHERE value.field_id = %(field)s
           AND message.model = %(model)s AND message.%(of_document)s
        %(flush)s
        """,
        closed=_closed_stages(source, model),
        field=stage_field.id,
        model=source.model,
        of_document=SQL("res_id IS NOT NULL")
        if in_bulk
        else SQL("res_id = document.id"),
        flush=SQL(
            "%s%s",
            flushed(
                env["mail.tracking.value"],
                "field_id",
                "old_value_integer",
                "new_value_integer",
                "mail_message_id",
            ),
            flushed(env["mail.message"], "model", "res_id", "date"),
        ),
    )


def _select_answers(source, interactions, until, in_bulk):
    """Personal contacts on each complaint: the first answer and what followed it.

    The offset keeps the test for personal contacts out of the joins (see
    ``staging.contacts``).
    """
    return SQL(
        """
        SELECT res_id,
               min(date) FILTER (WHERE direction = 'out') AS first_response,
               count(*) FILTER (WHERE direction = 'out') AS sent,
               max(date) FILTER (WHERE direction = 'in')
                   > min(date) FILTER (WHERE direction = 'out') AS answered_back
          FROM (SELECT res_id, date, direction,
                       NOT is_mass AND NOT is_automatic AS is_personal
                  FROM %s contact
                 WHERE res_model = %s AND %s AND date < %s
                OFFSET '0') contact
         WHERE is_personal
         GROUP BY res_id
        """,
        interactions,
        source.model,
        SQL("TRUE") if in_bulk else SQL("res_id = document.id"),
        until,
    )


def select_opened(source, portfolio):
    """Return the SELECT of when the complaints of one source were opened.

    :param portfolio: SQL relation of the ids of the company's customers
    """
    return SQL("SELECT opened FROM (%s) document", _select_documents(source, portfolio))


def first_opened(source, before=None):
    """Return when the first complaint was opened, in naive UTC, or None.

    :param before: only complaints opened before this moment are looked for
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    opened = _opened(source, model, query)
    if before:
        query.add_where(SQL("%s < %s", opened, before))
    [[first]] = source.env.execute_query(query.select(SQL("min(%s)", opened)))
    return first
