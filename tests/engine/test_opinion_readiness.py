import pytest
from onetoone_engine.opinion.interval import Estimate
from onetoone_engine.opinion.readiness import (
    Evidence,
    Indicator,
    Reason,
    Stage,
    capability_tier,
    combine,
    decide,
    evidence_of,
    gap_to_target,
    is_thin,
    readiness_of,
    say_do,
    skipped_stages,
    thin_reasons,
)

STAGES = ("identify", "differentiate", "interact", "customize")


def estimate(limits):
    return None if limits is None else Estimate(*limits)


def stage(code, opinion, evidence, *rest):
    return Stage(code, estimate(opinion), Evidence(*evidence), *rest)


def stages_of(case):
    return [
        stage(code, *given) for code, given in zip(STAGES, case["stages"], strict=True)
    ]


def approximate(found):
    return found and pytest.approx(list(found))


@pytest.mark.oracle("opinion_readiness.json", "evidence_of")
def test_evidence_of(case):
    indicators = [Indicator(*given) for given in case["indicators"]]
    assert evidence_of(indicators) == tuple(case["expected"])


@pytest.mark.oracle("opinion_readiness.json", "combine")
def test_combine(case):
    combined = combine(stage("identify", *case["stage"]))
    assert approximate(combined.estimate) == case["expected"]
    assert combined.missing == case["missing"]


@pytest.mark.oracle("opinion_readiness.json", "readiness_of")
def test_readiness_of(case):
    count, opinion = case["gap"]
    gap_opinions = [estimate(opinion)] * count + [None] * (18 - count)
    found = readiness_of(stages_of(case), gap_opinions)
    assert approximate(found.opinion) == case["opinion"]
    assert found.evidence == case["evidence"]
    assert found.evidence_share == pytest.approx(case["evidence_share"])
    assert approximate(found.estimate) == case["expected"]
    assert found.missing == case["missing"]
    assert found.development_stage == case["development_stage"]
    assert list(found.possible_stages) == case["possible_stages"]


def test_the_gap_tool_counts_every_question_alike():
    gap_opinions = [Estimate(40, 30, 50)] * 9 + [Estimate(70, 69, 71)] * 3
    found = readiness_of([], gap_opinions)
    assert found.opinion == pytest.approx((47.5, 39.75, 55.25))


@pytest.mark.oracle("opinion_readiness.json", "say_do")
def test_say_do(case):
    assert say_do(case["said"], case["suggested"]) == case["expected"]


@pytest.mark.oracle("opinion_readiness.json", "gap_to_target")
def test_gap_to_target(case):
    assert gap_to_target(case["target"], case["combined"]) == case["expected"]


@pytest.mark.oracle("opinion_readiness.json", "skipped_stages")
def test_skipped_stages(case):
    found = [list(skipped) for skipped in skipped_stages(stages_of(case))]
    assert found == case["expected"]


@pytest.mark.oracle("opinion_readiness.json", "thin_reasons")
def test_thin_reasons(case):
    given = stage("identify", *case["stage"])
    assert list(thin_reasons(given)) == case["expected"]
    assert is_thin(given) == bool(case["expected"])


@pytest.mark.oracle("opinion_readiness.json", "decide")
def test_decide(case):
    decision = decide(stages_of(case))
    assert decision.verdict == case["verdict"]
    assert decision.reasons == tuple(Reason(*given) for given in case["reasons"])


def test_a_limit_met_exactly_but_for_floating_point():
    almost = stage("identify", [50 - 1e-12, 45, 55], [50, 1])
    assert decide([almost, almost._replace(code="differentiate")]).verdict == "go"


@pytest.mark.oracle("opinion_readiness.json", "capability_tier")
def test_capability_tier(case):
    assert capability_tier(case["value"]) == case["expected"]
