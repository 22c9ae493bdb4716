"""Readers of learnings: what is known of customers beyond their purchases.

Learnings are dated, so that what was known is known for any date.
"""

from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed


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


def with_known_needs(context):
    """Return SQL, in brackets: customers of whom three or more things are known."""
    return SQL(
        "(SELECT partner_id FROM %s learnt WHERE topics >= %s)",
        context.learnt,
        list_rules.KNOWN_NEEDS,
    )


def with_kept_profile(context):
    """Return SQL, in brackets: customers of whom something was learnt lately."""
    return SQL("(SELECT partner_id FROM %s learnt WHERE is_kept)", context.learnt)
