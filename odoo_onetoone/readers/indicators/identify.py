"""Do we know who the customers are, and how to reach each of them?"""

from odoo.fields import Domain

from ...engine.periods import months_before
from .cases import CaseReader
from .profiles import ProfileMean, ProfileRatio
from .requests import recognised_requests
from .revenue import HistoryDepth, RevenueIdentified

PORTFOLIO = [("is_customer", "=", True)]
# without purchase and contact for this long a record is stale (C-I14)
STALE_MONTHS = 24


def linked_or_split(company, horizon):
    """Customers with several places, and one for each group of separate ones."""
    return Domain(PORTFOLIO) & (
        Domain("has_linked_sites", "=", True) | Domain("is_split_site", "=", True)
    )


def silent(company, horizon):
    """Customers who neither bought nor spoke to us for two years."""
    since = months_before(horizon.as_of, STALE_MONTHS)
    return Domain("last_purchase", "<", since) & (
        Domain("last_contact", "=", False)
        | Domain("last_contact", "<", company._onetoone_day_start(since))
    )


READERS = {
    "reachable": ProfileRatio(
        counted=[("is_reachable", "=", True)],
        among=PORTFOLIO,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "revenue_identified": RevenueIdentified(),
    "completeness": ProfileMean(
        "completeness",
        among=[("is_active", "=", True), ("completeness", "!=", False)],
        source_kinds=["purchase"],
        has_history=False,
    ),
    "contact_persons": ProfileRatio(
        counted=[("reachable_contact_count", ">", 0)],
        among=[*PORTFOLIO, ("is_company", "=", True)],
        source_kinds=["purchase"],
        has_history=False,
    ),
    "duplicates": ProfileRatio(
        counted=[("is_duplicate", "=", True)],
        among=PORTFOLIO,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "linked_sites": ProfileRatio(
        counted=[("has_linked_sites", "=", True)],
        among=linked_or_split,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "recognised_inbound": CaseReader(
        recognised_requests,
        lists_profiles=True,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "stale_records": ProfileRatio(
        counted=silent,
        among=PORTFOLIO,
        source_kinds=["purchase"],
    ),
    "history_depth": HistoryDepth(),
}
