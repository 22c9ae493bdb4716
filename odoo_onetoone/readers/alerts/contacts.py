"""Causes that contacts tell: a contact that is due, and contacts too close (C-X14)."""

from datetime import timedelta

from odoo.tools import SQL

from ...engine import contact_rules
from ...engine.alerts import kinds, pace
from ..contact_gaps import sent_contacts
from ..paths import flushed
from ..tables import create_temporary
from .causes import cause
from .scene import CONTACTS

DUES = SQL("onetoone_alert_due")
PACES = SQL("onetoone_alert_pace")


def _guidelines(scene):
    """SQL, in brackets: the guidelines of each customer's segments of the day."""
    env = scene.env
    return SQL(
        """
        (SELECT member.partner_id, member.date_from, guideline.channel,
                guideline.min_interval_days, guideline.max_interval_days,
                COALESCE(guideline.needs_permission, FALSE) AS needs_permission
           FROM onetoone_segment_member member
           JOIN onetoone_segment segment
             ON segment.id = member.segment_id AND segment.active
           JOIN onetoone_segment_guideline guideline
             ON guideline.segment_id = segment.id
          WHERE member.company_id = %s AND member.date_from <= %s
            AND (member.date_to IS NULL OR member.date_to > %s)%s)
        """,
        scene.company.id,
        scene.today,
        scene.today,
        SQL("").join(
            (
                flushed(env["onetoone.segment"], "active"),
                flushed(
                    env["onetoone.segment.member"],
                    "segment_id",
                    "partner_id",
                    "company_id",
                    "date_from",
                    "date_to",
                ),
                flushed(
                    env["onetoone.segment.guideline"],
                    "segment_id",
                    "channel",
                    "min_interval_days",
                    "max_interval_days",
                    "needs_permission",
                ),
            )
        ),
    )


def keep_dues(scene):
    """Keep when a contact with each customer is due, in ``DUES``.

    After the wished interval, else after the smallest of the longest intervals of the
    guidelines; counted from the last contact, else from the first purchase, else from
    the first day in a segment.
    """
    create_temporary(
        scene.env,
        DUES,
        SQL(
            """
            SELECT partner_id, user_id, monetary, last, first_purchase, days, is_wish,
                   COALESCE(last, first_purchase, member_since)
                       + LEAST(days, %(most)s) AS due
              FROM (SELECT customer.partner_id, user_id, monetary, first_purchase,
                           %(last)s AS last,
                           guided.member_since,
                           COALESCE(wished_days, guided.days) AS days,
                           wished_days IS NOT NULL AS is_wish
                      FROM %(customers)s customer
                      LEFT JOIN (
                           SELECT partner_id, min(date_from) AS member_since,
                                  min(max_interval_days)
                                      FILTER (WHERE NOT needs_permission) AS days,
                                  min(max_interval_days) AS permitted_days
                             FROM %(guidelines)s guideline
                            GROUP BY partner_id) asked USING (partner_id)
                      CROSS JOIN LATERAL (
                           SELECT asked.member_since,
                                  CASE WHEN permission IS NULL THEN asked.days
                                       ELSE asked.permitted_days END AS days) guided
                     WHERE permission IS DISTINCT FROM %(refused)s) customer
             WHERE days IS NOT NULL
            """,
            last=scene.day(SQL("customer.last_contact")),
            customers=scene.customers,
            guidelines=_guidelines(scene),
            most=pace.LONGEST_DAYS,
            refused=contact_rules.REFUSED,
        ),
    )


def select_overdue(scene):
    """Customers with whom a contact was due before the date (C-D12, C-X14)."""
    return SQL(
        "SELECT %s FROM %s customer WHERE due < %s",
        cause(
            kinds.CONTACT_OVERDUE,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("monetary"),
            date_due=SQL("due"),
            details={
                "last": SQL("last"),
                "first_purchase": SQL("first_purchase"),
                "days": SQL("days"),
                "is_wish": SQL("is_wish"),
            },
        ),
        DUES,
        scene.as_of,
    )


def publish_dues(scene):
    """Write into the profiles when the next contact is due, where that changed."""
    scene.env.execute_query(
        SQL(
            """
            UPDATE onetoone_profile profile
               SET next_contact_due = new.due, refreshed_at = %s
              FROM (SELECT known.id, customer.due
                      FROM onetoone_profile known
                      LEFT JOIN %s customer USING (partner_id)
                     WHERE known.company_id = %s) new
             WHERE profile.id = new.id
               AND profile.next_contact_due IS DISTINCT FROM new.due
            """,
            scene.env.cr.now(),
            DUES,
            scene.company.id,
        )
    )


def keep_paces(scene):
    """Keep the shortest interval of each customer in ``PACES``; return the longest.

    By channel; without a channel, it holds for all of them.
    """
    create_temporary(
        scene.env,
        PACES,
        SQL(
            """
            SELECT partner_id, NULL::varchar AS channel,
                   LEAST(wished_days, %(most)s) AS days
              FROM %(customers)s customer WHERE wished_days IS NOT NULL
             UNION ALL
            SELECT guideline.partner_id, guideline.channel,
                   LEAST(max(guideline.min_interval_days), %(most)s)
              FROM %(guidelines)s guideline
              JOIN %(customers)s customer USING (partner_id)
             WHERE customer.wished_days IS NULL
               AND guideline.min_interval_days IS NOT NULL
             GROUP BY guideline.partner_id, guideline.channel
            """,
            most=pace.LONGEST_DAYS,
            customers=scene.customers,
            guidelines=_guidelines(scene),
        ),
    )
    [[longest]] = scene.env.execute_query(SQL("SELECT max(days) FROM %s", PACES))
    return longest or 0


def select_watched(scene):
    """Return the SELECT of the ids of all whose contacts may be too many."""
    return SQL(
        """
        SELECT partner_id FROM %s pace
         UNION
        SELECT partner_id FROM %s customer WHERE permission IN %s
        """,
        PACES,
        scene.customers,
        (contact_rules.REFUSED, contact_rules.PREFERRED),
    )


def select_over_contacted(scene):
    """Customers contacted too often, or against their permission (C-D12, C-X14)."""
    return SQL(
        """
        SELECT %(columns)s
          FROM (SELECT DISTINCT ON (partner_id) *
                  FROM (%(too_often)s UNION ALL (%(unwanted)s)) found
                 ORDER BY partner_id,
                       array_position(ARRAY['refused', 'channel', 'interval'], why),
                       until DESC, COALESCE(channel, '') COLLATE "C" DESC) found
          JOIN %(customers)s customer USING (partner_id)
        """,
        columns=cause(
            kinds.OVER_CONTACTED,
            partner_id=SQL("partner_id"),
            user_id=SQL("user_id"),
            amount_at_stake=SQL("monetary"),
            date_due=SQL("found.until"),
            details={
                "why": SQL("found.why"),
                "latest": SQL("found.latest"),
                "before": SQL("found.before"),
                "channel": SQL("found.channel"),
                "days": SQL("found.days"),
                "wished_channel": SQL("wished_channel"),
            },
        ),
        too_often=select_too_often(scene),
        unwanted=select_unwanted(scene),
        customers=scene.customers,
    )


def select_too_often(scene):
    """Return the SELECT of who was contacted again too early, while the pause lasts.

    Columns: partner_id, why, latest, before, channel, days, until.
    """
    return SQL(
        """
        SELECT partner_id, 'interval' AS why, latest, latest - gap AS before, channel,
               days, latest + days AS until
          FROM (%s UNION ALL %s) last
         WHERE gap < days AND latest + days > %s
        """,
        _latest_sent(scene, SQL("partner_id"), SQL("pace.channel IS NULL")),
        _latest_sent(
            scene, SQL("partner_id, channel"), SQL("pace.channel = sent.channel")
        ),
        scene.as_of,
    )


def _latest_sent(scene, among, condition):
    """Return SQL, in brackets: the last contact of ours that each pace is about.

    :param among: columns that contacts which are compared have in common
    :param condition: that a ``pace`` is about what was ``sent``
    """
    return SQL(
        """
        (SELECT DISTINCT ON (pace.partner_id, pace.channel)
                pace.partner_id, pace.channel, pace.days,
                sent.local_day AS latest, sent.days AS gap
           FROM %s pace
           JOIN %s sent ON sent.partner_id = pace.partner_id AND %s
          ORDER BY pace.partner_id, pace.channel, sent.date DESC, sent.id DESC)
        """,
        PACES,
        sent_contacts(scene.company, CONTACTS, among),
        condition,
    )


def select_unwanted(scene):
    """Return the SELECT of who was contacted against his permission lately.

    Columns as of ``select_too_often``; ``channel`` is the one that was used.
    """
    day = scene.day(SQL("contact.date"))
    return SQL(
        """
        SELECT DISTINCT ON (contact.partner_id) contact.partner_id,
               CASE permission WHEN %(refused)s THEN 'refused'
                    ELSE 'channel' END AS why,
               %(day)s AS latest, NULL::date AS before, contact.channel,
               NULL::integer AS days, %(day)s + %(days)s AS until
          FROM %(contacts)s contact
          JOIN %(customers)s customer ON customer.partner_id = contact.partner_id
         WHERE contact.direction IN ('out', 'both')
           AND %(day)s >= %(since)s
           AND (permission = %(refused)s
                OR (permission = %(preferred)s AND wished_channel != contact.channel))
         ORDER BY contact.partner_id, contact.date DESC, contact.id DESC
        """,
        refused=contact_rules.REFUSED,
        preferred=contact_rules.PREFERRED,
        day=day,
        days=pace.PERMISSION_DAYS,
        contacts=CONTACTS,
        customers=scene.customers,
        since=scene.as_of - timedelta(days=pace.PERMISSION_DAYS),
    )
