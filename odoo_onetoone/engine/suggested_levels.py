"""The level of a stage that a company's own records suggest.

Each level of a ladder has rules such as ``reachable >= 50, completeness >= 40``. The
suggested level is the highest whose rules, and those of all levels below, are true.
The lowest level needs no evidence: everybody is at least there.
"""

import math
import operator
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

OPERATORS = {">=": operator.ge, "<=": operator.le}
_RULE = re.compile(r"([a-z][a-z0-9_]*)\s*(>=|<=)\s*(\S+)")


class Rule(NamedTuple):
    """One condition on the value of an indicator."""

    code: str
    comparison: str
    limit: float

    def holds(self, value: float | None) -> bool | None:
        """Return whether ``value`` meets the rule; None where it is not known."""
        if value is None:
            return None
        return OPERATORS[self.comparison](value, self.limit)

    def __str__(self) -> str:
        return f"{self.code} {self.comparison} {self.limit:g}"


class Level(NamedTuple):
    """One step of a ladder: its rank and the rules that lead to it."""

    rank: int
    rules: tuple[Rule, ...]


class CheckedRule(NamedTuple):
    """A rule, the value it was held against, and what came of it."""

    rank: int
    rule: Rule
    value: float | None
    holds: bool | None


class Suggestion(NamedTuple):
    """The level suggested, and why.

    ``is_minimum``: what comes next is not known, so it is "at least" this level.
    ``held`` are the rules of the levels reached; ``obstacle`` is the first rule that
    failed or is not known, None at the top of the ladder.
    """

    rank: int
    is_minimum: bool
    held: tuple[CheckedRule, ...]
    obstacle: CheckedRule | None


def parse_rules(text: str | None) -> tuple[Rule, ...]:
    """Return the rules written in ``text``, separated by commas; none if empty.

    Raise ValueError, with one sentence for the person who typed them.
    """
    if not (text or "").strip():
        return ()
    return tuple(_parse_rule(part.strip()) for part in text.split(","))


def suggest(levels: Iterable[Level], values: Mapping[str, float | None]) -> Suggestion:
    """Return the highest level that ``values``, by indicator code, allow.

    ``levels`` may leave ranks out; the lowest of them always holds. An indicator
    that ``values`` do not name is not known. Levels without rules are passed over.
    """
    lowest, *higher = sorted(levels)
    rank = lowest.rank
    held: list[CheckedRule] = []
    for level in higher:
        if not level.rules:
            continue
        checked = [_check(level.rank, rule, values) for rule in level.rules]
        # a failure is certain, whatever is not known besides
        failed = [one for one in checked if one.holds is False]
        unknown = [one for one in checked if one.holds is None]
        if failed:
            return Suggestion(rank, False, tuple(held), failed[0])
        if unknown:
            return Suggestion(rank, True, tuple(held), unknown[0])
        held += checked
        rank = level.rank
    return Suggestion(rank, False, tuple(held), None)


def _check(rank: int, rule: Rule, values: Mapping[str, float | None]) -> CheckedRule:
    value = values.get(rule.code)
    return CheckedRule(rank, rule, value, rule.holds(value))


def _parse_rule(text: str) -> Rule:
    match = _RULE.fullmatch(text)
    if not match:
        raise ValueError(
            f"A rule names an indicator, >= or <= and a number, such as "
            f"“reachable >= 50”, but “{text}” does not."
        )
    code, comparison, number = match.groups()
    try:
        limit = float(number)
    except ValueError:
        limit = math.nan
    if not math.isfinite(limit):
        raise ValueError(
            f"The limit of a rule must be a number, but “{number}” is not."
        )
    return Rule(code, comparison, limit)
