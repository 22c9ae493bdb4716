import pytest

from onetoone_dev.demo import reading_text, result_text, round_text

READING = {
    "name": "Reachable",
    "unit": "percent",
    "numerator": 30.0,
    "denominator": 40.0,
    "value": 75.0,
    "position": 68.75,
    "missing_reason": None,
}
ROUND = {
    "name": "Summer",
    "state": "closed",
    "responses": 125,
    "readiness": 51.94,
    "low": 50.0,
    "high": 53.5,
    "stage": "Customer-driven",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "readiness 51.9 (50 to 53.5), customer-driven, 125 responses"),
        (
            {"low": None, "high": None, "stage": None},
            "readiness 51.9, 125 responses",
        ),
        ({"readiness": None}, "closed, 125 responses, no readiness"),
        ({"state": "open", "link": None}, "open"),
    ],
)
def test_a_round_is_told_with_what_is_known(changes, expected):
    assert round_text(ROUND | changes) == expected


def test_an_open_round_is_told_with_its_link():
    text = round_text(ROUND | {"state": "open", "link": "/onetoone/join/x"})
    assert text.startswith("open; answer it: http://127.0.0.1:")
    assert text.endswith("/onetoone/join/x")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "75 % (30 of 40), position 68.8"),
        ({"value": 0.0, "numerator": 0.0}, "0 % (0 of 40), position 68.8"),
        ({"value": None, "missing_reason": "no complaints"}, "no data: no complaints"),
        (
            {"position": None, "missing_reason": "too few cases"},
            "75 % (30 of 40), not scored: too few cases",
        ),
    ],
)
def test_a_reading_is_told_with_its_cases_or_its_reason(changes, expected):
    assert reading_text(READING | changes) == expected


def test_the_summary_names_each_company_and_file():
    company = {
        "as_of": "2026-07-01",
        "currency": "EUR",
        "portfolio": 1200,
        "active": 900,
        "monetary": 1234567.5,
        "abc": {"a": 100, "c": 800},
        "readings": {"reachable": READING},
        "rounds": [ROUND],
        "actions": {"todo": 2, "done": 5},
        "files": ["/somewhere/out/onetoone-evidence-acme.xlsx", "/somewhere/out/a.pdf"],
    }
    lines = result_text({"Acme": company}).splitlines()
    assert "Acme — as of 2026-07-01" in lines
    assert "  customers             1,200 (900 active)" in lines
    assert "  value of the window   1,234,567.50 EUR" in lines
    assert "  classes               100 A, 0 B, 800 C" in lines
    assert any(line.startswith("  round Summer          readin") for line in lines)
    assert "  actions               2 todo, 5 done" in lines
    assert lines[-2].endswith("out/onetoone-evidence-acme.xlsx")
    assert lines[-1].endswith("out/a.pdf")
    company["files"].pop()
    assert "wkhtmltopdf" in result_text({"Acme": company}).splitlines()[-1]
