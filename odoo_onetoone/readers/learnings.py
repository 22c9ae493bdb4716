"""What is known of customers and leads: the last answer to each topic, unless expired.

The rule is that of the engine's ``latest_answers`` and ``is_in_force``. A learning is
of a customer, whichever of his contacts told it: the model keeps it so.
"""

from odoo.tools import SQL

from .paths import flushed


def learnings_in_force(env, as_of=None):
    """Return the SELECT of the learnings in force: one row for each topic known.

    Columns: ``id``, ``partner_id``, ``company_id``, ``topic_id``.

    :param as_of: date (exclusive); tomorrow in the zone of each company by default
    """
    companies = env["res.company"].sudo().search([("parent_id", "=", False)])
    return SQL(
        """
        SELECT learning.id, learning.partner_id, learning.company_id,
               learning.topic_id
          FROM onetoone_learning learning
          JOIN (VALUES %s) day (company_id, as_of)
            ON day.company_id = learning.company_id
         WHERE %s
        """,
        SQL(", ").join(
            SQL("(%s, %s::date)", company.id, as_of or company._onetoone_as_of())
            for company in companies
        ),
        is_in_force(env, SQL("learning"), SQL("day.as_of")),
    )


def is_in_force(env, learning, as_of, scope=None):
    """Return the SQL condition that a learning counts on the last day before a date.

    It has an answer, has not expired, and no later answer of the same customer to the
    same topic followed; a lead without customer counts for itself.

    :param learning: SQL of the alias of its table
    :param as_of: SQL of the date (exclusive)
    :param scope: function from the SQL of a partner id to a SQL condition that the
        customers meet anyway: answers of others are not read then
    """
    of_customer = SQL("later.partner_id = %s.partner_id", learning)
    if scope:
        of_customer = SQL("%s AND %s", of_customer, scope(SQL("later.partner_id")))
    return SQL(
        """
        (%(answered)s AND %(learning)s.date < %(as_of)s
         AND (%(learning)s.date_expiry IS NULL OR %(learning)s.date_expiry >= %(as_of)s)
         AND NOT EXISTS (%(later_of_customer)s)
         AND NOT EXISTS (%(later_of_lead)s)%(flush)s)
        """,
        learning=learning,
        as_of=as_of,
        answered=is_answered(learning),
        later_of_customer=_later(learning, as_of, of_customer),
        later_of_lead=_later(
            learning,
            as_of,
            SQL(
                "later.lead_id = %(learning)s.lead_id AND later.partner_id IS NULL"
                " AND %(learning)s.partner_id IS NULL",
                learning=learning,
            ),
        ),
        flush=flushed(
            env["onetoone.learning"],
            "partner_id",
            "lead_id",
            "company_id",
            "topic_id",
            "value",
            "date",
            "date_expiry",
        ),
    )


def is_answered(learning):
    """Return the SQL condition that a question was answered, not only asked.

    A choice has its name as value, too.
    """
    return SQL("%s.value != ''", learning)


def _later(learning, as_of, of_the_same):
    """Return the SELECT of the later answers to the topic of a learning."""
    return SQL(
        """
        SELECT FROM onetoone_learning later
         WHERE %(of_the_same)s
           AND later.company_id = %(learning)s.company_id
           AND later.topic_id = %(learning)s.topic_id
           AND (later.date, later.id) > (%(learning)s.date, %(learning)s.id)
           AND later.date < %(as_of)s AND %(answered)s
        """,
        of_the_same=of_the_same,
        learning=learning,
        as_of=as_of,
        answered=is_answered(SQL("later")),
    )
