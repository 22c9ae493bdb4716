from datetime import date
from decimal import Decimal

import pytest
from onetoone_engine import segment_figures
from onetoone_engine.periods import Window
from onetoone_engine.profit_and_loss import Amounts, Line, Membership, profit_and_loss

RULES = {
    "percent": ("fraction",),
    "acquisition_to_retention": ("new", "returning"),
    "percentage": ("part", "whole"),
    "is_in_time": ("days", "maximum"),
    "is_promise_kept": ("hours", "is_done", "limit"),
}


def test_figures(oracle):
    for rule, given in RULES.items():
        for case in oracle("segments.json")[rule]:
            found = getattr(segment_figures, rule)(*(case[name] for name in given))
            expected = case["expected"]
            if isinstance(expected, bool) or expected is None:
                assert found is expected, (rule, case)
            else:
                assert found == pytest.approx(expected), (rule, case)


def day(text):
    return text and date.fromisoformat(text)


def amounts(values):
    customers, *money = values
    return Amounts(customers, *map(Decimal, money))


@pytest.mark.oracle("segments.json", "profit_and_loss")
def test_profit_and_loss(case):
    found = profit_and_loss(
        [Window(*map(day, quarter)) for quarter in case["quarters"]],
        {
            (customer, day(quarter)): amounts(values)
            for customer, quarter, values in case["amounts"]
        },
        [
            Membership(segment, customer, day(since), day(until))
            for segment, customer, since, until in case["memberships"]
        ],
        {int(segment): division for segment, division in case["divisions"].items()},
        case["exclusive"],
    )
    expected = {
        Line(day(quarter), division, kind, segment): amounts(values)
        for quarter, division, kind, segment, values, _contribution in case["expected"]
    }
    assert found == expected
    contributions = {
        Line(day(quarter), division, kind, segment): Decimal(contribution)
        for quarter, division, kind, segment, _values, contribution in case["expected"]
    }
    assert {line: one.contribution for line, one in found.items()} == contributions
