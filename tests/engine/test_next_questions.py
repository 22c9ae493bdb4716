from datetime import date

import pytest
from onetoone_engine.next_questions import (
    Asking,
    Topic,
    is_in_force,
    latest_answers,
    next_questions,
)
from onetoone_engine.referrals import chain_between

AS_OF = date(2026, 3, 1)


def asking(values):
    values = {"number": 1, **values}
    for name in ("date", "expiry"):
        if name in values:
            values[name] = date.fromisoformat(values[name])
    return Asking(**values)


@pytest.mark.oracle("next_questions.json", "next_questions")
def test_next_questions(case, oracle):
    topics = [
        Topic(**{**topic, "segments": frozenset(topic.get("segments", ()))})
        for topic in oracle("next_questions.json")["topics"]
    ]
    askings = [asking(values) for values in case.get("askings", ())]
    for told, offered in ((askings, topics), (askings[::-1], topics[::-1])):
        asked = next_questions(
            offered,
            told,
            AS_OF,
            case.get("pause_days", 30),
            case.get("is_customer", True),
            case.get("segments", ()),
            case.get("known_elsewhere", ()),
        )
        assert asked == case["expected"]


def test_latest_answers():
    first = asking({"topic": 1, "date": "2026-01-01", "is_answered": True})
    later = asking({"topic": 1, "date": "2026-01-02", "is_answered": True})
    vain = asking({"topic": 1, "date": "2026-01-03", "is_answered": False})
    never = asking({"topic": 2, "date": "2026-01-03", "is_answered": False})
    assert latest_answers([vain, later, first, never]) == {1: later}


@pytest.mark.parametrize(
    ("expiry", "expected"),
    [
        (None, True),
        # the first day on which to ask again is the last one before as_of
        (date(2026, 2, 28), False),
        (date(2026, 3, 1), True),
    ],
)
def test_is_in_force(expiry, expected):
    assert is_in_force(expiry, AS_OF) is expected


@pytest.mark.oracle("next_questions.json", "chains")
def test_chain_between(case):
    told_by = dict(case["told_by"])
    chain = chain_between(told_by, case["customer"], case["referrer"])
    assert chain == case["expected"]
