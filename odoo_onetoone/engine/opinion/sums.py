"""Sums and differences of published values, with their intervals.

Only the published limits are needed: the reach of a limit is t·SE of its own value.
Reaches of independent values add in squares (the method of variance estimates
recovery, G. Y. Zou and A. Donner, 2008). That is t·SE of the sum with a t² between
those of the parts, at least as wide as the rule of Welch and Satterthwaite makes it,
and a limit clipped at 0 or 100 makes no difference of two values look clearer. How
far values of the same people go together is not known: their reaches simply add,
which is the widest they can be.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from .interval import Estimate


class Term(NamedTuple):
    """A value and what it is multiplied by in a sum; below 0 it is taken away."""

    factor: float
    estimate: Estimate


def sum_of_same_people(terms: Iterable[Term]) -> Estimate:
    """Return the sum of values that the same people may have given."""
    return _sum(terms, sum)


def sum_of_independent(terms: Iterable[Term]) -> Estimate:
    """Return the sum of values that different people gave."""
    return _sum(terms, lambda reaches: math.hypot(*reaches))


def mean_of_same_people(
    parts: Iterable[tuple[float, Estimate | None]],
) -> Estimate | None:
    """Return the mean of pairs (weight, value) that have a value.

    None where none of them has one, or where they all weigh nothing.
    """
    known = [(weight, estimate) for weight, estimate in parts if estimate]
    total = sum(weight for weight, _ in known)
    if not total:
        return None
    return sum_of_same_people(
        Term(weight / total, estimate) for weight, estimate in known
    )


def is_clear(difference: Estimate) -> bool | None:
    """Return whether a difference is more than chance; None without an interval.

    Smaller than t·SE of the difference means "no clear change".
    """
    if difference.low is None:
        return None
    return difference.value != 0 and (difference.low >= 0 or difference.high <= 0)


def _sum(terms, add):
    terms = [term for term in terms if term.factor]
    value = sum(term.factor * term.estimate.value for term in terms)
    if any(term.estimate.low is None for term in terms):
        return Estimate(value)
    reaches = [_reaches(*term) for term in terms]
    down = add([down for down, _ in reaches])
    up = add([up for _, up in reaches])
    return Estimate(value, value - down, value + up)


def _reaches(factor, estimate):
    down = factor * (estimate.value - estimate.low)
    up = factor * (estimate.high - estimate.value)
    return (down, up) if factor > 0 else (-up, -down)
