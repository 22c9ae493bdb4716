"""The benchmark's plan and table; that its rows load is a suite of `make test`."""

import csv
from types import SimpleNamespace

import pytest

from onetoone_dev.bench import report, targets
from onetoone_dev.bench.figures import Series
from onetoone_dev.bench.plan import Plan
from onetoone_dev.console import Problem

FULL = Plan(1.0)


def found(*series, facts=None):
    return SimpleNamespace(
        series=list(series), settings={"server_version": "15.1"}, facts=facts or {}
    )


def line(text, work):
    """The row of one piece of work in the table of targets, as its cells."""
    section = text.split("## The same by other means")[0]
    [row] = [row for row in section.splitlines() if row.startswith(f"| {work} ")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_factor_one_is_what_the_targets_are_for():
    assert (FULL.customers, FULL.purchases, FULL.messages) == (10**6, 10**7, 10**7)
    assert (FULL.complaints, FULL.stage_changes) == (2 * 10**6, 6 * 10**6)


@pytest.mark.parametrize("factor", ["0", "2", "-1", "a lot", "nan"])
def test_an_impossible_factor_ends_in_one_sentence(factor):
    with pytest.raises(Problem, match="FACTOR=.*choose a number"):
        Plan.of(factor)


def test_an_unknown_kind_of_purchase_ends_in_one_sentence():
    with pytest.raises(Problem, match="account.move or sale.order"):
        Plan.of("1", "pos.order")


def test_each_plan_has_a_database_of_its_own():
    plans = [Plan(1.0), Plan(0.1), Plan(0.01), Plan(1.0, "sale.order")]
    assert len({plan.database for plan in plans}) == len(plans)


def test_the_median_is_judged_not_the_mean_and_not_the_best():
    slow_once = Series(targets.MEASURE, 1.0, [500.0, 19.0, 18.0])
    slow_often = Series(targets.PARTIAL, 1.0, [1.0, 4.0, 5.0])
    text = report.markdown(FULL, found(slow_once, slow_often))
    assert line(text, targets.MEASURE)[-1] == "time: met"
    assert line(text, targets.PARTIAL)[-1] == "time: **missed**"


def test_a_refresh_is_judged_by_time_by_plain_sql_and_by_memory():
    ours = Series(targets.FIRST, 1.0, [80.0], [40], memory=151.0)
    plain = Series(targets.PLAIN, 1.0, [32.0])
    text = report.markdown(FULL, found(ours, plain, Series(targets.AGAIN, 1.0, [64.0])))
    assert line(text, targets.FIRST)[-1] == (
        "time: met; 2.5 × plain SQL: **missed**; memory: **missed**"
    )
    assert line(text, targets.AGAIN)[-1] == "time: met; 2.0 × plain SQL: met"


@pytest.mark.parametrize(
    ("plain", "cause"),
    [(60.0, "the machine."), (30.0, "the refresh, not the machine.")],
)
def test_a_missed_time_says_whether_the_machine_explains_it(plain, cause):
    series = [Series(targets.AGAIN, 1.0, [100.0]), Series(targets.PLAIN, 1.0, [plain])]
    text = report.markdown(FULL, found(*series))
    [reason] = [row for row in text.splitlines() if row.startswith("Missed, ")]
    assert reason.endswith(f"so the cause is {cause}")


def test_a_smaller_database_is_not_held_against_times_of_a_million():
    small = Plan(0.01)
    text = report.markdown(small, found(Series(targets.MEASURE, 0.01, [0.1])))
    assert line(text, targets.MEASURE)[-1] == "for comparison"


def test_every_run_stands_in_the_csv(tmp_path):
    series = Series(targets.FIRST, 1.0, [3.0, 2.0], [7, 8], memory=12.4)
    report.write_csv([series], tmp_path / "table.csv")
    with (tmp_path / "table.csv").open() as handle:
        rows = list(csv.DictReader(handle))
    assert [(row["seconds"], row["queries"]) for row in rows] == [
        ("3.0000", "7"),
        ("2.0000", "8"),
    ]
    assert {row["memory_mb"] for row in rows} == {"12"}


def test_why_something_is_missing_is_said():
    again = Series(targets.AGAIN, 1.0, [2.0])
    facts = {"no_duckdb": "duckdb could not be installed"}
    text = report.markdown(FULL, found(again, facts=facts))
    assert "DuckDB was left out: duckdb could not be installed." in text


def test_the_parts_of_closing_are_those_of_the_middle_run():
    runs = [{"sealing": 9.0}, {"sealing": 2.0, "scores": 1.0}, {"sealing": 1.0}]
    text = report.markdown(FULL, found(facts={"closing": runs}))
    assert "in parts: sealing 2.0 s, scores 1.0 s." in text
