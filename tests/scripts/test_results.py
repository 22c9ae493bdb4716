import pytest

from onetoone_dev.results import Result, summary


def test_sum_over_suites():
    results = [Result("a", passed=3), Result("b", passed=4)]
    assert summary(results) == ("7 passed, 0 failed", 0)


def test_skipped_tests_are_told():
    results = [Result("a", passed=3, skipped=2)]
    assert summary(results) == ("3 passed, 0 failed, 2 skipped", 0)


@pytest.mark.parametrize(
    "bad",
    [
        Result("ran nothing"),
        Result("failed", passed=5, failed=1),
        Result("browser", passed=5, problems=["browser test skipped: test_tour"]),
    ],
)
def test_a_bad_suite_fails_the_run(bad):
    line, code = summary([Result("good", passed=2), bad])
    assert code == 1
    assert line.startswith(f"{2 + bad.passed} passed, 1 failed")


def test_no_suite_at_all_is_a_failure():
    assert summary([])[1] == 1
