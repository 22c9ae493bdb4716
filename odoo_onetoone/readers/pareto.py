"""The Pareto curve: what part of the value the best customers bring (C-D02)."""

from odoo.tools import SQL

# more points than this cannot be told apart on a screen
MOST_POINTS = 100


def keep_curve(env, company):
    """Replace the curve of a company by that of its profiles.

    One row per percent of the portfolio, or per customer if there are fewer than a
    hundred. Without any positive value there is no curve.
    """
    env["onetoone.pareto"].flush_model()
    env.execute_query(
        SQL("DELETE FROM onetoone_pareto WHERE company_id = %s", company.id)
    )
    env.execute_query(
        SQL(
            """
            WITH customer AS (
                SELECT monetary, greatest(monetary, 0) AS value,
                       row_number() OVER (ORDER BY monetary DESC, id) AS rank,
                       count(*) OVER () AS total
                  FROM onetoone_profile
                 WHERE company_id = %(company)s AND is_customer),
            step AS (
                SELECT (rank - 1) * least(total, %(points)s) / total + 1 AS number,
                       least(total, %(points)s) AS steps,
                       count(*) AS customers,
                       sum(value) AS value,
                       min(monetary) AS smallest
                  FROM customer
                 GROUP BY 1, 2),
            point AS (
                SELECT number, steps, smallest,
                       sum(customers) OVER upwards AS customers,
                       sum(value) OVER upwards AS value,
                       sum(value) OVER () AS whole
                  FROM step
                WINDOW upwards AS (ORDER BY number))
            INSERT INTO onetoone_pareto (company_id, customer_percent, customer_count,
                                         value_percent, amount, smallest_amount)
            SELECT %(company)s, round(100.0 * number / steps), customers,
                   100 * value / whole, value, smallest
              FROM point
             WHERE whole > 0
            """,
            company=company.id,
            points=MOST_POINTS,
        )
    )
    env["onetoone.pareto"].invalidate_model()
