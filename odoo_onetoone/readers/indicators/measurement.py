"""What was measured, and why something could not be."""

from typing import NamedTuple

NO_SOURCE = "no_source"
NOT_INSTALLED = "not_installed"
NOT_STARTED = "not_started"
NOT_APPLICABLE = "not_applicable"
NO_RECORDS = "no_records"
NO_CALENDAR = "no_calendar"
NOT_REACHED = "not_reached"
NOT_RECORDED = "not_recorded"
TOO_FEW = "too_few"


class Measurement(NamedTuple):
    """What was measured; ``value`` is None where ``missing_reason`` says why.

    ``details`` are further numbers for the sentence, by name; None where unknown.
    """

    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    missing_reason: str | None = None
    details: dict[str, float | None] | None = None


def missing(reason):
    """Return the :class:`Measurement` of something that could not be measured."""
    return Measurement(missing_reason=reason)


def percentage(numerator, denominator, part=None, whole=None, details=None):
    """Return the :class:`Measurement` of a share in percent.

    :param part: what the share is made of, where it is not the number of records:
        an amount or a weight; ``whole`` likewise
    """
    if part is None and whole is None:
        part, whole = numerator, denominator
    if not denominator or not whole or whole < 0:
        return Measurement(numerator, denominator, None, NO_RECORDS, details)
    share = 100 * float(part or 0) / float(whole)
    return Measurement(numerator, denominator, share, None, details)


def average(count, value, details=None):
    """Return the :class:`Measurement` of a mean, median or age over ``count``."""
    if value is None:
        return Measurement(count, count, None, NO_RECORDS, details)
    return Measurement(count, count, float(value), None, details)
