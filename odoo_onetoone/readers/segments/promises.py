"""What was promised to segments, against what happened to their members.

Each reader returns {id of a line: (kept, among)}. The rules are those of
``engine.segment_figures`` and, for guidelines, of ``engine.contact_rules``.
"""

from odoo.tools import SQL

from ...engine import contact_rules
from ..contact_gaps import sent_contacts
from ..indicators.waits import waits_for_an_answer
from ..paths import flushed
from ..working_hours import working_hours


def guidelines_followed(context):
    """Contacts of the window that followed a guideline for their channel (C-C20).

    Personal contacts of ours, each against the one before it with the same customer
    by the same channel, also before the window; a dialogue is not too soon.
    """
    contacts = SQL(
        """
        (SELECT * FROM %s contact
          WHERE partner_id IN (SELECT member.partner_id FROM %s member))
        """,
        context.result_contacts,
        context.segment_members,
    )
    return _counts(
        context,
        SQL(
            """
            SELECT guideline.id,
                   count(*) FILTER (
                       WHERE COALESCE(contact.days >= guideline.min_interval_days, TRUE)
                         AND (guideline.needs_permission IS NOT TRUE
                              OR partner.onetoone_permission = %(granted)s
                              OR partner.onetoone_permission = %(preferred)s
                             AND partner.onetoone_preferred_channel = contact.channel)),
                   count(*)
              FROM %(sent)s contact
              JOIN %(members)s member ON member.partner_id = contact.partner_id
              JOIN res_partner partner ON partner.id = member.partner_id
              JOIN onetoone_segment_guideline guideline
                   ON guideline.segment_id = member.segment_id
                  AND guideline.channel = contact.channel
             WHERE (guideline.min_interval_days IS NOT NULL
                    OR guideline.needs_permission)
               AND contact.date >= %(since)s
             GROUP BY guideline.id
            """,
            granted=contact_rules.GRANTED,
            preferred=contact_rules.PREFERRED,
            sent=sent_contacts(context.company, contacts, SQL("partner_id, channel")),
            members=context.segment_members,
            since=context.horizon.window_since,
        ),
    )


def members_in_time(context):
    """Members whose last contact by a guideline's channel is recent enough (C-C20).

    A personal contact in either direction.
    """
    return _counts(
        context,
        SQL(
            """
            SELECT guideline.id,
                   count(*) FILTER (
                       WHERE %(as_of)s - contact.day <= guideline.max_interval_days),
                   count(*)
              FROM onetoone_segment_guideline guideline
              JOIN %(members)s member ON member.segment_id = guideline.segment_id
              LEFT JOIN (SELECT partner_id, channel, max(day) AS day
                           FROM %(contacts)s contact
                          GROUP BY partner_id, channel) contact
                   ON contact.partner_id = member.partner_id
                  AND contact.channel = guideline.channel
             WHERE guideline.max_interval_days IS NOT NULL
             GROUP BY guideline.id
            """,
            as_of=context.horizon.as_of,
            contacts=context.result_contacts,
            members=context.segment_members,
        ),
    )


def complaints_settled(context):
    """Complaints opened in the window that were closed in time.

    Working hours up to the final closing. One that can still be closed in time, or
    that was closed nobody knows when, does not count yet.
    """
    horizon = context.horizon
    return _hours_kept(
        context,
        "complaint_hours",
        SQL(
            """
            SELECT partner_id,
                   closed IS NOT NULL AS is_done,
                   %(hours)s AS hours
              FROM %(complaints)s complaint
             WHERE opened >= %(since)s AND opened < %(until)s
               AND (closed IS NOT NULL OR NOT is_closed)
            """,
            hours=_working_hours(
                context, SQL("opened"), SQL("COALESCE(closed, %s)", horizon.until)
            ),
            complaints=context.complaints,
            since=horizon.window_since,
            until=horizon.until,
        ),
    )


def answers_in_time(context):
    """Messages and complaints of the window that were answered in time.

    The waits of the indicator ``first_response_hours``.
    """
    return _hours_kept(
        context,
        "response_hours",
        SQL(
            "SELECT partner_id, is_counted AS is_done, hours FROM (%s) wait",
            waits_for_an_answer(context),
        ),
    )


def members_contacted(context):
    """Members with a personal contact, by whatever channel, in the days promised."""
    return _counts(
        context,
        SQL(
            """
            SELECT line.id,
                   count(*) FILTER (
                       WHERE %(as_of)s
                           - (profile.last_contact AT TIME ZONE 'UTC'
                              AT TIME ZONE %(zone)s)::date <= line."limit"),
                   count(*)
              FROM onetoone_segment_proposition line
              JOIN %(members)s member ON member.segment_id = line.segment_id
              LEFT JOIN onetoone_profile profile
                     ON profile.partner_id = member.partner_id
                    AND profile.company_id = %(company)s
             WHERE line.measure = 'contact_days' AND line."limit" IS NOT NULL
             GROUP BY line.id
            """,
            as_of=context.horizon.as_of,
            zone=context.company._onetoone_timezone(),
            members=context.segment_members,
            company=context.company.id,
        ),
    )


def _hours_kept(context, measure, cases):
    """Count the cases that took at most the limit of a line, among those decided.

    :param cases: SQL SELECT of partner_id, is_done and hours, until now if not done
    """
    return _counts(
        context,
        SQL(
            """
            SELECT line.id,
                   count(*) FILTER (WHERE hours <= line."limit"),
                   count(*)
              -- once per case: without the offset hours would be worked out for each
              -- line and use
              FROM (%(cases)s OFFSET '0') promised
              JOIN %(members)s member ON member.partner_id = promised.partner_id
              JOIN onetoone_segment_proposition line
                   ON line.segment_id = member.segment_id
             WHERE line.measure = %(measure)s AND line."limit" IS NOT NULL
               AND (promised.is_done OR hours > line."limit") AND hours IS NOT NULL
             GROUP BY line.id
            """,
            cases=cases,
            members=context.segment_members,
            measure=measure,
        ),
    )


def _counts(context, select):
    env = context.env
    flush = SQL(
        "%s%s%s",
        flushed(
            env["res.partner"], "onetoone_permission", "onetoone_preferred_channel"
        ),
        flushed(
            env["onetoone.segment.guideline"],
            "segment_id",
            "channel",
            "min_interval_days",
            "max_interval_days",
            "needs_permission",
        ),
        flushed(env["onetoone.segment.proposition"], "segment_id", "measure", "limit"),
    )
    rows = env.execute_query(SQL("%s%s", select, flush))
    return {line: (kept, among) for line, kept, among in rows}


def _working_hours(context, start, stop):
    return working_hours(SQL("%s::integer", context.company.id), start, stop)
