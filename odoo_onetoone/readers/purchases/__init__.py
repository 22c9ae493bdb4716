"""Purchases: one row per document of the sources a company counts by."""

from .anonymous import anonymous_value, select_anonymous
from .documents import EMPTY, select_purchases

__all__ = ["EMPTY", "anonymous_value", "select_anonymous", "select_purchases"]
