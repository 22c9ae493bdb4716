"""Ids of facts: source number, leg of the source, and id of the finest row.

A fact has no table of its own. Its id is ``source * 2**38 + leg * 2**37 + row``,
which stays below 2**53, the largest whole number a browser can hold. The leg tells
apart the two tables that one source may read (received and sent messages).
"""

from collections import defaultdict

from odoo.tools import SQL

SOURCE_SHIFT = 38
LEG_SHIFT = 37
ROW_MASK = (1 << LEG_SHIFT) - 1


def identity_columns(source, row, leg=0):
    """Return the SQL of the columns id, leg, row_id and source_id of a fact."""
    offset = (source.id << SOURCE_SHIFT) + (leg << LEG_SHIFT)
    return SQL(
        "%s::bigint + %s AS id, %s::integer AS leg, %s AS row_id, "
        "%s::integer AS source_id",
        offset,
        row,
        leg,
        row,
        source.id,
    )


def source_of(fact_id):
    """Return the id of the source that a fact comes from."""
    return fact_id >> SOURCE_SHIFT


def rows_condition(alias, fact_ids):
    """Return SQL that finds facts by their rows, so that indexes can be used."""
    rows = defaultdict(list)
    for fact_id in fact_ids:
        leg = (fact_id >> LEG_SHIFT) & 1
        rows[source_of(fact_id), leg].append(fact_id & ROW_MASK)
    if not rows:
        return SQL("FALSE")
    return SQL(
        "(%s)",
        SQL(" OR ").join(
            SQL(
                "(%s = %s AND %s = %s AND %s IN %s)",
                SQL.identifier(alias, "source_id"),
                source,
                SQL.identifier(alias, "leg"),
                leg,
                SQL.identifier(alias, "row_id"),
                tuple(row_ids),
            )
            for (source, leg), row_ids in rows.items()
        ),
    )
