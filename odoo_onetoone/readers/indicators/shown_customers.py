"""Cases made of customers: those that a mark, or their contacts, set apart."""

from odoo.tools import SQL

from .cases import CaseReader, case_columns
from .shown_purchases import NeedsLines


class MarkedCustomers(CaseReader):
    """Percent of customers that are marked.

    The marks are joined, not looked up one by one: there may be millions.

    :param marked: function from the context to the SELECT of partner and company ids
    :param condition: SQL of which customers are meant
    """

    def __init__(self, marked, condition, **needs):
        super().__init__(self._customers, lists_profiles=True, **needs)
        self._marked = marked
        self._condition = condition

    def _customers(self, context):
        return SQL(
            """
            SELECT %s
              FROM %s customer
              LEFT JOIN (SELECT DISTINCT partner_id FROM (%s) one
                          WHERE company_id = %s) marked
                     ON marked.partner_id = customer.partner_id
             WHERE customer.company_id = %s AND %s
            """,
            case_columns(
                context,
                "res.partner",
                SQL("customer.partner_id"),
                SQL("marked.partner_id IS NOT NULL"),
                partner_id=SQL("customer.partner_id"),
                date=SQL("customer.last_contact"),
                user_id=SQL("customer.user_id"),
            ),
            context.customers,
            self._marked(context),
            context.company.id,
            context.company.id,
            self._condition,
        )


class CrossSelling(NeedsLines, MarkedCustomers):
    """Percent of the active customers who buy across categories (C-D33)."""
