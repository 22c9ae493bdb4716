"""Measurements within Odoo: `python -m onetoone_dev.bench.inside TASK DATABASE LOG …`.

Each task runs in a process of its own and prints its result as JSON.
"""

import json
import sys

import psycopg2

from onetoone_dev import inside

from . import orm_loop
from .closing import close_round
from .files import customer_workbook
from .managed import (
    alerts,
    customer_form,
    segment_results,
    segments,
    segments_changed,
    segments_first,
)
from .plan import AS_OF
from .stopwatch import measure

HISTORY_LIMIT = 80
COUNT_LIMIT = 10_001  # a list counts no further
HISTORY_FIELDS = ("date", "channel", "direction", "user_id", "contact_id", "source_id")
CUSTOMERS_LOOKED_AT = 20
# what a database has that was never refreshed
FORGET = """
TRUNCATE onetoone_profile CASCADE;
TRUNCATE onetoone_profile_staging;
DELETE FROM onetoone_reading;
UPDATE onetoone_refresh
   SET state = 'new', as_of = NULL, next_as_of = NULL, thresholds = NULL;
"""
# one purchase in the window of each of so many customers, spread over all
CHANGED = """
SELECT partner_id FROM onetoone_profile
 WHERE is_active ORDER BY hashint8extended(partner_id, %s) LIMIT %s
"""
CHANGES = {
    "account.move": """
        UPDATE account_move SET amount_untaxed_signed = amount_untaxed_signed + 10
         WHERE id IN (SELECT max(id) FROM account_move
                       WHERE commercial_partner_id = ANY (%s)
                         AND move_type = 'out_invoice'
                       GROUP BY commercial_partner_id)
    """,
    "sale.order": """
        UPDATE sale_order SET amount_untaxed = amount_untaxed + 10
         WHERE id IN (SELECT max(id) FROM sale_order
                       WHERE partner_invoice_id = ANY (%s)
                       GROUP BY partner_invoice_id)
    """,
}


def prepare(env, model: str) -> dict:
    """Choose the purchases, let the administrator see everything; the settings."""
    drop_indexes(env)
    sources = env["onetoone.source"].search(
        [("kind", "=", "purchase"), ("model", "=", model)]
    )
    sources.write({"is_used": True})
    admin = env.ref("base.user_admin")
    admin.group_ids += env.ref("odoo_onetoone.group_onetoone_manager")
    return {name: setting(env, name) for name in SETTINGS}


SETTINGS = (
    "server_version",
    "shared_buffers",
    "work_mem",
    "maintenance_work_mem",
    "max_wal_size",
    "effective_cache_size",
    "random_page_cost",
    "max_parallel_workers_per_gather",
    "jit",
    "fsync",
    "synchronous_commit",
)


def setting(env, name: str) -> str:
    env.cr.execute("SELECT current_setting(%s)", [name])
    return env.cr.fetchone()[0]


def first_refresh(env, runs: str) -> list[dict]:
    """Full refreshes that insert every profile."""
    results = []
    for _run in range(int(runs)):
        env.cr.execute(FORGET)
        env.cr.commit()
        env.invalidate_all()
        results.append(refresh(env))
    return results


def refresh_again(env, runs: str) -> list[dict]:
    """Full refreshes when nothing has changed."""
    return [refresh(env) for _run in range(int(runs))]


def vacuum(env) -> None:
    """What autovacuum does sooner or later to our tables, now: it disturbs nothing."""
    connection = psycopg2.connect(dbname=env.cr.dbname)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) onetoone_profile, onetoone_profile_staging")
    connection.close()


def refresh(env) -> dict:
    def work():
        env["onetoone.profile"]._refresh(env.company, as_of=AS_OF)
        env.cr.commit()

    result = measure(env, work)
    return result | {"written": state(env).changed_count}


def state(env):
    return env["onetoone.refresh"]._of(env.company)


def in_batches(env) -> list[dict]:
    """The refresh as the nightly job does it: batch by batch, then all indicators."""
    batches = []

    def work():
        run = state(env)
        run._start()
        run.next_as_of = AS_OF
        env.cr.commit()
        while run.state == "running":
            batches.append(measure(env, run._run_batch)["seconds"])
            env.cr.commit()

    result = measure(env, work)
    return [result | {"batches": len(batches), "longest": max(batches)}]


def partial_refresh(env, model: str, customers: str, runs: str) -> list[dict]:
    """Refreshes of customers with a purchase that changed."""
    results = []
    for run in range(int(runs)):
        env.cr.execute(CHANGED, [run, int(customers)])
        partner_ids = [partner_id for (partner_id,) in env.cr.fetchall()]
        env.cr.execute(CHANGES[model], [partner_ids])
        env.cr.commit()

        def work(partner_ids=partner_ids):
            env["onetoone.profile"]._refresh(env.company, partner_ids=partner_ids)
            env.cr.commit()

        result = measure(env, work)
        results.append(result | {"written": state(env).changed_count})
    return results


def measure_indicators(env, runs: str) -> list[dict]:
    """All indicators for the date of the profiles."""

    def work():
        env["onetoone.indicator"]._measure(env.company, as_of=AS_OF)
        env.cr.commit()

    results = [measure(env, work) for _run in range(int(runs))]
    count = env["onetoone.indicator"].search_count([])
    return [result | {"indicators": count} for result in results]


def history(env) -> list[dict]:
    """The 360° history of some customers, as the list view reads its first page."""
    env.cr.execute(
        """
        (SELECT partner_id FROM onetoone_profile WHERE is_customer
          ORDER BY contact_count_window DESC LIMIT 1)
        UNION ALL
        (SELECT partner_id FROM onetoone_profile WHERE is_customer
          ORDER BY hashint8extended(partner_id, 0) LIMIT %s)
        """,
        [CUSTOMERS_LOOKED_AT],
    )
    partner_ids = [partner_id for (partner_id,) in env.cr.fetchall()]
    specification = {name: {} for name in HISTORY_FIELDS}
    user_env = env(user=env.ref("base.user_admin").id, su=False)

    def look_at(partner_id):
        user_env.invalidate_all()
        return measure(
            user_env,
            lambda: user_env["onetoone.interaction"].web_search_read(
                [("partner_id", "=", partner_id)],
                specification,
                limit=HISTORY_LIMIT,
                order="date desc, id desc",
                count_limit=COUNT_LIMIT,
            ),
        )

    look_at(partner_ids[0])  # the first one also reads rules and rights
    return [look_at(partner_id) for partner_id in partner_ids]


def dashboard(env, runs: str) -> list[dict]:
    """The data of the dashboard, as the administrator reads them."""
    user_env = env(user=env.ref("base.user_admin").id, su=False)

    def open_dashboard():
        user_env.invalidate_all()
        return measure(user_env, user_env["onetoone.dashboard"].get_data)

    open_dashboard()
    return [open_dashboard() for _run in range(int(runs))]


def product_indexes():
    """The product's optional indexes; its addons are found once Odoo has started."""
    from odoo.addons.odoo_onetoone.readers import optional_indexes

    return optional_indexes


def create_indexes(env) -> dict:
    """Create the optional indexes of the product; what they cost."""
    indexes = product_indexes()

    def work():
        for index in indexes.find_states(env):
            indexes.create(env, index.name)
            env.cr.commit()

    result = measure(env, work)
    states = indexes.find_states(env)
    sizes = sum(state.size for state in states) / 2**20
    return result | {"count": len(states), "megabytes": sizes}


def drop_indexes(env) -> None:
    product_indexes().drop_all(env)


def loop(env, model: str, sample: str) -> dict:
    """What a loop over partners costs that reads through Odoo's models."""
    return orm_loop.run(env, model, int(sample))


TASKS = {
    task.__name__: task
    for task in (
        prepare,
        first_refresh,
        refresh_again,
        vacuum,
        create_indexes,
        drop_indexes,
        in_batches,
        partial_refresh,
        measure_indicators,
        history,
        dashboard,
        segments,
        segments_changed,
        segments_first,
        segment_results,
        alerts,
        customer_form,
        customer_workbook,
        close_round,
        loop,
    )
}


def main() -> None:
    name, database, log, *arguments = sys.argv[1:]
    with inside.environment(database, log) as env:
        result = TASKS[name](env, *arguments)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
