import pytest
from onetoone_engine.opinion.comparison import Round, compare
from onetoone_engine.opinion.responses import INSIDE, Block, Question
from onetoone_engine.opinion.scores import Score


def round_of(given):
    scores = [
        Score(*name.split(), opinion=opinion)
        for name, opinion in given["totals"].items()
    ]
    for name, (opinion, low, high) in given["cells"].items():
        node, groups = name.split(" @ ")
        cell = Score(*node.split(), block=tuple(groups.split()))
        scores.append(
            cell._replace(opinion=opinion, opinion_low=low, opinion_high=high)
        )
    return Round(
        scores,
        [
            Question(code, dimension, 4)
            for code, (dimension, _) in given["questions"].items()
        ],
        {code: text for code, (_, text) in given["questions"].items()},
        [
            Block(tuple(groups.split()), INSIDE, weight)
            for groups, weight in given["blocks"].items()
        ],
    )


def compared(case):
    rounds = round_of(case["earlier"]), round_of(case["later"])
    return compare(case["kind"], case["code"], *rounds)


@pytest.mark.oracle("opinion_comparison.json", "compare")
def test_compare(case):
    found = compared(case)
    assert found.total == pytest.approx(case["total"])
    like_for_like = found.like_for_like and pytest.approx(list(found.like_for_like))
    assert like_for_like == case["like_for_like"]
    assert found.composition == pytest.approx(case["composition"])
    assert found.is_clear is case["is_clear"]
    assert found.missing_reason == case["missing_reason"]
    assert {
        " ".join(line.block): [list(line.codes), line.change, line.weight, line.points]
        for line in found.contributions
    } == case["contributions"]


@pytest.mark.oracle("opinion_comparison.json", "compare")
def test_contributions_and_composition_add_up(case):
    found = compared(case)
    if found.total is not None:
        points = sum(line.points for line in found.contributions)
        assert points + found.composition == pytest.approx(found.total)


def test_a_cut_is_not_the_total():
    given = {
        "questions": {"q": ["identify", "text"]},
        "blocks": {},
        "totals": {},
        "cells": {},
    }
    earlier = round_of({**given, "totals": {"question q": 40}})
    later = round_of({**given, "totals": {"question q": 50}})
    north = Score("question", "q", cut="place", cut_value="North", opinion=99)
    earlier = earlier._replace(scores=[north, *earlier.scores])
    assert compare("question", "q", earlier, later).total == 10


def test_what_neither_round_asked():
    empty = Round([], [], {}, [])
    with pytest.raises(ValueError, match="the dimension “process”\\."):
        compare("dimension", "process", empty, empty)
