"""Readers of relationships: how close the customers are to us (C-D38).

What makes familiarity, dated facts, choices and learnings, is known for any date.
"""

from odoo.tools import SQL

from ..customers import COLUMNS
from ..paths import flushed

CLOSE_RELATIONSHIPS = ("familiarity", "trust")
# whether the refresh computes it; else it is known as the profiles have it
IS_STAGED = "relationship" in COLUMNS


def has_relationships(context):
    """Whether the relationship with any customer is known."""
    return context.exists(
        SQL(
            "FROM %s customer WHERE company_id = %s AND relationship IS NOT NULL",
            _customers(context),
            context.company.id,
        )
    )


def with_close_relationship(context):
    """Return SQL, in brackets: customers who are familiar or trust us."""
    return SQL(
        "(SELECT partner_id FROM %s customer"
        " WHERE company_id = %s AND relationship IN %s)",
        _customers(context),
        context.company.id,
        CLOSE_RELATIONSHIPS,
    )


def _customers(context):
    if IS_STAGED:
        return context.customers
    profiles = context.env["onetoone.profile"]
    return SQL(
        "%s%s",
        SQL.identifier(profiles._table),
        flushed(profiles, "company_id", "partner_id", "relationship"),
    )
