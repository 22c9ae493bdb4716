import pytest
from onetoone_engine.answers import choice_among, date_text, number_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", "12"),
        (" 12.50 ", "12.5"),
        ("0", "0"),
        ("-0.00", "0"),
        ("-3.10", "-3.1"),
        ("100", "100"),
        ("1e3", "1000"),
        ("0.001", "0.001"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_number_text(text, expected):
    assert number_text(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "twelve", "1,5", "nan", "inf", "1e15", "1e999999999", "1e-999999", "1 000"],
)
def test_no_number(text):
    with pytest.raises(ValueError):
        number_text(text)


def test_date_text():
    assert date_text(" 2026-03-31 ") == "2026-03-31"
    for text in ("", "2026-02-30", "31.03.2026", "2026-03-31 10:00:00"):
        with pytest.raises(ValueError):
            date_text(text)


def test_choice_among():
    names = {"Price": 1, " Größe ": 2}
    assert choice_among("price ", names) == 1
    assert choice_among("GRÖSSE", names) == 2
    assert choice_among("Pri", names) is None
    assert choice_among("Price", {}) is None
