from random import Random
from statistics import median_low

import pytest
from onetoone_engine.survival import kaplan_meier_median


@pytest.mark.oracle("survival.json", "kaplan_meier_median")
def test_kaplan_meier_median(case):
    closed = [(duration, True) for duration in case["closed"]]
    still_open = [(duration, False) for duration in case["open"]]
    assert kaplan_meier_median(closed + still_open) == case["expected"]
    assert kaplan_meier_median(iter(still_open + closed)) == case["expected"]


def test_without_open_cases_it_is_the_low_median():
    random = Random(6)
    for size in range(1, 300):
        durations = [random.randint(0, 40) for _ in range(size)]
        cases = [(duration, True) for duration in durations]
        assert kaplan_meier_median(cases) == median_low(durations)
