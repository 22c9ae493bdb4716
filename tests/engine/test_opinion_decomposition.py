import random
from math import fsum

import pytest
from onetoone_engine.opinion.comparison import Comparison, Contribution, Round, compare
from onetoone_engine.opinion.decomposition import Line, Part, Side, decompose
from onetoone_engine.opinion.interval import Estimate
from onetoone_engine.opinion.measured import Measured, evidence_of_stage
from onetoone_engine.opinion.readiness import (
    Evidence,
    Stage,
    opinion_weights,
    readiness_of,
)
from onetoone_engine.opinion.responses import INSIDE, Block, Question
from onetoone_engine.opinion.scores import DIMENSION, QUESTION, Score
from onetoone_engine.opinion.weighted import weighted_mean
from onetoone_engine.positions import position

STAGES = ("identify", "differentiate", "interact", "customize")
ASPECTS = ("process", "technology", "knowledge")
GROUPS = ("executive", "middle", "staff", "customer")


def estimate(value):
    return None if value is None else Estimate(value)


def side(given):
    numbers = (given[name] for name in ("readiness", "opinion", "evidence", "coverage"))
    return Side(*numbers, [Measured(*one) for one in given["indicators"]])


def part(dimension, weight, total, contributions):
    if contributions is None:
        return Part(dimension, weight, None)
    lines = tuple(
        Contribution((block,), ("q",), before, after, own)
        for block, before, after, own in contributions
    )
    return Part(dimension, weight, Comparison(total, None, None, None, lines, None))


@pytest.mark.oracle("opinion_decomposition.json", "decompose")
def test_decompose(case):
    stages = [
        Stage(code, None, Evidence(value, 1), weight, share)
        for code, weight, share, value in case["stages"]
    ]
    parts = [part(*given) for given in case["parts"]]
    found = decompose(side(case["earlier"]), side(case["later"]), stages, parts)
    assert found.total == case["total"]
    assert found.missing_reason == case["missing_reason"]
    expected = [
        Line(kind, points, dimension, block and (block,), indicator, *numbers)
        for kind, dimension, block, indicator, *numbers, points in case["lines"]
    ]
    assert [line._replace(points=0) for line in found.lines] == [
        line._replace(points=0) for line in expected
    ]
    points = [line.points for line in found.lines]
    assert points == pytest.approx([line.points for line in expected])


# Rounds made by chance, with groups, questions and indicators that come and go


class Made:
    """A round with published opinions of all blocks, and what it comes to."""

    def __init__(self, chance, texts=("one", "two")):
        self.blocks = [
            Block((group,), INSIDE, chance.choice([0.5, 0.8, 1.0]))
            for group in GROUPS
            if chance.random() < 0.8
        ] or [Block(("staff",), INSIDE, 1.0)]
        self.weights = {code: chance.choice([0.5, 1, 2]) for code in STAGES}
        self.share = chance.choice([0.2, 0.5, 0.8])
        dimensions = [*STAGES, *(chance.choice(ASPECTS) for _ in range(18))]
        self.questions = {
            f"q{number}": (dimension, chance.choice(texts))
            for number, dimension in enumerate(dimensions)
            if chance.random() < 0.9
        }
        # {(question, group): value}
        self.said = {
            (code, group): chance.uniform(0, 100)
            for code in self.questions
            for group in GROUPS
        }
        self.measured = chance.choice([0.2, 0.5, 0.9])
        self.indicators = [
            self.indicator(chance, number)
            for number in range(16)
            if chance.random() < 0.8
        ]

    def indicator(self, chance, number):
        start = chance.choice([0, 10, 100])
        step = chance.choice([10, 20]) * (-1 if start == 100 else 1)
        anchors = [start + step * index for index in range(5)]
        stage = STAGES[number % 4]
        one = Measured(number, stage, chance.choice([0.5, 1, 2]), anchors)
        return (
            one.at(chance.uniform(0, 100)) if chance.random() < self.measured else one
        )

    def scores(self):
        found = []
        nodes = [(QUESTION, code, [code]) for code in self.questions]
        for dimension in {own for own, _ in self.questions.values()}:
            codes = [
                code for code, (own, _) in self.questions.items() if own == dimension
            ]
            nodes.append((DIMENSION, dimension, codes))
        for kind, code, codes in nodes:
            values = [
                fsum(self.said[one, block.groups[0]] for one in codes) / len(codes)
                for block in self.blocks
            ]
            weights = [block.weight for block in self.blocks]
            whole = weighted_mean(zip(weights, values, strict=True))
            found.append(Score(kind, code, opinion=whole))
            found += [
                Score(kind, code, block=block.groups, opinion=value)
                for block, value in zip(self.blocks, values, strict=True)
            ]
        return found

    def as_round(self):
        return Round(
            self.scores(),
            [Question(code, own, 4) for code, (own, _) in self.questions.items()],
            {code: text for code, (_, text) in self.questions.items()},
            self.blocks,
        )

    def outcome(self):
        """Return the stages, the opinions of the gap tool and the readiness."""
        wholes = {
            (score.kind, score.code): estimate(score.opinion)
            for score in self.scores()
            if not score.block
        }
        stages = [
            Stage(
                code,
                wholes.get((DIMENSION, code)),
                evidence_of_stage(code, self.indicators),
                self.weights[code],
                self.share,
            )
            for code in STAGES
        ]
        gap = {
            code: wholes[QUESTION, code]
            for code, (own, _) in self.questions.items()
            if own in ASPECTS
        }
        return stages, gap, readiness_of(stages, list(gap.values()))

    def value(self):
        ready = self.outcome()[2].estimate
        return ready and ready.value


def explain(earlier, later):
    stages, gap, readiness = later.outcome()
    rounds = earlier.as_round(), later.as_round()
    own = {
        dimension
        for made in (earlier, later)
        for dimension, _ in made.questions.values()
    }
    of_stages, of_questions = opinion_weights(stages, list(gap.values()))
    parts = [
        Part(code, weight, compare(DIMENSION, code, *rounds) if code in own else None)
        for code, weight in zip(STAGES, of_stages, strict=True)
    ] + [
        Part(later.questions[code][0], weight, compare(QUESTION, code, *rounds))
        for code, weight in zip(gap, of_questions, strict=True)
    ]
    sides = [
        Side(
            made.value(),
            ready.opinion and ready.opinion.value,
            ready.evidence,
            ready.coverage,
            made.indicators,
        )
        for made in (earlier, later)
        for ready in [made.outcome()[2]]
    ]
    return decompose(*sides, stages, parts)


def a_full_round(seed):
    """Return a round in which everything is asked and measured."""
    chance = random.Random(seed)
    made = Made(chance)
    made.blocks = [Block((group,), INSIDE, 1.0) for group in GROUPS]
    made.weights = dict.fromkeys(STAGES, 1.0)
    made.questions = {
        f"q{number}": (dimension, "one")
        for number, dimension in enumerate([*STAGES, *ASPECTS * 6])
    }
    made.said = {
        (code, group): chance.uniform(0, 100)
        for code in made.questions
        for group in GROUPS
    }
    made.indicators = [
        Measured(number, STAGES[number % 4], 1.0, (0, 25, 50, 75, 100)).at(
            chance.uniform(0, 100)
        )
        for number in range(16)
    ]
    return made


@pytest.mark.parametrize("seed", range(200))
def test_the_lines_always_add_up(seed):
    chance = random.Random(seed)
    earlier, later = Made(chance), Made(chance)
    found = explain(earlier, later)
    readiness = earlier.value(), later.value()
    if None in readiness:
        assert found.total is None and not found.lines and found.missing_reason
        return
    change = readiness[1] - readiness[0]
    assert found.total == change
    assert fsum(line.points for line in found.lines) == pytest.approx(change, abs=1e-9)
    for line in found.lines:
        if line.weight is not None:
            expected = line.weight * (line.later - line.earlier)
            assert line.points == pytest.approx(expected, abs=1e-12)


def test_most_rounds_made_by_chance_have_all_kinds_of_lines():
    kinds = set()
    for seed in range(20):
        chance = random.Random(seed)
        found = explain(Made(chance), Made(chance))
        kinds |= {line.kind for line in found.lines if abs(line.points) > 0.01}
    assert kinds == {"opinion", "evidence", "share", "composition"}


@pytest.mark.parametrize("seed", range(10))
def test_nothing_changed(seed):
    # the texts are all the same, or a question would be another one
    made = Made(random.Random(seed), texts=("one",))
    found = explain(made, made)
    assert found.total == 0
    assert [line.points for line in found.lines] == pytest.approx(
        [0] * len(found.lines), abs=1e-9
    )


@pytest.mark.parametrize("number", range(16))
def test_one_indicator_moves_only_its_line(number):
    earlier, later = a_full_round(1), a_full_round(1)
    old = later.indicators[number]
    later.indicators[number] = old.at(100 - old.value)
    moved = [line for line in explain(earlier, later).lines if abs(line.points) > 1e-9]
    assert [line.indicator for line in moved] == [number]
    # everything is measured; one of four stages, one of its four indicators
    expected = later.share / 4 / 4 * (100 - 2 * old.value)
    assert moved[0].points == pytest.approx(expected)


@pytest.mark.parametrize("code", ["q0", "q4"])
def test_one_answer_moves_only_the_line_of_its_block(code):
    earlier, later = a_full_round(2), a_full_round(2)
    later.said[code, "middle"] += 8
    moved = [line for line in explain(earlier, later).lines if abs(line.points) > 1e-9]
    dimension = later.questions[code][0]
    assert [(line.dimension, line.block) for line in moved] == [
        (dimension, ("middle",))
    ]
    # half of the opinion are four stages, half 18 questions; one of four blocks
    part = 1 / 8 if code == "q0" else 1 / 36
    assert moved[0].points == pytest.approx((1 - later.share) * part * 8 / 4)


def test_other_anchors_are_composition():
    earlier, later = a_full_round(3), a_full_round(3)
    later.indicators = [
        one._replace(anchors=(0, 50, 100, 150, 200)).at(one.value)
        for one in later.indicators
    ]
    found = explain(earlier, later)
    assert found.total < -1
    assert {line.kind for line in found.lines if abs(line.points) > 1e-9} == {
        "composition"
    }
    [line] = [line for line in found.lines if line.indicator == 0]
    assert line.earlier == position(earlier.indicators[0].value, (0, 50, 100, 150, 200))
