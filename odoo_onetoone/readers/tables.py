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

# what some customers have lies all over the tables, of which most is in memory: to look
# it up costs little more than to read a page after the other
READING_SOME = {"random_page_cost": "1.1", "jit": "off"}


def create_temporary(env, name, select):
    """Fill a table of this transaction with the rows of ``select``.

    It replaces the table of the same name that an earlier reading left. What
    PostgreSQL knows as temporary, one processor reads alone: so it is an unlogged
    table of this session, under a view that gives it the name. Nobody else ever sees
    it, as ``reading_everybody`` and ``reading_some`` drop it at their end.

    :param name: SQL of the table's name
    """
    _create(env, name, select)


def is_in_bulk(env):
    """Return whether the facts of everybody are read, and tables may be kept.

    Then what many rows ask for is looked up in tables that are kept: a sub-select
    for each row can be run by one processor only.
    """
    return env.context.get("onetoone_in_bulk", False)


def create_lookup(env, name, select):
    """Fill a table that rows are looked up in: ``IN (SELECT … FROM name)``.

    Each processor reads all of it. One that is read by all of them together keeps
    PostgreSQL from using them for the statement it is looked up in.
    """
    _create(env, name, select, SQL("WITH (parallel_workers = 0)"))


def keep_lookup(env, name, select):
    """Fill a table to look up in, unless this reading has it already."""
    [[known]] = env.execute_query(SQL("SELECT to_regclass(%s)", f"pg_temp.{name.code}"))
    if not known:
        create_lookup(env, name, select)


def _create(env, name, select, options=None):
    env.execute_query(
        SQL(
            "DROP VIEW IF EXISTS pg_temp.%(name)s;"
            "DROP TABLE IF EXISTS %(table)s;"
            "CREATE UNLOGGED TABLE %(table)s %(options)s AS %(select)s;"
            "ANALYZE %(table)s;"
            "CREATE TEMPORARY VIEW %(name)s AS SELECT * FROM %(table)s",
            name=name,
            table=_table_of_session(env, name),
            options=options or SQL(""),
            select=select,
        )
    )


def create_index(env, name, *columns):
    """Index a table that ``create_temporary`` has filled."""
    env.execute_query(
        SQL(
            "CREATE INDEX ON %s (%s)",
            _table_of_session(env, name),
            SQL(", ").join(map(SQL.identifier, columns)),
        )
    )


def _table_of_session(env, name):
    return SQL.identifier(name.code.strip('"') + _suffix(env))


def _suffix(env):
    return f"_{env.cr.connection.info.backend_pid}"


def _drop_temporary(env):
    """Drop what ``create_temporary`` has left, with the views on it."""
    tables = env.execute_query(
        SQL(
            """
            SELECT relname FROM pg_class
             WHERE relpersistence = 'u' AND relkind = 'r'
               AND starts_with(relname, 'onetoone_') AND right(relname, %s) = %s
            """,
            len(_suffix(env)),
            _suffix(env),
        )
    )
    for [table] in tables:
        env.execute_query(SQL("DROP TABLE %s CASCADE", SQL.identifier(table)))


@contextmanager
def reading_everybody(env):
    """Let the statements within sort and hash all customers in memory.

    The tables of ``create_temporary`` are gone at its end.
    """
    with _settings(env, **READING_EVERYBODY):
        yield
        _drop_temporary(env)


@contextmanager
def reading_some(env):
    """Read the facts of some customers; temporary tables are gone at its end."""
    with _settings(env, **READING_SOME):
        yield
        _drop_temporary(env)


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
