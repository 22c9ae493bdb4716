"""Exact arithmetic on amounts, so that a limit met to the cent is met."""

from collections.abc import Iterable
from decimal import Decimal

Amount = int | float | Decimal


def exact(amount: Amount) -> Decimal:
    """Return the decimal number that ``amount`` shows when printed.

    A float stands for its shortest decimal form: 0.1 is one tenth, as it is in a
    ``numeric`` column of PostgreSQL.
    """
    if isinstance(amount, float):
        return Decimal(repr(amount))
    return Decimal(amount)


def total(amounts: Iterable[Amount]) -> float:
    """Return the sum of ``amounts`` without the drift of adding floats."""
    return float(sum(map(exact, amounts), Decimal()))
