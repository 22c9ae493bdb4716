"""Fill an Odoo database with SQL only; every value follows from the row's number.

Nothing is random: ``bench.share(n, salt)`` is a hash of the row's number, so the same
factor gives the same rows in every run. Rows get their ids from their number, too,
which lets one statement name the rows of another without reading them.
"""
