"""The committed round: that it can be made again, and how its oracle counts."""

import pytest

from data.opinion import FOLDER, OF_A_ROUND, held_rounds, oracle, rows
from data.opinion.generate import generate
from data.opinion.oracle_interval import interval, t_975


def test_generating_again_writes_the_same_bytes(tmp_path):
    generate(tmp_path)
    for held in held_rounds():
        for name in OF_A_ROUND:
            path = f"{held}/{name}.csv"
            assert (tmp_path / path).read_bytes() == (FOLDER / path).read_bytes()


def test_people_and_addresses():
    people = rows("participants")
    assert len(people) == 150
    emails = [row["email"] for row in people if row["email"]]
    assert len(emails) == len(set(emails)) > 130
    assert len(oracle.responses()) == 125


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [(4, 2.776), (7, 2.365), (10, 2.228), (30, 2.042), (120, 1.980)],
)
def test_student_t_as_printed_in_tables(degrees, expected):
    assert t_975(degrees) == pytest.approx(expected, abs=0.0005)


def test_an_interval_worked_by_hand():
    # one block of five: pooled variance 250, as its own; step variance below it;
    # SE² = 250 ÷ 5 = 50; the smaller of 4 and 8 degrees
    block = {"values": [30, 40, 50, 60, 70], "weight": 1.0, "eligible": None}
    center, low, high = interval([block], [4])
    assert center == 50
    assert high - center == pytest.approx(2.7764 * 50**0.5, abs=0.001)
    assert center - low == pytest.approx(high - center)


def test_nobody_left_to_guess():
    block = {"values": [30, 40, 50, 60, 70], "weight": 1.0, "eligible": 5}
    assert interval([block], [4]) == (50, 50, 50)
