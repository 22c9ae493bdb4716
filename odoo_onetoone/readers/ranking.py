"""Ranking: scores and classes, which compare each customer with all others.

The engine owns the fractions, the shares and the rules; the SQL only takes
percentiles and window sums, and compares with what it is given.
"""

from odoo.tools import SQL

from ..engine.abc_classes import SHARES, AbcLimits
from ..engine.rfm import FRACTIONS, HIGHEST_SCORE, LOWEST_SCORE, RfmThresholds


def rank(env, table, limits, company, as_of):
    """Give scores and classes to the customers of ``table``.

    :param limits: pair of :class:`RfmThresholds` and :class:`AbcLimits`
    """
    thresholds, abc = limits
    env.execute_query(
        SQL(
            """
            UPDATE %(table)s customer
               SET r_score = score.r, f_score = score.f, m_score = score.m,
                   rfm = concat(score.r, score.f, score.m),
                   abc = %(abc)s
              FROM (SELECT partner_id,
                           %(recency)s AS r, %(frequency)s AS f, %(monetary)s AS m
                      FROM %(table)s
                     WHERE company_id = %(company)s AND is_customer) score
             WHERE customer.company_id = %(company)s
               AND customer.partner_id = score.partner_id
            """,
            table=table,
            company=company.id,
            recency=_score(
                HIGHEST_SCORE,
                SQL("-1"),
                SQL("%s - last_purchase", as_of),
                thresholds.recency,
            ),
            frequency=_score(
                LOWEST_SCORE, SQL("1"), SQL("frequency"), thresholds.frequency
            ),
            monetary=_score(
                LOWEST_SCORE, SQL("1"), SQL("monetary"), thresholds.monetary
            ),
            abc=SQL(
                """CASE WHEN customer.monetary > 0 AND customer.monetary >= %s THEN 'a'
                        WHEN customer.monetary > 0 AND customer.monetary >= %s THEN 'b'
                        ELSE 'c' END""",
                SQL("%s::numeric", abc.a),
                SQL("%s::numeric", abc.b),
            ),
        )
    )


def find_thresholds(env, table, company, as_of):
    """Return the :class:`RfmThresholds` over the active customers of ``table``."""
    fractions = list(FRACTIONS)
    [row] = env.execute_query(
        SQL(
            """
            SELECT percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY %(as_of)s - last_purchase),
                   percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY frequency),
                   percentile_disc(%(fractions)s::float[]) WITHIN GROUP (
                       ORDER BY monetary)
              FROM %(table)s
             WHERE company_id = %(company)s AND is_active
            """,
            fractions=fractions,
            as_of=as_of,
            table=table,
            company=company.id,
        )
    )
    return RfmThresholds(*(tuple(values or ()) for values in row))


def find_abc_limits(env, table, company):
    """Return the :class:`AbcLimits` over the customers of ``table`` (C-D02)."""
    share_a, share_b = SHARES
    [row] = env.execute_query(
        SQL(
            """
            SELECT min(monetary) FILTER (WHERE larger < %(a)s * positive),
                   min(monetary) FILTER (WHERE larger >= %(a)s * positive
                                           AND larger < %(b)s * positive)
              FROM (SELECT monetary,
                           COALESCE(sum(monetary) OVER (
                               ORDER BY monetary DESC
                               GROUPS BETWEEN UNBOUNDED PRECEDING
                                          AND 1 PRECEDING), 0) AS larger,
                           sum(monetary) OVER () AS positive
                      FROM %(table)s
                     WHERE company_id = %(company)s
                       AND is_customer AND monetary > 0) customer
            """,
            table=table,
            company=company.id,
            a=SQL("%s::numeric", str(share_a)),
            b=SQL("%s::numeric", str(share_b)),
        )
    )
    return AbcLimits(*row)


def _score(first, step, value, thresholds):
    """Return SQL: ``first`` and one ``step`` per threshold strictly below value."""
    passed = [
        SQL("(%s > %s::numeric)::integer", value, threshold) for threshold in thresholds
    ]
    if not passed:
        return SQL("%s", LOWEST_SCORE)
    return SQL(
        "CASE WHEN is_active THEN %s + %s * (%s) ELSE %s END",
        first,
        step,
        SQL(" + ").join(passed),
        LOWEST_SCORE,
    )
