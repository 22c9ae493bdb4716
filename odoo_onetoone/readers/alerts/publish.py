"""How alerts follow their causes: started, kept up to date, ended.

Only changes are written.

An alert stands for its cause as long as that is there, done or not. When the cause is
gone, an open alert expires; only after that the same cause can start another one.
"""

from typing import NamedTuple

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ...engine.alerts import kinds
from .causes import CAUSES

ALERTS = SQL("onetoone_alert")


class Ended(NamedTuple):
    """An alert whose cause is gone."""

    id: int
    activity_id: int | None
    is_settled: bool  # the complaint it was about was closed


class Moved(NamedTuple):
    """An open alert that somebody else is in charge of now, or nobody."""

    id: int
    activity_id: int | None


def end(scene):
    """End the alerts whose cause is gone; return the list of :class:`Ended`."""
    rows = scene.env.execute_query(
        SQL(
            """
            UPDATE onetoone_alert alert
               SET cause_ended_on = GREATEST(%(today)s, alert.date),
                   date_closed = COALESCE(alert.date_closed,
                                          GREATEST(%(today)s, alert.date)),
                   state = CASE alert.state WHEN 'open' THEN 'expired'
                                ELSE alert.state END,
                   write_uid = %(writer)s, write_date = %(now)s
              FROM %(known)s known
              LEFT JOIN %(customers)s customer ON customer.partner_id = known.partner_id
             WHERE alert.id = known.id
               AND NOT EXISTS (SELECT FROM %(causes)s cause
                                WHERE %(is_same)s)
            RETURNING alert.id, alert.activity_id,
                      alert.kind = %(complaint)s
                          AND COALESCE(customer.open_complaint_count = 0, FALSE)
            """,
            today=scene.today,
            writer=SUPERUSER_ID,
            now=scene.env.cr.now(),
            known=scene.alerts(),
            customers=scene.customers,
            causes=CAUSES,
            is_same=_is_same(SQL("known")),
            complaint=kinds.VALUABLE_COMPLAINT,
        )
    )
    return [Ended(*row) for row in rows]


def update(scene):
    """Write what changed of open alerts; return the list of :class:`Moved`."""
    names = ("user_id", "amount_at_stake", "details", "is_red")
    rows = scene.env.execute_query(
        SQL(
            """
            UPDATE onetoone_alert alert
               SET (%(names)s, date_due, write_uid, write_date)
                   = ROW(%(new)s, %(due)s, %(writer)s, %(now)s)
              FROM %(known)s known
              JOIN %(causes)s cause ON %(is_same)s
             WHERE alert.id = known.id AND alert.state = 'open'
               AND (%(old)s, alert.date_due) IS DISTINCT FROM (%(new)s, %(due)s)
            RETURNING alert.id, alert.activity_id,
                      known.user_id IS DISTINCT FROM alert.user_id
            """,
            names=SQL(", ").join(map(SQL.identifier, names)),
            new=_columns("cause", names),
            old=_columns("alert", names),
            due=SQL("COALESCE(cause.date_due, alert.reaction_due)"),
            writer=SUPERUSER_ID,
            now=scene.env.cr.now(),
            known=scene.alerts(),
            causes=CAUSES,
            is_same=_is_same(SQL("known")),
        )
    )
    return [
        Moved(alert_id, activity_id) for alert_id, activity_id, moved in rows if moved
    ]


def start(scene, opened_at):
    """Start the alerts of new causes.

    :param opened_at: naive UTC datetime from which on a contact is a reaction
    """
    scene.env.execute_query(
        SQL(
            """
            INSERT INTO onetoone_alert (
                   kind, partner_id, company_id, res_model, res_id, user_id,
                   amount_at_stake, details, is_red, state, date, opened_at,
                   reaction_due, date_due, reaction, is_reacted_in_time,
                   create_uid, create_date, write_uid, write_date)
            SELECT kind, partner_id, %(company)s, res_model, res_id, user_id,
                   amount_at_stake, details, is_red, 'open', %(today)s, %(opened_at)s,
                   %(due)s, COALESCE(date_due, %(due)s),
                   CASE WHEN %(due)s IS NOT NULL THEN 'waiting' END, FALSE,
                   %(writer)s, %(now)s, %(writer)s, %(now)s
              FROM %(causes)s cause
             WHERE starts
               AND NOT EXISTS (SELECT FROM %(known)s known WHERE %(is_same)s)
               AND NOT %(is_quiet)s
             ORDER BY amount_at_stake DESC, partner_id, kind
            """,
            company=scene.company.id,
            today=scene.today,
            opened_at=opened_at,
            due=_reaction_due(scene),
            causes=CAUSES,
            known=scene.alerts(),
            is_same=_is_same(SQL("known")),
            is_quiet=_is_quiet(scene),
            writer=SUPERUSER_ID,
            now=scene.env.cr.now(),
        )
    )


def _is_same(alert):
    """Return SQL: ``cause`` is what the alert stands for."""
    return SQL(
        """(cause.kind = %(alert)s.kind
            AND COALESCE(cause.partner_id, 0) = COALESCE(%(alert)s.partner_id, 0)
            AND COALESCE(cause.res_id, 0) = COALESCE(%(alert)s.res_id, 0)
            AND COALESCE(cause.res_model, '') = COALESCE(%(alert)s.res_model, ''))""",
        alert=alert,
    )


def _is_quiet(scene):
    """Return SQL: the same was closed or handled too short a time ago."""
    conditions = [
        SQL(
            """(cause.kind = %s AND EXISTS (
                SELECT FROM onetoone_alert earlier
                 WHERE earlier.company_id = %s AND earlier.kind = cause.kind
                   AND earlier.partner_id = cause.partner_id
                   AND earlier.date_closed > %s::date - %s))""",
            kind,
            scene.company.id,
            scene.today,
            days,
        )
        for kind, days in kinds.QUIET_DAYS.items()
    ]
    return SQL("(%s)", SQL(" OR ").join(conditions))


def _reaction_due(scene):
    """Return SQL of the last day on which a reaction to ``cause`` is in time."""
    days = SQL(
        "CASE kind %s END",
        SQL(" ").join(
            SQL("WHEN %s THEN %s::date + %s", kind, scene.today, days)
            for kind, days in kinds.REACTION_DAYS.items()
        ),
    )
    # a complaint can turn red before its week is over; LEAST ignores what is unknown
    red = SQL(
        "CASE WHEN red_from IS NOT NULL THEN GREATEST(red_from, %s) + %s END",
        scene.today,
        kinds.URGENT_REACTION_DAYS,
    )
    return SQL("LEAST(%s, %s)", days, red)


def _columns(alias, names):
    return SQL(", ").join(SQL.identifier(alias, name) for name in names)
