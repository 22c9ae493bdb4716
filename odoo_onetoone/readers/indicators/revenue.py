"""Readers of amounts: what customers are worth, and how much of it is known."""

from odoo.fields import Domain
from odoo.tools import SQL

from ...engine.history import history_months
from .. import purchases
from .measurement import NO_RECORDS, Measurement, average, percentage
from .profiles import ProfileReader

PORTFOLIO = [("is_customer", "=", True)]
NOT_REFUND = [("is_refund", "=", False)]


def of_portfolio(company):
    """Return the domain of purchases by customers of the portfolio."""
    return Domain(
        "partner_id.onetoone_profile_ids",
        "any",
        [("company_id", "=", company.id), *PORTFOLIO],
    )


class PurchaseTotals(ProfileReader):
    """Reads sums of the profiles, and opens the purchases they are made of."""

    model = "onetoone.purchase"
    lists_profiles = False

    def __init__(self, **needs):
        super().__init__([], PORTFOLIO, source_kinds=["purchase"], **needs)


class RevenueIdentified(PurchaseTotals):
    """Percent of the window's value that customers known by name bring."""

    def domains(self, company, horizon):
        in_window = Domain(
            [
                ("company_id", "=", company.id),
                ("date", ">=", horizon.window.start),
                ("date", "<", horizon.as_of),
                *NOT_REFUND,
            ]
        )
        known = of_portfolio(company)
        generic = Domain("partner_id", "in", company.onetoone_generic_partner_ids.ids)
        return in_window & known, in_window & (known | generic)

    def totals(self, context, query):
        _counted, portfolio = self._conditions(context, query)
        return {
            "orders": SQL("sum(frequency) FILTER (WHERE %s)", portfolio),
            "value": SQL("sum(monetary) FILTER (WHERE %s)", portfolio),
        }

    def measure(self, context):
        totals = context.totals(self)
        orders, value = totals["orders"] or 0, float(totals["value"] or 0)
        generic_orders, generic_value = self._generic(context)
        anonymous = self._anonymous(context)
        return percentage(
            orders,
            orders + generic_orders,
            value,
            value + generic_value + anonymous,
            {"unknown": generic_value + anonymous},
        )

    def _anonymous(self, context):
        horizon = context.horizon
        [[value]] = context.env.execute_query(
            purchases.anonymous_value(
                context.company, horizon.window.start, horizon.as_of
            )
        )
        return float(value)

    def _generic(self, context):
        """Return the number of purchases of generic partners, and their value."""
        generic = context.company.sudo().onetoone_generic_partner_ids
        if not generic:
            return 0, 0.0
        [[count, value]] = context.env.execute_query(
            SQL(
                """
                SELECT count(*) FILTER (WHERE NOT is_refund), sum(amount)
                  FROM %s purchase
                 WHERE partner_id IN %s AND date >= %s AND date < %s
                """,
                context.env["onetoone.source"]._purchases(context.company),
                tuple(generic.ids),
                context.horizon.window.start,
                context.horizon.as_of,
            )
        )
        return count, float(value or 0)


class HistoryDepth(PurchaseTotals):
    """Months from the first purchase on record, up to three years."""

    def domains(self, company, horizon):
        records = (
            Domain("company_id", "=", company.id)
            & Domain("date", "<", horizon.as_of)
            & Domain(NOT_REFUND)
            & of_portfolio(company)
        )
        return records, records

    def totals(self, context, query):
        _counted, portfolio = self._conditions(context, query)
        return {
            "orders": SQL("sum(lifetime_orders) FILTER (WHERE %s)", portfolio),
            "first": SQL("min(first_purchase) FILTER (WHERE %s)", portfolio),
        }

    def measure(self, context):
        totals = context.totals(self)
        first = totals["first"]
        months = history_months(first, context.horizon.as_of) if first else None
        return average(totals["orders"] or 0, months)


class ValueKnown(ProfileReader):
    """Percent of active customers whose margin is known; how many are estimates."""

    def totals(self, context, query):
        counted, _among = self._conditions(context, query)
        return {
            **super().totals(context, query),
            "estimated": SQL(
                "count(*) FILTER (WHERE %s AND margin_is_estimated)", counted
            ),
        }

    def measure(self, context):
        totals = context.totals(self)
        return percentage(
            totals["numerator"],
            totals["denominator"],
            details={"estimated": totals["estimated"]},
        )


class EffortBalance(ProfileReader):
    """Points by which a class takes more of the contacts than it brings of the value.

    Counts the customers of the class (``counted``) among the portfolio.
    """

    def totals(self, context, query):
        counted, among = self._conditions(context, query)
        return {
            **super().totals(context, query),
            "contacts": SQL("sum(contact_count_window) FILTER (WHERE %s)", counted),
            "all_contacts": SQL("sum(contact_count_window) FILTER (WHERE %s)", among),
            "value": _positive_value(counted),
            "all_value": _positive_value(among),
        }

    def measure(self, context):
        totals = context.totals(self)
        counts = totals["numerator"], totals["denominator"]
        if not totals["all_contacts"] or not totals["all_value"]:
            return Measurement(*counts, None, NO_RECORDS)
        contacts = 100 * float(totals["contacts"] or 0) / float(totals["all_contacts"])
        value = 100 * float(totals["value"] or 0) / float(totals["all_value"])
        shares = {"contact_share": contacts, "value_share": value}
        return Measurement(*counts, max(0.0, contacts - value), None, shares)


def _positive_value(condition):
    return SQL("sum(monetary) FILTER (WHERE %s AND monetary > 0)", condition)
