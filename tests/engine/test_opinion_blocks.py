import pytest
from onetoone_engine.opinion.blocks import form_blocks
from onetoone_engine.opinion.responses import (
    INSIDE,
    OUTSIDE,
    Group,
    Question,
    Response,
    level_position,
    opinion_of,
)

WEIGHTS = {
    "strategy": 1.0,
    "executive": 1.0,
    "middle": 0.8,
    "frontline": 0.8,
    "staff": 0.8,
    "partner": 0.6,
    "customer": 1.0,
}


def groups(eligible):
    return [
        Group(
            code,
            OUTSIDE if code in ("partner", "customer") else INSIDE,
            weight,
            eligible.get(code),
        )
        for code, weight in WEIGHTS.items()
    ]


@pytest.mark.oracle("opinion_blocks.json", "form_blocks")
def test_form_blocks(case):
    eligible = case.get("eligible", {})
    formed = form_blocks(groups(eligible), case["counts"], case.get("minimum", 5))
    weights = {" ".join(block.groups): block.weight for block in formed.blocks}
    assert weights == pytest.approx(case["blocks"])
    assert list(weights) == list(case["blocks"])
    assert list(formed.too_few) == case["too_few"]
    if "block_eligible" in case:
        assert [block.eligible for block in formed.blocks] == case["block_eligible"]


@pytest.mark.oracle("opinion_blocks.json", "form_blocks")
def test_every_group_with_answers_stands_in_one_place(case):
    formed = form_blocks(groups({}), case["counts"], case.get("minimum", 5))
    placed = [code for block in formed.blocks for code in block.groups]
    placed += formed.too_few
    answered = [code for code, count in case["counts"].items() if count]
    assert sorted(placed) == sorted(answered)


def test_blocks_keep_their_side():
    counts = {"executive": 5, "customer": 5}
    sides = [block.side for block in form_blocks(groups({}), counts, 5).blocks]
    assert sides == [INSIDE, OUTSIDE]


@pytest.mark.oracle("opinion_blocks.json", "level_position")
def test_level_position(case):
    position = level_position(case["level"], case["levels"])
    assert position == pytest.approx(case["expected"])


@pytest.mark.parametrize("level, levels", [(0, 4), (5, 4), (1, 1)])
def test_a_step_that_the_ladder_does_not_have(level, levels):
    with pytest.raises(ValueError, match=f"has no step {level}\\."):
        level_position(level, levels)


@pytest.mark.oracle("opinion_blocks.json", "opinion_of")
def test_opinion_of(case):
    questions = tuple(
        Question(f"q{number}", "identify", 5) for number in range(case["questions"])
    )
    positions = {
        question.code: position
        for question, position in zip(questions, case["positions"], strict=True)
        if position is not None
    }
    # an answer to a question of another dimension counts nowhere here
    response = Response("staff", {**positions, "elsewhere": 100})
    assert opinion_of(response, questions) == case["expected"]
