import pytest
from onetoone_engine.follow_up import of_change, of_estimate, of_value
from onetoone_engine.opinion.interval import Estimate


def estimate(limits):
    return limits and Estimate(*limits)


@pytest.mark.oracle("follow_up.json", "of_value")
def test_of_value(case):
    assert list(of_value(*case["given"])) == case["expected"]


@pytest.mark.oracle("follow_up.json", "of_estimate")
def test_of_estimate(case):
    found = of_estimate(estimate(case["before"]), estimate(case["after"]))
    assert list(found) == case["expected"]


@pytest.mark.oracle("follow_up.json", "of_change")
def test_of_change(case):
    found = of_change(case["before"], estimate(case["change"]))
    assert list(found) == case["expected"]
