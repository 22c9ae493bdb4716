"""Cases of customers with terms of their own, or a reward for their loyalty."""

from odoo.tools import SQL

from ..paths import flushed
from .cases import case_columns

# properties of a partner per company that make an arrangement of his own; each comes
# with an optional addon (C-C02, C-C06)
OWN_TERMS = (
    "property_payment_term_id",
    "specific_property_product_pricelist",
    "invoice_sending_method",
    "property_delivery_carrier_id",
)
OWN_PRICELIST = ("specific_property_product_pricelist",)
# cards that were bought are no reward
NO_REWARD = ("gift_card", "ewallet")


def class_a_with_own_terms(context):
    """Return the SELECT of class A customers; counted with terms of their own.

    Terms are a customer's own where they are set and differ from the company's
    default; a language, where it is not that of the company.
    """
    language = context.company.sudo().partner_id.lang
    is_own = [
        *_differing(context, OWN_TERMS),
        SQL(
            "partner.lang != %s%s",
            language or "",
            flushed(context.env["res.partner"], "lang"),
        ),
    ]
    return _select_customers(context, SQL("customer.abc = 'a'"), is_own)


def rewarded_for_loyalty(context):
    """Return the SELECT of loyal customers; counted with a card or own pricelist."""
    has_reward = [_holds_a_card(context), *_differing(context, OWN_PRICELIST)]
    return _select_customers(context, SQL("customer.is_loyal"), has_reward)


def _select_customers(context, among, counted):
    return SQL(
        """
        SELECT %s
          FROM %s customer
          JOIN res_partner partner ON partner.id = customer.partner_id
         WHERE customer.company_id = %s AND customer.is_customer AND %s
        """,
        case_columns(
            context,
            "res.partner",
            SQL("customer.partner_id"),
            SQL("COALESCE(%s, FALSE)", SQL(" OR ").join(counted)),
            partner_id=SQL("customer.partner_id"),
            date=SQL("customer.last_purchase::timestamp"),
            user_id=SQL("customer.user_id"),
        ),
        context.customers,
        context.company.id,
        among,
    )


def _differing(context, names):
    """Return SQL conditions: a property is set, and not as by default."""
    partners = context.env["res.partner"].sudo().with_company(context.company)
    conditions = []
    for name in names:
        field = partners._fields.get(name)
        if field is None:
            continue
        default = field.get_company_dependent_fallback(partners)
        conditions.append(
            SQL(
                "(partner.%s ->> %s) != %s%s",
                SQL.identifier(name),
                str(context.company.id),
                str((default.id if field.relational else default) or ""),
                flushed(partners, name),
            )
        )
    return conditions


def _holds_a_card(context):
    cards = context.env["loyalty.card"].sudo()
    query = cards._search(
        [
            ("active", "=", True),
            ("program_id.program_type", "not in", NO_REWARD),
            ("company_id", "in", [False, *context.company._onetoone_branches().ids]),
            "|",
            ("expiration_date", "=", False),
            ("expiration_date", ">=", context.horizon.as_of),
        ],
        bypass_access=True,
    )
    return SQL(
        """customer.partner_id IN (
            SELECT holder.commercial_partner_id
              FROM res_partner holder
             WHERE holder.id IN %s)""",
        query.subselect("partner_id"),
    )
