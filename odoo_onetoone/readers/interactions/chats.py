"""Live chats: one row per chat and customer who took part."""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ..paths import flushed
from .common import select_of_customers


def select_chats(source, portfolio):
    """Return the SELECT of live chats with customers whose partner is known.

    A chat that only a robot took part in is automatic. One that nobody of us
    answered is inbound.
    """
    env = source.env
    found = SQL(
        """
        SELECT visitor.id AS row_id,
               visitor.partner_id AS contact_id,
               agent.company_id,
               chat.create_date AS date,
               'chat' AS channel,
               CASE WHEN agent.has_answered THEN 'both' ELSE 'in' END AS direction,
               FALSE AS is_mass,
               agent.id IS NULL AND EXISTS (
                    SELECT FROM im_livechat_channel_member_history robot
                     WHERE robot.channel_id = chat.id
                       AND robot.livechat_member_type = 'bot') AS is_automatic,
               agent.user_id,
               'discuss.channel' AS res_model,
               chat.id AS res_id
          FROM im_livechat_channel_member_history visitor
          JOIN discuss_channel chat ON chat.id = visitor.channel_id
          LEFT JOIN LATERAL (
                SELECT operator.id,
                       login.id AS user_id,
                       login.company_id,
                       (operator.message_count > 0
                        OR chat.livechat_failure = 'no_failure') AS has_answered
                  FROM im_livechat_channel_member_history operator
                  LEFT JOIN res_users login ON login.partner_id = operator.partner_id
                 WHERE operator.channel_id = chat.id
                   AND operator.livechat_member_type = 'agent'
                   AND login.id IS DISTINCT FROM %(root)s
                 ORDER BY operator.message_count > 0 DESC NULLS LAST, operator.id
                 LIMIT 1) agent ON TRUE
         WHERE visitor.livechat_member_type = 'visitor'
           AND chat.channel_type = 'livechat'
        %(flush)s
        """,
        root=SUPERUSER_ID,
        flush=SQL(
            "%s%s",
            flushed(
                env["im_livechat.channel.member.history"],
                "channel_id",
                "partner_id",
                "livechat_member_type",
                "message_count",
            ),
            flushed(env["discuss.channel"], "channel_type", "livechat_failure"),
        ),
    )
    return select_of_customers(
        source,
        portfolio,
        found,
        where=SQL(
            """NOT EXISTS (
                SELECT FROM im_livechat_channel_member_history earlier
                  JOIN res_partner colleague ON colleague.id = earlier.partner_id
                 WHERE earlier.channel_id = found.res_id
                   AND earlier.id < found.row_id
                   AND earlier.livechat_member_type = 'visitor'
                   AND colleague.commercial_partner_id
                       = contact.commercial_partner_id)"""
        ),
    )
