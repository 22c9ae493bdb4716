from datetime import date, datetime
from itertools import product

import pytest
from onetoone_engine.complaint_limits import is_overdue
from onetoone_engine.relationship import LEVELS, RECENT, Signals, suggest
from onetoone_engine.validity import is_in_force


@pytest.mark.oracle("relationship.json", "relationship")
def test_level_and_what_is_missing(case):
    suggestion = suggest(Signals(**case["signals"]))
    assert suggestion.level == case["level"]
    assert list(suggestion.missing) == case["missing"]


def test_something_is_missing_for_every_level_but_the_highest():
    for flags in product((False, True), repeat=6):
        for purchases, learnings in product((0, 1, 2), (0, 3)):
            contact, two_way, overdue, referral, loyal, recent = flags
            suggestion = suggest(
                Signals(
                    has_contact=contact or two_way,
                    was_two_way=two_way,
                    purchase_count=purchases,
                    learning_count=learnings,
                    has_overdue_complaint=overdue,
                    gave_referral=referral,
                    is_loyal=loyal,
                    is_recent=recent,
                )
            )
            assert bool(suggestion.missing) == (suggestion.level != LEVELS[-1])
            assert not (recent and RECENT in suggestion.missing)


@pytest.mark.oracle("relationship.json", "overdue")
def test_overdue(case):
    opened = case["opened"] and datetime.fromisoformat(case["opened"])
    assert is_overdue(opened, datetime(2026, 7, 1)) is case["expected"]


@pytest.mark.oracle("relationship.json", "in_force")
def test_in_force(case):
    start = date.fromisoformat(case["start"])
    expiry = case["expiry"] and date.fromisoformat(case["expiry"])
    assert is_in_force(start, expiry, date(2026, 7, 1)) is case["expected"]
