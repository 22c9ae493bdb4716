from datetime import date

import pytest
from onetoone_engine.history import history_months


@pytest.mark.parametrize(
    ("first", "as_of", "months"),
    [
        (date(2026, 2, 28), date(2026, 3, 1), 0),
        (date(2026, 2, 1), date(2026, 3, 1), 1),
        (date(2025, 3, 2), date(2026, 3, 1), 11),
        (date(2025, 3, 1), date(2026, 3, 1), 12),
        (date(2023, 3, 2), date(2026, 3, 1), 35),
        (date(2023, 3, 1), date(2026, 3, 1), 36),
        (date(1999, 1, 1), date(2026, 3, 1), 36),
        # the end of a month that the earlier month does not have
        (date(2026, 2, 28), date(2026, 3, 31), 1),
    ],
)
def test_history_months(first, as_of, months):
    assert history_months(first, as_of) == months
