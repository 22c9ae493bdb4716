"""Profit and loss of segments by quarter, which adds up to that of the company.

Purchases and contacts are read once: for each customer and quarter one row is kept,
rounded to the currency. Everything else is sums of these rows (the reference is
``engine.profit_and_loss``).
"""

from odoo.tools import SQL

from ...engine.profit_and_loss import OVERLAP, SEGMENT, TOTAL, UNASSIGNED
from ...engine.quarters import last_counted_day
from ..paths import flushed
from ..purchases import select_anonymous
from ..tables import create_lookup, create_temporary
from ..who import is_generic, is_ours

AMOUNTS = SQL("onetoone_result_amount")
MEMBERS = SQL("onetoone_result_member")
BY_SEGMENT = SQL("onetoone_result_segment")
LINES = SQL("onetoone_result_line")

# what adds up, column by column
SUMMED = ("customers", "revenue", "margin", "revenue_without_margin", "contact_cost")
# what tells one row from another
KEY = ("division_id", "segment_id", "kind", "quarter")
WRITTEN = ("name", "sequence", *SUMMED, "contribution")
# the order of the rows of a division
SEQUENCES = {SEGMENT: 0, UNASSIGNED: 1, OVERLAP: 2, TOTAL: 3}


def publish(context, names):
    """Write the rows that differ, and remove others; return how many were written.

    :param context: :class:`ResultContext`
    :param names: {kind: name of its rows}, but for segments, which have their own
    """
    env, company = context.env, context.company
    env["onetoone.segment.result"].flush_model()
    create_temporary(env, AMOUNTS, _select_amounts(context))
    create_lookup(env, MEMBERS, _select_members(env, company))
    create_temporary(env, BY_SEGMENT, _select_by_segment(context.quarters))
    create_temporary(env, LINES, _select_lines(context, names))
    written = _write(env, company)
    env["onetoone.segment.result"].invalidate_model()
    return written


# ------------------------------------------------------------
# Customers by quarter
# ------------------------------------------------------------


def _select_amounts(context):
    """One row per customer and quarter with a purchase or contact.

    What nobody bought whom we know by name is in rows without a customer.
    """
    env, company = context.env, context.company
    partner = SQL("happened.partner_id")
    return SQL(
        """
        SELECT partner_id, quarter,
               CASE WHEN partner_id IS NULL OR %(nobody)s THEN 0
                    ELSE max(customers) END AS customers,
               sum(revenue) AS revenue,
               sum(margin) AS margin,
               sum(revenue_without_margin) AS revenue_without_margin,
               sum(contact_cost) AS contact_cost
          FROM (%(purchases)s UNION ALL %(contacts)s) happened
         GROUP BY partner_id, quarter
        """,
        nobody=SQL(
            "%s OR %s", is_ours(env, partner), is_generic(env, company, partner)
        ),
        purchases=_select_purchases(context),
        contacts=_select_contact_costs(context),
    )


def _select_purchases(context):
    """The offset has amount and margin of a purchase computed once."""
    since, until = context.quarters[0].start, context.quarters[-1].end
    sources = context.env["onetoone.source"].with_context(onetoone_in_bulk=True)
    return SQL(
        """
        SELECT partner_id,
               date_trunc('quarter', date)::date AS quarter,
               max((NOT is_refund)::integer) AS customers,
               sum(amount) AS revenue,
               COALESCE(sum(margin), 0) AS margin,
               COALESCE(sum(amount) FILTER (WHERE margin IS NULL), 0)
                   AS revenue_without_margin,
               0::numeric AS contact_cost
          FROM (SELECT partner_id, date, is_refund, amount, margin
                  FROM %(purchases)s purchase
                 WHERE date >= %(since)s AND date < %(until)s
                OFFSET '0') purchase
         GROUP BY partner_id, quarter
         UNION ALL
        SELECT NULL, date_trunc('quarter', date)::date, 0, amount,
               COALESCE(margin, 0), CASE WHEN margin IS NULL THEN amount ELSE 0 END, 0
          FROM (%(anonymous)s) nobodys
        """,
        purchases=sources._purchases(context.company, since, in_bulk=True),
        anonymous=select_anonymous(context.company, since, until),
        since=since,
        until=until,
    )


def _select_contact_costs(context):
    """The cost of the personal contacts, rounded for each customer and quarter."""
    company = context.company
    unit_cost = company.onetoone_unit_contact_cost
    contacts = (
        SQL("(SELECT NULL::integer AS partner_id, NULL::date AS day,"
            " NULL::varchar AS channel WHERE FALSE)")
        if unit_cost is False
        else context.personal_contacts
    )
    return SQL(
        """
        SELECT partner_id,
               date_trunc('quarter', day)::date AS quarter,
               0,
               0,
               0,
               0,
               round(sum(cost.ratio::numeric) * %(unit)s::numeric, %(decimals)s)
          FROM %(contacts)s contact
          JOIN onetoone_channel_cost cost
               ON cost.channel = contact.channel AND cost.company_id = %(company)s
         WHERE day >= %(since)s AND day < %(until)s
         GROUP BY partner_id, quarter
        %(flush)s
        """,
        unit=str(unit_cost or 0),
        decimals=company.currency_id.decimal_places,
        contacts=contacts,
        company=company.id,
        since=context.quarters[0].start,
        until=context.quarters[-1].end,
        flush=flushed(
            context.env["onetoone.channel.cost"], "channel", "company_id", "ratio"
        ),
    )


# ------------------------------------------------------------
# Segments by quarter
# ------------------------------------------------------------


def _select_members(env, company):
    """Memberships as periods: the first members of a segment were always there."""
    return SQL(
        """
        SELECT segment_id, division_id, partner_id,
               CASE WHEN date_from = first_known THEN '-infinity' ELSE date_from
                    END AS since,
               COALESCE(date_to, 'infinity') AS until
          FROM (SELECT member.segment_id, segment.division_id, member.partner_id,
                       member.date_from, member.date_to,
                       min(member.date_from) OVER (PARTITION BY member.segment_id)
                           AS first_known
                  FROM onetoone_segment_member member
                  JOIN onetoone_segment segment ON segment.id = member.segment_id
                 WHERE segment.company_id = %s) member
        %s
        """,
        company.id,
        SQL(
            "%s%s",
            flushed(
                env["onetoone.segment.member"],
                "segment_id",
                "partner_id",
                "date_from",
                "date_to",
            ),
            flushed(env["onetoone.segment"], "company_id", "division_id"),
        ),
    )


def _select_by_segment(quarters):
    """Sums of each segment and quarter; ``first_…``: of whom none before it has.

    So the first sums of all segments of a division count each customer once.
    """
    return SQL(
        """
        SELECT division_id, segment_id, quarter, %(sums)s, %(first_sums)s
          FROM (SELECT member.division_id, member.segment_id, amount.*,
                       row_number() OVER (
                           PARTITION BY amount.partner_id, amount.quarter,
                                        member.division_id
                           ORDER BY member.segment_id) = 1 AS is_first
                  FROM %(amounts)s amount
                  JOIN (VALUES %(days)s) counted (first_day, day)
                       ON counted.first_day = amount.quarter
                  JOIN %(members)s member
                       ON member.partner_id = amount.partner_id
                      AND member.since <= counted.day
                      AND member.until > counted.day) assigned
         GROUP BY division_id, segment_id, quarter
        """,
        sums=_columns("sum({0}) AS {0}"),
        first_sums=_columns("sum({0}) FILTER (WHERE is_first) AS first_{0}"),
        amounts=AMOUNTS,
        members=MEMBERS,
        days=SQL(", ").join(
            SQL("(%s, %s)", quarter.start, last_counted_day(quarter))
            for quarter in quarters
        ),
    )


def _select_lines(context, names):
    """The rows as they are to be stored: of segments, and what completes divisions."""
    company = context.company
    has_cost = company.onetoone_unit_contact_cost is not False
    kinds = SQL(", ").join(
        SQL("(%s, %s, %s)", kind, SEQUENCES[kind], names[kind]) for kind in names
    )
    return SQL(
        """
        WITH quarter AS (SELECT unnest(%(quarters)s::date[]) AS quarter),
        segment AS (
            SELECT id AS segment_id, division_id, %(name)s AS name
              FROM onetoone_segment segment
             WHERE company_id = %(company)s
               AND (active OR EXISTS (SELECT FROM %(by_segment)s known
                                       WHERE known.segment_id = segment.id))),
        division AS (
            SELECT segment.division_id,
                   bool_or(division.is_exclusive IS NOT TRUE) AS may_overlap
              FROM segment
              LEFT JOIN onetoone_segment_division division
                     ON division.id = segment.division_id
             GROUP BY segment.division_id),
        company AS (
            SELECT quarter, %(sums)s FROM %(amounts)s amount GROUP BY quarter),
        assigned AS (
            SELECT division_id, quarter, %(sums)s, %(first_sums)s
              FROM %(by_segment)s known GROUP BY division_id, quarter),
        completing AS (
            SELECT division.division_id, quarter.quarter, kind.kind, kind.sequence,
                   kind.name, division.may_overlap, %(completing)s
              FROM quarter
             CROSS JOIN division
             CROSS JOIN (VALUES %(kinds)s) kind (kind, sequence, name)
              LEFT JOIN company ON company.quarter = quarter.quarter
              LEFT JOIN assigned
                     ON assigned.quarter = quarter.quarter
                    AND assigned.division_id IS NOT DISTINCT FROM division.division_id)
        SELECT division_id, segment_id, kind, quarter, name, sequence,
               customers::integer, revenue, margin, revenue_without_margin,
               CASE WHEN %(has_cost)s THEN contact_cost END AS contact_cost,
               CASE WHEN %(has_cost)s THEN margin - contact_cost END AS contribution
          FROM (SELECT segment.division_id, segment.segment_id,
                       %(segment)s::varchar AS kind, quarter.quarter, segment.name,
                       %(sequence)s AS sequence, %(known)s
                  FROM quarter
                 CROSS JOIN segment
                  LEFT JOIN %(by_segment)s assigned
                         ON assigned.segment_id = segment.segment_id
                        AND assigned.quarter = quarter.quarter
                 UNION ALL
                SELECT division_id, NULL, kind, quarter, name, sequence, %(columns)s
                  FROM completing
                 WHERE kind != %(overlap)s OR may_overlap OR (%(columns)s) != (%(zeros)s)
               ) line
        %(flush)s
        """,
        quarters=[quarter.start for quarter in context.quarters],
        name=_name(context.env, company),
        company=company.id,
        by_segment=BY_SEGMENT,
        amounts=AMOUNTS,
        sums=_columns("sum({0}) AS {0}"),
        first_sums=_columns("sum(first_{0}) AS first_{0}"),
        kinds=kinds,
        completing=SQL(
            _list(
                "CASE kind.kind"
                " WHEN %(unassigned)s THEN COALESCE(company.{0}, 0)"
                " - COALESCE(assigned.first_{0}, 0)"
                " WHEN %(overlap)s THEN COALESCE(assigned.first_{0}, 0)"
                " - COALESCE(assigned.{0}, 0)"
                " ELSE COALESCE(company.{0}, 0) END AS {0}"
            ),
            unassigned=UNASSIGNED,
            overlap=OVERLAP,
        ),
        has_cost=has_cost,
        segment=SEGMENT,
        sequence=SEQUENCES[SEGMENT],
        known=_columns("COALESCE(assigned.{0}, 0) AS {0}"),
        columns=_columns("{0}"),
        zeros=_columns("0"),
        overlap=OVERLAP,
        flush=flushed(
            context.env["onetoone.segment"],
            "name",
            "active",
            "company_id",
            "division_id",
        ),
    )


def _name(env, company):
    """Return the SQL of a segment's name in the language of the company."""
    lang = company.sudo().partner_id.lang or "en_US"
    return SQL(
        "COALESCE(segment.name ->> %s, segment.name ->> 'en_US')", lang
    )


def _columns(template):
    return SQL(_list(template))


def _list(template):
    """Return a list of columns: the template filled with the name of each sum."""
    return ", ".join(template.format(name) for name in SUMMED)


# ------------------------------------------------------------
# Publishing
# ------------------------------------------------------------


def _write(env, company):
    same = SQL(" AND ").join(
        SQL(
            "result.%(name)s IS NOT DISTINCT FROM line.%(name)s",
            name=SQL.identifier(name),
        )
        for name in KEY
    )
    return sum(
        _count(env, statement)
        for statement in (
            SQL(
                """
                DELETE FROM onetoone_segment_result result
                 WHERE company_id = %s
                   AND NOT EXISTS (SELECT FROM %s line WHERE %s)
                """,
                company.id,
                LINES,
                same,
            ),
            SQL(
                """
                UPDATE onetoone_segment_result result
                   SET (%(written)s) = ROW(%(new)s)
                  FROM %(lines)s line
                 WHERE company_id = %(company)s AND %(same)s
                   AND (%(old)s) IS DISTINCT FROM (%(new)s)
                """,
                written=_names(WRITTEN),
                new=_names(WRITTEN, "line"),
                old=_names(WRITTEN, "result"),
                lines=LINES,
                company=company.id,
                same=same,
            ),
            SQL(
                """
                INSERT INTO onetoone_segment_result (company_id, %(columns)s)
                SELECT %(company)s, %(columns)s
                  FROM %(lines)s line
                 WHERE NOT EXISTS (SELECT FROM onetoone_segment_result result
                                    WHERE company_id = %(company)s AND %(same)s)
                """,
                columns=_names((*KEY, *WRITTEN)),
                company=company.id,
                lines=LINES,
                same=same,
            ),
        )
    )


def _names(names, alias=None):
    return SQL(", ").join(
        SQL.identifier(alias, name) if alias else SQL.identifier(name)
        for name in names
    )


def _count(env, statement):
    env.execute_query(statement)
    return env.cr.rowcount


def select_differences(env, company):
    """Return the SELECT of divisions and quarters whose rows do not add up.

    There are none; tests look. Columns: division_id, quarter.
    """
    return SQL(
        """
        SELECT division_id, quarter
          FROM onetoone_segment_result
         WHERE company_id = %(company)s
         GROUP BY division_id, quarter
        HAVING %(differs)s
        %(flush)s
        """,
        company=company.id,
        differs=SQL(
            " OR ".join(
                f"sum({name}) FILTER (WHERE kind != %(total)s)"
                f" IS DISTINCT FROM sum({name}) FILTER (WHERE kind = %(total)s)"
                for name in (*SUMMED, "contribution")
            ),
            total=TOTAL,
        ),
        flush=flushed(env["onetoone.segment.result"], "kind"),
    )
