"""`make test`: all suites in two lanes, and `scripts/test`: chosen tests."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import databases, odoo_command, python_env, settings, suites
from .console import Problem, say, seconds_since
from .results import Result, summary


def run_all(odoo) -> int:
    """The sample takes minutes to load the first time: the rest runs beside it."""
    start = time.monotonic()
    lanes = (
        [
            ("linters", suites.run_linters),
            ("without Odoo", lambda: suites.plain(existing_plain())),
            ("end to end", lambda: suites.end_to_end(odoo)),
        ],
        [
            ("addons", lambda: suites.addons(odoo)),
            ("benchmark", lambda: suites.benchmark(odoo)),
            ("install and uninstall", lambda: suites.bare(odoo)),
            ("Odoo's test_lint", lambda: suites.odoo_lint(odoo)),
        ],
    )
    with ThreadPoolExecutor(len(lanes)) as pool:
        results = [one for lane in pool.map(run_lane, lanes) for one in lane]
    failures = [result for result in results if not result.is_good()]
    for result in failures:
        say(f"\n{result.line()}\n{result.detail()}")
    line, code = summary(results)
    say(f"\nAll suites took {seconds_since(start)}; full logs are in {settings.LOGS}.")
    say(line)
    return code


def existing_plain() -> list[str]:
    return suites.existing(suites.PLAIN_FOLDERS)


def run_lane(lane) -> list[Result]:
    results = []
    for name, suite in lane:
        for result in run_suite(name, suite):
            say(result.line())
            results.append(result)
    return results


def run_suite(name: str, suite) -> list[Result]:
    """A suite that cannot even start counts as failed, and the others still run."""
    try:
        found = suite()
    except (Problem, OSError, subprocess.SubprocessError) as problem:
        return [Result(name, failed=1, problems=[str(problem)])]
    return found if isinstance(found, list) else [found]


def run_chosen(odoo, arguments: list[str]) -> int:
    """Paths and pytest options; the first path tells which environment they need."""
    place = next((one for one in arguments if Path(one.split("::")[0]).exists()), None)
    if place is None:
        raise Problem(
            "Name a test file or folder, for instance: scripts/test tests/engine -k rfm"
        )
    environ = odoo_command.environment(odoo)
    path = os.path.relpath(Path(place.split("::")[0]).resolve(), settings.ROOT)
    options = ["-p", "no:odoo"]
    if not path.startswith(suites.PLAIN_FOLDERS):
        options = [
            f"--odoo-config={settings.ODOO_CONF}",
            f"--odoo-database={database_for(odoo, path)}",
            "--odoo-http",
        ]
    return subprocess.run(
        [str(python_env.PYTHON), "-m", "pytest", *options, *arguments],
        env=environ,
        check=False,
    ).returncode


def database_for(odoo, path: str) -> str:
    """Kept from run to run, and made again when the addons' code changes."""
    if path.startswith(suites.E2E_FOLDERS):
        return databases.company_database(odoo, databases.E2E)
    return databases.test_database(odoo)
