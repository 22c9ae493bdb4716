from datetime import date, datetime

import pytest
from onetoone_engine.abc_classes import AbcLimits
from onetoone_engine.alerts import complaint, drop, kinds, outflow, pace, surge
from onetoone_engine.alerts.reaction import reaction
from onetoone_engine.contact_rules import Guideline
from onetoone_engine.contacts import Contact
from onetoone_engine.most_valuable import TURNOVER, MvcLimit


def day(text):
    return text and date.fromisoformat(text)


def guidelines(case):
    return [Guideline(*values) for values in case["guidelines"]]


def contacts(case):
    """Contacts at noon; those marked as mass are outbound."""
    return [
        Contact(
            datetime.fromisoformat(f"2026-{month_day} 12:00"),
            channel,
            "out" if direction == "mass" else direction,
            is_mass=direction == "mass",
        )
        for month_day, channel, direction in case["contacts"]
    ]


@pytest.mark.oracle("alerts.json", "previous_limits")
def test_previous_limits(case):
    portfolio = [drop.Buyer(*values) for values in case["portfolio"]]
    limits = drop.previous_limits(portfolio, case["percent"])
    assert limits.abc.a == case["expected"]["a"]
    assert limits.mvc == MvcLimit(TURNOVER, case["expected"]["mvc"])


@pytest.mark.oracle("alerts.json", "minimum_loss")
def test_minimum_loss(case):
    assert drop.minimum_loss(case["setting"], case["values"]) == case["expected"]


@pytest.mark.oracle("alerts.json", "drop_starts")
def test_drop_starts(case):
    smallest_a, smallest_mvc = case["limits"]
    limits = drop.PreviousLimits(
        AbcLimits(smallest_a), MvcLimit(TURNOVER, smallest_mvc)
    )
    assert drop.starts(drop.Buyer(*case["buyer"]), limits, 100) is case["expected"]


@pytest.mark.oracle("alerts.json", "drop_lasts")
def test_drop_lasts(case):
    assert drop.lasts(drop.Buyer(*case["buyer"])) is case["expected"]


@pytest.mark.oracle("alerts.json", "complaint")
def test_complaint(case):
    opened, alerted = day(case["opened"]), day(case["alerted"])
    assert complaint.due_day(opened) == day(case["due"])
    assert complaint.is_red(opened, alerted) is case["is_red"]
    assert complaint.reaction_due(opened, alerted) == day(case["reaction_due"])


@pytest.mark.oracle("alerts.json", "longest_interval")
def test_longest_interval(case):
    longest = pace.longest_interval(case["wish"], guidelines(case), case["permission"])
    assert longest == case["expected"]


@pytest.mark.oracle("alerts.json", "shortest_intervals")
def test_shortest_intervals(case):
    shortest = pace.shortest_intervals(case["wish"], guidelines(case))
    assert shortest == {channel: days for channel, days in case["expected"]}


@pytest.mark.oracle("alerts.json", "due_day")
def test_due_day(case):
    due = pace.due_day(case["interval"], *map(day, case["days"]))
    assert due == day(case["expected"])


@pytest.mark.oracle("alerts.json", "is_overdue")
def test_is_overdue(case):
    assert pace.is_overdue(day(case["due"]), day(case["as_of"])) is case["expected"]


@pytest.mark.oracle("alerts.json", "too_often")
def test_too_often(case):
    intervals = dict(case["intervals"])
    for known in (contacts(case), contacts(case)[::-1]):
        found = pace.too_often(known, intervals, day(case["as_of"]))
        if case["expected"] is None:
            assert found is None
        else:
            before, latest, channel, days, until = case["expected"]
            assert found == pace.TooOften(
                day(before), day(latest), channel, days, day(until)
            )


@pytest.mark.oracle("alerts.json", "against_permission")
def test_against_permission(case):
    found = pace.against_permission(
        contacts(case), case["permission"], case["preferred"], day(case["as_of"])
    )
    assert found == day(case["expected"])


@pytest.mark.oracle("alerts.json", "is_unusual")
def test_is_unusual(case):
    assert outflow.is_unusual(case["amount"], case["earlier"]) is case["expected"]


@pytest.mark.oracle("alerts.json", "is_surge")
def test_is_surge(case):
    assert surge.is_surge(case["recent"], case["earlier"]) is case["expected"]


@pytest.mark.oracle("alerts.json", "reaction")
def test_reaction(case):
    found = reaction(
        day(case["first"]), day(case["due"]), day(case["today"]), case["is_over"]
    )
    assert found == case["expected"]


def test_a_drop_and_a_red_complaint_leave_two_days_all_others_seven():
    assert kinds.REACTION_DAYS[kinds.PURCHASE_DROP] == 2
    assert kinds.URGENT_REACTION_DAYS == 2
    others = {**kinds.REACTION_DAYS}
    del others[kinds.PURCHASE_DROP]
    assert set(others.values()) == {7}
