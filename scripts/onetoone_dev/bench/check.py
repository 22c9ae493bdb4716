"""A small benchmark database in `make test`: the refresh against plain SQL."""

import json

from .. import databases, odoo_command, settings
from ..results import Result, timed
from . import data
from .plan import Plan

SMALLEST = Plan(0.001)
DATABASE = "onetoone_benchcheck"


def run(odoo) -> Result:
    """Fill a thousand customers, refresh, and compare with plain SQL."""
    name = settings.database(DATABASE)
    with timed() as clock:
        databases.clone(databases.test_database(odoo), name)
        try:
            agreement = compare(odoo, name)
        finally:
            databases.drop(name)
    result = Result("benchmark, refresh against plain SQL", seconds=clock.seconds)
    for what, share in agreement.items():
        if share < 1:
            result.failed += 1
            result.problems.append(f"{what}: {100 * share:.2f} % of customers agree")
        else:
            result.passed += 1
    return result


def compare(odoo, name: str) -> dict[str, float]:
    model = SMALLEST.purchases_model
    data.fill(name, SMALLEST)
    log = databases.log_of("benchmark-check")
    for task, argument in (("prepare", model), ("first_refresh", "1")):
        odoo_command.task(
            odoo, name, task, log, argument, module="onetoone_dev.bench.inside"
        )
    output = data.program("onetoone_dev.bench.plain_sql", name, model, "1")
    return json.loads(output)["agreement"]
