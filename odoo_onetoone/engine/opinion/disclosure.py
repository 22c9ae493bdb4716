"""Whether published numbers, taken together, say something about a few people only.

Every published number is a linear combination of unknown answers. Whoever knows the
numbers knows every combination of them, and nothing else that is linear. They give
away a few people exactly if some combination is not zero and rests on fewer than the
minimum of responses. All responses with the same coefficients are taken as one class
of which only the size counts.

The search keeps the space of those combinations that could still rest on too few.

* **Layers.** Take classes until only the zero combination is silent on (has nothing
  but zeros at) all of them: a first layer; then a second one from what is left, and so
  on, a class being used at most as often as it has responses, each layer as large as it
  can be. A combination that is silent on one layer is silent on everything left after
  it. So, where it is not silent on layer i, it is not silent on any layer before, and
  rests on at least i responses. Those that rest on fewer than ``minimum`` are
  therefore silent on layer number ``minimum``; the space shrinks to these, and the
  layers are laid again. An empty space is a proof that nobody is given away.
* **Branches.** Where the space no longer shrinks, take one class. Either the
  combination is silent on it, and the space shrinks; or it rests on it, and that many
  fewer other responses are allowed. A combination that is silent on all that has not
  been allowed is the one looked for.

This is exact: it finds such a combination if and only if there is one. Where it would
take too long, the answer is that it may exist. Numbers are counted modulo a prime near
2⁶¹, in which a zero that is none is as likely as 1 to 10¹⁵.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

PRIME = 2**61 - 1
MOST_WORK = 400_000

# the coefficients modulo PRIME with which one answer enters the published numbers
Answer = tuple[tuple[int, int], ...]
# a combination of published numbers: {number: factor}
Combination = dict[int, int]


class Alike(NamedTuple):
    """Responses whose answers enter the published numbers in the same way."""

    size: int
    answers: tuple[Answer, ...]


class _TooMuchWork(Exception):
    pass


def may_reveal(classes: Sequence[Alike], minimum: int) -> bool:
    """Return whether the numbers may say something about fewer than ``minimum``.

    False is a proof that they do not.
    """
    if minimum <= 1:
        return False
    try:
        return _Search(classes, minimum).finds()
    except _TooMuchWork:
        return True


class _Search:
    def __init__(self, classes, minimum):
        self.work = 0
        self.minimum = minimum
        self.classes = _common_first(classes, minimum)

    def finds(self):
        return self._finds(self._independent(), self.classes, self.minimum)

    def _independent(self):
        """Return one combination for each number that does not follow from others."""
        numbers = sorted(_numbers(self.classes))
        following = [{number: 1} for number in numbers]
        for one in self.classes:
            following = self._silent(following, one.answers)
        dropped = set()
        while following:
            number = min(following[0])
            dropped.add(number)
            following = self._silent(following, (((number, 1),),))
        return [{number: 1} for number in numbers if number not in dropped]

    def _finds(self, space, classes, minimum):
        """Return whether ``space`` has a combination resting on fewer responses.

        Only those of ``classes`` count.
        """
        if minimum <= 0:
            return False
        while True:
            first, last = self._layers(space, classes, minimum)
            if first:
                return True
            if not last:
                return False
            shrinks = len(last) < len(space)
            space = last
            classes = [
                one
                for one in classes
                if len(self._silent(space, one.answers)) < len(space)
            ]
            if not shrinks:
                break
        one, *others = classes
        return self._finds(
            self._silent(space, one.answers), others, minimum
        ) or self._finds(space, others, minimum - one.size)

    def _layers(self, space, classes, minimum):
        """Return what of ``space`` is silent on the first and on the last layer."""
        left = [one.size for one in classes]
        silent = []
        for _ in range(minimum):
            layer = space
            for index, one in enumerate(classes):
                if not layer:
                    break
                if not left[index]:
                    continue
                smaller = self._silent(layer, one.answers)
                if len(smaller) < len(layer):
                    left[index] -= 1
                    layer = smaller
            silent.append(layer)
        return silent[0], silent[-1]

    def _silent(self, space, answers):
        """Return a basis of the combinations of ``space`` without these answers."""
        for answer in answers:
            self.work += len(space)
            if self.work > MOST_WORK:
                raise _TooMuchWork
            values = [_value(combination, answer) for combination in space]
            if any(values):
                space = _without(space, values)
        return space


def _value(combination: Combination, answer: Answer) -> int:
    value = 0
    for number, coefficient in answer:
        if number in combination:
            value += coefficient * combination[number]
    return value % PRIME


def _without(space: list[Combination], values: list[int]) -> list[Combination]:
    """Return a basis of the combinations of ``space`` that have the value 0."""
    pivot = min(
        (index for index, value in enumerate(values) if value),
        key=lambda index: len(space[index]),
    )
    inverse = -pow(values[pivot], -1, PRIME)
    return [
        _sum(combination, value * inverse % PRIME, space[pivot])
        if value
        else combination
        for index, (combination, value) in enumerate(zip(space, values, strict=True))
        if index != pivot
    ]


def _sum(combination: Combination, factor: int, other: Combination) -> Combination:
    result = dict(combination)
    for number, coefficient in other.items():
        value = (result.get(number, 0) + factor * coefficient) % PRIME
        if value:
            result[number] = value
        else:
            del result[number]
    return result


def _common_first(classes: Sequence[Alike], minimum: int) -> list[Alike]:
    """Return ``classes``, those first that are large or enter no rare number.

    A layer then takes of the rare ones only what it cannot do without, so that the
    layers after it find some as well.
    """
    behind = Counter()
    for one in classes:
        behind.update({number: one.size for number in _numbers([one])})

    def rank(one):
        rarest = min((behind[number] for number in _numbers([one])), default=0)
        return one.size < minimum, -rarest

    return sorted(classes, key=rank)


def _numbers(classes) -> set[int]:
    return {number for one in classes for answer in one.answers for number, _ in answer}
