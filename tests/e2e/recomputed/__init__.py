"""Profiles and readings once more, with pandas, from Odoo's own tables alone.

Written from the design, not from the product: nothing of the addons is imported and
none of their tables is read but those that only people fill: segments, learnings and
the like (``own_records``). What only a setting can say (source of purchases, generic
partners) is stated in ``settings``.
"""
