"""Ranking: scores and classes, which compare each customer with all others.

The engine owns the fractions, the shares and the rules; the SQL only takes
percentiles and window sums, and compares with what it is given.
"""

from typing import NamedTuple

from odoo.tools import SQL

from ..engine import most_valuable, tiers
from ..engine.abc_classes import SHARES, AbcLimits
from ..engine.lifetime_value import MONTHS_IN_YEAR, yearly_retention
from ..engine.most_valuable import MvcLimit
from ..engine.rfm import FRACTIONS, HIGHEST_SCORE, LOWEST_SCORE, RfmThresholds
from .customers import STAGED_COLUMNS, column_list
from .shared_identity import SHARED


class Limits(NamedTuple):
    """What decides on the scores, classes and values of each customer alone.

    ``wallet`` is the smallest large wallet; ``retention`` is the part of the portfolio
    that stays for a year and ``discount`` the yearly interest, both as fractions.
    """

    rfm: RfmThresholds
    abc: AbcLimits
    mvc: MvcLimit
    wallet: float | None = None
    retention: float | None = None
    discount: float | None = None

    def to_dict(self):
        """Return the limits as JSON can keep them."""
        return {
            **self.rfm.to_dict(),
            "abc": [None if limit is None else float(limit) for limit in self.abc],
            "mvc": [
                self.mvc.measure,
                None if self.mvc.limit is None else float(self.mvc.limit),
            ],
            "wallet": None if self.wallet is None else float(self.wallet),
            "retention": self.retention,
            "discount": self.discount,
        }

    @classmethod
    def from_dict(cls, values):
        """Return the limits that ``to_dict`` wrote."""
        return cls(
            RfmThresholds.from_dict(values),
            AbcLimits(*values["abc"]),
            # refreshes of an earlier version kept none
            MvcLimit(*values.get("mvc", ())),
            values.get("wallet"),
            values.get("retention"),
            values.get("discount"),
        )


def find_limits(company, table, as_of):
    """Return the :class:`Limits` over the customers of ``table``."""
    env = company.env
    return Limits(
        find_thresholds(env, table, company, as_of),
        find_abc_limits(env, table, company),
        find_mvc_limit(env, table, company),
        find_wallet_limit(env, table, company),
        find_retention(env, table, company),
        company.onetoone_discount_percent / 100,
    )


def ranked(table, limits, company, as_of):
    """Return SQL, in brackets: the customers of ``table`` with scores and classes.

    What customers share is read from the table ``shared_identity`` filled.

    :param limits: :class:`Limits`
    """
    thresholds, abc = limits.rfm, limits.abc
    return SQL(
        """
        (SELECT staged.*,
                COALESCE(shared.is_duplicate, FALSE) AS is_duplicate,
                COALESCE(shared.is_split_site, FALSE) AS is_split_site,
                score.r AS r_score,
                score.f AS f_score,
                score.m AS m_score,
                CASE WHEN is_customer THEN concat(score.r, score.f, score.m) END AS rfm,
                CASE WHEN is_customer THEN %(abc)s END AS abc,
                CASE WHEN is_customer THEN %(tier)s END AS tier,
                CASE WHEN is_customer THEN %(lifetime_value)s END AS lifetime_value
           FROM (SELECT %(columns)s FROM %(table)s
                  WHERE company_id = %(company)s) staged
           LEFT JOIN %(shared)s shared USING (partner_id)
           CROSS JOIN LATERAL (
                SELECT CASE WHEN is_customer THEN %(recency)s END AS r,
                       CASE WHEN is_customer THEN %(frequency)s END AS f,
                       CASE WHEN is_customer THEN %(monetary)s END AS m) score)
        """,
        table=table,
        columns=column_list(STAGED_COLUMNS),
        shared=SHARED,
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
        monetary=_score(LOWEST_SCORE, SQL("1"), SQL("monetary"), thresholds.monetary),
        abc=SQL(
            """CASE WHEN monetary > 0 AND monetary >= %s THEN 'a'
                    WHEN monetary > 0 AND monetary >= %s THEN 'b'
                    ELSE 'c' END""",
            SQL("%s::numeric", abc.a),
            SQL("%s::numeric", abc.b),
        ),
        tier=_tier(limits),
        lifetime_value=_lifetime_value(limits, company.onetoone_window_months),
    )


def _tier(limits):
    """Return the SQL of the tier of a customer: the rule of ``engine.tiers``."""
    return SQL(
        """
        CASE WHEN chosen_tier IS NOT NULL THEN chosen_tier
             WHEN net_contribution < 0 THEN %(below_zero)s
             WHEN is_active AND %(measure)s >= %(mvc)s::numeric THEN %(most_valuable)s
             WHEN estimated_wallet >= %(wallet)s::numeric
                  AND share_of_customer < %(share)s
                  OR is_growing AND has_open_opportunity THEN %(most_growable)s
             ELSE %(standard)s END
        """,
        below_zero=tiers.BELOW_ZERO,
        measure=SQL.identifier(limits.mvc.measure),
        mvc=limits.mvc.limit,
        most_valuable=most_valuable.MOST_VALUABLE,
        wallet=limits.wallet,
        share=tiers.SHARE_PERCENT,
        most_growable=tiers.MOST_GROWABLE,
        standard=most_valuable.STANDARD,
    )


def _lifetime_value(limits, window_months):
    """Return the SQL of ``engine.lifetime_value``; NULL where a part is not known."""
    return SQL(
        """
        (SELECT round(%(measure)s::numeric * %(year)s / %(window)s * rate
                      / NULLIF(greatest(1 + %(discount)s::numeric - rate, 0), 0), 2)
           FROM (SELECT COALESCE(segment_retention::numeric / 100,
                                 %(retention)s::numeric) AS rate) kept)
        """,
        measure=SQL.identifier(limits.mvc.measure),
        year=MONTHS_IN_YEAR,
        window=window_months,
        discount=limits.discount,
        retention=limits.retention,
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


def find_abc_limits(env, table, company, value="monetary"):
    """Return the :class:`AbcLimits` over the customers of ``table`` (C-D02).

    :param value: name of the column that tells what a customer is worth
    """
    share_a, share_b = SHARES
    [row] = env.execute_query(
        SQL(
            """
            SELECT min(value) FILTER (WHERE larger < %(a)s * positive),
                   min(value) FILTER (WHERE larger >= %(a)s * positive
                                        AND larger < %(b)s * positive)
              FROM (SELECT %(value)s AS value,
                           COALESCE(sum(%(value)s) OVER (
                               ORDER BY %(value)s DESC
                               GROUPS BETWEEN UNBOUNDED PRECEDING
                                          AND 1 PRECEDING), 0) AS larger,
                           sum(%(value)s) OVER () AS positive
                      FROM %(table)s
                     WHERE company_id = %(company)s
                       AND is_customer AND %(value)s > 0) customer
            """,
            value=SQL.identifier(value),
            table=table,
            company=company.id,
            a=SQL("%s::numeric", str(share_a)),
            b=SQL("%s::numeric", str(share_b)),
        )
    )
    return AbcLimits(*row)


def find_mvc_limit(env, table, company):
    """Return the :class:`MvcLimit` over the active customers of ``table`` (C-D01)."""
    active = SQL("%s WHERE company_id = %s AND is_active", table, company.id)
    [[count, known, whole]] = env.execute_query(
        SQL(
            """
            SELECT count(*),
                   COALESCE(sum(monetary) FILTER (WHERE monetary > 0
                                                    AND margin IS NOT NULL), 0),
                   COALESCE(sum(monetary) FILTER (WHERE monetary > 0), 0)
              FROM %s
            """,
            active,
        )
    )
    is_margin = whole and most_valuable.is_known_enough(known, whole)
    measure = most_valuable.MARGIN if is_margin else most_valuable.TURNOVER
    wanted = most_valuable.quota(count, company.onetoone_mvc_percent)
    [[limit]] = env.execute_query(select_mvc_limit(active, measure, wanted))
    return MvcLimit(measure, limit)


def find_wallet_limit(env, table, company):
    """Return the smallest large wallet of the portfolio of ``table`` (C-D17)."""
    known = SQL(
        "%s WHERE company_id = %s AND is_customer AND estimated_wallet IS NOT NULL",
        table,
        company.id,
    )
    [[count]] = env.execute_query(SQL("SELECT count(*) FROM %s", known))
    if not count:
        return None
    [[limit]] = env.execute_query(
        SQL(
            "SELECT estimated_wallet FROM %s ORDER BY estimated_wallet DESC"
            " LIMIT 1 OFFSET %s",
            known,
            tiers.wallet_quota(count) - 1,
        )
    )
    return limit


def find_retention(env, table, company):
    """Return the part of the customers of ``table`` that stays for a year (C-D24)."""
    [[kept, before]] = env.execute_query(
        SQL(
            """
            SELECT count(*) FILTER (WHERE is_active), count(*)
              FROM %s WHERE company_id = %s AND was_active
            """,
            table,
            company.id,
        )
    )
    return yearly_retention(kept, before, company.onetoone_window_months)


def select_mvc_limit(among, measure, wanted):
    """Return the SELECT of the smallest value that is most valuable, or NULL.

    :param among: SQL of a table and the condition on its rows
    :param measure: name of the column with the value
    :param wanted: how many customers should be most valuable
    """
    # one more than may be most valuable shows whether the last tie is too large
    return SQL(
        """
        SELECT min(value)
          FROM (SELECT value,
                       count(*) OVER (ORDER BY value DESC
                                      GROUPS BETWEEN UNBOUNDED PRECEDING
                                                 AND 1 PRECEDING) AS larger,
                       count(*) OVER (ORDER BY value DESC
                                      GROUPS BETWEEN UNBOUNDED PRECEDING
                                                 AND CURRENT ROW) AS not_smaller
                  FROM (SELECT %(measure)s AS value
                          FROM %(among)s AND %(measure)s > 0
                         ORDER BY value DESC
                         LIMIT %(largest)s + 1) best) ranked
         WHERE larger < %(wanted)s AND not_smaller <= %(largest)s
        """,
        measure=SQL.identifier(measure),
        among=among,
        wanted=wanted,
        largest=most_valuable.LARGEST_MULTIPLE * wanted,
    )


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
