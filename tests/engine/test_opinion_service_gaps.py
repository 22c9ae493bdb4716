import pytest
from onetoone_engine.opinion.interval import Estimate
from onetoone_engine.opinion.service_gaps import Side, service_gap


def side(limits, reason, blocks):
    return Side(limits and Estimate(*limits), reason, frozenset(blocks))


@pytest.mark.oracle("opinion_service_gaps.json", "service_gap")
def test_service_gap(case):
    gap = service_gap(side(*case["given"]), side(*case["wanted"]))
    assert (gap.estimate and pytest.approx(list(gap.estimate))) == case["expected"]
    assert gap.missing_reason == case["missing"]
