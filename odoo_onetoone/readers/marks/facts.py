"""Marks of facts: SELECTs of their ids."""

from odoo.tools import SQL

from ...engine import list_rules


def is_unusual_refund(env):
    """Refunds of twice the customer's usual purchase or more (C-D16)."""
    return SQL(
        """
        SELECT refund.id
          FROM %(purchases)s refund
          JOIN (SELECT partner_id, company_id,
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY amount) AS amount
                  FROM %(purchases)s purchase
                 WHERE NOT is_refund AND amount > 0
                 GROUP BY partner_id, company_id) usual
               USING (partner_id, company_id)
         WHERE refund.is_refund AND -refund.amount >= %(times)s * usual.amount
        """,
        purchases=env["onetoone.source"]._purchases(),
        times=list_rules.UNUSUAL_REFUND,
    )
