import random
from typing import NamedTuple

import pytest
from onetoone_engine.opinion.responses import (
    INSIDE,
    OUTSIDE,
    Block,
    Dimension,
    Question,
    Response,
)
from onetoone_engine.opinion.scores import compute

OUTSIDERS = ("partner", "customer")


class CutCell(NamedTuple):
    """As the plan of what may be published names it."""

    cut: str
    value: str | None
    members: tuple[int, ...]


class Publication(NamedTuple):
    """As the plan of what may be published names it, with nothing held back."""

    kind: str
    code: str
    overall: bool = True
    unweighted: bool = True
    inside: bool = True
    outside: bool = True
    by_block: bool = True
    cuts: tuple[CutCell, ...] = ()
    missing_reason: str | None = None


def side_of(group):
    return OUTSIDE if group in OUTSIDERS else INSIDE


def questions_of(case):
    return [Question(code, *rest) for code, rest in case["questions"].items()]


def dimensions_of(case):
    if "dimensions" in case:
        return [Dimension(*given) for given in case["dimensions"]]
    codes = dict.fromkeys(question.dimension for question in questions_of(case))
    return [Dimension(code) for code in codes]


def blocks_of(case):
    return [
        Block(tuple(groups.split()), side_of(groups.split()[0]), weight, eligible)
        for groups, weight, eligible in case["blocks"]
    ]


def responses_of(case):
    return [
        Response(
            group,
            {
                code: position
                for code, position in zip(case["questions"], positions, strict=True)
                if position is not None
            },
        )
        for group, answers in case["answers"].items()
        for positions in answers
    ]


def publications_of(case):
    asked = questions_of(case)
    nodes = [("question", question.code) for question in asked]
    nodes += dict.fromkeys(("dimension", question.dimension) for question in asked)
    return [
        publication(kind, code, case.get("publications", {}).get(f"{kind} {code}", {}))
        for kind, code in nodes
    ]


def publication(kind, code, held_back):
    cuts = tuple(CutCell(*cell) for cell in held_back.get("cuts", ()))
    return Publication(kind, code, **{**held_back, "cuts": cuts})


def computed(case):
    """Return {name of the row: row}, each name once."""
    scores = compute(
        questions_of(case),
        dimensions_of(case),
        responses_of(case),
        blocks_of(case),
        publications_of(case),
        case.get("minimum", 1),
    )
    rows = {name_of(score): score for score in scores}
    assert len(rows) == len(scores)
    return rows


def name_of(score):
    cell = ""
    if score.block:
        cell = " @ " + " ".join(score.block)
    elif score.cut:
        cell = f" @ {score.cut} {score.cut_value}"
    return f"{score.kind} {score.code}{cell}"


@pytest.mark.oracle("opinion_scores.json", "compute")
def test_compute(case):
    rows = computed(case)
    for name, expected in case["expected"].items():
        if expected is None:
            assert name not in rows
            continue
        for field, value in expected.items():
            found = getattr(rows[name], field)
            if isinstance(value, int | float):
                value = pytest.approx(value, abs=6e-5)
            assert found == value, (name, field)


@pytest.mark.oracle("opinion_scores.json", "compute")
def test_every_row_has_an_opinion_or_a_reason(case):
    for row in computed(case).values():
        assert (row.opinion is None) == (row.missing_reason is not None)


def test_a_node_that_may_show_nothing_gives_one_row():
    hidden = Publication(
        "question",
        "q",
        overall=False,
        unweighted=False,
        inside=False,
        outside=False,
        by_block=False,
        missing_reason="too_few_answers",
    )
    [score] = compute(
        [Question("q", "identify", 5)],
        [Dimension("identify")],
        [Response("customer", {"q": 50})],
        [Block(("customer",), OUTSIDE, 1.0)],
        [hidden],
        5,
    )
    assert score._asdict() == {
        **dict.fromkeys(score._fields),
        "kind": "question",
        "code": "q",
        "missing_reason": "too_few_answers",
    }


def test_the_order_of_responses_means_nothing():
    chance = random.Random(19)
    case = {
        "questions": {"a": ["low", 5], "b": ["low", 5], "c": ["high", 4]},
        "blocks": [["executive", 1.0, 9], ["staff", 0.8, None], ["customer", 1, None]],
        "answers": {
            group: [
                [chance.choice((0, 100 / 3, 200 / 3, None)) for _ in "abc"]
                for _ in range(8)
            ]
            for group in ("executive", "staff", "customer")
        },
    }
    first = computed(case)
    for answers in case["answers"].values():
        chance.shuffle(answers)
    assert computed(case) == first
