"""`python -m onetoone_dev.bench.load.fill DATABASE FACTOR MODEL`: fill a database."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg2

from ...console import PROGRESS
from ..plan import Plan
from . import functions, indexes, messages, people, purchases, tickets

LANES = 2
# Foreign keys would be checked row by row; the numbers say what refers to what.
SESSION = """
SET session_replication_role = replica;
SET maintenance_work_mem = '1GB';
SET work_mem = '256MB';
"""
STAGES = """
SELECT array_agg(id ORDER BY sequence, id) FILTER (WHERE closed IS NOT TRUE),
       array_agg(id ORDER BY sequence, id) FILTER (WHERE closed),
       max(id)
  FROM helpdesk_ticket_stage
"""
# constant -> query of one value in a fresh database with accounting and sales
LOOKUPS = {
    "company": "SELECT min(id) FROM res_company",
    "currency": "SELECT currency_id FROM res_company ORDER BY id LIMIT 1",
    "journal": "SELECT min(id) FROM account_journal WHERE type = 'sale'",
    "account": "SELECT min(id) FROM account_account WHERE account_type = 'income'",
    "product": "SELECT min(id) FROM product_product",
    "uom": "SELECT min(id) FROM uom_uom",
    "team": "SELECT min(id) FROM crm_team",
    "warehouse": "SELECT min(id) FROM stock_warehouse",
    "stage_open": "SELECT min(id) FROM crm_stage WHERE is_won IS NOT TRUE",
    "stage_won": "SELECT min(id) FROM crm_stage WHERE is_won",
    "stage_field": """
        SELECT id FROM ir_model_fields
         WHERE model = 'helpdesk.ticket' AND name = 'stage_id'
    """,
    "countries": """
        SELECT array_agg(res_id ORDER BY name) FROM ir_model_data
         WHERE module = 'base' AND name IN ('us', 'de', 'fr', 'ch', 'nl')
    """,
}
EXTERNAL = {
    "comment": "mail.mt_comment",
    "note": "mail.mt_note",
    "robot": "base.user_root",
    "robot_partner": "base.partner_root",
}


def main() -> None:
    database, factor, model = sys.argv[1:]
    plan = Plan.of(factor, model)
    filling = Filling(database, plan)
    filling.run()


class Filling:
    """The steps of filling one database, timed; two statements run at a time."""

    def __init__(self, database: str, plan: Plan):
        self.database = database
        self.plan = plan

    def run(self) -> None:
        start = time.monotonic()
        with self.connect() as connection, connection.cursor() as cursor:
            definitions = indexes.drop(cursor)
            constants = functions.create(cursor, self.plan)
            constants |= look_up(cursor, self.plan, constants)
        self.timed("people", [(text, constants) for text in people.STATEMENTS], lanes=1)
        parts = (purchases, tickets, messages)
        rows = [row for part in parts for row in part.statements(self.plan, constants)]
        self.timed("documents and messages", rows)
        self.timed("indexes", [(definition, None) for definition in definitions])
        self.timed("sequences", [(sequences(), None)], lanes=1)
        self.timed("dropped helpers", [(functions.DROP, None)], lanes=1)
        vacuums = [*indexes.vacuum_statements(), *indexes.reset_statements()]
        self.timed("vacuum", [(one, None) for one in (*vacuums, "ANALYZE")])
        print(PROGRESS, f"filled in {time.monotonic() - start:.0f} s", flush=True)

    def connect(self):
        connection = psycopg2.connect(dbname=self.database)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(SESSION)
        return connection

    def timed(self, label, rows, lanes=LANES) -> None:
        start = time.monotonic()
        with ThreadPoolExecutor(lanes) as pool:
            for _done in pool.map(self.execute, rows):
                pass
        print(PROGRESS, f"{label}: {time.monotonic() - start:.0f} s", flush=True)

    def execute(self, row) -> None:
        statement, parameters = row
        connection = self.connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement, parameters)
        finally:
            connection.close()


def look_up(cursor, plan: Plan, constants: dict) -> dict:
    """Ids of what a fresh database has, and of what the statements refer to."""

    def value(query, *parameters):
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]

    found = {name: value(query) for name, query in LOOKUPS.items()}
    for name, external_id in EXTERNAL.items():
        found[name] = value(
            "SELECT res_id FROM ir_model_data WHERE module = %s AND name = %s",
            *external_id.split("."),
        )
    cursor.execute(STAGES)
    (new, working, waiting, *_more), (done, *_closed), highest = cursor.fetchone()
    is_main = plan.purchases_model == "account.move"
    return found | {
        "stage_new": new,
        "stage_working": working,
        "stage_waiting": waiting,
        "stage_done": done,
        "stage_names": [f"Stage {number + 1}" for number in range(highest)],
        # the messages of stage changes have their ids after those of the contacts
        "change": constants["message"] + plan.messages,
        "model": plan.purchases_model,
        "side_model": "sale.order" if is_main else "account.move",
        "main": constants["move" if is_main else "order"],
        "side": constants["order" if is_main else "move"],
    }


def sequences() -> str:
    """The statement that lets Odoo go on after the highest ids."""
    return ";".join(
        f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"
        for table in functions.BASES
    )


if __name__ == "__main__":
    main()
