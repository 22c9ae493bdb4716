"""Profit and loss of segments by quarter, which adds up to that of the company.

The reference of the rules is ``engine.profit_and_loss``. Customers who belong to the
same segments in the same quarters are summed up together first, as a *group*: after
one pass over the purchases and one over the contacts there are few rows left, however
many customers there are. Amounts are whole numbers of the currency's smallest unit,
rounded for each customer and quarter: so all sums agree.
"""

from odoo.tools import SQL

from ...engine.quarters import last_counted_day
from ..paths import flushed
from ..purchases import select_anonymous
from ..tables import create_lookup, create_temporary
from ..who import is_generic, is_ours
from .result_lines import SUMMED, select_lines, write_lines

MEMBERS = SQL("onetoone_result_member")
GROUPS = SQL("onetoone_result_group")
AMOUNTS = SQL("onetoone_result_amount")
LINES = SQL("onetoone_result_line")


def publish(context, names):
    """Write the rows that differ, and remove others; return how many were written.

    :param context: :class:`ResultContext`
    :param names: {kind: name of its rows}, but for segments, which have their own
    """
    env, company = context.env, context.company
    results = env["onetoone.segment.result"]
    results.flush_model()
    create_temporary(env, MEMBERS, _select_members(context))
    create_temporary(env, GROUPS, _select_groups())
    create_lookup(env, AMOUNTS, _select_amounts(context))
    lines = select_lines(context, _select_patterns(), AMOUNTS, names)
    create_lookup(env, LINES, lines)
    written = write_lines(env, company, LINES)
    results.invalidate_model()
    return written


# ------------------------------------------------------------
# Who belongs where
# ------------------------------------------------------------


def _select_members(context):
    """One row per member with the quarters he counts in, as bits of a number.

    The first members of a segment count as if they had always been there; those of an
    exclusive division are the ones of the day when its first segment had members.
    """
    bits = [
        SQL(
            "CASE WHEN since <= %(day)s AND until > %(day)s THEN %(bit)s ELSE 0 END",
            day=last_counted_day(quarter),
            bit=1 << number,
        )
        for number, quarter in enumerate(context.quarters)
    ]
    return SQL(
        """
        SELECT partner_id, segment_id, bit_or(%(bits)s) AS bits
          FROM (SELECT member.partner_id, member.segment_id,
                       CASE WHEN date_from = first_known THEN '-infinity'
                            ELSE date_from END AS since,
                       COALESCE(date_to, 'infinity') AS until
                  FROM onetoone_segment_member member
                  JOIN (SELECT segment.id,
                               min(min(date_from)) OVER (PARTITION BY
                                   CASE WHEN division.is_exclusive THEN division.id
                                        ELSE -segment.id END) AS first_known
                          FROM onetoone_segment segment
                          JOIN onetoone_segment_member member
                               ON member.segment_id = segment.id
                          LEFT JOIN onetoone_segment_division division
                               ON division.id = segment.division_id
                         WHERE segment.company_id = %(company)s
                         GROUP BY segment.id, division.id) segment
                       ON segment.id = member.segment_id) member
         GROUP BY partner_id, segment_id
        HAVING bit_or(%(bits)s) != 0
        %(flush)s
        """,
        bits=SQL(" | ").join(bits),
        company=context.company.id,
        flush=SQL(
            "%s%s%s",
            flushed(
                context.env["onetoone.segment.member"],
                "segment_id",
                "partner_id",
                "date_from",
                "date_to",
            ),
            flushed(context.env["onetoone.segment"], "company_id", "division_id"),
            flushed(context.env["onetoone.segment.division"], "is_exclusive"),
        ),
    )


def _select_groups():
    """The group of each member: equal for all who belong to the same segments."""
    return SQL(
        """
        SELECT partner_id,
               md5(string_agg(segment_id || ':' || bits, ',' ORDER BY segment_id))::uuid
                   AS group_id
          FROM %s member
         GROUP BY partner_id
        """,
        MEMBERS,
    )


def _select_patterns():
    """The segments of each group, with the bits of their quarters."""
    return SQL(
        """
        SELECT known.group_id, member.segment_id, member.bits
          FROM (SELECT group_id, min(partner_id) AS partner_id
                  FROM %s known GROUP BY group_id) known
          JOIN %s member ON member.partner_id = known.partner_id
        """,
        GROUPS,
        MEMBERS,
    )


# ------------------------------------------------------------
# What they brought and took
# ------------------------------------------------------------


def _select_amounts(context):
    """One row per group and quarter; the group of those in no segment is NULL.

    Quarters are numbered from 0 on.
    """
    return SQL(
        """
        SELECT group_id, quarter, %(sums)s
          FROM (%(purchases)s UNION ALL %(contacts)s UNION ALL %(anonymous)s) happened
          LEFT JOIN %(groups)s known USING (partner_id)
         GROUP BY group_id, quarter
        """,
        sums=SQL(", ".join(f"sum({name}) AS {name}" for name in SUMMED)),
        purchases=_select_purchases(context),
        contacts=_select_contact_costs(context),
        anonymous=_select_anonymous(context),
        groups=GROUPS,
    )


def _select_purchases(context):
    """One row per customer and quarter with purchases.

    The offset has amount and margin of a purchase computed once. What one customer
    brings in a quarter is far below the whole numbers that a float keeps apart.
    """
    env, company = context.env, context.company
    since, until = _span(context)
    sources = env["onetoone.source"].with_context(onetoone_in_bulk=True)
    partner = SQL("bought.partner_id")
    return SQL(
        """
        SELECT partner_id, quarter,
               CASE WHEN %(nobody)s THEN 0 ELSE customers END AS customers,
               revenue::bigint AS revenue,
               COALESCE(margin, 0)::bigint AS margin,
               COALESCE(revenue_without_margin, 0)::bigint AS revenue_without_margin,
               0::bigint AS contact_cost
          FROM (SELECT partner_id,
                       %(quarter)s AS quarter,
                       max((NOT is_refund)::integer) AS customers,
                       sum(%(amount)s) AS revenue,
                       sum(%(margin)s) AS margin,
                       sum(%(amount)s) FILTER (WHERE margin IS NULL)
                           AS revenue_without_margin
                  FROM (SELECT partner_id, date, is_refund, amount, margin
                          FROM %(purchases)s purchase
                         WHERE date >= %(since)s AND date < %(until)s
                        OFFSET '0') purchase
                 GROUP BY partner_id, quarter) bought
        """,
        nobody=SQL(
            "%s OR %s", is_ours(env, partner), is_generic(env, company, partner)
        ),
        quarter=_quarter(context, SQL("date")),
        amount=_units(context, SQL("amount")),
        margin=_units(context, SQL("margin")),
        purchases=sources._purchases(company, since, in_bulk=True),
        since=since,
        until=until,
    )


def _select_anonymous(context):
    """What nobody bought whom we know by name."""
    return SQL(
        """
        SELECT NULL::integer, %(quarter)s, 0, %(amount)s::bigint,
               COALESCE(%(margin)s, 0)::bigint,
               CASE WHEN margin IS NULL THEN %(amount)s ELSE 0 END::bigint, 0::bigint
          FROM (%(anonymous)s) nobodys
        """,
        quarter=_quarter(context, SQL("date")),
        amount=_units(context, SQL("amount")),
        margin=_units(context, SQL("margin")),
        anonymous=select_anonymous(context.company, *_span(context)),
    )


def _select_contact_costs(context):
    """The cost of the personal contacts, rounded for each customer and quarter."""
    company = context.company
    unit_cost = company.onetoone_unit_contact_cost
    if unit_cost is False:
        return SQL(
            "SELECT NULL::integer, NULL::integer, NULL::integer, NULL::bigint,"
            " NULL::bigint, NULL::bigint, NULL::bigint WHERE FALSE"
        )
    cost = SQL("sum(cost.ratio::numeric) * %s::numeric", str(unit_cost))
    return SQL(
        """
        SELECT partner_id, %(quarter)s, 0, 0::bigint, 0::bigint, 0::bigint,
               %(cost)s::bigint
          FROM %(contacts)s contact
          JOIN onetoone_channel_cost cost
               ON cost.channel = contact.channel AND cost.company_id = %(company)s
         WHERE date >= %(since)s
         GROUP BY 1, 2
        %(flush)s
        """,
        quarter=_quarter(context, SQL("day")),
        cost=_units(context, SQL("(%s)", cost)),
        contacts=context.result_contacts,
        company=company.id,
        since=company._onetoone_day_start(context.quarters[0].start),
        flush=flushed(
            context.env["onetoone.channel.cost"], "channel", "company_id", "ratio"
        ),
    )


def _span(context):
    return context.quarters[0].start, context.quarters[-1].end


def _quarter(context, day):
    """Return the SQL of the number of the quarter a day lies in, from 0 on."""
    starts = [quarter.start for quarter in context.quarters]
    return SQL("width_bucket(%s, %s::date[]) - 1", day, starts)


def _units(context, amount):
    """Return the SQL of an amount in the currency's smallest unit, a whole float."""
    decimals = context.company.currency_id.decimal_places
    return SQL("round((%s) * %s)::float8", amount, 10**decimals)
