import pytest
from onetoone_engine.suggested_levels import Level, Rule, parse_rules, suggest


@pytest.mark.oracle("suggested_levels.json", "suggest")
def test_suggest(case):
    ladder = [
        Level(int(rank), parse_rules(text)) for rank, text in case["ladder"].items()
    ]
    suggestion = suggest(reversed(ladder), case["values"])
    assert suggestion.rank == case["rank"]
    assert suggestion.is_minimum == case["is_minimum"]
    assert [str(checked.rule) for checked in suggestion.held] == case["held"]
    obstacle = suggestion.obstacle and str(suggestion.obstacle.rule)
    assert obstacle == case["obstacle"]


@pytest.mark.oracle("suggested_levels.json", "parse_rules_errors")
def test_parse_rules_errors(case):
    with pytest.raises(ValueError, match=case["sentence"]) as error:
        parse_rules(case["text"])
    assert str(error.value).endswith(".")


def test_parse_rules():
    assert parse_rules(" reachable>=50 ,duplicates <= 2.5 ") == (
        Rule("reachable", ">=", 50),
        Rule("duplicates", "<=", 2.5),
    )
    assert parse_rules(None) == parse_rules(" ") == ()


def test_what_held_carries_its_rank_and_value():
    ladder = [Level(1, ()), Level(2, parse_rules("reachable >= 25"))]
    [checked] = suggest(ladder, {"reachable": 62.5}).held
    assert (checked.rank, checked.value, checked.holds) == (2, 62.5, True)
