"""What was learnt of customers, as of the date of each company's span."""

from odoo.tools import SQL

from ...engine import list_rules
from ..learnings import is_answered
from ..paths import flushed
from .common import spans


def has_kept_profile(env):
    """Customers of whom something was learnt in the last 24 months (C-C05)."""
    return select_kept_profiles(env, spans(env))


def select_kept_profiles(env, span):
    """Return the SELECT of the customers of whom something was learnt lately.

    Questions that were not answered teach nothing; what has expired since was learnt
    all the same.

    :param span: SQL relation shaped like ``spans``
    """
    return SQL(
        """
        SELECT DISTINCT contact.commercial_partner_id AS partner_id,
               learning.company_id
          FROM onetoone_learning learning
          JOIN res_partner contact ON contact.id = learning.partner_id
          JOIN %s span ON span.company_id = learning.company_id
         WHERE %s
           AND learning.date < span.as_of
           AND learning.date >= span.as_of - make_interval(months => %s)%s%s
        """,
        span,
        is_answered(SQL("learning")),
        list_rules.KEPT_MONTHS,
        flushed(env["res.partner"], "commercial_partner_id"),
        flushed(
            env["onetoone.learning"],
            "partner_id",
            "company_id",
            "value",
            "date",
        ),
    )
