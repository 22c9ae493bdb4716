"""The shapes every module of this room works with."""

from collections.abc import Mapping
from typing import NamedTuple

INSIDE = "inside"
OUTSIDE = "outside"


class Question(NamedTuple):
    """A scored question: its code, its dimension and the length of its ladder.

    The same code may be asked in several wordings; ``levels`` counts the full ladder,
    also where a rank was left out.
    """

    code: str
    dimension: str
    levels: int


class Dimension(NamedTuple):
    """Something that gets a score; its weight counts in its parent."""

    code: str
    parent: str | None = None
    weight: float = 1.0


class Group(NamedTuple):
    """A kind of respondent in one round.

    ``eligible``: how many people could have answered; None where nobody knows
    (partners, customers, groups with an open link). Inside groups stand in the order
    in which they are neighbours.
    """

    code: str
    side: str
    weight: float
    eligible: int | None = None


class Response(NamedTuple):
    """What one person answered: positions 0-100 by question code.

    A question left out is left out of ``positions``. ``cuts`` holds what is known of
    the place, product line and department, each by the name of the cut.
    """

    group: str
    positions: Mapping[str, float]
    cuts: Mapping[str, str] = {}


class Block(NamedTuple):
    """One or more groups that are reported as one."""

    groups: tuple[str, ...]
    side: str
    weight: float
    eligible: int | None = None


def level_position(level: int, levels: int) -> float:
    """Return where step ``level`` of a ladder of ``levels`` steps stands, 0 to 100.

    Raise ValueError where the ladder has no such step.
    """
    if levels < 2 or not 1 <= level <= levels:
        raise ValueError(f"A ladder of {levels} steps has no step {level}.")
    return 100.0 * (level - 1) / (levels - 1)


def opinion_of(response: Response, questions: tuple[Question, ...]) -> float | None:
    """Return the mean position of a response over the questions of one dimension.

    None if it answered fewer than half of them.
    """
    answered = [
        response.positions[question.code]
        for question in questions
        if question.code in response.positions
    ]
    if not answered or 2 * len(answered) < len(questions):
        return None
    return sum(answered) / len(answered)
