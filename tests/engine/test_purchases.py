from datetime import date
from decimal import Decimal

import pytest
from onetoone_engine.purchases import Purchase, summarize


def purchases(case, number=lambda value: value):
    return [
        Purchase(
            date=date.fromisoformat(values["date"]),
            amount=number(values["amount"]),
            is_refund=values.get("is_refund", False),
            margin=values["margin"] and number(values["margin"]),
        )
        for values in case["purchases"]
    ]


def readable(summary):
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in summary._asdict().items()
    }


@pytest.mark.oracle("purchases.json", "summarize")
def test_summarize(case, oracle):
    settings = oracle("purchases.json")
    settings = (
        date.fromisoformat(settings["as_of"]),
        settings["window_months"],
        settings["drop_days"],
    )
    assert readable(summarize(purchases(case), *settings)) == case["expected"]
    decimals = purchases(case, lambda value: Decimal(str(value)))
    assert readable(summarize(reversed(decimals), *settings)) == case["expected"]
