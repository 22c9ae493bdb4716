"""Numbers that may be unknown: NULL in the column, False on reading, never 0."""

from odoo import fields


class _Optional:
    """Keep None apart from zero in the column, the cache and the export.

    Odoo's own numeric fields turn None into 0, so that "no data" could not be
    told from a measured zero.
    """

    falsy_value = None

    def convert_to_column(self, value, record, values=None, validate=True):
        if _is_unknown(value):
            return None
        return super().convert_to_column(value, record, values, validate)

    def convert_to_cache(self, value, record, validate=True):
        if _is_unknown(value):
            return None
        return super().convert_to_cache(value, record, validate)

    def convert_to_record(self, value, record):
        return False if value is None else value

    def convert_to_export(self, value, record):
        if _is_unknown(value):
            return ""
        return super().convert_to_export(value, record)


class OptionalInteger(_Optional, fields.Integer):
    """An integer that may be unknown."""

    aggregator = "avg"


class OptionalFloat(_Optional, fields.Float):
    """A decimal number that may be unknown."""

    aggregator = "avg"


def known(value):
    """Return an optional number as the engine takes it: None where it is unknown."""
    return None if _is_unknown(value) else value


def _is_unknown(value):
    # 0 == False in Python: only the identity tells them apart
    return value is None or value is False
