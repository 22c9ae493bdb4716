"""The rows of the profit and loss: what is to be stored, and what differs from it."""

from odoo.tools import SQL

from ...engine.profit_and_loss import OVERLAP, SEGMENT, TOTAL, UNASSIGNED
from ..paths import flushed

# what adds up, column by column
SUMMED = ("customers", "revenue", "margin", "revenue_without_margin", "contact_cost")
# what tells one row from another
KEY = ("division_id", "segment_id", "kind", "quarter")
WRITTEN = ("name", "sequence", *SUMMED, "contribution")
# the order of the rows of a division
SEQUENCES = {SEGMENT: 0, UNASSIGNED: 1, OVERLAP: 2, TOTAL: 3}


def select_lines(context, patterns, amounts, names):
    """Return the SELECT of the rows as they are to be stored.

    For each segment and quarter one row, and for each division three that complete
    it; what was counted more than once only where that can happen.

    :param patterns: SQL SELECT of the segments of each group of customers
    :param amounts: SQL of the table of what each group brought in each quarter
    :param names: {kind: name of its rows}
    """
    company = context.company
    return SQL(
        """
        WITH quarter AS (
            SELECT (number - 1)::integer AS quarter, first_day
              FROM unnest(%(quarters)s::date[])
                   WITH ORDINALITY given (first_day, number)),
        segment AS (
            SELECT id AS segment_id, division_id, %(name)s AS name, active
              FROM onetoone_segment segment WHERE company_id = %(company)s),
        assigned AS (
            SELECT segment.division_id, segment.segment_id, amount.*,
                   row_number() OVER (
                       PARTITION BY segment.division_id, amount.group_id, amount.quarter
                       ORDER BY segment.segment_id) = 1 AS is_first
              FROM (%(patterns)s) pattern
              JOIN %(amounts)s amount
                   ON amount.group_id = pattern.group_id
                  AND pattern.bits & (1 << amount.quarter) != 0
              JOIN segment ON segment.segment_id = pattern.segment_id),
        by_segment AS (
            SELECT segment_id, quarter, %(sums)s FROM assigned
             GROUP BY segment_id, quarter),
        by_division AS (
            SELECT division_id, quarter, %(sums)s, %(first_sums)s FROM assigned
             GROUP BY division_id, quarter),
        whole AS (
            SELECT quarter, %(sums)s FROM %(amounts)s amount GROUP BY quarter),
        shown AS (
            SELECT * FROM segment
             WHERE active OR segment_id IN (SELECT segment_id FROM by_segment)),
        division AS (
            SELECT shown.division_id,
                   COALESCE(bool_or(NOT division.is_exclusive), FALSE) AS may_overlap
              FROM shown
              LEFT JOIN onetoone_segment_division division
                     ON division.id = shown.division_id
             GROUP BY shown.division_id),
        line AS (
            SELECT shown.division_id, shown.segment_id, %(segment)s::varchar AS kind,
                   quarter.quarter, shown.name, %(sequence)s AS sequence,
                   TRUE AS may_be, %(known)s
              FROM quarter
             CROSS JOIN shown
              LEFT JOIN by_segment known
                     ON known.segment_id = shown.segment_id
                    AND known.quarter = quarter.quarter
             UNION ALL
            SELECT division.division_id, NULL, kind.kind, quarter.quarter, kind.name,
                   kind.sequence, kind.kind != %(overlap)s OR may_overlap,
                   %(completing)s
              FROM quarter
             CROSS JOIN division
             CROSS JOIN (VALUES %(kinds)s) kind (kind, sequence, name)
              LEFT JOIN whole ON whole.quarter = quarter.quarter
              LEFT JOIN by_division known
                     ON known.quarter = quarter.quarter
                    AND known.division_id IS NOT DISTINCT FROM division.division_id)
        SELECT division_id, segment_id, kind, first_day AS quarter, name, sequence,
               customers::integer AS customers, %(money)s,
               CASE WHEN %(has_cost)s THEN %(cost)s END AS contact_cost,
               CASE WHEN %(has_cost)s THEN %(contribution)s END AS contribution
          FROM line JOIN quarter USING (quarter)
         WHERE may_be OR (%(columns)s) != (%(zeros)s)
        %(flush)s
        """,
        quarters=[quarter.start for quarter in context.quarters],
        name=_name(company),
        company=company.id,
        patterns=patterns,
        amounts=amounts,
        sums=_columns("sum({0}) AS {0}"),
        first_sums=_columns("sum({0}) FILTER (WHERE is_first) AS first_{0}"),
        segment=SEGMENT,
        sequence=SEQUENCES[SEGMENT],
        known=_columns("COALESCE(known.{0}, 0) AS {0}"),
        overlap=OVERLAP,
        completing=_columns(
            "CASE kind.kind"
            " WHEN %(unassigned)s"
            " THEN COALESCE(whole.{0}, 0) - COALESCE(known.first_{0}, 0)"
            " WHEN %(overlap)s"
            " THEN COALESCE(known.first_{0}, 0) - COALESCE(known.{0}, 0)"
            " ELSE COALESCE(whole.{0}, 0) END AS {0}",
            unassigned=UNASSIGNED,
            overlap=OVERLAP,
        ),
        kinds=SQL(", ").join(
            SQL("(%s, %s, %s)", kind, SEQUENCES[kind], names[kind]) for kind in names
        ),
        money=SQL(", ").join(
            SQL("%s AS %s", _money(context, SQL.identifier(name)), SQL.identifier(name))
            for name in ("revenue", "margin", "revenue_without_margin")
        ),
        has_cost=company.onetoone_unit_contact_cost is not False,
        cost=_money(context, SQL("contact_cost")),
        contribution=_money(context, SQL("margin - contact_cost")),
        columns=_columns("{0}"),
        zeros=_columns("0"),
        flush=SQL(
            "%s%s",
            flushed(
                context.env["onetoone.segment"],
                "name",
                "active",
                "company_id",
                "division_id",
            ),
            flushed(context.env["onetoone.segment.division"], "is_exclusive"),
        ),
    )


def _name(company):
    """Return the SQL of a segment's name in the language of the company."""
    lang = company.sudo().partner_id.lang or "en_US"
    return SQL("COALESCE(segment.name ->> %s, segment.name ->> 'en_US')", lang)


def _money(context, units):
    """Return the SQL of an amount, given in the currency's smallest unit."""
    decimals = context.company.currency_id.decimal_places
    return SQL("round((%s)::numeric / %s, %s)", units, 10**decimals, decimals)


def _columns(template, **values):
    """Return SQL columns: the template filled with the name of each sum."""
    return SQL(", ".join(template.format(name) for name in SUMMED), **values)


# ------------------------------------------------------------
# Publishing
# ------------------------------------------------------------


def write_lines(env, company, lines):
    """Write the rows that differ, and remove others; return how many were written.

    :param lines: SQL of a table with the rows of ``select_lines``
    """
    parts = {
        "company": company.id,
        "lines": lines,
        "same": SQL(" AND ").join(
            SQL(
                "result.%(name)s IS NOT DISTINCT FROM line.%(name)s",
                name=SQL.identifier(name),
            )
            for name in KEY
        ),
        "written": _names(WRITTEN),
        "new": _names(WRITTEN, "line"),
        "old": _names(WRITTEN, "result"),
        "columns": _names((*KEY, *WRITTEN)),
    }
    statements = (
        SQL(
            """
            DELETE FROM onetoone_segment_result result
             WHERE company_id = %(company)s
               AND NOT EXISTS (SELECT FROM %(lines)s line WHERE %(same)s)
            """,
            **parts,
        ),
        SQL(
            """
            UPDATE onetoone_segment_result result
               SET (%(written)s) = ROW(%(new)s)
              FROM %(lines)s line
             WHERE company_id = %(company)s AND %(same)s
               AND (%(old)s) IS DISTINCT FROM (%(new)s)
            """,
            **parts,
        ),
        SQL(
            """
            INSERT INTO onetoone_segment_result (company_id, %(columns)s)
            SELECT %(company)s, %(columns)s
              FROM %(lines)s line
             WHERE NOT EXISTS (SELECT FROM onetoone_segment_result result
                                WHERE company_id = %(company)s AND %(same)s)
            """,
            **parts,
        ),
    )
    return sum(_count(env, statement) for statement in statements)


def _names(names, alias=None):
    return SQL(", ").join(
        SQL.identifier(alias, name) if alias else SQL.identifier(name) for name in names
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
