"""Do we keep up a dialogue with each customer, over all channels?"""

from odoo.fields import Domain

from .durations import FactDuration
from .profiles import ProfileRatio

CONTACTED = [("is_customer", "=", True), ("contact_count_window", ">", 0)]


def opened_in_window(company, horizon):
    """Complaints opened in the window, of which the end is known or to come."""
    return Domain(
        [("opened", ">=", horizon.window_since), ("opened", "<", horizon.until)]
    ) & (Domain("is_closed", "=", False) | Domain("closed", "!=", False))


READERS = {
    "contact_history": ProfileRatio(
        counted=[("contact_count_window", ">", 0)],
        among=[("is_active", "=", True)],
        source_kinds=["interaction"],
    ),
    "channel_integration": ProfileRatio(
        counted=[("channel_count", ">=", 2)],
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
}
