"""The date everything is computed for, and the windows that follow from it."""

from dataclasses import dataclass
from datetime import date, datetime

from ..engine import periods


@dataclass
class Horizon:
    """A date (exclusive) with its windows, in days and in moments of a company."""

    as_of: date
    until: datetime  # naive UTC start of as_of for the company
    window: periods.Window
    window_before: periods.Window
    window_since: datetime  # naive UTC start of the window
    drop_days: int

    @classmethod
    def of(cls, company, as_of):
        months = company.onetoone_window_months
        window = periods.window(as_of, months)
        return cls(
            as_of=as_of,
            until=company._onetoone_day_start(as_of),
            window=window,
            window_before=periods.window(window.start, months),
            window_since=company._onetoone_day_start(window.start),
            drop_days=company.onetoone_drop_days,
        )
