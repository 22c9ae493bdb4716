"""How an answer is written: one text for each number and each day."""

from datetime import date
from decimal import Decimal, InvalidOperation

# more digits than these before or after the point are a slip of the keyboard
NUMBER_DIGITS = 15


def number_text(text: str) -> str:
    """Return a decimal number without needless zeros: ``12.50`` is ``12.5``.

    :raise ValueError: it is no number, or not a sensible one
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(text) from None
    if not number.is_finite() or number and abs(number.adjusted()) >= NUMBER_DIGITS:
        raise ValueError(text)
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def date_text(text: str) -> str:
    """Return a day as ``2026-03-01``.

    :raise ValueError: it is no day
    """
    return date.fromisoformat(text.strip()).isoformat()


def choice_among(text: str, names: dict[str, int]) -> int | None:
    """Return what a name stands for, whatever its capitals and outer blanks."""
    wanted = text.strip().casefold()
    return next(
        (choice for name, choice in names.items() if name.strip().casefold() == wanted),
        None,
    )
