import pytest
from onetoone_engine.contribution import (
    STARTING_RATIOS,
    contact_cost,
    contact_effort,
    net_contribution,
)


@pytest.mark.oracle("contribution.json", "effort")
def test_effort(case):
    channels = [name for name, count in case["contacts"].items() for _ in range(count)]
    assert contact_effort(channels, STARTING_RATIOS) == case["expected"]


def test_effort_of_typed_ratios():
    ratios = {"email": 0.1, "phone": 0.2}
    assert contact_effort(["email", "phone"], ratios) == 0.3


@pytest.mark.oracle("contribution.json", "cost")
def test_cost(case):
    cost = contact_cost(case["effort"], case["unit_cost"], case["decimals"])
    assert cost == case["expected"]


@pytest.mark.oracle("contribution.json", "net")
def test_net_contribution(case):
    assert net_contribution(case["margin"], case["cost"]) == case["expected"]
