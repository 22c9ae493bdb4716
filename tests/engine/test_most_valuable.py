from fractions import Fraction
from math import ceil
from random import Random

import pytest
from onetoone_engine.most_valuable import (
    ActiveCustomer,
    MvcLimit,
    mvc_limit,
    tier,
)


@pytest.mark.oracle("most_valuable.json", "tiers")
def test_limit_and_tiers(case):
    customers = [ActiveCustomer(*values) for values in case["customers"]]
    limit = mvc_limit(customers, case["percent"])
    assert limit == MvcLimit(case["measure"], case["limit"])
    tiers = [tier(customer, limit) for customer in customers]
    assert tiers.count("mvc") == case["most_valuable"]
    assert set(tiers) <= {"mvc", "standard"}


def test_an_inactive_customer_is_standard():
    assert tier(None, MvcLimit("monetary", 1)) == "standard"


def definition(value, values, percent):
    """Return whether the rule, as the design words it, lets the value in."""
    wanted = ceil(Fraction(percent, 100) * len(values))
    larger = sum(other > value for other in values)
    through = sum(other >= value for other in values)
    return value > 0 and larger < wanted and through <= 2 * wanted


def test_the_limit_says_as_much_as_the_definition():
    random = Random(81)
    for _ in range(300):
        values = [
            random.choice((-5, 0, 1, 2, 3, 5, 8)) for _ in range(random.randint(0, 30))
        ]
        percent = random.choice((1, 5, 10, 33, 50, 100))
        limit = mvc_limit([ActiveCustomer(value) for value in values], percent)
        for value in values:
            is_in = tier(ActiveCustomer(value), limit) == "mvc"
            assert is_in == definition(value, values, percent)
