"""The quantile of Student's t distribution that a 95 % interval needs."""

import math
from functools import lru_cache
from itertools import count

# Both tails together hold what lies outside a 95 % interval.
OUTSIDE = 0.05
NORMAL_QUANTILE = 1.959963984540054
PRECISION = 1e-12


@lru_cache(maxsize=4096)
def t_quantile(degrees: float) -> float:
    """Return the 0.975 quantile of Student's t with ``degrees`` of freedom.

    ``degrees`` need not be a whole number. Raise ValueError below 1, where nobody
    should put an interval around anything.
    """
    if not degrees >= 1:
        raise ValueError(f"An interval needs a degree of freedom, not {degrees}.")
    # Beyond the normal quantile the distribution function is concave and the t
    # quantile lies to the right of it, so that Newton's steps never overshoot.
    quantile = NORMAL_QUANTILE
    while True:
        excess = _both_tails(quantile, degrees) - OUTSIDE
        step = excess / (2 * _density(quantile, degrees))
        quantile += step
        if step < PRECISION * quantile:
            return quantile


def _density(t: float, degrees: float) -> float:
    return math.exp(
        math.lgamma((degrees + 1) / 2)
        - math.lgamma(degrees / 2)
        - math.log(degrees * math.pi) / 2
        - (degrees + 1) / 2 * math.log1p(t * t / degrees)
    )


def _both_tails(t: float, degrees: float) -> float:
    """Return P(|T| > t), the regularized incomplete beta function at ν/(ν + t²)."""
    a, b = degrees / 2, 0.5
    x = degrees / (degrees + t * t)
    # x^a (1 - x)^b ÷ (a B(a, b)), said by the density
    front = 2 * t * _density(t, degrees) / degrees
    return front * _continued_fraction(a, b, x)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (Lentz).

    It converges fast for x < (a + 1)/(a + b + 2), which holds for every t that is
    larger than the square root of 3 where b is ½; the normal quantile is.
    """
    numerator = 1.0
    denominator = 1 / (1 - (a + b) * x / (a + 1))
    fraction = denominator
    for m in count(1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for coefficient in (even, odd):
            denominator = 1 / (1 + coefficient * denominator)
            numerator = 1 + coefficient / numerator
            factor = numerator * denominator
            fraction *= factor
        if abs(factor - 1) < PRECISION / 100:
            return fraction
