"""Classes A, B and C by share of value (C-D02, C-D10).

A customer's share is the value of the customers with a strictly larger value,
divided by the sum of all positive values. Below 80 % he is A, below 95 % B, else
C; without positive value he is C.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from .amounts import Amount, exact

SHARES = (0.80, 0.95)
A, B, C = "a", "b", "c"


class AbcLimits(NamedTuple):
    """The smallest value still in A and in B; None where the class is empty.

    Equal values have equal shares and a smaller value never has a smaller share,
    so these two numbers say as much as the definition.
    """

    a: float | None = None
    b: float | None = None


def abc_limits(values: Iterable[Amount]) -> AbcLimits:
    """Return the limits of the classes over the values of the portfolio."""
    # {exact value: number of customers}
    customers = Counter(exact(value) for value in values if value > 0)
    sum_of_positive = sum(
        (value * count for value, count in customers.items()), Decimal()
    )
    limit_a, limit_b = (exact(share) * sum_of_positive for share in SHARES)
    smallest_a = smallest_b = None
    larger = Decimal()
    for value in sorted(customers, reverse=True):
        if larger < limit_a:
            smallest_a = float(value)
        elif larger < limit_b:
            smallest_b = float(value)
        else:
            break
        larger += value * customers[value]
    return AbcLimits(smallest_a, smallest_b)


def abc_class(value: Amount, limits: AbcLimits) -> str:
    """Return ``"a"``, ``"b"`` or ``"c"``."""
    value = exact(value)
    if value <= 0:
        return C
    if limits.a is not None and value >= exact(limits.a):
        return A
    if limits.b is not None and value >= exact(limits.b):
        return B
    return C
