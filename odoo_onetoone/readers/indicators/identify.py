"""Do we know who the customers are, and how to reach each of them?"""

from .profiles import ProfileRatio

READERS = {
    "reachable": ProfileRatio(
        counted=[("is_reachable", "=", True)],
        among=[("is_customer", "=", True)],
        source_kinds=["purchase"],
        has_history=False,
    ),
}
