"""Products that the same customers bought (C-D33)."""

from odoo.tools import SQL

from ..engine.associations import MINIMUM_CUSTOMERS, MOST_PRODUCTS
from .bought import bought_products


def keep_associations(env, company):
    """Replace the associations of a company by those of all purchases so far.

    One row per pair and direction that enough customers of the portfolio share.
    """
    env["onetoone.association"].flush_model()
    env.execute_query(
        SQL("DELETE FROM onetoone_association WHERE company_id = %s", company.id)
    )
    env.execute_query(
        SQL(
            """
            WITH bought AS MATERIALIZED (
                SELECT DISTINCT line.partner_id, line.product_id
                  FROM %(lines)s line
                  JOIN onetoone_profile profile
                    ON profile.partner_id = line.partner_id
                   AND profile.company_id = line.company_id
                   AND profile.is_customer
                 WHERE line.company_id = %(company)s),
            everybody AS (
                SELECT count(DISTINCT partner_id) AS customers FROM bought),
            product AS (
                SELECT product_id, count(*) AS customers
                  FROM bought
                 GROUP BY product_id
                HAVING count(*) >= %(minimum)s
                 ORDER BY count(*) DESC, product_id
                 LIMIT %(most)s),
            kept AS MATERIALIZED (
                SELECT partner_id, product_id FROM bought JOIN product
                 USING (product_id)),
            pair AS (
                SELECT one.product_id, other.product_id AS other_id, count(*) AS shared
                  FROM kept one
                  JOIN kept other ON other.partner_id = one.partner_id
                                 AND other.product_id <> one.product_id
                 GROUP BY 1, 2
                HAVING count(*) >= %(minimum)s)
            INSERT INTO onetoone_association (
                company_id, product_id, other_id, customer_count, product_customers,
                other_customers, support, confidence, lift)
            SELECT %(company)s, pair.product_id, pair.other_id, shared, one.customers,
                   other.customers,
                   100.0 * shared / everybody.customers,
                   100.0 * shared / one.customers,
                   1.0 * shared * everybody.customers / one.customers / other.customers
              FROM pair
              JOIN product one ON one.product_id = pair.product_id
              JOIN product other ON other.product_id = pair.other_id
             CROSS JOIN everybody
            """,
            lines=bought_products(env),
            company=company.id,
            minimum=MINIMUM_CUSTOMERS,
            most=MOST_PRODUCTS,
        )
    )
    env["onetoone.association"].invalidate_model()
