"""Positions from 0 to 100 of a measured value between five anchors."""

import math
from collections.abc import Sequence
from itertools import pairwise

ANCHOR_POSITIONS = (0.0, 25.0, 50.0, 75.0, 100.0)
# A reading with a smaller denominator is shown, not scored.
MINIMUM_CASES = 5


def parse_anchors(text: str | None) -> tuple[float, ...]:
    """Return the five anchors written in ``text``, separated by blanks.

    Raise ValueError, with one sentence for the person who typed them, unless there
    are five numbers that all increase (more is better) or all decrease (less is
    better).
    """
    words = (text or "").split()
    if len(words) != len(ANCHOR_POSITIONS):
        raise ValueError(
            "Anchors must be five numbers separated by blanks, "
            f"but {len(words)} were given."
        )
    anchors = tuple(_parse_number(word) for word in words)
    steps = [right - left for left, right in pairwise(anchors)]
    if not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        raise ValueError(
            "Anchors must all increase or all decrease, "
            f"but these do not: {' '.join(words)}."
        )
    return anchors


def position(value: float, anchors: Sequence[float]) -> float:
    """Return where ``value`` stands between the anchors, from 0 to 100.

    The anchors stand at 0, 25, 50, 75 and 100; between two of them the position is
    linear, beyond the outer ones it stays at 0 or 100. ``anchors`` come from
    ``parse_anchors``.
    """
    direction = 1 if anchors[0] < anchors[-1] else -1
    measured = direction * float(value)
    points = [direction * anchor for anchor in anchors]
    if measured <= points[0]:
        return ANCHOR_POSITIONS[0]
    for index, (left, right) in enumerate(pairwise(points)):
        if measured <= right:
            low, high = ANCHOR_POSITIONS[index : index + 2]
            return low + (high - low) * (measured - left) / (right - left)
    return ANCHOR_POSITIONS[-1]


def _parse_number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"Anchors must be numbers, but “{word}” is not one.")
    return number
