"""Causes that users tell: customers whose salesperson has left (C-X50)."""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ...engine.alerts import kinds
from ..paths import condition_to_sql, flushed, path_to_sql
from ..staging.leads import query_leads
from .causes import cause

# a salesperson found elsewhere does not work on the customer's open lead
ELSEWHERE = ("company", "segment")


def select_orphans(scene):
    """Customers of archived users, and prospects whose open lead is one's.

    In charge is the leader of the team of the latest open lead; else the leader of the
    team the user was in; else the default of the company; else one of its One-to-One
    managers.
    """
    env = scene.env
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT customer.partner_id, monetary, lead.leader_id,
                       CASE WHEN is_customer THEN customer.user_id
                            ELSE lead.gone_user_id END AS gone_user_id
                  FROM %(customers)s customer
                  LEFT JOIN res_users responsible ON responsible.id = customer.user_id
                  LEFT JOIN (%(leads)s) lead ON lead.partner_id = customer.partner_id
                 WHERE CASE WHEN is_customer THEN %(is_gone)s
                            ELSE lead.gone_user_id IS NOT NULL
                                 AND (responsible.active IS NOT TRUE
                                      OR user_origin IN %(elsewhere)s) END) customer
          LEFT JOIN (%(leaders)s) former ON former.user_id = customer.gone_user_id
        """,
        columns=cause(
            kinds.ORPHAN,
            partner_id=SQL("partner_id"),
            user_id=SQL(
                "COALESCE(%s, %s, %s::integer)",
                _if_one_of_us(scene, SQL("customer.leader_id")),
                _if_one_of_us(scene, SQL("former.leader_id")),
                scene.default or scene.fallback,
            ),
            amount_at_stake=SQL("monetary"),
            details={"user_id": SQL("gone_user_id")},
        ),
        customers=scene.customers,
        is_gone=_is_gone(SQL("responsible")),
        leads=_select_led(scene),
        leaders=_select_leaders(env),
        elsewhere=ELSEWHERE,
    )


def _if_one_of_us(scene, user):
    return SQL("CASE WHEN %s THEN %s END", scene.one_of_us(user), user)


def _select_led(scene):
    """Customers with an open lead: who leads the team of the latest one, and the user
    of the latest one whose user has left."""
    env = scene.env
    model = env["crm.lead"].sudo()
    query, columns = query_leads(model, scene.company)
    query.add_where(condition_to_sql(model, query, [("won_status", "=", "pending")]))
    leads = query.select(
        *columns,
        SQL("%s AS leader_id", path_to_sql(model, query, "team_id.user_id")),
    )
    return SQL(
        """
        SELECT lead.partner_id,
               (array_agg(lead.leader_id ORDER BY lead.created DESC, lead.id DESC))[1]
                   AS leader_id,
               (array_agg(seller.id ORDER BY lead.created DESC, lead.id DESC)
                    FILTER (WHERE %s))[1] AS gone_user_id
          FROM (%s) lead
          LEFT JOIN res_users seller ON seller.id = lead.user_id
         WHERE lead.partner_id IS NOT NULL AND lead.created < %s
         GROUP BY lead.partner_id%s
        """,
        _is_gone(SQL("seller")),
        leads,
        scene.until,
        flushed(env["res.users"], "active"),
    )


def _is_gone(user):
    """Return SQL: the user was archived; the robot always is, and never was here."""
    return SQL("(NOT %s.active AND %s.id != %s)", user, user, SUPERUSER_ID)


def _select_leaders(env):
    """Who leads the team a user was in last, memberships that ended included."""
    return SQL(
        """
        SELECT DISTINCT ON (member.user_id) member.user_id, team.user_id AS leader_id
          FROM crm_team_member member
          JOIN crm_team team ON team.id = member.crm_team_id
         WHERE team.user_id IS NOT NULL
         ORDER BY member.user_id, member.id DESC%s%s
        """,
        flushed(env["crm.team.member"], "user_id", "crm_team_id"),
        flushed(env["crm.team"], "user_id"),
    )
