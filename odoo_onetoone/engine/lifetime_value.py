"""What a customer is worth in the long run (C-D22).

The value of a year, kept each year by the part r of customers who stay, and discounted
by d: value × r ÷ (1 + d − r), the sum of the endless series.
"""

from decimal import ROUND_HALF_UP, Decimal

from .amounts import Amount, exact

MONTHS_IN_YEAR = 12


def yearly_retention(kept: int, before: int, window_months: int) -> float | None:
    """Return the part of customers that stays for a year, as a fraction (C-D24).

    :param before: customers who bought in the window before
    :param kept: those of them who bought in this one, too
    :return: None if nobody bought before

    What a window of another length keeps is carried on or back to a year: two
    windows of six months that keep 90 % each keep 81 %.
    """
    if not before:
        return None
    return (kept / before) ** (MONTHS_IN_YEAR / window_months)


def lifetime_value(
    value: Amount | None,
    window_months: int,
    retention: Amount | None,
    discount: Amount,
) -> float | None:
    """Return the lifetime value, to the cent; None where a part is not known.

    :param value: margin or turnover of the window
    :param retention: part that stays for a year, as a fraction
    :param discount: yearly interest, as a fraction
    """
    if value is None or retention is None:
        return None
    rate = exact(retention)
    divisor = 1 + exact(discount) - rate
    if divisor <= 0:
        return None
    yearly = exact(value) * MONTHS_IN_YEAR / window_months
    worth = yearly * rate / divisor
    return float(worth.quantize(Decimal("0.01"), ROUND_HALF_UP))
