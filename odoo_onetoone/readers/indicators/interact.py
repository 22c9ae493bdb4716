"""Do we keep up a dialogue with each customer, over all channels?"""

from datetime import timedelta

from odoo.fields import Domain

from .cases import CaseReader
from .complaints import class_a_complaints, followed_by_a_purchase
from .durations import CaseDuration, FactDuration
from .facts import FactMean, FactRatio
from .profiles import KnownRatio, ProfileRatio
from .segments import SegmentRatio, has_lines
from .waits import waits_for_an_answer
from .wishes import (
    WITH_KNOWN_WISHES,
    KeptIntervals,
    contacts_with_wishes,
    has_wishes,
    longest_wish,
    with_known_wishes,
)

ACTIVE = [("is_active", "=", True)]
CONTACTED = [("is_customer", "=", True), ("contact_count_window", ">", 0)]
# most valuable customers are to be spoken to at least this often (C-X09)
MVC_CONTACT_DAYS = 90


def contacted_lately(company, horizon):
    """Customers with a contact in the last 90 days."""
    since = horizon.as_of - timedelta(days=MVC_CONTACT_DAYS)
    return Domain("last_contact", ">=", company._onetoone_day_start(since))


def reached(company, horizon):
    """Customers whom we contacted in the window."""
    return Domain("last_outbound", ">=", horizon.window_since)


def opened_in_window(company, horizon):
    """Complaints opened in the window, of which the end is known or to come."""
    return Domain(
        [("opened", ">=", horizon.window_since), ("opened", "<", horizon.until)]
    ) & (Domain("is_closed", "=", False) | Domain("closed", "!=", False))


def closed_with_known_history(company, horizon):
    """Complaints closed in the window whose stage changes were tracked."""
    return Domain(
        [
            ("is_closed", "=", True),
            ("closed", ">=", horizon.window_since),
            ("closed", "<", horizon.until),
            ("reopen_count", "!=", False),
        ]
    )


def rated_in_window(company, horizon):
    """Ratings that customers gave in the window."""
    return Domain([("date", ">=", horizon.window_since), ("date", "<", horizon.until)])


READERS = {
    "contact_history": ProfileRatio(
        counted=[("contact_count_window", ">", 0)],
        among=ACTIVE,
        source_kinds=["interaction"],
    ),
    "mvc_contact_history": ProfileRatio(
        counted=contacted_lately,
        among=[("tier", "=", "mvc")],
        source_kinds=["interaction"],
    ),
    "direct_reach": ProfileRatio(
        counted=reached,
        among=ACTIVE,
        source_kinds=["interaction"],
    ),
    "channel_integration": ProfileRatio(
        counted=[("channel_count", ">=", 2)],
        among=CONTACTED,
        source_kinds=["interaction"],
    ),
    "two_way": ProfileRatio(
        counted=[("is_two_way", "=", True)],
        among=CONTACTED,
        source_kinds=["interaction"],
    ),
    "complaint_hours": FactDuration(
        "onetoone.complaint",
        "complaints",
        start="opened",
        stop="closed",
        among=opened_in_window,
        source_kinds=["complaint"],
    ),
    "complaint_30_days": CaseReader(
        class_a_complaints, lists_profiles=True, source_kinds=["complaint"]
    ),
    "first_contact_resolution": FactRatio(
        "onetoone.complaint",
        "complaints",
        counted=[("first_contact", "=", True)],
        among=closed_with_known_history,
        weight="importance",
        source_kinds=["complaint"],
    ),
    "complaint_recovery": CaseReader(
        followed_by_a_purchase(), source_kinds=["complaint", "purchase"]
    ),
    "complaint_recovery_timely": CaseReader(
        followed_by_a_purchase(is_timely=True), source_kinds=["complaint", "purchase"]
    ),
    "complaint_recovery_late": CaseReader(
        followed_by_a_purchase(is_timely=False), source_kinds=["complaint", "purchase"]
    ),
    "first_response_hours": CaseDuration(
        waits_for_an_answer, source_kinds=["interaction"]
    ),
    "preference_known": KnownRatio(
        counted=WITH_KNOWN_WISHES,
        among=ACTIVE,
        known=with_known_wishes,
        started=has_wishes,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "preference_respected": KeptIntervals(
        contacts_with_wishes,
        longest=longest_wish,
        lists_profiles=True,
        started=has_wishes,
    ),
    "satisfaction": FactMean(
        "onetoone.satisfaction",
        "satisfactions",
        "rating",
        among=rated_in_window,
        source_kinds=["satisfaction"],
        needed_models=["onetoone.satisfaction"],
    ),
    "guideline_coverage": SegmentRatio(
        counted=[("guideline_ids", "!=", False)],
        started=has_lines("onetoone.segment.guideline"),
        has_history=False,
    ),
}
