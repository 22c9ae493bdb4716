"""The plan of small random rounds against every set of too few people.

Nothing here is taken from the planner but its plan: each published number is written
down from its definition, as a row over the unknown answers, and every set of fewer
people than the minimum is tried.
"""

import random
from fractions import Fraction
from itertools import combinations

import pytest
from onetoone_engine.opinion import disclosure
from onetoone_engine.opinion.blocks import form_blocks
from onetoone_engine.opinion.publishing import CUTS, plan
from onetoone_engine.opinion.responses import Group, Question, Response

WEIGHTS = (Fraction(1), Fraction(4, 5), Fraction(3, 5))


class Round:
    """A round, and its published numbers as ``{(response, question): share}``."""

    def __init__(self, questions, responses, blocks):
        self.questions = questions
        self.responses = responses
        self.blocks = blocks

    def codes(self, dimension):
        return [q.code for q in self.questions if q.dimension == dimension]

    def opinions(self, node):
        """Return {response: its row} for those who count for ``node``."""
        kind, code = node
        codes = [code] if kind == "question" else self.codes(code)
        rows = {}
        for index, response in enumerate(self.responses):
            answered = [c for c in codes if c in response.positions]
            if answered and len(answered) >= len(codes) / 2:
                share = Fraction(1, len(answered))
                rows[index] = {(index, c): share for c in answered}
        return rows

    def by_block(self, node):
        """Return (block, the rows of its responses) for blocks with answers."""
        opinions = self.opinions(node)
        found = []
        for block in self.blocks:
            rows = {
                index: row
                for index, row in opinions.items()
                if self.responses[index].group in block.groups
            }
            if rows:
                found.append((block, rows))
        return found

    def weighted(self, node, sides=("inside", "outside")):
        """Return (who the number rests on, its row), None without weight."""
        people, row, weights = set(), {}, 0
        for block, rows in self.by_block(node):
            weight = Fraction(str(round(block.weight, 6)))
            if block.side in sides and weight:
                people |= set(rows)
                row = added(row, mean(rows.values()), weight)
                weights += weight
        if not weights:
            return None
        return people, {key: value / weights for key, value in row.items()}

    def numbers(self, node, flag):
        if flag == "overall":
            found = [self.weighted(node)]
        elif flag in ("inside", "outside"):
            found = [self.weighted(node, (flag,))]
        elif flag == "unweighted":
            rows = self.opinions(node)
            found = [(set(rows), mean(rows.values()))] if rows else []
        else:
            found = [(set(r), mean(r.values())) for _, r in self.by_block(node)]
        return [number for number in found if number]

    def cut_numbers(self, publication):
        opinions = self.opinions((publication.kind, publication.code))
        return [
            (set(cell.members), mean([opinions[index] for index in cell.members]))
            for cell in publication.cuts
        ]


def mean(rows):
    rows = list(rows)
    total = {}
    for row in rows:
        total = added(total, row, Fraction(1, len(rows)))
    return total


def added(row, other, factor):
    total = dict(row)
    for key, value in other.items():
        total[key] = total.get(key, 0) + factor * value
    return {key: value for key, value in total.items() if value}


def independent(rows):
    basis = []
    for row in rows:
        for pivot, other in basis:
            if pivot in row:
                row = added(row, other, -row[pivot] / other[pivot])
        if row:
            basis.append((next(iter(row)), row))
    return [row for _, row in basis]


def without(space, keys):
    """Return a basis of the sums of ``space`` that are 0 at ``keys``."""
    for key in keys:
        pivot = next((row for row in space if key in row), None)
        if pivot:
            space = [
                added(row, pivot, -row.get(key, 0) / pivot[key])
                for row in space
                if row is not pivot
            ]
    return space


def rests_on_few(space, people, allowed):
    """Return whether a row that is not zero concerns at most ``allowed`` people.

    Each of ``people`` is, in turn, one of these or not one of these.
    """
    if not space:
        return False
    if len(people) <= allowed:
        return True
    first, *others = people
    return bool(allowed and rests_on_few(space, others, allowed - 1)) or rests_on_few(
        without(space, sorted({k for row in space for k in row if k[0] == first})),
        others,
        allowed,
    )


def breaks_a_rule(numbers, minimum):
    """Return what is wrong with ``{node: numbers}`` of one dimension shown together."""
    for of_node in numbers.values():
        if any(len(people) < minimum for people, _ in of_node):
            return "too few"
        for (one, _), (other, _) in combinations(of_node, 2):
            small, large = sorted((one, other), key=len)
            if small < large and len(large - small) < minimum:
                return "a difference"
    space = independent([row for found in numbers.values() for _, row in found])
    people = sorted({index for row in space for index, _ in row})
    return rests_on_few(space, people, minimum - 1) and "a combination"


FLAGS = ("overall", "unweighted", "inside", "outside", "by_block")


def shown(a_round, publications, more=()):
    """Return ``{node: numbers}`` of publications, and of ``more`` (node, flag)."""
    numbers = {}
    for publication in publications:
        node = publication.kind, publication.code
        found = a_round.cut_numbers(publication)
        for flag in FLAGS:
            if getattr(publication, flag) or (node, flag) in more:
                found += a_round.numbers(node, flag)
        numbers[node] = found
    return numbers


def random_round(seed):
    chance = random.Random(seed)
    minimum = chance.choice((2, 2, 3, 3, 4))
    questions = tuple(
        Question(f"{dimension}{index}", dimension, 5)
        for dimension in ("a", "b")[: chance.choice((1, 1, 2))]
        for index in range(chance.choice((1, 2, 2, 3)))
    )
    sides = ["inside"] * chance.choice((1, 2, 3)) + ["outside"] * chance.choice((0, 1))
    groups = [
        Group(f"g{index}", side, float(chance.choice((*WEIGHTS, 0))))
        for index, side in enumerate(sides)
    ]
    skips = chance.choice((0, 0.1, 0.1, 0.3, 0.6))
    unknown = chance.choice((0, 0, 0.2))
    responses = []
    for _ in range(chance.randint(5, 12)):
        positions = {q.code: 50.0 for q in questions if chance.random() >= skips}
        cuts = {
            cut: chance.choice("xyz"[:values])
            for cut, values in zip(CUTS, (2, 3, 2), strict=True)
            if chance.random() >= unknown
        }
        responses.append(Response(chance.choice(groups).code, positions, cuts))
    counts = {group.code: 0 for group in groups}
    for response in responses:
        counts[response.group] += 1
    blocks = form_blocks(groups, counts, minimum).blocks
    kept = {group for block in blocks for group in block.groups}
    responses = tuple(one for one in responses if one.group in kept)
    return Round(questions, responses, blocks), minimum


def planned(a_round, minimum):
    """Return the plan by dimension."""
    publications = plan(a_round.questions, a_round.responses, a_round.blocks, minimum)
    by_dimension = {}
    for publication in publications:
        if publication.kind == "dimension":
            of_dimension = by_dimension.setdefault(publication.code, [])
        of_dimension.append(publication)
    return by_dimension


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_nobody_is_given_away(first):
    for seed in range(first, first + 50):
        a_round, minimum = random_round(seed)
        for publications in planned(a_round, minimum).values():
            numbers = shown(a_round, publications)
            assert not breaks_a_rule(numbers, minimum), seed


def test_nobody_is_given_away_by_a_search_that_gives_up(monkeypatch):
    monkeypatch.setattr(disclosure, "MOST_BRANCHES", 0)
    for seed in range(50):
        a_round, minimum = random_round(seed)
        for publications in planned(a_round, minimum).values():
            numbers = shown(a_round, publications)
            assert not breaks_a_rule(numbers, minimum), seed


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_nothing_is_withheld_without_need(first):
    for seed in range(first, first + 50):
        a_round, minimum = random_round(seed)
        for publications in planned(a_round, minimum).values():
            for more in withheld(a_round, publications):
                numbers = shown(a_round, publications, more)
                assert breaks_a_rule(numbers, minimum), (seed, more)


def withheld(a_round, publications):
    """Yield what is shown all or none and is not: sets of (node, flag)."""
    dimension, *questions = [(one.kind, one.code) for one in publications]
    is_shown = {
        ((one.kind, one.code), flag)
        for one in publications
        for flag in FLAGS
        if getattr(one, flag)
    }
    for nodes in ([dimension], questions):
        for flags in (("overall",), ("unweighted",), ("inside", "outside"), FLAGS[4:]):
            wanted = {(node, flag) for node in nodes for flag in flags}
            wanted = {one for one in wanted if a_round.numbers(*one)}
            if wanted - is_shown:
                assert not wanted & is_shown, "all or none"
                yield wanted


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_cuts_are_shown_whole_or_not(first):
    for seed in range(first, first + 50):
        a_round, minimum = random_round(seed)
        for publications in planned(a_round, minimum).values():
            dimension, *questions = publications
            assert not any(question.cuts for question in questions)
            for cut in CUTS:
                cells = [cell for cell in dimension.cuts if cell.cut == cut]
                check_cells(a_round, dimension, cut, cells, minimum)


def check_cells(a_round, dimension, cut, cells, minimum):
    by_value = {}
    for index in a_round.opinions(("dimension", dimension.code)):
        value = a_round.responses[index].cuts.get(cut) or None
        by_value.setdefault(value, set()).add(index)
    if len(by_value.get(None, ())) >= minimum:
        del by_value[None]  # enough not to stand out: in no cell
    members = [index for cell in cells for index in cell.members]
    assert sorted(members) in ([], sorted(set().union(*by_value.values())))
    for cell in cells:
        assert len(cell.members) >= minimum
        if cell.value is not None:
            assert set(cell.members) == by_value[cell.value]
    assert sum(cell.value is None for cell in cells) <= 1
