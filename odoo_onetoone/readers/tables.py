"""Temporary tables: what is read once and used several times in a transaction."""

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


def raise_memory(env):
    """Let the statements of this transaction sort and hash in memory."""
    env.execute_query(SQL("SELECT set_config('work_mem', %s, TRUE)", WORKING_MEMORY))
