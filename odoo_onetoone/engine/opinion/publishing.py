"""Which numbers of a round may be shown without giving anybody away.

The nodes are the dimensions that have questions of their own, and these questions. For
each, numbers are added in the order of their importance, as long as for all of them
together:

* every number rests on at least ``minimum`` responses;
* of two of the same node, one of which rests on all responses of the other, it rests on
  none or on at least ``minimum`` others;
* no combination of them rests on fewer than ``minimum`` responses (``disclosure``).

Questions belong to one dimension, so no combination has to be looked for across
dimensions. Children are shown all or none: the two sides, the blocks, the questions of
a dimension, the values of a cut. A value with too few responses is merged with others.

Who answered which question is taken to be known, for counts stand beside the numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from .coefficients import Coefficients
from .disclosure import PRIME, Alike, may_reveal
from .responses import INSIDE, OUTSIDE, Block, Question, Response

DIMENSION = "dimension"
QUESTION = "question"
CUTS = ("place", "product_line", "department")

NO_ANSWERS = "no_answers"
TOO_FEW_ANSWERS = "too_few_answers"
NO_WEIGHT = "no_weight"
WOULD_REVEAL = "would_reveal"

_OVERALL = "overall"
_UNWEIGHTED = "unweighted"
_BLOCK = "block"


class CutCell(NamedTuple):
    """The responses of one value of a cut; ``members`` are their indexes.

    ``value`` is None for the values that were merged.
    """

    cut: str
    value: str | None
    members: tuple[int, ...]


class Publication(NamedTuple):
    """What may be shown of one dimension or question.

    ``overall``, ``inside`` and ``outside`` are weighted over blocks; ``unweighted`` is
    the mean of all responses; ``by_block`` means all blocks with answers, or none.
    ``missing_reason`` says why there is no ``overall``, None where there is.
    """

    kind: str
    code: str
    overall: bool
    unweighted: bool
    inside: bool
    outside: bool
    by_block: bool
    cuts: tuple[CutCell, ...]
    missing_reason: str | None


class _Person(NamedTuple):
    """What of a response decides how it enters the numbers of one dimension.

    ``answered``: the nodes of its questions that it answered; ``values``: of the cuts.
    """

    block: int
    answered: tuple[int, ...]
    counts: bool
    values: tuple[str | None, ...]


class _Node(NamedTuple):
    """A dimension (number 0) or one of its questions (from 1).

    ``members`` are the responses each block's mean rests on, one bit per response.
    """

    number: int
    members: tuple[int, ...]


class _Number(NamedTuple):
    """A number that may be shown: a mean over ``members``, one bit per response.

    ``coefficients``, modulo PRIME, by block. A cut's has none, but a place of the cut
    in CUTS and the ``values`` whose responses it takes.
    """

    node: int
    kind: str
    members: int
    coefficients: Mapping[int, int] = {}
    place: int | None = None
    values: frozenset[str] = frozenset()
    is_merged: bool = False


def plan(
    questions: Sequence[Question],
    responses: Sequence[Response],
    blocks: Sequence[Block],
    minimum: int,
) -> tuple[Publication, ...]:
    """Return what may be shown of each dimension, followed by its questions.

    Every response belongs to a group of one of ``blocks``. In a named round
    ``minimum`` is 1, and everything that has answers may be shown.
    """
    by_dimension = defaultdict(list)
    for question in questions:
        by_dimension[question.dimension].append(question.code)
    known = _known(responses, blocks)
    publications = []
    for dimension, codes in by_dimension.items():
        planner = _Planner(_people(codes, known), len(codes), blocks, minimum)
        planner.accept(planner.steps())
        publications.append(planner.publication(DIMENSION, dimension, 0))
        publications += [
            planner.publication(QUESTION, code, number)
            for number, code in enumerate(codes, start=1)
        ]
    return tuple(publications)


class _Planner:
    """Collects the numbers of one dimension that may be shown together."""

    def __init__(self, people, question_count, blocks, minimum):
        self.minimum = minimum
        self.weights = [_exact(block.weight) for block in blocks]
        self.sides = [block.side for block in blocks]
        self.people = people
        self.nodes = [
            _Node(number, self._members(number)) for number in range(question_count + 1)
        ]
        self.alike = Counter(self.people)
        self.numbers = []

    def _members(self, node):
        members = [0] * len(self.weights)
        for index, person in enumerate(self.people):
            if person.counts if node == 0 else node in person.answered:
                members[person.block] |= 1 << index
        return tuple(members)

    # what could be shown

    def steps(self):
        """Return what could be shown: lists of numbers, shown all or none."""
        dimension, *questions = self.nodes
        steps = [
            self._weighted(dimension, _OVERALL),
            self._unweighted(dimension),
            self._both_sides(dimension),
            self._blocks(dimension),
        ]
        for numbers_of in (
            lambda node: self._weighted(node, _OVERALL),
            self._unweighted,
            self._both_sides,
            self._blocks,
        ):
            steps.append([n for node in questions for n in numbers_of(node)])
        steps += [self._cut(place) for place in range(len(CUTS))]
        return [step for step in steps if step]

    def _weighted(self, node, kind):
        members = 0
        coefficients = {}
        for block, mask in enumerate(node.members):
            is_part = kind in (_OVERALL, self.sides[block])
            if is_part and mask and self.weights[block]:
                members |= mask
                coefficients[block] = _residue(self.weights[block] / mask.bit_count())
        return [_Number(node.number, kind, members, coefficients)] if members else []

    def _both_sides(self, node):
        return self._weighted(node, INSIDE) + self._weighted(node, OUTSIDE)

    def _unweighted(self, node):
        members = sum(node.members)
        coefficients = {block: 1 for block, mask in enumerate(node.members) if mask}
        if not members:
            return []
        return [_Number(node.number, _UNWEIGHTED, members, coefficients)]

    def _blocks(self, node):
        return [
            _Number(node.number, _BLOCK, mask, {block: 1})
            for block, mask in enumerate(node.members)
            if mask
        ]

    def _cut(self, place):
        """Return the cells of a cut, values with too few responses merged.

        Responses without a value are in no cell, unless they are so few that all
        cells together would leave them standing out: then they are merged, too.
        """
        cells = defaultdict(int)
        for index, person in enumerate(self.people):
            if person.counts:
                cells[person.values[place]] |= 1 << index
        if not self._is_too_few(cells[None]):
            del cells[None]
        numbers = [
            _Number(0, CUTS[place], mask, {}, place, frozenset([value]))
            for value, mask in sorted(cells.items(), key=lambda cell: cell[0] or "")
            if mask
        ]
        numbers.sort(key=lambda number: number.members.bit_count())
        few = 0
        while few < len(numbers) and self._is_too_few(numbers[few].members):
            few += 1
        return self._with_merged(numbers, few) if few else numbers

    def _with_merged(self, numbers, few):
        """Return ``numbers`` with the first ``few``, or more if need be, as one.

        Nothing if all would be merged: that is no cut.
        """
        while self._is_too_few(sum(number.members for number in numbers[:few])):
            few += 1
            if few > len(numbers):
                return []
        if few == len(numbers):
            return []
        merged = _Number(
            0,
            numbers[0].kind,
            sum(number.members for number in numbers[:few]),
            {},
            numbers[0].place,
            frozenset().union(*(number.values for number in numbers[:few])),
            True,
        )
        return [merged, *numbers[few:]]

    def _coarser(self, step):
        """Return the cells of a cut with one more value merged, nothing if none is."""
        is_cut = step[0].place is not None
        return self._with_merged(step, 2) if is_cut and len(step) > 2 else []

    # what may be shown

    def accept(self, steps):
        """Keep of ``steps`` each that may be shown beside all that was kept before.

        Where all may be shown together, so may the first ones: hence the halves.
        """
        together = [number for step in steps for number in step]
        if not together:
            return
        if self._may_show(together):
            self.numbers += together
        elif len(steps) > 1:
            half = len(steps) // 2
            self.accept(steps[:half])
            self.accept(steps[half:])
        else:
            self.accept([self._coarser(steps[0])])

    def _may_show(self, new):
        if any(self._is_too_few(number.members) for number in new):
            return False
        numbers = self.numbers + new
        if any(self._stands_out(one, other) for one in new for other in numbers):
            return False
        return not may_reveal(self._classes(_without_implied(numbers)), self.minimum)

    def _is_too_few(self, members):
        return members.bit_count() < self.minimum

    def _stands_out(self, one, other):
        """Return whether the larger of two numbers has but a few responses more."""
        if one.node != other.node or one.members == other.members:
            return False
        common = one.members & other.members
        return common in (one.members, other.members) and self._is_too_few(
            one.members ^ other.members
        )

    def _classes(self, numbers):
        coefficients = Coefficients(numbers)
        sizes = Counter()
        for person, size in self.alike.items():
            sizes[coefficients.answers(person)] += size
        return [Alike(size, answers) for answers, size in sizes.items()]

    # what came of it

    def publication(self, kind, code, node):
        shown = {number.kind for number in self.numbers if number.node == node}
        return Publication(
            kind=kind,
            code=code,
            overall=_OVERALL in shown,
            unweighted=_UNWEIGHTED in shown,
            inside=INSIDE in shown,
            outside=OUTSIDE in shown,
            by_block=_BLOCK in shown,
            cuts=self._cells(node),
            missing_reason=None if _OVERALL in shown else self._reason(node),
        )

    def _cells(self, node):
        cells = [
            CutCell(
                cut=number.kind,
                value=None if number.is_merged else next(iter(number.values)),
                members=_indexes(number.members),
            )
            for number in self.numbers
            if number.node == node and number.place is not None
        ]
        # the merged values last
        cells.sort(key=lambda c: (CUTS.index(c.cut), c.value is None, c.value or ""))
        return tuple(cells)

    def _reason(self, node):
        members = sum(self.nodes[node].members)
        if not members:
            return NO_ANSWERS
        if self._is_too_few(members):
            return TOO_FEW_ANSWERS
        weighted = self._weighted(self.nodes[node], _OVERALL)
        if not weighted:
            return NO_WEIGHT
        if self._is_too_few(weighted[0].members):
            return TOO_FEW_ANSWERS
        return WOULD_REVEAL


def _known(responses, blocks):
    """Return of each response its positions, block and values of the cuts."""
    block_of = {
        group: index for index, block in enumerate(blocks) for group in block.groups
    }
    return [
        (
            response.positions,
            block_of[response.group],
            tuple(response.cuts.get(cut) or None for cut in CUTS),
        )
        for response in responses
    ]


def _people(codes, known):
    numbered = list(enumerate(codes, start=1))
    people = []
    for positions, block, values in known:
        answered = tuple(number for number, code in numbered if code in positions)
        counts = bool(answered) and 2 * len(answered) >= len(codes)
        people.append(_Person(block, answered, counts, values))
    return people


def _without_implied(numbers):
    """Return ``numbers`` without the totals of nodes of which all blocks are there."""
    by_block = {number.node for number in numbers if number.kind == _BLOCK}
    return [
        number
        for number in numbers
        if number.node not in by_block
        or number.kind == _BLOCK
        or number.place is not None
    ]


def _exact(weight):
    # 0.1 + 0.2 is meant to be 0.3, and so to be equal to a weight of 0.3
    exact = Fraction(weight)
    return exact.limit_denominator(10**6) or exact


def _residue(fraction):
    return fraction.numerator * pow(fraction.denominator, -1, PRIME) % PRIME


def _indexes(members):
    indexes = []
    while members:
        lowest = members & -members
        indexes.append(lowest.bit_length() - 1)
        members ^= lowest
    return tuple(indexes)
