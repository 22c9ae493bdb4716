"""The benchmark's databases: filled once, kept, and given our present code.

A database's comment holds two keys: of the rows it was filled with, and of the addons
installed in it. New code is installed into the rows that are there.
"""

import os
import subprocess
import time
from pathlib import Path

from .. import databases, odoo_command, python_env, settings
from ..console import PROGRESS, Problem, say, seconds_since
from ..steps import locked
from .plan import Plan

LOAD = Path(__file__).parent / "load"
SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


def ensure(odoo, plan: Plan) -> str:
    """The database of the plan, with our present code in it."""
    name = settings.database(plan.database)
    rows, code = rows_key(plan), databases.addons_key()
    with locked(f"database-{plan.database}"):
        kept = (databases.key_of(name) or "").split()
        if kept == [rows, code]:
            return name
        if kept[:1] == [rows]:
            update(odoo, name, plan)
        else:
            create(odoo, name, plan)
        comment(name, f"{rows} {code}")
    return name


def rows_key(plan: Plan) -> str:
    statements = sorted(LOAD.glob("*.py"))
    return settings.digest(plan.text(), *statements, LOAD.parent / "plan.py")


def comment(name: str, key: str) -> None:
    databases.execute((f'COMMENT ON DATABASE "{name}" IS %s', [key]))


def create(odoo, name: str, plan: Plan) -> None:
    """Clone the tests' database, which has all addons, and fill it."""
    ((is_superuser,),) = databases.execute((SUPERUSER, []))
    if not is_superuser:
        raise Problem(
            "The benchmark fills its database without checking every reference, which"
            " PostgreSQL allows to a superuser only: unset PGHOST for a private server."
        )
    template = databases.test_database(odoo)
    say(f"Filling {name} with {plan.customers:,} customers …")
    start = time.monotonic()
    building = f"{name}_building"
    databases.clone(template, building)
    fill(building, plan)
    databases.drop(name)
    databases.execute((f'ALTER DATABASE "{building}" RENAME TO "{name}"', []))
    say(f"  done in {seconds_since(start)}")


def fill(name: str, plan: Plan) -> None:
    program(
        "onetoone_dev.bench.load.fill",
        *(name, f"{plan.factor:g}", plan.purchases_model),
    )


def update(odoo, name: str, plan: Plan) -> None:
    say(f"Installing our present code in {name} …")
    addons = ",".join(settings.present_addons())
    log = databases.log_of(f"{plan.database}-update")
    odoo_command.server(odoo, ["-d", name, "-u", addons], log)


def program(module: str, *arguments: str, search_path: str = "") -> str:
    """Run a module of ours in the Python environment; what it printed at the end."""
    paths = (str(settings.ROOT / "scripts"), search_path)
    process = subprocess.Popen(
        [str(python_env.PYTHON), "-m", module, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
    )
    result = []
    with process:
        for line in process.stdout:
            if line.startswith(PROGRESS):
                say(f"  {line.removeprefix(PROGRESS).strip()}")
            else:
                result.append(line)
        errors = process.stderr.read().strip().splitlines()
    if process.returncode:
        raise Problem(f"{module} failed: {_reason(errors)}")
    return "".join(result)


def _reason(errors: list[str]) -> str:
    """The line of a traceback that names the error; what explains it may follow."""
    named = [
        line
        for line in errors
        if any(word in line.split(":")[0] for word in ("Error", "Exception"))
    ]
    return (named or errors or ["?"])[-1]
