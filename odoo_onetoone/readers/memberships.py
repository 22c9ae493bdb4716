"""Membership periods: who fits is compared with who is in; only changes are written.

A period is half-open: from its first day up to, but without, its last. Everything here
is about one day; what earlier runs recorded for later days is taken back first, so that
the table says what it would say if those runs had never been.
"""

from odoo.tools import SQL

from .tables import create_temporary, joining_everybody

MEMBERS = SQL("onetoone_segment_member")
NOBODY = SQL("SELECT NULL::integer AS partner_id WHERE FALSE")
FITTING = SQL("onetoone_segment_fitting")
NEWCOMERS = SQL("onetoone_segment_newcomers")
LEAVERS = SQL("onetoone_segment_leavers")
# with more changes the statistics of the table are renewed at once
MANY = 10_000


def find_recorded_later(env, company, day):
    """Return the ids of segments with periods that start or end on a day or later."""
    rows = env.execute_query(
        SQL(
            """
            SELECT segment_id FROM %(members)s
             WHERE company_id = %(company)s AND date_from >= %(day)s
             UNION
            SELECT segment_id FROM %(members)s
             WHERE company_id = %(company)s AND date_to >= %(day)s
            """,
            members=MEMBERS,
            company=company.id,
            day=day,
        )
    )
    return {segment_id for [segment_id] in rows}


def write_members(env, segment, fitting, day, is_recorded_later=False):
    """Let the customers who fit be the members of a segment from a day on.

    :param fitting: SELECT of ``partner_id``, each once
    :param is_recorded_later: whether periods start or end on the day or later
    :return: the number of periods written, and the number of members
    """
    create_temporary(env, FITTING, fitting)
    [[count]] = env.execute_query(SQL("SELECT count(*) FROM %s", FITTING))
    with joining_everybody(env):
        changed = _take_back(env, segment, day) if is_recorded_later else 0
        changed += _let_leave(env, segment, day)
        changed += _let_join(env, segment, day)
    if changed > MANY:
        env.execute_query(SQL("ANALYZE %s", MEMBERS))
    return changed, count


def with_members(env, segments):
    """Return the ids of those segments that have current members."""
    rows = env.execute_query(
        SQL(
            """
            SELECT segment_id FROM unnest(%s::integer[]) AS segment (segment_id)
             WHERE EXISTS (SELECT FROM %s member
                            WHERE member.segment_id = segment.segment_id
                              AND date_to IS NULL)
            """,
            segments.ids,
            MEMBERS,
        )
    )
    return {segment_id for [segment_id] in rows}


def in_none_of(segments, partner):
    """Return the SQL condition that a customer is a member of none of some segments.

    :param partner: SQL of the customer's id
    """
    if not segments:
        return SQL("TRUE")
    return SQL(
        """
        NOT EXISTS (SELECT FROM %s taken
                     WHERE taken.segment_id IN %s AND taken.date_to IS NULL
                       AND taken.partner_id = %s)
        """,
        MEMBERS,
        tuple(segments.ids),
        partner,
    )


def _take_back(env, segment, day):
    """Undo what was recorded for later days; mend what was recorded for this one."""
    return sum(
        (
            _write(
                env,
                "DELETE FROM %s WHERE segment_id = %s AND date_from > %s",
                MEMBERS,
                segment.id,
                day,
            ),
            # who left later, or left today and fits again, has not left
            _write(
                env,
                """
                UPDATE %s SET date_to = NULL
                 WHERE segment_id = %s
                   AND (date_to > %s OR date_to = %s AND partner_id IN (
                        SELECT partner_id FROM %s))
                """,
                MEMBERS,
                segment.id,
                day,
                day,
                FITTING,
            ),
            # who joined today and does not fit any more has never been in
            _write(
                env,
                """
                DELETE FROM %s member
                 WHERE %s AND date_from = %s AND NOT EXISTS (
                        SELECT FROM %s fitting
                         WHERE fitting.partner_id = member.partner_id)
                """,
                MEMBERS,
                _current(segment),
                day,
                FITTING,
            ),
        )
    )


def _let_leave(env, segment, day):
    create_temporary(
        env,
        LEAVERS,
        SQL(
            """
            SELECT id FROM %s member
             WHERE %s AND NOT EXISTS (
                    SELECT FROM %s fitting
                     WHERE fitting.partner_id = member.partner_id)
            """,
            MEMBERS,
            _current(segment),
            FITTING,
        ),
    )
    return _write(
        env,
        "UPDATE %s SET date_to = %s WHERE id IN (SELECT id FROM %s)",
        MEMBERS,
        day,
        LEAVERS,
    )


def _let_join(env, segment, day):
    create_temporary(
        env,
        NEWCOMERS,
        SQL(
            """
            SELECT partner_id FROM %s fitting
             WHERE NOT EXISTS (
                    SELECT FROM %s member
                     WHERE %s AND member.partner_id = fitting.partner_id)
            """,
            FITTING,
            MEMBERS,
            _current(segment),
        ),
    )
    return _write(
        env,
        """
        INSERT INTO %s (segment_id, partner_id, company_id, date_from)
        SELECT %s, partner_id, %s, %s FROM %s
        """,
        MEMBERS,
        segment.id,
        segment.company_id.id,
        day,
        NEWCOMERS,
    )


def _current(segment):
    return SQL("(segment_id = %s AND date_to IS NULL)", segment.id)


def _write(env, statement, *values):
    env.execute_query(SQL(statement, *values))
    return env.cr.rowcount
