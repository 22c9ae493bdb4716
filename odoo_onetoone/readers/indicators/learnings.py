"""Readers of learnings: what is known of customers beyond their purchases.

Learnings are dated, so that what was known is known for any date.
"""

from odoo.tools import SQL

from ...engine import list_rules, relationship
from ..paths import flushed

CLOSE_RELATIONSHIPS = (relationship.FAMILIARITY, relationship.TRUST)
KNOWN_NEEDS = [("learning_count", ">=", list_rules.KNOWN_NEEDS)]


def has_learnings(context):
    """Whether something was learnt, or asked, before the date."""
    return context.exists(
        SQL(
            "FROM onetoone_learning WHERE company_id = %s AND date < %s%s",
            context.company.id,
            context.horizon.as_of,
            flushed(context.env["onetoone.learning"], "company_id", "date"),
        )
    )


def has_relationships(context):
    """Whether anybody can be close to us: it takes learnings, or a person's choice."""
    is_close = SQL("relationship IN %s", CLOSE_RELATIONSHIPS)
    return has_learnings(context) or context.exists(
        SQL("FROM %s customer", context.select_customers(is_close))
    )


def with_kept_profile(context):
    """Return SQL, in brackets: customers of whom something was learnt lately."""
    return SQL("(SELECT partner_id FROM %s kept)", context.kept_profiles)
