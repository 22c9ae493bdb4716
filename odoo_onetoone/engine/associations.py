"""Which products the same customers buy (C-D33)."""

from typing import NamedTuple

# Rules on fewer customers are chance; a proposal of this project.
MINIMUM_CUSTOMERS = 5
# The products most customers bought; pairs of more grow with the square.
MOST_PRODUCTS = 500


class Association(NamedTuple):
    """The rule "who bought the one also bought the other".

    ``support`` and ``confidence`` are in percent: of all customers with a product,
    how many have both; of those with the one, how many have the other. ``lift`` is
    how many times as often as by chance; 1 is chance.
    """

    support: float
    confidence: float
    lift: float


def associate(customers: int, with_one: int, with_other: int, with_both: int):
    """Return the ``Association`` of two products from numbers of customers."""
    confidence = with_both / with_one
    return Association(
        100 * with_both / customers,
        100 * confidence,
        confidence * customers / with_other,
    )
