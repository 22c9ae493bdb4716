"""What is known of customers and leads: the answers that are in force."""

from odoo.tools import SQL

from .paths import flushed


def answers_in_force(env, company=None, as_of=None):
    """Return the SELECT of the learnings in force: one row for each topic known.

    Columns: ``id``, ``partner_id``, ``lead_id`` (a lead without customer counts for
    itself), ``company_id``, ``topic_id``, ``choice_id``, ``value``, ``date``.
    The rule is that of the engine's ``latest_answers`` and ``is_in_force``.

    :param company: a root company; all of them by default
    :param as_of: date (exclusive); tomorrow in the zone of each company by default
    """
    companies = company or env["res.company"].sudo().search([("parent_id", "=", False)])
    days = SQL(", ").join(
        SQL("(%s, %s::date)", one.id, as_of or one._onetoone_as_of())
        for one in companies
    )
    return SQL(
        """
        SELECT learning.id, learning.partner_id, learning.lead_id,
               learning.company_id, learning.topic_id, learning.choice_id,
               learning.value, learning.date
          FROM onetoone_learning learning
          JOIN (VALUES %(days)s) day (company_id, as_of)
            ON day.company_id = learning.company_id
         WHERE learning.value IS NOT NULL AND learning.date < day.as_of
           AND (learning.date_expiry IS NULL OR learning.date_expiry >= day.as_of)
           AND NOT EXISTS (%(later_of_customer)s)
           AND NOT EXISTS (%(later_of_lead)s)%(flush)s
        """,
        days=days,
        later_of_customer=_later(SQL("later.partner_id = learning.partner_id")),
        later_of_lead=_later(
            SQL(
                "later.lead_id = learning.lead_id"
                " AND later.partner_id IS NULL AND learning.partner_id IS NULL"
            )
        ),
        flush=flushed(
            env["onetoone.learning"],
            "partner_id",
            "lead_id",
            "company_id",
            "topic_id",
            "choice_id",
            "value",
            "date",
            "date_expiry",
        ),
    )


def _later(of_the_same):
    """Return SQL: later answers to the topic of a ``learning`` on its ``day``."""
    return SQL(
        """
        SELECT FROM onetoone_learning later
         WHERE %s AND later.company_id = learning.company_id
           AND later.topic_id = learning.topic_id AND later.value IS NOT NULL
           AND later.date < day.as_of
           AND (later.date, later.id) > (learning.date, learning.id)
        """,
        of_the_same,
    )
