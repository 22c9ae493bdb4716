"""What a complaint is measured by."""

from datetime import datetime, timedelta

# Complaints of valuable customers are to be settled within this time (C-X01).
TIMELY_DAYS = 30
# A customer who complained and bought again within this time was kept (C-X02).
RECOVERY_MONTHS = 6


def is_overdue(opened: datetime | None, until: datetime) -> bool:
    """Return whether a complaint that is open at ``until`` should have been settled.

    :param opened: when it was opened; None where there is none
    """
    return opened is not None and opened < until - timedelta(days=TIMELY_DAYS)
