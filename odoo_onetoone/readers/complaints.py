"""Complaints: one row per ticket, with its times taken from tracked stage changes."""

from odoo.tools import SQL

from .fact_ids import identity_columns
from .paths import first_of_paths, flushed, path_to_sql
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


def select_complaints(source, interactions, until):
    """Return the SELECT of the complaints of one source as they stood at ``until``.

    :param interactions: SQL relation of the company's interactions
    :param until: SQL of the moment from which on nothing counts

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
          LEFT JOIN (%(history)s) history ON history.res_id = document.id
          LEFT JOIN (%(answers)s) answer ON answer.res_id = document.id
          LEFT JOIN onetoone_profile profile
                 ON profile.partner_id = document.partner_id
                AND profile.company_id = %(company)s
          CROSS JOIN LATERAL (
                SELECT is_closed,
                       CASE WHEN history.res_id IS NOT NULL
                            THEN history.reopen_count
                            WHEN NOT is_closed AND document.closed IS NULL THEN 0
                       END AS reopen_count
                  FROM (SELECT COALESCE(history.is_closed,
                                        document.is_closed
                                        AND COALESCE(document.closed < %(until)s, TRUE)
                               ) AS is_closed) known) state
         WHERE document.opened < %(until)s
        """,
        identity=identity_columns(source, SQL("document.id")),
        company=source.company_id.id,
        model=source.model,
        documents=_select_documents(source),
        history=_select_history(source, until),
        answers=_select_answers(source, interactions, until),
        until=until,
    )


def _select_documents(source):
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    query.add_where(
        SQL(
            "%s IN %s",
            first_of_paths(model, query, source.company_field),
            tuple(source.company_id._onetoone_branches().ids),
        )
    )
    customer = path_to_sql(
        model, query, f"{source.partner_field}.commercial_partner_id"
    )
    query.add_where(SQL("%s IS NOT TRUE", is_ours(source.env, customer)))
    closed_stage = path_to_sql(
        model, query, f"{source.stage_field}.{source.closed_stage_field}"
    )
    priority = path_to_sql(model, query, source.priority_field)
    return query.select(
        SQL("%s AS id", SQL.identifier(query.table, "id")),
        SQL("%s AS partner_id", customer),
        SQL("%s AS opened", path_to_sql(model, query, source.opened_field)),
        SQL("%s AS closed", path_to_sql(model, query, source.closed_field)),
        SQL("COALESCE(%s, FALSE) AS is_closed", closed_stage),
        # a priority is a selection of the digits 0 to 3
        SQL("1 + COALESCE(%s, '0')::integer AS importance", priority),
        SQL("%s AS user_id", path_to_sql(model, query, source.user_field)),
    )


def _select_history(source, until):
    """One row per complaint with tracked changes of its stage.

    Before the first change after ``until`` a complaint stood in that change's old
    stage, so the past can be told from the changes alone.
    """
    env = source.env
    model = source._document_model()
    stages = env[model._fields[source.stage_field].comodel_name]
    closed_stages = SQL(
        "(SELECT id FROM %s WHERE %s)%s",
        SQL.identifier(stages._table),
        SQL.identifier(source.closed_stage_field),
        flushed(stages, source.closed_stage_field),
    )
    stage_field = env["ir.model.fields"]._get(source.model, source.stage_field)
    return SQL(
        """
        SELECT res_id,
               max(date) FILTER (WHERE date < %(until)s AND to_closed
                                   AND NOT from_closed) AS closed,
               (count(*) FILTER (WHERE date < %(until)s AND from_closed
                                   AND NOT to_closed))::integer AS reopen_count,
               COALESCE(
                   (array_agg(to_closed ORDER BY date DESC, id DESC)
                        FILTER (WHERE date < %(until)s))[1],
                   (array_agg(from_closed ORDER BY date, id)
                        FILTER (WHERE date >= %(until)s))[1]) AS is_closed
          FROM (SELECT message.res_id,
                       message.date,
                       change.id,
                       change.old_value_integer IN %(closed_stages)s AS from_closed,
                       change.new_value_integer IN %(closed_stages)s AS to_closed
                  FROM mail_tracking_value change
                  JOIN mail_message message ON message.id = change.mail_message_id
                 WHERE change.field_id = %(field)s
                   AND message.model = %(model)s) changes
         GROUP BY res_id
        %(flush)s
        """,
        until=until,
        closed_stages=closed_stages,
        field=stage_field.id,
        model=source.model,
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


def _select_answers(source, interactions, until):
    """Personal contacts on each complaint: the first answer and what followed it."""
    return SQL(
        """
        SELECT res_id,
               min(date) FILTER (WHERE direction = 'out') AS first_response,
               count(*) FILTER (WHERE direction = 'out') AS sent,
               max(date) FILTER (WHERE direction = 'in')
                   > min(date) FILTER (WHERE direction = 'out') AS answered_back
          FROM %s contact
         WHERE res_model = %s
           AND NOT is_mass AND NOT is_automatic
           AND date < %s
         GROUP BY res_id
        """,
        interactions,
        source.model,
        until,
    )


def first_opened(source, before=None):
    """Return when the first complaint was opened, in naive UTC, or None.

    :param before: only complaints opened before this moment are looked for
    """
    model = source._document_model()
    query = model._search(source._document_domain(), bypass_access=True)
    opened = path_to_sql(model, query, source.opened_field)
    if before:
        query.add_where(SQL("%s < %s", opened, before))
    [[first]] = source.env.execute_query(query.select(SQL("min(%s)", opened)))
    return first
