"""Readers of leads and opportunities, lost and archived ones among them."""

from odoo.fields import Domain
from odoo.tools import SQL

from ..marks.common import LEAD_COMPANY
from .base import resolve
from .documents import DocumentRatio
from .measurement import NO_RECORDS, NOT_INSTALLED, Measurement, average

ARCHIVED_TOO = Domain("active", "in", [True, False])


def of_company(company, paths):
    """Return the domain of documents of a company and its branches.

    :param paths: field paths of the company, by commas: the first set one counts
    """
    branches = company._onetoone_branches().ids
    domain = Domain.FALSE
    for path in reversed(paths.split(",")):
        among_ours, is_set = (
            _at_path(path, operator, value)
            for operator, value in (("in", branches), ("!=", False))
        )
        domain = among_ours | ~is_set & domain
    return domain


def _at_path(path, operator, value):
    """Return the domain of a path of one or two fields, archived records too."""
    *parent, name = path.split(".")
    domain = Domain(name, operator, value)
    return Domain(*parent, "any", domain & ARCHIVED_TOO) if parent else domain


def created_in_window(company, horizon):
    """Leads created in the window."""
    return Domain("create_date", ">=", horizon.window_since) & Domain(
        "create_date", "<", horizon.until
    )


def decided_in_window(company, horizon):
    """Opportunities won or lost in the window."""
    return Domain(
        [
            ("won_status", "in", ("won", "lost")),
            ("date_closed", ">=", horizon.window_since),
            ("date_closed", "<", horizon.until),
        ]
    )


def won_in_window(company, horizon):
    """Opportunities won in the window."""
    return decided_in_window(company, horizon) & Domain("won_status", "=", "won")


def referred(company, horizon):
    """Leads that say who referred them, or come from the source Referral."""
    source = company.env.ref("utm.utm_source_referral", raise_if_not_found=False)
    named = Domain("referred", "not in", (False, "")) | Domain(
        "onetoone_referrer_id", "!=", False
    )
    return named | Domain("source_id", "in", source.ids) if source else named


class ByCompanyPaths(DocumentRatio):
    """Percent of documents, archived ones too, whose company stands in several fields.

    :param paths: field paths of the company, by commas: the first set one counts
    """

    def __init__(self, model, counted, among, paths, **needs):
        super().__init__(model, counted, among, **needs)
        self._paths = paths

    def domains(self, company, horizon):
        among = (
            of_company(company, self._paths)
            & ARCHIVED_TOO
            & resolve(self._among, company, horizon)
        )
        return among & resolve(self._counted, company, horizon), among


class LeadRatio(ByCompanyPaths):
    """Percent of leads, counted among others."""

    def __init__(self, counted, among, **needs):
        super().__init__("crm.lead", counted, among, LEAD_COMPANY, **needs)


class ResellerRatio(LeadRatio):
    """Percent of leads that say which partner they were given to."""

    def missing_reason(self, context):
        if "partner_assigned_id" not in context.env[self.model]._fields:
            return NOT_INSTALLED
        return super().missing_reason(context)


class LeadDays(LeadRatio):
    """Median of the days from the creation of leads to their decision."""

    def __init__(self, among, **needs):
        super().__init__([], among, **needs)

    def measure(self, context):
        _counted, among = self.domains(context.company, context.horizon)
        return average(*self._median(context, among))

    def _median(self, context, domain):
        """Return how many leads there are and the median of their days."""
        model = context.env[self.model].sudo()
        query = model._search(domain, bypass_access=True)
        [row] = context.env.execute_query(
            query.select(
                SQL("count(*)"),
                SQL(
                    "percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM"
                    " %s - %s) / 86400)",
                    SQL.identifier(query.table, "date_closed"),
                    SQL.identifier(query.table, "create_date"),
                ),
            )
        )
        return row


class CycleRatio(LeadDays):
    """Median days of some won opportunities, in percent of those of all others.

    The details say both medians, and how many percent of the decided ones were won.
    """

    def __init__(self, counted, **needs):
        super().__init__(won_in_window, **needs)
        self._counted = counted

    def measure(self, context):
        counted, among = self.domains(context.company, context.horizon)
        count, days = self._median(context, counted)
        others, other_days = self._median(context, among & ~counted)
        if not count or not others or not other_days:
            return Measurement(count, count + others, None, NO_RECORDS)
        value = 100 * float(days) / float(other_days)
        some = resolve(self._counted, context.company, context.horizon)
        return Measurement(
            count,
            count + others,
            value,
            None,
            {
                "days": float(days),
                "other_days": float(other_days),
                "won_percent": self._won_percent(context, some),
                "other_won_percent": self._won_percent(context, ~some),
            },
        )

    @staticmethod
    def _won_percent(context, some):
        """Return how many percent of some decided opportunities were won."""
        decided = decided_in_window(context.company, context.horizon)
        ratio = LeadRatio(Domain("won_status", "=", "won"), decided & some)
        return ratio.measure(context).value
