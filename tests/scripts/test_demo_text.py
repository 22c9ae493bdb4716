import pytest

from onetoone_dev.demo import reading_text, result_text

READING = {
    "name": "Reachable",
    "unit": "percent",
    "numerator": 30.0,
    "denominator": 40.0,
    "value": 75.0,
    "position": 68.75,
    "missing_reason": None,
}


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


def test_the_summary_names_each_company_and_workbook():
    company = {
        "as_of": "2026-07-01",
        "currency": "EUR",
        "portfolio": 1200,
        "active": 900,
        "monetary": 1234567.5,
        "abc": {"a": 100, "c": 800},
        "readings": {"reachable": READING},
        "workbook": "/somewhere/out/onetoone-evidence-acme.xlsx",
    }
    lines = result_text({"Acme": company}).splitlines()
    assert "Acme — as of 2026-07-01" in lines
    assert "  customers             1,200 (900 active)" in lines
    assert "  value of the window   1,234,567.50 EUR" in lines
    assert "  classes               100 A, 0 B, 800 C" in lines
    assert lines[-1].endswith("out/onetoone-evidence-acme.xlsx")
