"""How often each answer of a person enters the numbers that may be shown."""

from collections import defaultdict

from .disclosure import PRIME


class Coefficients:
    """The coefficients of each person's answers in ``numbers``, modulo PRIME."""

    def __init__(self, numbers):
        # {(node, block): how often it enters each number}
        self.by_block = defaultdict(tuple)
        # {(place of the cut, value): the number}
        self.by_value = {}
        # {(block, answered): what _own returns}
        self.own = {}
        for index, number in enumerate(numbers):
            for block, coefficient in number.coefficients.items():
                self.by_block[number.node, block] += ((index, coefficient),)
            for value in number.values:
                self.by_value[number.place, value] = index

    def answers(self, person):
        """Return how the answers of ``person`` enter, each scaled as one likes.

        An opinion is the mean of the answers given. Each answer enters the numbers of
        the dimension with 1 ÷ answers given, and those of its question with 1.
        """
        opinion = self._opinion(person) if person.counts else ()
        key = person.block, person.answered
        if key not in self.own:
            self.own[key] = self._own(person)
        return tuple(opinion + own for own in self.own[key] if opinion or own)

    def _own(self, person):
        """Return how the answers enter the numbers of their questions, equals once."""
        scale = len(person.answered) if person.counts else 1
        return dict.fromkeys(
            tuple(
                (index, coefficient * scale % PRIME)
                for index, coefficient in self.by_block.get((node, person.block), ())
            )
            for node in person.answered
        )

    def _opinion(self, person):
        cells = ((self.by_value.get(cell), 1) for cell in enumerate(person.values))
        return self.by_block.get((0, person.block), ()) + tuple(
            cell for cell in cells if cell[0] is not None
        )
