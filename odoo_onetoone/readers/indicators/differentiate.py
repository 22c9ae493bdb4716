"""Do we tell customers apart by their value and their needs?"""

from .base import NotStarted
from .profiles import ProfileRatio
from .revenue import EffortBalance, ValueKnown

READERS = {
    "value_known": ValueKnown(
        counted=[("margin", "!=", False)],
        among=[("is_active", "=", True)],
        source_kinds=["purchase"],
    ),
    "segment_coverage": NotStarted(),
    "segment_value_coverage": NotStarted(),
    "mvc_segment_coverage": NotStarted(),
    "needs_segments": NotStarted(),
    "segment_review": NotStarted(),
    "mvc_needs_known": NotStarted(),
    "effort_balance": EffortBalance(
        counted=[("abc", "=", "c")],
        among=[("is_customer", "=", True)],
        source_kinds=["purchase", "interaction"],
    ),
    "portfolio_share": NotStarted(),
    "retention": ProfileRatio(
        counted=[("is_active", "=", True)],
        among=[("was_active", "=", True)],
        source_kinds=["purchase"],
    ),
}
