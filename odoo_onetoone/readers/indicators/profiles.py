"""Readers that count customers by domains on their profiles, all in one pass."""

from odoo.fields import Domain
from odoo.tools import SQL

from .base import Reader, resolve
from .measurement import average, percentage


class ProfileReader(Reader):
    """Counts customers (``counted``) among others (``among``).

    :param counted: domain on profiles, or a function of company and horizon
    :param among: likewise; what is counted is always among them
    """

    model = "onetoone.profile"
    counts_profiles = True
    lists_profiles = True

    def __init__(self, counted, among, **needs):
        super().__init__(**needs)
        self._counted = counted
        self._among = among

    def domains(self, company, horizon):
        among = Domain("company_id", "=", company.id) & resolve(
            self._among, company, horizon
        )
        return among & resolve(self._counted, company, horizon), among

    def totals(self, context, query):
        """Return {name: SQL of an aggregate} over the main table of ``query``."""
        counted, among = self._conditions(context, query)
        return {
            "numerator": SQL("count(*) FILTER (WHERE %s)", counted),
            "denominator": SQL("count(*) FILTER (WHERE %s)", among),
        }

    def _conditions(self, context, query):
        profiles = context.env["onetoone.profile"]
        # the company is a condition of the whole statement
        among = resolve(self._among, context.company, context.horizon)
        counted = among & resolve(self._counted, context.company, context.horizon)
        return (
            context.condition(profiles, query, counted),
            context.condition(profiles, query, among),
        )


class ProfileRatio(ProfileReader):
    """Percent of customers, counted among others."""

    def measure(self, context):
        totals = context.totals(self)
        return percentage(totals["numerator"], totals["denominator"])


class KnownRatio(ProfileRatio):
    """Percent of customers whom a relation of the context knows.

    :param counted: domain on profiles that finds the same customers
    :param known: function from the context to SQL, in brackets, of partner ids
    """

    def __init__(self, counted, among, known, **needs):
        super().__init__(counted, among, **needs)
        self._known = known

    def _conditions(self, context, query):
        among = context.condition(
            context.env[self.model],
            query,
            resolve(self._among, context.company, context.horizon),
        )
        partner = SQL.identifier(query.table, "partner_id")
        counted = SQL("(%s AND %s IN %s)", among, partner, self._known(context))
        return counted, among


class KnownValue(KnownRatio):
    """Percent of the window's value that they bring."""

    def totals(self, context, query):
        counted, among = self._conditions(context, query)
        return {
            **super().totals(context, query),
            "value": SQL("sum(monetary) FILTER (WHERE %s)", counted),
            "all_value": SQL("sum(monetary) FILTER (WHERE %s)", among),
        }

    def measure(self, context):
        totals = context.totals(self)
        return percentage(
            totals["numerator"],
            totals["denominator"],
            totals["value"] or 0,
            totals["all_value"] or 0,
        )


class ProfileMean(ProfileReader):
    """Mean of a field over customers."""

    def __init__(self, field, among, **needs):
        super().__init__([], among, **needs)
        self._field = field

    def totals(self, context, query):
        _counted, among = self._conditions(context, query)
        return {
            "count": SQL("count(*) FILTER (WHERE %s)", among),
            "mean": SQL(
                "avg(%s) FILTER (WHERE %s)",
                SQL.identifier(query.table, self._field),
                among,
            ),
        }

    def measure(self, context):
        totals = context.totals(self)
        return average(totals["count"], totals["mean"])
