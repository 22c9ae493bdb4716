from fractions import Fraction

import pytest
from onetoone_engine.opinion.interval import Estimate
from onetoone_engine.opinion.readiness import Evidence, Stage, readiness_of
from onetoone_engine.plan import (
    Candidate,
    Shortfall,
    Worth,
    next_level,
    next_target,
    rank,
    stage_shortfall,
    value_at,
    worth_of,
)

STAGES = ("identify", "differentiate", "interact", "customize")


def stage(code, opinion, evidence, weight=1.0):
    return Stage(code, opinion and Estimate(*opinion), Evidence(*evidence), weight)


def stages_of(case):
    return [
        stage(code, *given) for code, given in zip(STAGES, case["stages"], strict=True)
    ]


def gap_opinions_of(case):
    count, opinion = case["gap"]
    return [opinion and Estimate(*opinion)] * count + [None] * (18 - count)


@pytest.mark.oracle("plan.json", "worth_of")
def test_worth_of(case):
    found = worth_of(stages_of(case), gap_opinions_of(case))
    assert found.opinion == pytest.approx(case["opinion"])
    assert found.evidence == pytest.approx(case["evidence"])
    assert found.gap_question == pytest.approx(float(Fraction(case["gap_question"])))


@pytest.mark.oracle("plan.json", "worth_of")
def test_worths_add_up_to_the_readiness(case):
    stages, gap_opinions = stages_of(case), gap_opinions_of(case)
    ready = readiness_of(stages, gap_opinions)
    worth = worth_of(stages, gap_opinions)
    parts = [
        *(
            (worth.opinion[one.code], one.opinion.value)
            for one in stages
            if one.opinion
        ),
        *(
            (worth.evidence[one.code], one.evidence.value)
            for one in stages
            if one.evidence.value is not None
        ),
        *((worth.gap_question, one.value) for one in gap_opinions if one),
    ]
    is_known = ready.opinion is not None or ready.evidence is not None
    assert sum(weight for weight, _ in parts) == pytest.approx(float(is_known))
    total = sum(weight * value for weight, value in parts)
    expected = ready.estimate.value if ready.estimate else ready.evidence or 0
    assert total == pytest.approx(expected)


@pytest.mark.oracle("plan.json", "shortfall")
def test_shortfall(case):
    found = Shortfall(*case["shortfall"])
    assert found.gap == case["gap"]
    assert found.certain_gap == case["certain_gap"]
    assert found.priority == pytest.approx(case["priority"])


@pytest.mark.oracle("plan.json", "rank")
def test_rank(case):
    candidates = [
        Candidate(
            key, [Shortfall(*one) for one in own], of_stage and Shortfall(*of_stage)
        )
        for key, own, of_stage in case["candidates"]
    ]
    found = [
        [one.key, one.shortfall.key, one.is_fallback, one.subject]
        for one in rank(candidates)
    ]
    assert found == case["expected"]


@pytest.mark.oracle("plan.json", "stage_shortfall")
def test_stage_shortfall(case):
    opinion, evidence = case["worth"]
    worth = Worth({"identify": opinion}, {"identify": evidence}, 0.0)
    found = stage_shortfall(stage("identify", *case["stage"]), case["target"], worth)
    assert (found and list(found)) == case["expected"]


@pytest.mark.oracle("plan.json", "next_target")
def test_next_target(case):
    assert next_target(case["value"]) == case["expected"]


@pytest.mark.oracle("plan.json", "next_level")
def test_next_level(case):
    assert next_level(case["position"], case["level_count"]) == case["expected"]


@pytest.mark.oracle("plan.json", "value_at")
def test_value_at(case):
    assert value_at(case["position"], case["anchors"]) == pytest.approx(
        case["expected"]
    )


def test_there_is_no_value_beyond_the_positions():
    with pytest.raises(ValueError, match="between 0 and 100, but it is 101"):
        value_at(101, (20, 40, 60, 80, 95))
