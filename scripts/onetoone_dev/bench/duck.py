"""The same statements in DuckDB, on rows copied out of PostgreSQL.

``python -m onetoone_dev.bench.duck DATABASE MODEL FOLDER RUNS`` prints seconds and
memory as JSON. DuckDB is installed for the benchmark only; the product never needs it.
"""

import json
import shutil
import sys
import time
from pathlib import Path

import duckdb
import psycopg2

from . import plain_sql
from .plan import AS_OF
from .stopwatch import peak

# only the columns the statements read, named and typed for DuckDB
COLUMNS = {
    "account_move": "commercial_partner_id int, invoice_date date,"
    " amount_untaxed_signed decimal(18,2), move_type text, state text,"
    " invoice_user_id int",
    "sale_order": "partner_id int, date_order timestamp,"
    " amount_untaxed decimal(18,2), currency_rate double, state text, user_id int,"
    " margin decimal(18,2)",
    "mail_message": "id int, author_id int, date timestamp, message_type text,"
    " is_internal boolean, model text, res_id int",
    "mail_notification": "mail_message_id int, res_partner_id int,"
    " notification_status text",
    "mail_tracking_value": "mail_message_id int, field_id int, old_value_integer int,"
    " new_value_integer int",
    "message_attachment_rel": "message_id int, attachment_id int",
    "ir_attachment": "id int, mimetype text, res_model text, res_id int",
    "helpdesk_ticket": "id int, commercial_partner_id int, create_date timestamp,"
    " closed_date timestamp, stage_id int",
    "helpdesk_ticket_stage": "id int, closed boolean",
    "crm_lead": "partner_id int",
    "ir_model_fields": "id int, model text, name text",
    "res_users": "id int, partner_id int, share boolean",
    "res_partner": "id int, commercial_partner_id int, parent_id int, is_company"
    " boolean, active boolean, type text, name text, street text, city text,"
    " country_id int, email text, email_normalized text, phone text, lang text,"
    " ref text, vat text, user_id int",
}
SIDE_TABLE = {"account.move": "sale_order", "sale.order": "account_move"}


def main() -> None:
    database, model, folder, runs = sys.argv[1:]
    results = [run(database, model, Path(folder)) for _run in range(int(runs))]
    print(json.dumps({"runs": results, "memory": peak()}))


def run(database: str, model: str, folder: Path) -> dict[str, float]:
    """Seconds to copy the rows out, and to aggregate them."""
    tables = {k: v for k, v in COLUMNS.items() if k != SIDE_TABLE[model]}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        start = time.monotonic()
        copy_out(database, tables, folder)
        copied = time.monotonic()
        aggregate(model, tables, folder)
        return {"copy": copied - start, "aggregate": time.monotonic() - copied}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_out(database: str, tables: dict[str, str], folder: Path) -> None:
    with psycopg2.connect(dbname=database) as connection, connection.cursor() as cursor:
        for table, columns in tables.items():
            names = ", ".join(column.split()[0] for column in split(columns))
            with (folder / table).open("wb") as handle:
                cursor.copy_expert(
                    f"COPY (SELECT {names} FROM {table}) TO STDOUT (FORMAT csv)", handle
                )


def aggregate(model: str, tables: dict[str, str], folder: Path) -> None:
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET enable_progress_bar = false")
    for table, columns in tables.items():
        typed = {name: kind for name, kind in map(str.split, split(columns))}
        connection.execute(
            f"CREATE TABLE {table} AS SELECT * FROM read_csv(?, header = false,"
            f" columns = {typed}, nullstr = '')",
            [str(folder / table)],
        )
    for statement in plain_sql.parts(model).values():
        connection.execute(statement.replace("%(as_of)s", f"'{AS_OF.isoformat()}'"))


def split(columns: str) -> list[str]:
    """Column definitions; a comma within brackets does not part them."""
    parts = columns.replace("(18,2)", "(18;2)").split(",")
    return [part.replace(";", ",").strip() for part in parts]


if __name__ == "__main__":
    main()
