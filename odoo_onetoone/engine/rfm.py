"""Recency, frequency and monetary scores from 1 to 5 (C-D31).

The thresholds are percentiles over the active customers, or typed in. A customer's
score depends on his own value and the thresholds alone, so equal customers get
equal scores.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from .amounts import Amount, exact

FRACTIONS = (0.2, 0.4, 0.6, 0.8)
LOWEST_SCORE = 1
HIGHEST_SCORE = 5


class RfmThresholds(NamedTuple):
    """The four thresholds of each score, ascending; empty when nobody is active.

    ``recency`` is in days, ``frequency`` in purchases, ``monetary`` in company
    currency.
    """

    recency: tuple[Amount, ...] = ()
    frequency: tuple[Amount, ...] = ()
    monetary: tuple[Amount, ...] = ()

    def to_dict(self) -> dict[str, list[float]]:
        """Return ``{"recency": [...], "frequency": [...], "monetary": [...]}``."""
        return {
            name: [float(threshold) for threshold in values]
            for name, values in self._asdict().items()
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Sequence[Amount]]) -> "RfmThresholds":
        """Return the thresholds that ``to_dict`` wrote."""
        return cls(*(tuple(values[name]) for name in cls._fields))


class RfmScores(NamedTuple):
    """The three scores of a customer, each from 1 (low) to 5 (high)."""

    recency: int
    frequency: int
    monetary: int


def percentile_disc(values: Iterable[Amount], fraction: float) -> Amount | None:
    """Return the smallest value whose cumulative share reaches ``fraction``.

    The same value as ``percentile_disc`` of PostgreSQL; None without values.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    rank = max(1, math.ceil(fraction * len(ordered)))
    return ordered[rank - 1]


def thresholds(values: Iterable[Amount]) -> tuple[Amount, ...]:
    """Return the values at 20, 40, 60 and 80 %, or () without values."""
    ordered = sorted(values)
    if not ordered:
        return ()
    return tuple(percentile_disc(ordered, fraction) for fraction in FRACTIONS)


def score(value: Amount, thresholds: Sequence[Amount]) -> int:
    """Return 1 to 5: one more than the thresholds strictly below ``value``."""
    return LOWEST_SCORE + _count_below(value, thresholds)


def recency_score(days: Amount, thresholds: Sequence[Amount]) -> int:
    """Return 5 to 1: fewer days since the last purchase score higher."""
    return HIGHEST_SCORE - _count_below(days, thresholds)


def scores(
    is_active: bool,
    recency_days: int | None,
    frequency: int,
    monetary: Amount,
    thresholds: RfmThresholds,
) -> RfmScores:
    """Return the three scores; 1, 1, 1 for a customer who is not active."""
    if not is_active:
        return RfmScores(LOWEST_SCORE, LOWEST_SCORE, LOWEST_SCORE)
    return RfmScores(
        recency_score(recency_days, thresholds.recency),
        score(frequency, thresholds.frequency),
        score(monetary, thresholds.monetary),
    )


def _count_below(value: Amount, thresholds: Sequence[Amount]) -> int:
    value = exact(value)
    return sum(exact(threshold) < value for threshold in thresholds)
