"""What an uninstalled addon may not leave in the database."""

# kind -> everything of that kind, by name
QUERIES = {
    "table": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    "view": "SELECT viewname FROM pg_views WHERE schemaname = 'public'",
    "column": """
        SELECT table_name || '.' || column_name FROM information_schema.columns
         WHERE table_schema = 'public'
    """,
    "index": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
    "function": "SELECT proname FROM pg_proc",
    "model": "SELECT model FROM ir_model",
    "field": "SELECT model || '.' || name FROM ir_model_fields",
    # The record of an addon itself stays: Odoo lists addons that could be installed.
    "external id": """
        SELECT module || '.' || name FROM ir_model_data
         WHERE NOT (module = 'base' AND model = 'ir.module.module')
    """,
    "parameter": "SELECT key FROM ir_config_parameter",
    "attachment": "SELECT name || ' of ' || res_model FROM ir_attachment",
    "asset": "SELECT path FROM ir_asset",
    "job": "SELECT cron_name FROM ir_cron",
    "menu": "SELECT name->>'en_US' FROM ir_ui_menu",
    "group": "SELECT name->>'en_US' FROM res_groups",
    "view definition": "SELECT name FROM ir_ui_view",
    "questionnaire type": "SELECT DISTINCT survey_type FROM survey_survey",
}
MARKS = ("onetoone", "one-to-one")


def find(env) -> list[str]:
    found = []
    for kind, query in QUERIES.items():
        env.cr.execute(query)
        found += [f"{kind} {name}" for (name,) in env.cr.fetchall() if is_ours(name)]
    return found


def is_ours(name: str | None) -> bool:
    return any(mark in (name or "").lower() for mark in MARKS)
