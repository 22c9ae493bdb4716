"""The 95 % interval of an opinion, as wide as few answers deserve.

A handful of people who happen to agree say little about how much people differ.
The variance of a block therefore leans on that of all blocks, and never falls below
what the steps of the ladder alone leave open. Where it is known how many people
could have answered, those who did leave less to guess.
"""

from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from .student_t import t_quantile
from .weighted import weighted_mean

# The variance of all blocks counts in that of one block like so many answers more.
POOLED_ANSWERS = 4
# With fewer degrees of freedom there is no interval.
MINIMUM_DEGREES = 4
LOWEST, HIGHEST = 0.0, 100.0


class Estimate(NamedTuple):
    """A value and its 95 % interval; no interval is None and None."""

    value: float
    low: float | None = None
    high: float | None = None


class Sample(NamedTuple):
    """The opinions of one block: how many, their mean and variance.

    ``mean`` is 0-100, ``variance`` divides by ``count`` − 1 and is 0 for one opinion.
    ``eligible``: how many people could have answered, None where nobody knows.
    """

    count: int
    mean: float
    variance: float
    weight: float = 1.0
    eligible: int | None = None


def sample_of(
    opinions: Sequence[float], weight: float = 1.0, eligible: int | None = None
) -> Sample:
    """Return the sample that one block's ``opinions``, at least one, make up."""
    count = len(opinions)
    # exact sums: answers are shuffled at closing, and the results stay the same
    mean = fsum(opinions) / count
    squares = fsum((opinion - mean) ** 2 for opinion in opinions)
    variance = squares / (count - 1) if count > 1 else 0.0
    return Sample(count, mean, variance, weight, eligible)


def step_variance(levels: Sequence[int]) -> float:
    """Return the variance, in points², that ladders of these lengths leave open.

    One number per question. Somebody between two steps chooses one of them: a
    uniform error of one step's width, step² ÷ 12. The mean over q questions has the
    mean of these ÷ q, which also holds for ladders of different length.
    """
    squares = [(HIGHEST / (length - 1)) ** 2 for length in levels]
    return sum(squares) / len(squares) / (12 * len(squares))


def mean_of(samples: Iterable[Sample]) -> float | None:
    """Return the mean over blocks by their weights; None where all weigh nothing."""
    return weighted_mean((sample.weight, sample.mean) for sample in samples)


def overall_estimate(
    samples: Sequence[Sample], smallest_variance: float
) -> Estimate | None:
    """Return the mean of ``samples`` by their weights, with its interval.

    ``smallest_variance`` is the ``step_variance`` of what was asked. None where all
    weights are zero; no interval where the answers are too few.
    """
    mean = mean_of(samples)
    if mean is None:
        return None
    degrees = sum(sample.count - 1 for sample in samples)
    if degrees < MINIMUM_DEGREES:
        return Estimate(mean)
    squares = sum((sample.count - 1) * sample.variance for sample in samples)
    weight = sum(sample.weight for sample in samples)
    # (the part of a block in the variance of the mean, its degrees of freedom)
    parts = [
        (
            (sample.weight / weight) ** 2
            * _variance_of_mean(sample, squares / degrees, smallest_variance),
            sample.count - 1 + POOLED_ANSWERS,
        )
        for sample in samples
    ]
    variance = sum(part for part, _ in parts)
    if not variance:
        # everybody who could answer did: nothing is left to guess
        return Estimate(mean, mean, mean)
    satterthwaite = variance**2 / sum(part**2 / own for part, own in parts)
    reach = t_quantile(min(degrees, satterthwaite)) * variance**0.5
    return Estimate(mean, max(LOWEST, mean - reach), min(HIGHEST, mean + reach))


def block_estimate(
    samples: Sequence[Sample], index: int, smallest_variance: float
) -> Estimate:
    """Return the mean of the block at ``index`` with its interval.

    The other ``samples`` tell how much people differ. A block is an overall in which
    nobody else weighs anything.
    """
    alone = [
        sample._replace(weight=float(other == index))
        for other, sample in enumerate(samples)
    ]
    return overall_estimate(alone, smallest_variance)


def _variance_of_mean(sample, pooled, smallest_variance):
    own = sample.count - 1
    variance = max(
        smallest_variance,
        (POOLED_ANSWERS * pooled + own * sample.variance) / (POOLED_ANSWERS + own),
    )
    return _share_not_asked(sample) * variance / sample.count


def _share_not_asked(sample):
    if not sample.eligible:
        return 1.0
    # more answers than people eligible: the number is outdated, nobody is left
    return max(0.0, 1 - sample.count / sample.eligible)
