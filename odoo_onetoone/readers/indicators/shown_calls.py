"""Calls and chats: how long we talk, and how long customers wait (C-X24)."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..paths import flushed
from .cases import case_columns
from .measurement import average
from .opportunities import ByCompanyPaths

CALL_COMPANY = "company_id,user_id.company_id"


class TalkMinutes(ByCompanyPaths):
    """Mean of the minutes that calls took (C-X24)."""

    def __init__(self):
        super().__init__(
            "crm.phonecall", [], calls_with_duration, CALL_COMPANY, has_history=False
        )

    def measure(self, context):
        calls = context.env[self.model].sudo()
        _counted, among = self.domains(context.company, context.horizon)
        query = calls._search(among, bypass_access=True)
        duration = calls._field_to_sql(query.table, "duration", query)
        [row] = context.env.execute_query(
            query.select(SQL("count(*)"), SQL("avg(%s)", duration))
        )
        return average(*row)


def calls_with_duration(company, horizon):
    """Calls held in the window of which it is known how long they took."""
    return Domain(
        [
            ("state", "=", "done"),
            ("duration", ">", 0),
            ("date", ">=", horizon.window_since),
            ("date", "<", horizon.until),
        ]
    )


def answered_chats(context):
    """Return the SELECT of the live chats of the window that one of us answered.

    With the hours until his first answer (C-X24). A chat belongs to the company of
    who answered first.
    """
    env = context.env
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT DISTINCT ON (agent.channel_id)
                       agent.channel_id, agent.response_time_hour, login.id AS user_id,
                       login.company_id, chat.create_date
                  FROM im_livechat_channel_member_history agent
                  JOIN discuss_channel chat ON chat.id = agent.channel_id
                  JOIN res_users login ON login.partner_id = agent.partner_id
                 WHERE agent.livechat_member_type = 'agent'
                   AND agent.response_time_hour > 0
                   AND chat.create_date >= %(since)s AND chat.create_date < %(until)s
                 ORDER BY agent.channel_id, agent.id) answer
          LEFT JOIN LATERAL (
                SELECT contact.commercial_partner_id AS partner_id
                  FROM im_livechat_channel_member_history visitor
                  JOIN res_partner contact ON contact.id = visitor.partner_id
                 WHERE visitor.channel_id = answer.channel_id
                   AND visitor.livechat_member_type = 'visitor'
                 ORDER BY visitor.id LIMIT 1) visitor ON TRUE
         WHERE answer.company_id IN %(branches)s%(flush)s
        """,
        columns=case_columns(
            context,
            "discuss.channel",
            SQL("answer.channel_id"),
            SQL("TRUE"),
            partner_id=SQL("visitor.partner_id"),
            date=SQL("answer.create_date"),
            hours=SQL("answer.response_time_hour::double precision"),
            user_id=SQL("answer.user_id"),
        ),
        since=context.horizon.window_since,
        until=context.horizon.until,
        branches=tuple(context.company._onetoone_branches().ids),
        flush=flushed(
            env["im_livechat.channel.member.history"],
            "channel_id",
            "partner_id",
            "livechat_member_type",
            "response_time_hour",
        ),
    )
