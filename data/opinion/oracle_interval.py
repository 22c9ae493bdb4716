"""The 95 % interval of a weighted mean over blocks, with Student's t by integration."""

from functools import cache
from math import exp, lgamma, log, pi, sqrt

STRIPS = 400  # of Simpson's rule


def interval(blocks, levels):
    """(mean, low, high) of rows with ``values``, ``weight``, ``eligible``.

    ``levels``: the steps of the ladder of each question asked.
    """
    weight = sum(block["weight"] for block in blocks)
    if not weight:
        return None, None, None
    means = [sum(block["values"]) / len(block["values"]) for block in blocks]
    center = sum(b["weight"] * m for b, m in zip(blocks, means, strict=True)) / weight
    squares = [
        sum((value - mean) ** 2 for value in block["values"])
        for block, mean in zip(blocks, means, strict=True)
    ]
    degrees = sum(len(block["values"]) - 1 for block in blocks)
    if degrees < 4:
        return center, None, None
    pooled = sum(squares) / degrees
    # all ladders of a dimension are equally long
    smallest = (100 / (levels[0] - 1)) ** 2 / (12 * len(levels))
    parts = []
    for block, own_squares in zip(blocks, squares, strict=True):
        n = len(block["values"])
        leaning = max(smallest, (4 * pooled + own_squares) / (n + 3))
        rest = 1 - n / block["eligible"] if block["eligible"] else 1
        parts.append(((block["weight"] / weight) ** 2 * rest * leaning / n, n + 3))
    variance = sum(part for part, _ in parts)
    if not variance:
        return center, center, center
    own = variance**2 / sum(part**2 / more for part, more in parts)
    reach = t_975(min(degrees, own)) * sqrt(variance)
    return center, max(0.0, center - reach), min(100.0, center + reach)


@cache
def t_975(degrees):
    """The point that Student's t with these degrees exceeds in 2.5 % of cases."""
    point = 1.96
    for _step in range(50):
        missing = 0.475 - area(point, degrees)
        point += missing / density(point, degrees)
        if abs(missing) < 1e-14:
            break
    return point


def area(point, degrees):
    """The area below the density from 0 to ``point``."""
    width = point / STRIPS
    heights = [density(width * i, degrees) for i in range(STRIPS + 1)]
    inner = 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    return width / 3 * (heights[0] + inner + heights[-1])


def density(x, degrees):
    factor = lgamma((degrees + 1) / 2) - lgamma(degrees / 2)
    return exp(factor - (degrees + 1) / 2 * log(1 + x * x / degrees)) / sqrt(
        degrees * pi
    )
