"""Do we adapt offers and conduct to what was learnt of each customer?"""

from .base import NotStarted
from .cases import CaseReader
from .choices import (
    customers_with_choices,
    lines_of_window,
    modular_lines,
    repeated_configurations,
)
from .documents import DocumentRatio
from .terms import class_a_with_own_terms, rewarded_for_loyalty

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
    "profile_kept": NotStarted(),
    "segment_offers": NotStarted(),
    "loyalty_reward": CaseReader(
        rewarded_for_loyalty,
        lists_profiles=True,
        source_kinds=["purchase"],
        needed_models=["loyalty.card"],
        has_history=False,
    ),
    "proposition_standards": NotStarted(),
}
