"""What is known of customers: the last answer to each topic, until it expires."""

from odoo.tools import SQL

from .paths import flushed


def is_in_force(env, learning, today):
    """Return the SQL condition that a learning of a customer counts on a day.

    It has an answer, has not expired, and no later answer to the same topic followed.

    :param learning: SQL of the alias of its table
    """
    return SQL(
        """
        (%(answered)s AND NOT EXISTS (
             SELECT FROM onetoone_learning later
              WHERE later.partner_id = %(learning)s.partner_id
                AND later.company_id = %(learning)s.company_id
                AND later.topic_id = %(learning)s.topic_id
                AND (later.date, later.id) > (%(learning)s.date, %(learning)s.id)
                AND %(later_answered)s)
         AND (%(learning)s.date_expiry IS NULL OR %(learning)s.date_expiry > %(today)s)
         %(flush)s)
        """,
        learning=learning,
        today=today,
        answered=_is_answered(learning, today),
        later_answered=_is_answered(SQL("later"), today),
        flush=flushed(
            env["onetoone.learning"],
            "partner_id",
            "company_id",
            "topic_id",
            "choice_id",
            "value",
            "date",
            "date_expiry",
        ),
    )


def _is_answered(learning, today):
    return SQL(
        """
        %(learning)s.date <= %(today)s
        AND (%(learning)s.value != '' OR %(learning)s.choice_id IS NOT NULL)
        """,
        learning=learning,
        today=today,
    )
