"""The databases: templates that are kept, and clones of them.

    template_bare -> template_modules -> template_sample -> demo, e2e
         |                  `-> test (tests of the addons)
         `-> bare (install, uninstall), lint (Odoo's own lint tests)

A database is built under another name and renamed when complete; its comment holds
the key of its inputs, so that it is built again exactly when they change.
"""

import json
import subprocess
import time

from . import odoo_command, python_env, settings
from .console import Problem, say, seconds_since
from .steps import locked

DEMO, E2E, TEST = "onetoone_demo", "onetoone_e2e", "onetoone_test"
BARE, LINT = "onetoone_bare", "onetoone_lint"
SAMPLE_FOLDER = settings.ROOT / "data/sample"
CONNECT = """
import json, sys, psycopg2
rows = []
try:
    connection = psycopg2.connect(dbname="postgres")
    connection.autocommit = True
    cursor = connection.cursor()
    for statement, parameters in json.load(sys.stdin):
        cursor.execute(statement, parameters)
    rows = cursor.fetchall() if cursor.description else []
except psycopg2.Error as error:
    sys.exit(str(error).strip().splitlines()[0])
print(json.dumps(rows))
"""


def execute(*statements: tuple[str, list]) -> list:
    """Run statements on the server; the rows of the last one."""
    result = subprocess.run(
        [str(python_env.PYTHON), "-c", CONNECT],
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        if "No space left on device" in result.stderr:
            raise OSError(28, "No space left on device", "PostgreSQL")
        raise Problem(f"PostgreSQL: {result.stderr.strip()}")
    return json.loads(result.stdout)


ROLE = """
    SELECT rolcreatedb OR rolsuper, rolname FROM pg_roles WHERE rolname = current_user
"""
KEY = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"


def check_connection() -> None:
    try:
        ((may_create, role),) = execute((ROLE, []))
    except Problem as problem:
        raise Problem(
            f"The server named by PGHOST, PGPORT and PGUSER cannot be used ({problem}):"
            " mend them, or unset them for a private server."
        ) from problem
    if role == "postgres" or not may_create:
        raise Problem(
            f"The database user {role} cannot be used: PGUSER must name one other than"
            " postgres that may create databases."
        )


def server_version() -> int:
    return int(execute(("SHOW server_version_num", []))[0][0])


def key_of(name: str) -> str | None:
    """The key of a complete database, None when there is none."""
    rows = execute((KEY, [name]))
    return rows[0][0] if rows else None


def drop(name: str) -> None:
    execute((f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', []))


def clone(template: str, name: str) -> None:
    strategy = " STRATEGY FILE_COPY" if server_version() >= 150000 else ""
    statement = f'CREATE DATABASE "{name}" TEMPLATE "{template}"{strategy}'
    drop(name)
    execute((statement, []))


def ensure(plain_name: str, key: str, label: str, build) -> str:
    """The database of that name and key, made by `build(name)` if need be."""
    name = settings.database(plain_name)
    with locked(f"database-{plain_name}"):
        if key_of(name) == key:
            return name
        say(f"{label} …")
        start = time.monotonic()
        building = f"{name}_building"
        drop(building)
        build(building)
        drop(name)
        execute(
            (f'COMMENT ON DATABASE "{building}" IS %s', [key]),
            (f'ALTER DATABASE "{building}" RENAME TO "{name}"', []),
        )
        say(f"  {label}: done in {seconds_since(start)}")
    return name


def log_of(plain_name: str):
    return settings.LOGS / f"{plain_name}.log"


def compute_log(plain_name: str):
    return log_of(f"{plain_name}-compute")


def template_bare(odoo) -> str:
    """Odoo with only what our addons need."""

    def build(name):
        log = log_of("template_bare")
        odoo_command.install(odoo, name, ["base"], log)
        # Attachments in the database make a clone of it complete.
        odoo_command.task(odoo, name, "store_in_database", log_of("storage"))
        odoo_command.install(odoo, name, settings.HARD_MODULES, log)

    key = settings.digest(odoo.identity, *settings.HARD_MODULES)
    return ensure(
        "template_bare", key, "Creating a database with crm and survey", build
    )


def template_modules(odoo) -> str:
    """With the optional addons of the sample, without ours."""
    below = template_bare(odoo)

    def build(name):
        clone(below, name)
        modules = settings.OPTIONAL_MODULES
        odoo_command.install(odoo, name, modules, log_of("template_modules"))

    pins = python_env.pinned("odoo-addon-")
    key = settings.digest(key_of(below), *settings.OPTIONAL_MODULES, *pins)
    label = "Adding sales, invoicing, helpdesk, claims and phone calls"
    return ensure("template_modules", key, label, build)


def template_sample(odoo) -> str:
    """With the sample company; changing our addons never loads it again."""
    below = template_modules(odoo)

    def build(name):
        clone(below, name)
        odoo_command.task(odoo, name, "load_sample", log_of("template_sample"))

    key = settings.digest(key_of(below), settings.files_digest([SAMPLE_FOLDER]))
    label = "Loading the sample company (minutes, the first time)"
    return ensure("template_sample", key, label, build)


def addons_key() -> str:
    """Code whose change asks for a new installation: not tests, not static files."""
    folders = [settings.ROOT / name for name in settings.present_addons()]
    return settings.files_digest(folders, ("__pycache__", "tests", "static"))


def with_addons(odoo, plain_name: str, template: str, fresh: bool, after=None) -> str:
    """A clone of `template` with our addons installed."""
    if fresh:
        drop(settings.database(plain_name))
    addons = settings.present_addons()
    if not addons:
        raise Problem("There is no addon in this repository to install.")

    def build(name):
        clone(template, name)
        odoo_command.install(odoo, name, addons, log_of(plain_name))
        if after:
            after(name)

    key = settings.digest(key_of(template) or "", addons_key())
    return ensure(plain_name, key, f"Installing our addons in {plain_name}", build)


def company_database(odoo, plain_name: str, fresh: bool = False) -> str:
    """The sample company with our addons, settled and computed: demo and e2e."""

    def compute(name):
        odoo_command.task(odoo, name, "compute", compute_log(plain_name))

    template = template_sample(odoo)
    return with_addons(odoo, plain_name, template, fresh, after=compute)


def test_database(odoo, fresh: bool = False) -> str:
    return with_addons(odoo, TEST, template_modules(odoo), fresh)


def bare_database(odoo, fresh: bool = False) -> str:
    return with_addons(odoo, BARE, template_bare(odoo), fresh)
