"""Do we adapt offers and conduct to what was learnt of each customer?"""

from .cases import CaseReader
from .choices import (
    customers_with_choices,
    lines_of_window,
    modular_lines,
    repeated_configurations,
)
from .documents import DocumentRatio
from .learnings import has_learnings, with_kept_profile
from .profiles import KnownRatio
from .segments import (
    SegmentRatio,
    has_lines,
    has_segments,
    sent_to_segment,
    with_all_standards,
)
from .shown_customize import sent_in_window
from .terms import class_a_with_own_terms, rewarded_for_loyalty

ACTIVE = [("is_active", "=", True)]

READERS = {
    "choices_recorded": CaseReader(
        customers_with_choices,
        lists_profiles=True,
        source_kinds=["purchase"],
        needed_models=["sale.order.line"],
    ),
    "gold_terms": CaseReader(
        class_a_with_own_terms,
        lists_profiles=True,
        source_kinds=["purchase"],
        has_history=False,
    ),
    "modular_revenue": DocumentRatio(
        "sale.order.line",
        counted=modular_lines,
        among=lines_of_window,
        weight="price_subtotal",
        rate="order_id.currency_rate",
    ),
    "configuration_reused": CaseReader(
        repeated_configurations, needed_models=["sale.order.line"]
    ),
    "profile_kept": KnownRatio(
        counted=[("has_kept_profile", "=", True)],
        among=ACTIVE,
        known=with_kept_profile,
        started=has_learnings,
        source_kinds=["purchase"],
    ),
    "segment_offers": DocumentRatio(
        "mailing.mailing",
        counted=sent_to_segment,
        among=sent_in_window,
        company_field="user_id.company_id",
        started=has_segments,
        has_history=False,
    ),
    "loyalty_reward": CaseReader(
        rewarded_for_loyalty,
        lists_profiles=True,
        source_kinds=["purchase"],
        needed_models=["loyalty.card"],
        has_history=False,
    ),
    "proposition_standards": SegmentRatio(
        counted=with_all_standards,
        started=has_lines("onetoone.segment.proposition"),
        has_history=False,
    ),
}
