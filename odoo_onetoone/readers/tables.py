"""Temporary tables: what is read once and used several times in a transaction."""

from contextlib import contextmanager

from odoo.tools import SQL

# how PostgreSQL reads millions of facts: with this much memory for a sort and four
# times as much for a hash, by all processors, without compiling what is run once
READING_EVERYBODY = {
    "work_mem": "256MB",
    "hash_mem_multiplier": "4",
    "parallel_setup_cost": "100",
    "parallel_tuple_cost": "0.001",
    "jit": "off",
}


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
    """Let the statements within sort and hash all customers in memory."""
    with _settings(env, **READING_EVERYBODY):
        yield


def without_compiling(env):
    """Keep PostgreSQL from compiling the statements of this transaction.

    Those that read facts have hundreds of expressions: compiling them takes many
    times as long as running them once.
    """
    env.execute_query(SQL("SET LOCAL jit TO off"))


@contextmanager
def joining_everybody(env):
    """Keep the statements within from looking up customer by customer.

    A table that was empty a moment ago has no statistics yet: the planner would
    read it again for each customer while it grows.
    """
    with _settings(env, enable_nestloop="off"):
        yield


@contextmanager
def _settings(env, **values):
    for name, value in values.items():
        env.execute_query(SQL("SELECT set_config(%s, %s, TRUE)", name, value))
    yield
    for name in values:
        env.execute_query(SQL("SET LOCAL %s TO DEFAULT", SQL.identifier(name)))
