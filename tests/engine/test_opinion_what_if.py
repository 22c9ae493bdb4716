import pytest
from onetoone_engine.opinion.interval import Estimate
from onetoone_engine.opinion.measured import Measured, evidence_of_stage
from onetoone_engine.opinion.readiness import Stage, readiness_of
from onetoone_engine.opinion.what_if import Changes, Given, Opinion, what_if

STAGES = ("identify", "differentiate", "interact", "customize")
CERTAIN = Estimate(50, 50, 50)


def given_round():
    """Four stages at 50: only of identify opinions of blocks may be shown."""
    indicators = [
        Measured(number, code, 1.0, (0, 25, 50, 75, 100)).at(50)
        for number, code in enumerate(STAGES, start=1)
    ]
    blocks = {"staff": Estimate(40, 36, 44), "executive": Estimate(60, 57, 63)}
    opinions = {code: Opinion(CERTAIN) for code in STAGES}
    opinions["identify"] = Opinion(Estimate(50, 45, 55), blocks)
    stages = [
        Stage(code, opinions[code].overall, evidence_of_stage(code, indicators))
        for code in STAGES
    ]
    return Given(stages, opinions, [], indicators, {"staff": 1.0, "executive": 1.0})


def changes_of(case):
    given = dict(case["changes"])
    indicators = {int(key): one for key, one in given.pop("indicators", {}).items()}
    return Changes(indicators=indicators, **given)


def approximate(found):
    return found and pytest.approx(list(found))


@pytest.mark.oracle("opinion_decomposition.json", "what_if")
def test_what_if(case):
    found = what_if(given_round(), changes_of(case))
    identify = found.stages[0]
    assert approximate(identify.opinion) == case["identify"]
    assert identify.evidence.value == case["evidence"]
    assert approximate(found.readiness.estimate) == case["readiness"]
    assert found.readiness.development_stage == case["development_stage"]


def test_nothing_changed_is_exactly_what_was():
    given = given_round()
    found = what_if(given, Changes())
    assert list(found.stages) == given.stages
    assert found.readiness == readiness_of(given.stages, [])


def test_a_question_of_the_gap_tool_is_weighed_anew():
    blocks = {"staff": Estimate(40, 36, 44), "executive": Estimate(60, 57, 63)}
    given = given_round()._replace(
        gap_opinions=[Opinion(Estimate(50, 45, 55), blocks)] * 12
    )
    found = what_if(given, Changes(weights={"staff": 0.0}))
    # identify and the gap tool say 60: (52.5 + 60) ÷ 2
    assert found.readiness.opinion.value == pytest.approx(56.25)


def test_a_measured_value_adds_coverage():
    given = given_round()
    given.indicators[0] = given.indicators[0].at(None)
    nothing = what_if(given, Changes())
    assert nothing.stages[0].evidence.value is None
    assert nothing.readiness.coverage == 0.75
    found = what_if(given, Changes(indicators={1: 90}))
    assert found.stages[0].evidence == (90, 1)
    assert found.readiness.coverage == 1


def test_the_interval_stays_between_0_and_100():
    given = given_round()
    blocks = {"staff": Estimate(2, 0, 20), "executive": Estimate(98, 80, 100)}
    opinions = {**given.opinions, "identify": Opinion(CERTAIN, blocks)}
    found = what_if(
        given._replace(opinions=opinions), Changes(weights={"executive": 0.0})
    )
    assert found.stages[0].opinion == (2, 0, 20)


def test_blocks_without_interval_give_none():
    given = given_round()
    blocks = {"staff": Estimate(40), "executive": Estimate(60, 57, 63)}
    opinions = {**given.opinions, "identify": Opinion(CERTAIN, blocks)}
    found = what_if(given._replace(opinions=opinions), Changes(weights={"staff": 3.0}))
    assert found.stages[0].opinion == (45, None, None)
