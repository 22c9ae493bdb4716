"""The rules: every cut-off, weight and formula, without Odoo.

The modules of this room use the standard library only, import no ``odoo`` and
read no clock: dates, windows and settings are arguments. SQL that repeats a rule
takes its numbers from here and is compared with the functions of this room.

"No data" is ``None`` and never 0.
"""
