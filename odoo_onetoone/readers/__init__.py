"""SQL that reads facts, customers and indicators: filter, join, count and sum.

Readers build :class:`odoo.tools.SQL` from sources and parameters they are given.
They own no cut-off, weight or rule (see ``engine``) and keep no state (see
``models``).
"""
