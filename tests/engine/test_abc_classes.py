from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from onetoone_engine.abc_classes import abc_class, abc_limits


@pytest.mark.oracle("abc_classes.json", "classes")
def test_limits(case):
    assert list(abc_limits(case["values"])) == case["limits"]


@pytest.mark.oracle("abc_classes.json", "classes")
def test_classes(case):
    limits = abc_limits(case["values"])
    classes = [abc_class(value, limits) for value in case["values"]]
    assert classes == case["expected"]


@pytest.mark.oracle("abc_classes.json", "classes")
def test_classes_of_decimal_values(case):
    values = [Decimal(str(value)) for value in case["values"]]
    limits = abc_limits(values)
    assert [abc_class(value, limits) for value in values] == case["expected"]


def definition(value, values):
    """Return the class as the design words it, in fractions of whole cents."""
    if value <= 0:
        return "c"
    larger = sum(other for other in values if other > value)
    share = Fraction(larger, sum(other for other in values if other > 0))
    if share < Fraction(80, 100):
        return "a"
    return "b" if share < Fraction(95, 100) else "c"


def test_limits_say_as_much_as_the_definition():
    random = Random(80)
    for _ in range(200):
        cents = [
            random.choice((-50, 0, 5, 10, 20, 100, random.randint(1, 10**6)))
            for _ in range(random.randint(0, 40))
        ]
        amounts = [value / 100 for value in cents]
        limits = abc_limits(amounts)
        for value, amount in zip(cents, amounts, strict=True):
            assert abc_class(amount, limits) == definition(value, cents)
