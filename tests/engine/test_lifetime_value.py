import pytest
from onetoone_engine.lifetime_value import lifetime_value, yearly_retention


@pytest.mark.oracle("lifetime_value.json", "retention")
def test_retention(case):
    retention = yearly_retention(case["kept"], case["before"], case["window_months"])
    if case["expected"] is None:
        assert retention is None
    else:
        assert retention == pytest.approx(case["expected"], abs=1e-12)


@pytest.mark.oracle("lifetime_value.json", "value")
def test_lifetime_value(case):
    found = lifetime_value(
        case["value"], case["window_months"], case["retention"], case["discount"]
    )
    assert found == case["expected"]


def test_it_is_the_sum_of_the_years_to_come():
    value, retention, discount = 100, 0.6, 0.08
    years = sum(value * (retention / (1 + discount)) ** year for year in range(1, 200))
    assert lifetime_value(value, 12, retention, discount) == pytest.approx(
        years, abs=0.01
    )
