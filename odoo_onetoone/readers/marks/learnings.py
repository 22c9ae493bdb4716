"""What was learnt of customers, as of the date of each company's span."""

from odoo.tools import SQL

from ...engine import list_rules
from ..paths import flushed
from .common import spans


def has_known_needs(env):
    """Customers of whom three or more things are known (C-D28)."""
    return SQL(
        "SELECT partner_id, company_id FROM %s learnt WHERE topics >= %s",
        learnt(env, spans(env)),
        list_rules.KNOWN_NEEDS,
    )


def has_kept_profile(env):
    """Customers of whom something was learnt in the last 24 months (C-C05)."""
    return SQL(
        "SELECT partner_id, company_id FROM %s learnt WHERE is_kept",
        learnt(env, spans(env)),
    )


def learnt(env, span):
    """Return SQL, in brackets: what is known of each customer of whom anything is.

    ``topics`` is how many things are known and need not be asked again; ``is_kept``,
    whether something was learnt lately. Questions that were not answered teach
    nothing.

    :param span: SQL relation shaped like ``spans``
    """
    return SQL(
        """
        (SELECT learning.partner_id, learning.company_id,
                count(DISTINCT learning.topic_id) FILTER (
                    WHERE learning.date_expiry IS NULL
                       OR learning.date_expiry >= span.as_of) AS topics,
                bool_or(learning.date
                        >= span.as_of - make_interval(months => %s)) AS is_kept
           FROM onetoone_learning learning
           JOIN %s span ON span.company_id = learning.company_id
          WHERE learning.partner_id IS NOT NULL AND learning.value != ''
            AND learning.date < span.as_of
          GROUP BY learning.partner_id, learning.company_id%s)
        """,
        list_rules.KEPT_MONTHS,
        span,
        flushed(
            env["onetoone.learning"],
            "partner_id",
            "company_id",
            "topic_id",
            "value",
            "date",
            "date_expiry",
        ),
    )
