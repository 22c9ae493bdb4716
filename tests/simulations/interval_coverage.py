"""How often the 95 % interval of an opinion holds the true value.

    python tests/simulations/interval_coverage.py

Draws people, lets some of them answer, and counts how often the interval around the
weighted mean of the answers holds the weighted mean of everybody. Beside it stands
the plain normal interval, 1.96 standard errors from each group's own variance. The
same seed gives the same table, which ``docs/interval.md`` shows.
"""

import importlib
import random
import sys
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

sys.path.append(str(Path(__file__).parents[2] / "odoo_onetoone"))
interval = importlib.import_module("engine.opinion.interval")

SEED = 20
RUNS = 4000
# Where the four steps of a question begin, on the scale of what a person thinks.
THRESHOLDS = (-0.8, 0.0, 0.8)
STEP = 100 / len(THRESHOLDS)
PLAIN_QUANTILE = 1.96
# (weight, people eligible; None: nobody knows, and there are many)
GROUPS = (
    (1.0, 8),
    (1.0, 10),
    (0.8, 16),
    (0.8, 40),
    (0.8, 60),
    (0.6, None),
    (1.0, None),
)


class Scenario(NamedTuple):
    """A company that is asked.

    What a person thinks of a question is the sum of four normal parts: ``centre``,
    one of his group (standard deviation ``group``), one of himself (``person``) and
    one of the question (``question``). ``answers``: fewest and most of a group.
    ``divided`` takes the place of ``person`` in the last group. ``one_block`` looks at
    one group, the divided one or any, instead of the whole.
    """

    name: str
    questions: int = 4
    answers: tuple[int, int] = (3, 8)
    centre: float = 0.0
    group: float = 0.4
    person: float = 0.7
    question: float = 0.7
    groups: tuple[tuple[float, int | None], ...] = GROUPS
    divided: float | None = None
    one_block: bool = False


SCENARIOS = (
    Scenario("four questions"),
    Scenario("one question", questions=1),
    Scenario("groups far apart", group=1.2),
    Scenario("people who agree", person=0.15, question=0.3, group=0.2),
    Scenario("nearly all at the top", centre=1.5),
    Scenario("nearly all at the bottom, one question", centre=-1.8, questions=1),
    Scenario("three answers a group", answers=(3, 3)),
    Scenario("three answers a group, one question", questions=1, answers=(3, 3)),
    Scenario("two groups, one question", questions=1, groups=GROUPS[4:6]),
    Scenario("two groups of three, one question", 1, (3, 3), groups=GROUPS[4:6]),
    Scenario("most people of small groups", answers=(5, 8), groups=GROUPS[:3]),
    Scenario("many answers", answers=(30, 40), groups=GROUPS[3:]),
    Scenario("one block", one_block=True),
    Scenario("one block, one question", questions=1, one_block=True),
    Scenario("one block, groups far apart", group=1.2, one_block=True),
    Scenario("one block of three", answers=(3, 3), one_block=True),
    Scenario("one block, nearly all at the top", centre=1.5, one_block=True),
    Scenario(
        "one block, nearly all at the bottom, one question",
        questions=1,
        centre=-1.8,
        one_block=True,
    ),
    Scenario("customers divided, the others agree", person=0.15, divided=2.5),
    Scenario(
        "one block: customers divided, the others agree",
        person=0.15,
        divided=2.5,
        one_block=True,
    ),
)


class Outcome(NamedTuple):
    """Whether an interval holds the true value, and how wide it is in points."""

    holds: bool
    width: float


def position(thought: float) -> float:
    """Return the position 0-100 of the step somebody chooses."""
    return STEP * sum(thought > threshold for threshold in THRESHOLDS)


def expected_position(centre: float, deviation: float) -> float:
    """Return the mean position of infinitely many people."""
    normal = NormalDist(centre, deviation)
    return STEP * sum(1 - normal.cdf(threshold) for threshold in THRESHOLDS)


def opinion(
    scenario: Scenario, centre: float, person: float, chance: random.Random
) -> float:
    """Return the mean position of one person over all questions."""
    own = chance.gauss(centre, person)
    thoughts = (chance.gauss(own, scenario.question) for _ in range(scenario.questions))
    return sum(map(position, thoughts)) / scenario.questions


def ask(scenario, weight, eligible, person, chance):
    """Return (sample of those who answered, true mean of all) of one group."""
    centre = scenario.centre + chance.gauss(0, scenario.group)
    count = chance.randint(*scenario.answers)
    if eligible is None:
        said = [opinion(scenario, centre, person, chance) for _ in range(count)]
        deviation = (person**2 + scenario.question**2) ** 0.5
        true = expected_position(centre, deviation)
    else:
        everybody = [opinion(scenario, centre, person, chance) for _ in range(eligible)]
        said = everybody[:count]
        true = sum(everybody) / eligible
    return interval.sample_of(said, weight, eligible), true


def outcome(true, low, high):
    # a limit that is the true value but for its last digit holds it
    return Outcome(low - 1e-9 <= true <= high + 1e-9, high - low)


def run(scenario: Scenario, chance: random.Random) -> tuple[Outcome, Outcome]:
    """Return what became of our interval and of the plain one in one round."""
    persons = [scenario.person] * len(scenario.groups)
    if scenario.divided:
        persons[-1] = scenario.divided
    asked = [
        ask(scenario, *group, person, chance)
        for group, person in zip(scenario.groups, persons, strict=True)
    ]
    samples = [sample for sample, _ in asked]
    steps = interval.step_variance([len(THRESHOLDS) + 1] * scenario.questions)
    if scenario.one_block:
        last = len(samples) - 1
        index = last if scenario.divided else chance.randint(0, last)
        estimate = interval.block_estimate(samples, index, steps)
        samples, true = [samples[index]], asked[index][1]
    else:
        estimate = interval.overall_estimate(samples, steps)
        weight = sum(sample.weight for sample in samples)
        true = sum(sample.weight * mean for sample, mean in asked) / weight
    ours = outcome(true, estimate.low, estimate.high)
    return ours, outcome(true, *plain_limits(samples))


def plain_limits(samples):
    weight = sum(sample.weight for sample in samples)
    variance = sum(
        (sample.weight / weight) ** 2 * sample.variance / sample.count
        for sample in samples
    )
    mean = interval.mean_of(samples)
    reach = PLAIN_QUANTILE * variance**0.5
    return max(0.0, mean - reach), min(100.0, mean + reach)


def line(scenario: Scenario) -> str:
    """Return the row of the table that ``RUNS`` rounds of a scenario give."""
    # a seed of its own, so that a scenario added later changes no other row
    chance = random.Random(f"{SEED} {scenario.name}")
    runs = [run(scenario, chance) for _ in range(RUNS)]
    cells = [scenario.name, "-".join(map(str, dict.fromkeys(scenario.answers)))]
    for outcomes in zip(*runs, strict=True):
        held = 100 * sum(outcome.holds for outcome in outcomes) / RUNS
        width = sum(outcome.width for outcome in outcomes) / RUNS
        cells += [f"{held:.1f} %", f"{width:.1f}"]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    print(f"Seed {SEED}, {RUNS} rounds a row.\n")
    print("| scenario | answers a group | holds | width | plain holds | plain width |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for scenario in SCENARIOS:
        print(line(scenario), flush=True)


if __name__ == "__main__":
    main()
