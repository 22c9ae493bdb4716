"""Marks of customers: SELECTs of ``partner_id, company_id``."""

from odoo import SUPERUSER_ID
from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed
from .common import leads, personal_contacts, profiles_flush, spans
from .quotes import never_wins_quotes, rejects_quotes
from .teams import units_of_users


def is_over_managed(env):
    """Active customers who take far more effort than their value suggests (C-D12)."""
    return _balance(env, SQL("effort - value > %s", list_rules.BALANCE_POINTS))


def is_under_managed(env):
    """Active customers who get far less effort than their value suggests (C-D12)."""
    return _balance(env, SQL("value - effort > %s", list_rules.BALANCE_POINTS))


def _balance(env, condition):
    """Compare the ranks of effort and value; contacts are effort without any ratio."""
    return SQL(
        """
        SELECT partner_id, company_id
          FROM (SELECT partner_id, company_id,
                       100 * percent_rank() OVER (
                           PARTITION BY company_id
                           ORDER BY contact_effort, CASE WHEN most_effort = 0
                                                         THEN contact_count_window END)
                           AS effort,
                       100 * percent_rank() OVER (
                           PARTITION BY company_id ORDER BY monetary) AS value
                  FROM (SELECT *, max(contact_effort) OVER (PARTITION BY company_id)
                                      AS most_effort
                          FROM onetoone_profile WHERE is_active) customer) ranked
         WHERE %s%s
        """,
        condition,
        profiles_flush(env),
    )


def has_large_wallet(env):
    """Customers and prospects whose wallet is among the largest fifth (C-D17)."""
    return SQL(
        """
        SELECT profile.partner_id, profile.company_id
          FROM onetoone_profile profile
          JOIN onetoone_refresh refresh ON refresh.company_id = profile.company_id
         WHERE profile.estimated_wallet >= (refresh.thresholds ->> 'wallet')::numeric
        %s%s
        """,
        flushed(
            env["onetoone.profile"], "partner_id", "company_id", "estimated_wallet"
        ),
        flushed(env["onetoone.refresh"], "company_id", "thresholds"),
    )


def is_worst(env):
    """The worst customers: those with most bad signs, then least value (C-D03).

    Signs are no purchase in the window, a drop, refusing quotes, and quotes without
    any win. At most a fifth of the portfolio; equal customers stay together.
    """
    return SQL(
        """
        SELECT partner_id, company_id
          FROM (SELECT partner_id, company_id, signs,
                       100.0 * count(*) OVER (
                           PARTITION BY company_id ORDER BY signs DESC, monetary)
                       / count(*) OVER (PARTITION BY company_id) AS percent
                  FROM (SELECT profile.partner_id, profile.company_id, monetary,
                               (NOT is_active)::integer
                               + COALESCE(is_drop, FALSE)::integer
                               + (rejecting.partner_id IS NOT NULL)::integer
                               + (never.partner_id IS NOT NULL)::integer AS signs
                          FROM onetoone_profile profile
                          LEFT JOIN (%s) rejecting USING (partner_id, company_id)
                          LEFT JOIN (%s) never USING (partner_id, company_id)
                         WHERE is_customer) signed) ranked
         WHERE signs > 0 AND percent <= %s%s
        """,
        rejects_quotes(env),
        never_wins_quotes(env),
        list_rules.WORST_PERCENT,
        profiles_flush(env),
    )


def is_lost(env):
    """Customers lost in the last two years who were worth what an MVC is (C-X20)."""
    return SQL(
        "SELECT partner_id, company_id FROM (%s) lost%s",
        select_lost(
            SQL("onetoone_profile"),
            spans(env),
            env["onetoone.source"]._purchases(),
        ),
        profiles_flush(env),
    )


def select_lost(customers, dates, purchases):
    """Return the SELECT of lost customers: partner_id, company_id, amount.

    The value of the year up to their last purchase, the amount, reaches that of the
    smallest of today's most valuable customers.

    :param customers: SQL of a table shaped like the profiles
    :param dates: SQL relation of company_id and as_of
    :param purchases: SQL relation of purchases
    """
    return SQL(
        """
        SELECT profile.partner_id, profile.company_id, sum(purchase.amount) AS amount
          FROM %(customers)s profile
          JOIN %(dates)s span ON span.company_id = profile.company_id
          JOIN (SELECT company_id, min(monetary) AS amount FROM %(customers)s ranked
                 WHERE tier = 'mvc' GROUP BY company_id) mvc
               ON mvc.company_id = profile.company_id
          JOIN %(purchases)s purchase
               ON purchase.company_id = profile.company_id
              AND purchase.partner_id = profile.partner_id
              AND purchase.date <= profile.last_purchase
              AND purchase.date > profile.last_purchase - interval '1 year'
         WHERE %(is_candidate)s
         GROUP BY profile.partner_id, profile.company_id
        HAVING sum(purchase.amount) >= min(mvc.amount)
        """,
        customers=customers,
        dates=dates,
        purchases=purchases,
        is_candidate=left_long_ago(SQL("span.as_of")),
    )


def left_long_ago(as_of):
    """Return SQL: the last purchase of ``profile`` lies one to three years back."""
    return SQL(
        """(profile.last_purchase >= %(as_of)s - make_interval(months => %(since)s)
            AND profile.last_purchase < %(as_of)s - make_interval(months => %(until)s))
        """,
        as_of=as_of,
        since=list_rules.LOST_TO_MONTHS,
        until=list_rules.LOST_FROM_MONTHS,
    )


def shares_contact_person(env):
    """Companies with a contact person who also acts for another company (C-D21)."""
    return SQL(
        """
        SELECT profile.partner_id, profile.company_id
          FROM onetoone_profile profile
          JOIN res_partner person
               ON person.commercial_partner_id = profile.partner_id
         WHERE person.active AND person.email_normalized IN (
               SELECT person.email_normalized
                 FROM res_partner person
                 JOIN onetoone_profile known
                      ON known.partner_id = person.commercial_partner_id
                     AND known.is_company
                WHERE person.active AND person.email_normalized != ''
                  AND person.id != person.commercial_partner_id
                GROUP BY person.email_normalized
               HAVING count(DISTINCT person.commercial_partner_id) > 1)
           AND person.id != person.commercial_partner_id AND profile.is_company%s%s
        """,
        flushed(env["onetoone.profile"], "partner_id", "company_id", "is_company"),
        flushed(
            env["res.partner"], "commercial_partner_id", "email_normalized", "active"
        ),
    )


def has_several_sellers(env):
    """Customers whom two or more of our people sold to in the window (C-D39)."""
    return SQL(
        """
        SELECT purchase.partner_id, purchase.company_id
          FROM %s purchase
          JOIN %s span ON span.company_id = purchase.company_id
         WHERE purchase.date >= span.since AND purchase.date < span.as_of
           AND NOT purchase.is_refund
         GROUP BY purchase.partner_id, purchase.company_id
        HAVING count(DISTINCT purchase.user_id) >= 2
        """,
        env["onetoone.source"]._purchases(),
        spans(env),
    )


def has_contact_collision(env):
    """Customers whom two of our departments wrote to within two days (C-X34)."""
    return select_collisions(env, personal_contacts(env))


def select_collisions(env, contacts):
    """Return the SELECT of the customers of colliding contacts.

    Colleagues of one department may share a customer; who is in no department stands
    for himself.
    """
    return SQL(
        """
        SELECT partner_id, company_id
          FROM (SELECT partner_id, company_id, date, unit,
                       lag(unit) OVER earlier AS last_unit,
                       lag(date) OVER earlier AS last_date
                  FROM (SELECT contact.id, contact.partner_id, contact.company_id,
                               contact.date,
                               COALESCE(-unit.department_id, contact.user_id) AS unit
                          FROM %s contact
                          LEFT JOIN %s unit
                                 ON unit.user_id = contact.user_id
                                AND unit.company_id = contact.company_id
                         WHERE contact.direction = 'out'
                           AND contact.user_id IS NOT NULL) written
                WINDOW earlier AS (
                       PARTITION BY company_id, partner_id ORDER BY date, id)) sent
         WHERE unit != last_unit
           AND date < last_date + make_interval(days => %s)
        """,
        contacts,
        units_of_users(env),
        list_rules.COLLISION_DAYS,
    )


def has_meeting(env):
    """Customers with a meeting in the window (C-X21, C-X38)."""
    return select_met(personal_contacts(env))


def select_met(contacts):
    """Return the SELECT of the customers somebody met."""
    return SQL(
        "SELECT partner_id, company_id FROM %s contact WHERE channel = 'meeting'",
        contacts,
    )


def has_note(env):
    """Customers with a note that one of our people wrote down (C-I16).

    On the customer, on one of its contacts or on one of its opportunities.
    """
    return SQL(
        """
        WITH note AS MATERIALIZED (%(notes)s)
        SELECT known.partner_id, profile.company_id
          FROM (SELECT contact.commercial_partner_id AS partner_id
                  FROM note
                  JOIN res_partner contact
                       ON note.model = 'res.partner' AND contact.id = note.res_id
                UNION
                SELECT lead.partner_id
                  FROM note
                  JOIN %(leads)s lead
                       ON note.model = 'crm.lead' AND lead.id = note.res_id) known
          JOIN onetoone_profile profile
               ON profile.partner_id = known.partner_id%(flush)s
        """,
        notes=_select_notes(env),
        leads=leads(env),
        flush=flushed(env["res.partner"], "commercial_partner_id"),
    )


def _select_notes(env):
    """Return the SELECT of what our people wrote notes on: model and id.

    Writers and kinds of notes stand in the statement as ids: of a join the planner
    would expect next to no messages, and look up all that each of us ever wrote.
    """
    writers = (
        env["res.users"]
        .sudo()
        .with_context(active_test=False)
        .search([("share", "=", False), ("id", "!=", SUPERUSER_ID)])
    )
    kinds = env["mail.message.subtype"].sudo().search([("internal", "=", True)])
    return SQL(
        """
        SELECT DISTINCT model, res_id
          FROM mail_message
         WHERE message_type = 'comment' AND model IN ('res.partner', 'crm.lead')
           AND subtype_id IN %s AND author_id IN %s%s
        """,
        tuple(kinds.ids) or (0,),
        tuple(writers.partner_id.ids) or (0,),
        flushed(
            env["mail.message"],
            "model",
            "res_id",
            "message_type",
            "subtype_id",
            "author_id",
        ),
    )


def has_potential(env):
    """Customers with an open opportunity of a stated amount (C-D42)."""
    return SQL(
        """
        SELECT partner_id, company_id FROM %s lead
         WHERE won_status = 'pending' AND is_listed AND expected_revenue > 0
        """,
        leads(env),
    )
