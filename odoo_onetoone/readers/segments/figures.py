"""Figures of segments: sums and counts over the profiles of their members."""

from datetime import timedelta

from odoo.tools import SQL

from .facts import members_on


def read_figures(context):
    """Return {segment id: {name: number}} of the segments that have members.

    One pass over the profiles and the complaints of the window for all segments of
    the company. Sums of what is not known of any member are None.
    """
    env, company, horizon = context.env, context.company, context.horizon
    names = (
        "customers",
        "prospects",
        "value",
        "margin",
        "unknown_margins",
        "contribution",
        "lifetime_value",
        "returning",
        "new",
        "contacts",
        "open_complaints",
        "complaints",
    )
    rows = env.execute_query(
        SQL(
            """
            SELECT member.segment_id,
                   count(*) FILTER (WHERE is_customer),
                   count(*) FILTER (WHERE NOT is_customer),
                   sum(monetary),
                   sum(margin) FILTER (WHERE is_customer),
                   count(*) FILTER (WHERE is_customer AND margin IS NULL),
                   sum(net_contribution),
                   sum(lifetime_value),
                   count(*) FILTER (WHERE was_active AND is_active),
                   count(*) FILTER (WHERE first_purchase >= %(since)s
                                      AND first_purchase < %(as_of)s),
                   sum(contact_count_window),
                   sum(open_complaint_count),
                   COALESCE(sum(complained.complaints), 0)
              FROM %(members)s member
              JOIN onetoone_profile profile
                   ON profile.partner_id = member.partner_id
                  AND profile.company_id = %(company)s
              LEFT JOIN (SELECT partner_id, count(*) AS complaints
                           FROM %(complaints)s complaint
                          WHERE opened >= %(opened_since)s
                          GROUP BY partner_id) complained
                   ON complained.partner_id = member.partner_id
             GROUP BY member.segment_id
            """,
            members=context.segment_members,
            company=company.id,
            complaints=context.opened_complaints,
            since=horizon.window.start,
            as_of=horizon.as_of,
            opened_since=horizon.window_since,
        )
    )
    return {segment: dict(zip(names, row, strict=True)) for segment, *row in rows}


def read_retained(context):
    """Return {segment id: (kept, before)}: customers who stayed, of those before.

    Before are the members on the last day before the window who were active in the
    window before it. Members of today would not do: who is in a segment because of
    what he buys has stayed by definition.
    """
    day = context.horizon.window.start - timedelta(days=1)
    rows = context.env.execute_query(
        SQL(
            """
            SELECT member.segment_id, count(*) FILTER (WHERE is_active), count(*)
              FROM %(members)s member
              JOIN onetoone_profile profile
                   ON profile.partner_id = member.partner_id
                  AND profile.company_id = %(company)s
             WHERE was_active
             GROUP BY member.segment_id
            """,
            members=members_on(context.env, context.company, day),
            company=context.company.id,
        )
    )
    return {segment: (kept, before) for segment, kept, before in rows}


def company_value(context):
    """Return the value of all customers of the company in the window."""
    [[value]] = context.env.execute_query(
        SQL(
            "SELECT COALESCE(sum(monetary), 0) FROM onetoone_profile"
            " WHERE company_id = %s",
            context.company.id,
        )
    )
    return value
