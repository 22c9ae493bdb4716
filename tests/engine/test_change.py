from decimal import Decimal

import pytest
from onetoone_engine import change


@pytest.mark.oracle("change.json", "change_ratio")
def test_change_ratio(case):
    ratio = change.change_ratio(case["recent"], case["previous"])
    assert ratio == (case["expected"] and pytest.approx(case["expected"]))


@pytest.mark.oracle("change.json", "is_drop")
def test_is_drop(case):
    assert change.is_drop(case["recent"], case["previous"]) is case["expected"]


@pytest.mark.oracle("change.json", "is_growing")
def test_is_growing(case):
    result = change.is_growing(
        case["recent"], case["previous"], case["recent_count"], case["previous_count"]
    )
    assert result is case["expected"]


def test_decimal_and_float_mix():
    assert change.change_ratio(Decimal("4.14"), 6.9) == 60
    assert change.is_drop(Decimal("4.14"), 6.9)
