"""The mean by weights, of whatever has a value."""

from collections.abc import Iterable


def weighted_mean(parts: Iterable[tuple[float, float | None]]) -> float | None:
    """Return the mean of ``parts``, pairs (weight, value), that have a value.

    None where none of them has one, or where they all weigh nothing.
    """
    known = [(weight, value) for weight, value in parts if value is not None]
    total = sum(weight for weight, _ in known)
    if not total:
        return None
    return sum(weight * value for weight, value in known) / total
