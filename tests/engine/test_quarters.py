from datetime import date

import pytest
from onetoone_engine import quarters
from onetoone_engine.periods import Window


def day(text):
    return date.fromisoformat(text)


def window(texts):
    return Window(*map(day, texts))


@pytest.mark.oracle("quarters.json", "first_day")
def test_first_day(case):
    assert quarters.first_day_of_quarter(day(case["day"])) == day(case["expected"])


@pytest.mark.oracle("quarters.json", "last_quarters")
def test_last_quarters(case):
    found = quarters.last_quarters(day(case["as_of"]), case["count"])
    assert found == [window(texts) for texts in case["expected"]]


@pytest.mark.oracle("quarters.json", "last_counted_day")
def test_last_counted_day(case):
    found = quarters.last_counted_day(window(case["quarter"]))
    assert found == day(case["expected"])


def test_two_years_are_kept():
    kept = quarters.last_quarters(date(2026, 7, 1))
    assert len(kept) == 8
    assert (kept[0].start, kept[-1].end) == (date(2024, 7, 1), date(2026, 7, 1))
