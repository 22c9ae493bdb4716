"""What became of alerts: the first reaction to each, and whom it won back."""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ...engine.alerts import kinds
from ...engine.alerts import reaction as reactions
from .scene import CONTACTS, PURCHASES


def record(scene):
    """Write what happened since the alerts started, where that is new.

    To be called before alerts are ended: what ended one belongs to it.
    """
    scene.env.execute_query(
        SQL(
            """
            UPDATE onetoone_alert alert
               SET first_reaction = COALESCE(alert.first_reaction, found.reacted),
                   won_back_on = COALESCE(alert.won_back_on, found.bought),
                   write_uid = %(writer)s, write_date = %(now)s
              FROM (SELECT known.id, reacted.date AS reacted, bought.date AS bought
                      FROM %(known)s known
                      LEFT JOIN (
                           SELECT alerted.id, min(contact.date) AS date
                             FROM %(known)s alerted
                             JOIN %(contacts)s contact
                               ON contact.partner_id = alerted.partner_id
                              AND contact.direction IN ('out', 'both')
                              AND contact.date >= alerted.opened_at
                            WHERE alerted.reaction_due IS NOT NULL
                            GROUP BY alerted.id) reacted USING (id)
                      LEFT JOIN (
                           SELECT alerted.id, min(purchase.date) AS date
                             FROM %(known)s alerted
                             JOIN %(purchases)s purchase
                               ON purchase.partner_id = alerted.partner_id
                              AND purchase.date > alerted.date
                              AND NOT purchase.is_refund
                            WHERE alerted.kind IN %(won_back)s
                            GROUP BY alerted.id) bought USING (id)) found
             WHERE alert.id = found.id
               AND (alert.first_reaction IS NULL AND found.reacted IS NOT NULL
                    OR alert.won_back_on IS NULL AND found.bought IS NOT NULL)
            """,
            writer=SUPERUSER_ID,
            now=scene.env.cr.now(),
            contacts=CONTACTS,
            purchases=PURCHASES,
            won_back=kinds.WON_BACK_KINDS,
            known=scene.alerts(),
        )
    )


def judge(scene):
    """Write whether the reaction to each alert was in time, where that is new.

    To be called after alerts are ended; what ended before this day was judged then.
    """
    scene.env.execute_query(
        SQL(
            """
            UPDATE onetoone_alert alert
               SET reaction = judged.reaction,
                   is_reacted_in_time = COALESCE(judged.reaction = %(in_time)s, FALSE)
              FROM (SELECT known.id, %(reaction)s AS reaction
                      FROM onetoone_alert known
                     WHERE known.company_id = %(company)s
                       AND (known.reaction = %(waiting)s
                            OR known.reaction = %(none)s
                               AND known.first_reaction IS NOT NULL)) judged
             WHERE alert.id = judged.id
               AND alert.reaction IS DISTINCT FROM judged.reaction
            """,
            company=scene.company.id,
            reaction=SQL(
                """
                CASE WHEN known.reaction_due IS NULL THEN NULL
                     WHEN %(first)s <= known.reaction_due THEN %(in_time)s
                     WHEN known.first_reaction IS NOT NULL THEN %(late)s
                     WHEN %(today)s > known.reaction_due THEN %(none)s
                     WHEN known.cause_ended_on IS NOT NULL THEN %(not_needed)s
                     ELSE %(waiting)s END
                """,
                first=scene.day(SQL("known.first_reaction")),
                today=scene.today,
                in_time=reactions.IN_TIME,
                late=reactions.LATE,
                none=reactions.NONE,
                not_needed=reactions.NOT_NEEDED,
                waiting=reactions.WAITING,
            ),
            in_time=reactions.IN_TIME,
            waiting=reactions.WAITING,
            none=reactions.NONE,
        )
    )
