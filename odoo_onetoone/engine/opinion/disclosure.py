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
* **Branches.** Where the space no longer shrinks, take a rare class. Either the
  combination is silent on it, and the space shrinks; or it rests on it, and that many
  fewer other responses are allowed. A combination that is silent on all that has not
  been allowed is the one looked for.

This is exact: it finds such a combination if and only if there is one. After too many
branches the answer is that it may exist. Numbers are counted modulo a prime near
2⁶¹, in which a zero that is none is as likely as 1 to 10¹⁵.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

PRIME = 2**61 - 1
# ordinary rounds need up to 25; 40 take a second
MOST_BRANCHES = 40

# the coefficients modulo PRIME with which one answer enters the published numbers
Answer = tuple[tuple[int, int], ...]
# a combination of published numbers: {number: factor}
Combination = dict[int, int]


class Alike(NamedTuple):
    """Responses whose answers enter the published numbers in the same way."""

    size: int
    answers: tuple[Answer, ...]


class _Class(NamedTuple):
    size: int
    answers: tuple[Answer, ...]
    numbers: frozenset[int]


class _TooManyBranches(Exception):
    pass


def may_reveal(classes: Sequence[Alike], minimum: int) -> bool:
    """Return whether the numbers may say something about fewer than ``minimum``.

    False is a proof that they do not.
    """
    if minimum <= 1:
        return False
    try:
        return _Search(classes, minimum).finds()
    except _TooManyBranches:
        return True


class _Space:
    """All sums of some combinations, which are kept by a number of their own."""

    def __init__(self, combinations: Iterable[Combination]):
        self.combinations = dict(enumerate(map(dict, combinations)))
        # {number: the combinations it has a factor in}, where there are any
        self.holders = {}
        for holder, combination in self.combinations.items():
            for number in combination:
                self.holders.setdefault(number, set()).add(holder)

    def __len__(self):
        return len(self.combinations)

    def duplicate(self) -> "_Space":
        return _Space(self.combinations.values())

    def values(self, answer: Answer) -> dict[int, int]:
        """Return how often each combination has ``answer``, where that is not 0."""
        values = {}
        for number, coefficient in answer:
            for holder in self.holders.get(number, ()):
                factor = self.combinations[holder][number]
                values[holder] = values.get(holder, 0) + coefficient * factor
        return {holder: value for holder, value in values.items() if value % PRIME}

    def silence(self, values: dict[int, int]):
        """Keep the sums in which an answer with such ``values`` cancels out."""
        pivot = min(values, key=lambda holder: len(self.combinations[holder]))
        removed = self.combinations.pop(pivot)
        for number in removed:
            self._release(number, pivot)
        inverse = -pow(values.pop(pivot), -1, PRIME)
        for holder, value in values.items():
            self._add(holder, value * inverse % PRIME, removed)

    def _add(self, holder, factor, other):
        combination = self.combinations[holder]
        for number, coefficient in other.items():
            value = (combination.get(number, 0) + factor * coefficient) % PRIME
            if value:
                combination[number] = value
                self.holders.setdefault(number, set()).add(holder)
            else:
                del combination[number]
                self._release(number, holder)

    def _release(self, number, holder):
        self.holders[number].remove(holder)
        if not self.holders[number]:
            del self.holders[number]


class _Search:
    def __init__(self, classes, minimum):
        self.branches = 0
        self.minimum = minimum
        self.classes = [_Class(*one, _numbers(one)) for one in classes]
        # {number: the responses that enter it}
        self.behind = Counter()
        for one in self.classes:
            for number in one.numbers:
                self.behind[number] += one.size
        # Layers take classes in this order: a large one suffices for all of them, and
        # of those that enter a rare number each should take no more than it needs.
        self.classes.sort(key=lambda one: (one.size < minimum, -self._rarest(one)))

    def _rarest(self, one):
        return min((self.behind[number] for number in one.numbers), default=0)

    def finds(self):
        return self._finds(self._independent(), self.classes, self.minimum)

    def _independent(self):
        """Return the space of the numbers that do not follow from others."""
        numbers = sorted(self.behind)
        following = _Space({number: 1} for number in numbers)
        for one in self.classes:
            self._silence(following, one)
        dropped = set()
        while following:
            # without the common ones, what is left of a layer is soon in few numbers
            number = max(
                next(iter(following.combinations.values())), key=self.behind.get
            )
            dropped.add(number)
            following.silence(following.values(((number, 1),)))
        return _Space({number: 1} for number in numbers if number not in dropped)

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
            classes = [one for one in classes if self._rests(space, one)]
            if not shrinks:
                break
        self.branches += 1
        if self.branches > MOST_BRANCHES:
            raise _TooManyBranches
        *others, one = classes
        silent = space.duplicate()
        self._silence(silent, one)
        return self._finds(silent, others, minimum) or self._finds(
            space, others, minimum - one.size
        )

    def _layers(self, space, classes, minimum):
        """Return what of ``space`` is silent on the first and on the last layer."""
        # classes large enough for every layer come first, the same in each of them
        begun = space.duplicate()
        rare = []
        for one in classes:
            if one.size < minimum:
                rare.append(one)
            else:
                self._silence(begun, one)
        left = [one.size for one in rare]
        layers = []
        for _ in range(minimum):
            layer = begun.duplicate()
            for index, one in enumerate(rare):
                if not layer:
                    break
                if left[index] and self._silence(layer, one):
                    left[index] -= 1
            layers.append(layer)
        return layers[0], layers[-1]

    def _silence(self, space, one):
        """Keep of ``space`` what is silent on a class; return whether it was more."""
        if space.holders.keys().isdisjoint(one.numbers):
            return False
        before = len(space)
        for answer in one.answers:
            if values := space.values(answer):
                space.silence(values)
        return len(space) < before

    def _rests(self, space, one):
        """Return whether any combination of ``space`` rests on a class."""
        return any(space.values(answer) for answer in one.answers)


def _numbers(one: Alike) -> frozenset[int]:
    return frozenset(number for answer in one.answers for number, _ in answer)
