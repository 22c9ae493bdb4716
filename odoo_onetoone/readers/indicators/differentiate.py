"""Do we tell customers apart by their value and their needs?"""

from .learnings import (
    CLOSE_RELATIONSHIPS,
    KNOWN_NEEDS,
    has_learnings,
    has_relationships,
)
from .profiles import KnownRatio, KnownValue, ProfileRatio
from .revenue import EffortBalance, ValueKnown
from .segments import (
    ReviewAge,
    SegmentCount,
    has_segments,
    segmented,
    told_apart_by_needs,
    with_members,
)

ACTIVE = [("is_active", "=", True)]
MOST_VALUABLE = [("tier", "=", "mvc")]
IN_SEGMENT = [("is_segmented", "=", True)]

READERS = {
    "value_known": ValueKnown(
        counted=[("margin", "!=", False)],
        among=[("is_active", "=", True)],
        source_kinds=["purchase"],
    ),
    "segment_coverage": KnownRatio(
        counted=IN_SEGMENT,
        among=ACTIVE,
        known=segmented,
        started=has_segments,
        source_kinds=["purchase"],
    ),
    "segment_value_coverage": KnownValue(
        counted=IN_SEGMENT,
        among=ACTIVE,
        known=segmented,
        started=has_segments,
        source_kinds=["purchase"],
    ),
    "mvc_segment_coverage": KnownRatio(
        counted=IN_SEGMENT,
        among=MOST_VALUABLE,
        known=segmented,
        started=has_segments,
        source_kinds=["purchase"],
    ),
    "needs_segments": SegmentCount(counted=with_members, among=told_apart_by_needs),
    "segment_review": ReviewAge(),
    "mvc_needs_known": ProfileRatio(
        counted=KNOWN_NEEDS,
        among=MOST_VALUABLE,
        started=has_learnings,
        source_kinds=["purchase"],
    ),
    "effort_balance": EffortBalance(
        counted=[("abc", "=", "c")],
        among=[("is_customer", "=", True)],
        source_kinds=["purchase", "interaction"],
    ),
    "portfolio_share": ProfileRatio(
        counted=[("relationship", "in", CLOSE_RELATIONSHIPS)],
        among=ACTIVE,
        started=has_relationships,
        source_kinds=["purchase"],
    ),
    "retention": ProfileRatio(
        counted=[("is_active", "=", True)],
        among=[("was_active", "=", True)],
        source_kinds=["purchase"],
    ),
}
