"""Unusually large credit notes and cancelled orders (C-D16)."""

from collections.abc import Sequence
from statistics import median

from ..amounts import Amount, exact

# an amount of three usual purchases is unusual, for so many days
USUAL_MULTIPLE = 3
OUTFLOW_DAYS = 30
# fewer purchases than this do not say what is usual
MINIMUM_PURCHASES = 3


def is_unusual(amount: Amount, earlier: Sequence[Amount]) -> bool:
    """Return whether an outflow is worth a question.

    :param amount: of the credit note or cancelled order, positive
    :param earlier: the customer's purchases of a positive amount on days before it
    """
    if len(earlier) < MINIMUM_PURCHASES:
        return False
    usual = median(exact(purchase) for purchase in earlier)
    return exact(amount) >= USUAL_MULTIPLE * usual
