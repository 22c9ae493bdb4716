import random

import pytest
from onetoone_engine.opinion.blocks import form_blocks
from onetoone_engine.opinion.publishing import CUTS, plan
from onetoone_engine.opinion.responses import Block, Group, Question, Response

FLAGS = ("overall", "unweighted", "inside", "outside", "by_block")


@pytest.mark.oracle("publishing.json", "skipped")
def test_skipped_questions(case):
    check(case)


@pytest.mark.oracle("publishing.json", "totals")
def test_totals(case):
    check(case)


@pytest.mark.oracle("publishing.json", "cuts")
def test_cuts(case):
    check(case)


def check(case):
    publications = plan_of(case)
    assert {one.code: " ".join(shown(one)) for one in publications} == case["shown"]
    cuts = {}
    for cell in publications[0].cuts:
        cuts.setdefault(cell.cut, {})[cell.value or "other"] = len(cell.members)
    assert cuts == case["cuts"]
    reasons = {one.code: one.missing_reason for one in publications}
    assert {code: why for code, why in reasons.items() if why} == case["reasons"]


def plan_of(case):
    questions = [Question(code, "D", 5) for code in case["questions"].split()]
    blocks = [Block((code,), *group) for code, group in case["groups"].items()]
    responses = []
    for count, group, answered, *cuts in case["people"]:
        positions = dict.fromkeys(answered.split(), 50.0)
        responses += count * [Response(group, positions, *cuts)]
    return plan(questions, responses, blocks, case["minimum"])


def shown(publication):
    return [flag for flag in FLAGS if getattr(publication, flag)]


def test_shape():
    questions = [Question(*q, 5) for q in (("q1", "D"), ("q2", "E"), ("q3", "D"))]
    responses = [
        Response("staff", {"q1": 0.0, "q3": 25.0}, {"place": place})
        for place in ("Rome", "Berlin", "Rome", "Oslo")
    ]
    publications = plan(questions, responses, [Block(("staff",), "inside", 0.8)], 2)
    assert [(one.kind, one.code) for one in publications] == [
        ("dimension", "D"),
        ("question", "q1"),
        ("question", "q3"),
        ("dimension", "E"),
        ("question", "q2"),
    ]
    assert publications[0].cuts == (
        ("place", "Rome", (0, 2)),
        ("place", None, (1, 3)),
    )


def test_weights_that_only_floats_tell_apart():
    # 0.1 + 0.2 is not quite 0.3; twice as many people with twice the weight: one total
    case = {
        "minimum": 5,
        "groups": {"staff": ["inside", 2 * (0.1 + 0.2)], "middle": ["inside", 0.3]},
        "questions": "q1",
        "people": [[6, "staff", "q1"], [3, "middle", "q1"], [2, "middle", ""]],
    }
    [dimension, _] = plan_of(case)
    assert shown(dimension) == ["overall", "unweighted", "inside"]


GROUPS = (
    # group, side, weight, people, of whom one in three answers
    ("strategy", "inside", 1.0, 24),
    ("executive", "inside", 1.0, 24),
    ("middle", "inside", 0.8, 60),
    ("frontline", "inside", 0.8, 90),
    ("staff", "inside", 0.8, 150),
    ("partner", "outside", 0.6, 30),
    ("customer", "outside", 1.0, 72),
)
SIZES = {"place": 5, "product_line": 5, "department": 6}


def round_of_150(seed, skipped):
    """Return the plan of 20 dimensions with two questions each."""
    chance = random.Random(seed)
    questions = [Question(f"q{n}", f"d{n // 2}", 5) for n in range(40)]
    groups = [Group(*group) for group in GROUPS]
    responses = []
    for group in groups:
        for _ in range(group.eligible // 3):
            asked = [q.code for q in questions if chance.random() >= skipped]
            cuts = {cut: str(chance.randrange(size)) for cut, size in SIZES.items()}
            responses.append(Response(group.code, dict.fromkeys(asked, 50.0), cuts))
    counts = {group.code: group.eligible // 3 for group in groups}
    blocks = form_blocks(groups, counts, 5).blocks
    assert len(blocks) == 7
    return plan(questions, responses, blocks, 5)


def test_a_round_without_skips_shows_all():
    for publication in round_of_150(1, 0):
        assert shown(publication) == list(FLAGS)
        if publication.kind == "dimension":
            assert {cell.cut for cell in publication.cuts} == set(CUTS)


@pytest.mark.parametrize("seed", range(3))
def test_a_round_with_skips_shows_most(seed):
    publications = round_of_150(seed, 0.05)
    sides = 0
    for publication in publications:
        if publication.kind == "dimension":
            assert shown(publication) == list(FLAGS)
            assert {cell.cut for cell in publication.cuts} == set(CUTS)
        else:
            assert publication.overall and publication.unweighted
            sides += publication.inside and publication.outside
    assert sides >= 30
