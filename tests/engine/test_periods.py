from datetime import date

import pytest
from onetoone_engine import periods


def day(text):
    return text and date.fromisoformat(text)


def window(texts):
    return periods.Window(*map(day, texts))


@pytest.mark.oracle("periods.json", "months_before")
def test_months_before(case):
    result = periods.months_before(day(case["day"]), case["months"])
    assert result == day(case["expected"])


@pytest.mark.oracle("periods.json", "window")
def test_window(case):
    result = periods.window(day(case["as_of"]), case["months"])
    assert result == window(case["expected"])


@pytest.mark.oracle("periods.json", "recent_span")
def test_recent_span(case):
    result = periods.recent_span(day(case["as_of"]), case["drop_days"])
    assert result == window(case["expected"])


@pytest.mark.oracle("periods.json", "previous_span")
def test_previous_span(case):
    result = periods.previous_span(
        day(case["as_of"]), case["drop_days"], day(case["first_purchase"])
    )
    assert result == window(case["expected"])


def test_window_is_half_open():
    year = periods.Window(date(2025, 1, 1), date(2026, 1, 1))
    assert not year.covers(date(2024, 12, 31))
    assert year.covers(date(2025, 1, 1))
    assert year.covers(date(2025, 12, 31))
    assert not year.covers(date(2026, 1, 1))
