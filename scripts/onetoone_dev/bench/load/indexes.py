"""Indexes of the large tables: away while rows are loaded, then exactly as before.

Nor does autovacuum look at the tables meanwhile; they are vacuumed at the end.
"""

TABLES = (
    "res_partner",
    "account_move",
    "account_move_line",
    "sale_order",
    "sale_order_line",
    "sale_order_line_invoice_rel",
    "crm_lead",
    "helpdesk_ticket",
    "mail_message",
    "mail_notification",
    "mail_tracking_value",
    "ir_attachment",
    "message_attachment_rel",
)
# Not those of constraints: a primary key grows cheaply with ascending ids.
FIND = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  FROM pg_index
 WHERE indrelid = ANY (%s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
 ORDER BY pg_relation_size(indrelid) DESC, 1
"""


def drop(cursor) -> list[str]:
    """Drop them; return the statements that bring back what was before."""
    cursor.execute(FIND, [list(TABLES)])
    rows = cursor.fetchall()
    for name, _definition in rows:
        cursor.execute(f"DROP INDEX {name}")
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} SET (autovacuum_enabled = false)")
    return [definition for _name, definition in rows]


def vacuum_statements() -> list[str]:
    return [f"VACUUM (ANALYZE) {table}" for table in TABLES]


def reset_statements() -> list[str]:
    return [f"ALTER TABLE {table} RESET (autovacuum_enabled)" for table in TABLES]
