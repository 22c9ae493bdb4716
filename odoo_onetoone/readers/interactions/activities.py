"""Activities: calls and meetings that our people have marked as done."""

from odoo.tools import SQL

from ..paths import flushed
from .common import is_robot, select_of_customers, union
from .documents import relations

CHANNELS = {"phonecall": "phone", "meeting": "meeting"}


def select_activities(source, portfolio):
    """Return the SELECT of done activities on the documents of customers.

    Activities with a calendar event are left to the meetings. Finishing an activity
    also posts a message; its type is ``notification``, which no reader counts.
    """
    return union(
        select_of_customers(source, portfolio, _select_done(source, documents))
        for documents in relations(source)
    )


def _select_done(source, documents):
    env = source.env
    return SQL(
        """
        SELECT activity.id AS row_id,
               document.contact_id,
               COALESCE(document.company_id, doer.company_id) AS company_id,
               %(moment)s AS date,
               CASE kind.category %(channels)s END AS channel,
               'out' AS direction,
               FALSE AS is_mass,
               %(is_robot)s AS is_automatic,
               activity.user_id,
               activity.res_model,
               activity.res_id
          FROM mail_activity activity
          JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
          JOIN %(documents)s document
            ON document.id = activity.res_id AND document.model = activity.res_model
          LEFT JOIN res_users doer ON doer.id = activity.user_id
         WHERE activity.active IS NOT TRUE
           AND activity.date_done IS NOT NULL
           AND activity.calendar_event_id IS NULL
           AND kind.category IN %(categories)s
        %(flush)s
        """,
        moment=_moment(source.company_id),
        channels=SQL(" ").join(
            SQL("WHEN %s THEN %s", category, channel)
            for category, channel in CHANNELS.items()
        ),
        is_robot=is_robot(env, "doer"),
        documents=documents,
        categories=tuple(CHANNELS),
        flush=SQL(
            "%s%s",
            flushed(
                env["mail.activity"],
                "active",
                "date_done",
                "activity_type_id",
                "calendar_event_id",
                "user_id",
                "res_model",
                "res_id",
            ),
            flushed(env["mail.activity.type"], "category"),
        ),
    )


def _moment(company):
    """When it was done: Odoo keeps the day, and the last change tells the hour."""
    return SQL(
        """CASE WHEN activity.write_date::date = activity.date_done
            THEN activity.write_date
            ELSE activity.date_done::timestamp
                 AT TIME ZONE %s AT TIME ZONE 'UTC' END""",
        company._onetoone_timezone(),
    )
