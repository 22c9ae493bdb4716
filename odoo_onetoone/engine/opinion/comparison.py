"""What changed between two rounds, like for like.

Compared are only values published in both rounds: the same question, with the same
text, answered by a block of the same groups. The weights are those of the later
round. What is left of the change of the total (groups that came or went, questions
that changed, other weights) is the line "composition", so that the contributions add
up to the whole change.

Who answered twice is not known, so that the two rounds count as different people;
those who did answer twice only make a change clearer than it is called here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .interval import Estimate
from .responses import Block, Question
from .scores import DIMENSION, QUESTION, Score
from .sums import Term, is_clear, mean_of_same_people, sum_of_independent

NOTHING_IN_COMMON = "nothing_in_common"
NO_WEIGHT = "no_weight"


class Round(NamedTuple):
    """What is kept of a closed round.

    ``fingerprints`` by question code are equal where text and options are the same.
    """

    scores: Sequence[Score]
    questions: Sequence[Question]
    fingerprints: Mapping[str, str]
    blocks: Sequence[Block]


class Contribution(NamedTuple):
    """What one block adds to the change.

    ``earlier`` and ``later`` are the block's own values, 0-100, ``weight`` is its
    fraction of all the blocks compared. ``codes`` are the questions compared, or the
    dimension as a whole.
    """

    block: tuple[str, ...]
    codes: tuple[str, ...]
    earlier: float
    later: float
    weight: float

    @property
    def change(self) -> float:
        """The block's own change, in points."""
        return self.later - self.earlier

    @property
    def points(self) -> float:
        """What it adds, in points."""
        return self.weight * self.change


class Comparison(NamedTuple):
    """The change of a dimension or question from one round to the next, in points.

    ``total`` is the change of the published totals, None where one of them has none.
    ``like_for_like``, the sum of ``contributions``, carries its 95 % interval;
    ``composition`` is the rest of the total, all of it where nothing can be compared.
    ``is_clear`` is None where the change has no interval. ``missing_reason`` tells why
    there is no change like for like.
    """

    total: float | None
    like_for_like: Estimate | None
    composition: float | None
    is_clear: bool | None
    contributions: tuple[Contribution, ...]
    missing_reason: str | None


class _Pair(NamedTuple):
    """The values of one block in both rounds, over what they have in common."""

    block: Block
    codes: tuple[str, ...]
    earlier: Estimate
    later: Estimate


def compare(kind: str, code: str, earlier: Round, later: Round) -> Comparison:
    """Return the change of a question, or of a dimension with questions of its own.

    A dimension whose questions are all the same in both rounds is compared by its own
    values, another one by the questions it still has. Raise ValueError where neither
    round asked the question, or any of the dimension.
    """
    total = _total_change(kind, code, earlier, later)
    pairs = _pairs(*_compared(kind, code, earlier, later), earlier, later)
    weight = sum(pair.block.weight for pair in pairs)
    if not weight:
        reason = NO_WEIGHT if pairs else NOTHING_IN_COMMON
        return Comparison(total, None, total, None, (), reason)
    change = sum_of_independent(
        term for pair in pairs for term in _terms(pair, pair.block.weight / weight)
    )
    return Comparison(
        total,
        change,
        None if total is None else total - change.value,
        is_clear(change),
        tuple(_contribution(pair, pair.block.weight / weight) for pair in pairs),
        None,
    )


def _compared(kind, code, earlier, later):
    """Return (kind, codes) of the values to compare."""
    asked = [
        {
            question.code: in_round.fingerprints[question.code]
            for question in in_round.questions
            if code == (question.code if kind == QUESTION else question.dimension)
        }
        for in_round in (earlier, later)
    ]
    if not any(asked):
        raise ValueError(f"Neither round has a question for the {kind} “{code}”.")
    before, after = asked
    if kind == DIMENSION and before == after:
        return DIMENSION, (code,)
    return QUESTION, tuple(code for code in after if before.get(code) == after[code])


def _total_change(kind, code, earlier, later):
    before, after = (
        next(
            (
                score.opinion
                for score in in_round.scores
                if (score.kind, score.code) == (kind, code)
                and score.block is None
                and score.cut is None
            ),
            None,
        )
        for in_round in (earlier, later)
    )
    return None if before is None or after is None else after - before


def _pairs(kind, codes, earlier, later):
    before = _block_values(kind, codes, earlier)
    after = _block_values(kind, codes, later)
    pairs = []
    for block in later.blocks:
        old, new = before[frozenset(block.groups)], after[frozenset(block.groups)]
        common = tuple(code for code in codes if code in old and code in new)
        if common:
            pairs.append(_Pair(block, common, _mean(old, common), _mean(new, common)))
    return pairs


def _block_values(kind, codes, in_round):
    """Return {groups: {code: published value}}."""
    values = defaultdict(dict)
    for score in in_round.scores:
        if score.block and score.kind == kind and score.code in codes:
            values[frozenset(score.block)][score.code] = Estimate(
                score.opinion, score.opinion_low, score.opinion_high
            )
    return values


def _mean(values, codes):
    return mean_of_same_people((1.0, values[code]) for code in codes)


def _terms(pair, weight):
    yield Term(weight, pair.later)
    yield Term(-weight, pair.earlier)


def _contribution(pair, weight):
    values = pair.earlier.value, pair.later.value
    return Contribution(pair.block.groups, pair.codes, *values, weight)
