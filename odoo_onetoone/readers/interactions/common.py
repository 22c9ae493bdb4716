"""What the readers of all channels share."""

from odoo.tools import SQL

EMPTY = SQL(
    """
    SELECT NULL::bigint AS id, NULL::integer AS leg, NULL::bigint AS row_id,
           NULL::integer AS source_id, NULL::integer AS partner_id,
           NULL::integer AS contact_id, NULL::integer AS company_id,
           NULL::timestamp AS date, NULL::varchar AS channel,
           NULL::varchar AS direction, NULL::boolean AS is_mass,
           NULL::boolean AS is_automatic, NULL::integer AS user_id,
           NULL::varchar AS res_model, NULL::integer AS res_id
     WHERE FALSE
    """
)


def in_company(source, portfolio, stated):
    """Return SQL: the contact belongs to the company of the source.

    :param portfolio: SQL relation of the ids of the company's customers, who get
        the contacts that name no company
    :param stated: SQL of the company that the contact names, or NULL
    """
    return SQL(
        "(%s IN %s OR (%s IS NULL AND %s))",
        stated,
        tuple(source.company_id._onetoone_branches().ids),
        stated,
        in_portfolio(portfolio),
    )


def in_portfolio(portfolio):
    """Return SQL: the contact belongs to a customer of the company."""
    return SQL(
        "contact.commercial_partner_id IN (SELECT partner_id FROM %s p)", portfolio
    )
