"""Temporary tables: what is read once and used several times in a transaction."""

from contextlib import contextmanager

from odoo.tools import SQL

# memory PostgreSQL may use for one hash or sort while it reads millions of facts
WORKING_MEMORY = "256MB"


def create_temporary(env, name, select):
    """Fill a table of this transaction with the rows of ``select``.

    It replaces the table of the same name that an earlier reading left.

    :param name: SQL of the table's name
    """
    env.execute_query(
        SQL(
            "DROP TABLE IF EXISTS pg_temp.%s;"
            "CREATE TEMPORARY TABLE %s ON COMMIT DROP AS %s;"
            "ANALYZE %s",
            name,
            name,
            select,
            name,
        )
    )


@contextmanager
def reading_everybody(env):
    """Plan the statements within for all customers at once.

    They sort and hash in memory, and never look up customer by customer: a table
    that was empty a moment ago has no statistics yet, and the planner would. They
    are run once, which compiling them would not pay for.
    """
    env.execute_query(
        SQL(
            "SELECT set_config('work_mem', %s, TRUE),"
            " set_config('enable_nestloop', 'off', TRUE),"
            " set_config('jit', 'off', TRUE)",
            WORKING_MEMORY,
        )
    )
    yield
    env.execute_query(
        SQL(
            "SET LOCAL work_mem TO DEFAULT;"
            "SET LOCAL enable_nestloop TO DEFAULT;"
            "SET LOCAL jit TO DEFAULT"
        )
    )
