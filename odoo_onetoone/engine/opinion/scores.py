"""From answers to results, one row for each number that may be published.

What may be published is decided elsewhere (``Publication``); nothing here shows more.
Answers of groups in no block count nowhere.
"""

from collections import defaultdict
from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from .interval import (
    Estimate,
    Sample,
    block_estimate,
    mean_of,
    overall_estimate,
    sample_of,
    step_variance,
)
from .publishing import NO_ANSWERS, NO_WEIGHT, TOO_FEW_ANSWERS, Publication
from .responses import INSIDE, Block, Dimension, Question, Response, opinion_of
from .sums import mean_of_same_people
from .weighted import weighted_mean

DIMENSION, QUESTION, TOTAL = "dimension", "question", "total"
# What a parent takes over besides the opinion, by the same weights.
ROLLED_UP = ("opinion_unweighted", "inside", "outside", "perception_gap")


class Score(NamedTuple):
    """One result, 0-100; what is None is not known or may not be shown.

    The whole of a node has neither ``block`` nor ``cut``. A cell (a block or a cut)
    has one ``opinion``, the mean of its responses. ``cut_value`` None is the cell of
    all small values together. ``code`` is None for the total of all dimensions.
    ``perception_gap`` is inside − outside, in points from −100 to 100.
    """

    kind: str
    code: str | None
    block: tuple[str, ...] | None = None
    cut: str | None = None
    cut_value: str | None = None
    opinion: float | None = None
    opinion_unweighted: float | None = None
    opinion_low: float | None = None
    opinion_high: float | None = None
    answer_count: int | None = None
    inside: float | None = None
    outside: float | None = None
    perception_gap: float | None = None
    missing_reason: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a node's whole, neither a block nor a cut."""
        return not (self.block or self.cut)

    @property
    def estimate(self) -> Estimate | None:
        """The opinion with its interval."""
        if self.opinion is None:
            return None
        return Estimate(self.opinion, self.opinion_low, self.opinion_high)


def compute(
    questions: Sequence[Question],
    dimensions: Sequence[Dimension],
    responses: Sequence[Response],
    blocks: Sequence[Block],
    publications: Sequence[Publication],
    minimum: int,
) -> tuple[Score, ...]:
    """Return the results of a round that ``publications`` allow.

    Each publication gives the row of its whole and those of its blocks and cuts.
    Then come the dimensions without a publication of their own, rolled up from those
    below them, and last the total: the dimensions without parent by their weights.
    ``minimum``: so many answers on both sides make a question part of a perception
    gap.
    """
    block_of = {
        group: index for index, block in enumerate(blocks) for group in block.groups
    }
    placed = [block_of.get(response.group) for response in responses]
    nodes = [
        _node(publication, questions, responses, placed, blocks)
        for publication in publications
    ]
    # {question code: inside − outside}
    gaps = {
        node.publication.code: _side_difference(node, minimum)
        for node in nodes
        if node.publication.kind == QUESTION
    }
    scores: list[Score] = []
    # {dimension code: its whole}
    wholes: dict[str | None, Score] = {}
    for node in nodes:
        whole = _whole(node, gaps)
        scores += (whole, *_block_scores(node), *_cut_scores(node))
        if whole.kind == DIMENSION:
            wholes[whole.code] = whole
    return (*scores, *_roll_ups(dimensions, wholes))


class _Node(NamedTuple):
    """What was said of a dimension or question, publishable or not."""

    publication: Publication
    questions: tuple[Question, ...]
    opinions: list[float | None]  # of each response
    blocks: tuple[Block, ...]  # those with an opinion
    samples: tuple[Sample, ...]  # theirs


def _node(publication, questions, responses, placed, blocks):
    own = tuple(
        question
        for question in questions
        if publication.code
        == (question.code if publication.kind == QUESTION else question.dimension)
    )
    opinions: list[float | None] = []
    by_block: list[list[float]] = [[] for _ in blocks]
    for response, index in zip(responses, placed, strict=True):
        opinion = None if index is None else opinion_of(response, own)
        opinions.append(opinion)
        if opinion is not None:
            by_block[index].append(opinion)
    answered = [pair for pair in zip(blocks, by_block, strict=True) if pair[1]]
    return _Node(
        publication,
        own,
        opinions,
        blocks=tuple(block for block, _ in answered),
        samples=tuple(
            sample_of(values, block.weight, block.eligible)
            for block, values in answered
        ),
    )


def _side(node, is_inside):
    return [
        sample
        for block, sample in zip(node.blocks, node.samples, strict=True)
        if (block.side == INSIDE) == is_inside
    ]


def _side_difference(node, minimum):
    publication = node.publication
    if not (publication.inside and publication.outside):
        return None
    sides = _side(node, True), _side(node, False)
    if any(sum(sample.count for sample in side) < minimum for side in sides):
        return None
    inside, outside = (mean_of(side) for side in sides)
    return None if inside is None or outside is None else inside - outside


def _perception_gap(node, gaps):
    if not (node.publication.inside and node.publication.outside):
        return None
    return _mean([gaps.get(question.code) for question in node.questions])


def _whole(node, gaps):
    publication = node.publication
    estimate = None
    reason = publication.missing_reason
    if publication.overall:
        estimate = overall_estimate(node.samples, _step_variance(node))
        if estimate is None:
            reason = NO_WEIGHT if node.samples else NO_ANSWERS
    is_counted = publication.overall or publication.unweighted
    return Score(
        publication.kind,
        publication.code,
        **_opinion_fields(estimate),
        opinion_unweighted=_mean(node.opinions) if publication.unweighted else None,
        answer_count=sum(s.count for s in node.samples) if is_counted else None,
        inside=mean_of(_side(node, True)) if publication.inside else None,
        outside=mean_of(_side(node, False)) if publication.outside else None,
        perception_gap=_perception_gap(node, gaps),
        missing_reason=reason,
    )


def _block_scores(node):
    if not node.publication.by_block:
        return
    for index, block in enumerate(node.blocks):
        estimate = block_estimate(node.samples, index, _step_variance(node))
        yield Score(
            node.publication.kind,
            node.publication.code,
            block=block.groups,
            **_opinion_fields(estimate),
            answer_count=node.samples[index].count,
        )


def _cut_scores(node):
    for cell in node.publication.cuts:
        opinions = [node.opinions[member] for member in cell.members]
        yield Score(
            node.publication.kind,
            node.publication.code,
            cut=cell.cut,
            cut_value=cell.value,
            opinion=_mean(opinions),
            answer_count=sum(opinion is not None for opinion in opinions),
        )


def _opinion_fields(estimate):
    if estimate is None:
        return {}
    return {
        "opinion": estimate.value,
        "opinion_low": estimate.low,
        "opinion_high": estimate.high,
    }


def _step_variance(node):
    return step_variance([question.levels for question in node.questions])


def _mean(values):
    known = [value for value in values if value is not None]
    return fsum(known) / len(known) if known else None


def _roll_ups(dimensions, wholes):
    """Return the rows of the parents, those below first, and of the total."""
    children = defaultdict(list)
    for dimension in dimensions:
        children[dimension.parent].append(dimension)
    known = dict(wholes)
    _roll_up_below(None, children, known)
    return [score for code, score in known.items() if code not in wholes]


def _roll_up_below(code, children, known):
    for child in children[code]:
        _roll_up_below(child.code, children, known)
    parts = [
        (child.weight, known[child.code])
        for child in children[code]
        if child.code in known
    ]
    if parts and code not in known:
        known[code] = _roll_up(code, parts)


def _roll_up(code, parts):
    """Return the mean of ``parts``, pairs (weight, row), where each has a value.

    The count is the smallest: so many people stand behind every part.
    """
    estimate = mean_of_same_people((weight, score.estimate) for weight, score in parts)
    known = [score for _, score in parts if score.opinion is not None]
    return Score(
        TOTAL if code is None else DIMENSION,
        code,
        **_opinion_fields(estimate),
        answer_count=min((score.answer_count for score in known), default=None),
        missing_reason=None if estimate else _shared_reason(parts, known),
        **{
            field: weighted_mean(
                (weight, getattr(score, field)) for weight, score in parts
            )
            for field in ROLLED_UP
        },
    )


def _shared_reason(parts, known):
    if known:
        return NO_WEIGHT
    reasons = {score.missing_reason for _, score in parts}
    return reasons.pop() if len(reasons) == 1 else TOO_FEW_ANSWERS
