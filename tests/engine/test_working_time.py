from datetime import UTC, datetime

import pytest
from onetoone_engine.working_time import WorkingTime


def moment(text):
    return datetime.fromisoformat(text)


def intervals(texts):
    return [(moment(start), moment(stop)) for start, stop in texts]


@pytest.mark.oracle("working_time.json", "hours")
def test_hours(case, oracle):
    working_time = WorkingTime(intervals(oracle("working_time.json")["calendar"]))
    hours = working_time.hours(moment(case["start"]), moment(case["stop"]))
    assert hours == case["expected"]


@pytest.mark.oracle("working_time.json", "hours")
def test_no_interval_no_hours(case):
    assert WorkingTime([]).hours(moment(case["start"]), moment(case["stop"])) == 0


@pytest.mark.oracle("working_time.json", "invalid")
def test_invalid_intervals(case):
    with pytest.raises(ValueError, match="sorted and disjoint"):
        WorkingTime(intervals(case["intervals"]))


def test_touching_intervals_are_one():
    working_time = WorkingTime(
        intervals(
            [
                ("2025-03-03T08:00", "2025-03-03T12:00"),
                ("2025-03-03T12:00", "2025-03-03T16:00"),
            ]
        )
    )
    start, stop = moment("2025-03-03T11:00"), moment("2025-03-03T13:00")
    assert working_time.hours(start, stop) == 2


def test_moments_with_a_zone():
    start, noon, stop = (datetime(2025, 3, 3, hour, tzinfo=UTC) for hour in (8, 12, 16))
    assert WorkingTime([(start, noon)]).hours(start, stop) == 4
