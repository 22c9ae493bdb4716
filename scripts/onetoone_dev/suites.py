"""The suites of `make test`; each returns Results and keeps its logs."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from . import databases, lint, log_gate, odoo_command, python_env, settings
from .bench import check as bench_check
from .results import Result, timed

# Without Odoo: the engine, the sample's oracle, these scripts.
PLAIN_FOLDERS = ("tests/engine", "tests/sample", "tests/scripts")
E2E_FOLDERS = ("tests/e2e",)
# Odoo's own linters read every addon; pylint runs apart, with pylint-odoo's rules.
LINT_TAGS = "/test_lint,-/test_lint:TestPyLint,-/test_lint:TestESLint"


def existing(folders) -> list[str]:
    return [name for name in folders if (settings.ROOT / name).exists()]


def addon_folders() -> list[str]:
    return existing(f"{addon}/tests" for addon in settings.present_addons())


def run_linters() -> list[Result]:
    return [lint.check(linter) for linter in lint.linters()]


def plain(arguments: list[str], name: str = "without Odoo") -> Result:
    return pytest(name, ["-p", "no:odoo", *arguments], os.environ | {"PYTHONPATH": ""})


def in_odoo(odoo, name: str, database: str, arguments: list[str], log: Path) -> Result:
    """Tests within Odoo; with its web server for those that drive a browser."""
    log.unlink(missing_ok=True)
    options = [
        f"--odoo-config={settings.ODOO_CONF}",
        f"--odoo-database={database}",
        *("--odoo-log-level=info", f"--odoo-extra=logfile={log}", "--odoo-http"),
    ]
    return pytest(name, [*options, *arguments], odoo_command.environment(odoo))


def pytest(name: str, arguments: list[str], environ) -> Result:
    stem = re.sub(r"\W+", "-", name)
    output, counted = settings.LOGS / f"{stem}.out", settings.LOGS / f"{stem}.json"
    counted.unlink(missing_ok=True)
    scripts = str(settings.ROOT / "scripts")
    search_path = os.pathsep.join(filter(None, (environ["PYTHONPATH"], scripts)))
    with timed() as clock, output.open("w") as handle:
        code = subprocess.run(
            [str(python_env.PYTHON), "-m", "pytest", "-p", "onetoone_dev.pytest_counts"]
            + arguments,
            cwd=settings.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
            check=False,
            env=environ | {"PYTHONPATH": search_path, "ONETOONE_COUNTS": str(counted)},
        ).returncode
    counts = json.loads(counted.read_text()) if counted.exists() else {}
    result = Result(name, seconds=clock.seconds, logs=(output,))
    result.passed = counts.get("passed", 0)
    result.failed = counts.get("failed", 0)
    result.skipped = counts.get("skipped", 0)
    result.problems += [
        f"browser test skipped: {test}" for test in counts.get("browser_skipped", [])
    ]
    if code and not result.failed:
        result.problems.append(f"pytest ended with code {code}, see {output}")
    return result


def gate(name: str, logs: list[Path]) -> Result:
    """The logs of one suite as one more check."""
    result = Result(f"log of {name}")
    present = [log for log in logs if log.exists()]
    if not present:
        result.problems.append("Odoo wrote no log")
    for log in present:
        lines = log_gate.unexpected_in(log)
        result.problems += [f"{log.name}: {line[:300]}" for line in lines]
    result.passed = int(not result.problems)
    result.failed = int(bool(result.problems))
    return result


def addons(odoo) -> list[Result]:
    """The addons' own tests, browser tours among them."""
    name = databases.test_database(odoo, fresh=True)
    log = settings.LOGS / "addons-tests.log"
    result = in_odoo(odoo, "addons", name, addon_folders(), log)
    return [result, gate("addons", [databases.log_of(databases.TEST), log])]


def end_to_end(odoo) -> list[Result]:
    """The sample company, computed by our addons, against independent sums."""
    name = databases.company_database(odoo, databases.E2E, fresh=True)
    log = settings.LOGS / "e2e-tests.log"
    result = in_odoo(odoo, "end to end", name, existing(E2E_FOLDERS), log)
    logs = [databases.log_of(databases.E2E), databases.compute_log(databases.E2E), log]
    return [result, gate("end to end", logs)]


def benchmark(odoo) -> Result:
    """Made-up rows in thousands: the refresh against hand-written SQL."""
    return bench_check.run(odoo)


def bare(odoo) -> list[Result]:
    """Without any optional addon: installs, and leaves nothing when uninstalled."""
    with timed() as clock:
        name = databases.bare_database(odoo, fresh=True)
    install = Result("install without options", passed=1, seconds=clock.seconds)
    log = databases.log_of("uninstall")
    with timed() as clock:
        left = json.loads(odoo_command.task(odoo, name, "uninstall", log))
    uninstall = Result(
        "uninstall",
        passed=int(not left),
        failed=int(bool(left)),
        seconds=clock.seconds,
        problems=[f"left behind: {one}" for one in left],
    )
    logs = [databases.log_of(databases.BARE), log]
    return [install, uninstall, gate("install and uninstall", logs)]


def odoo_lint(odoo) -> Result:
    """Odoo's test_lint on Odoo and a copy of our addons.

    It walks through whole folders of the path: those of the optional addons and of
    the Python environment, which fail it, must not be among them.
    """
    name = settings.database(databases.LINT)
    databases.clone(databases.template_bare(odoo), name)
    copies = copied_addons()
    paths = ",".join(map(str, (*odoo.addons, copies)))
    log = databases.log_of("test_lint")
    modules = ",".join([*settings.present_addons(), "test_lint"])
    with timed() as clock:
        code = odoo_command.try_server(
            odoo,
            ["-d", name, f"--addons-path={paths}", "-i", modules]
            + ["--test-tags", LINT_TAGS],
            log,
            module="onetoone_dev.odoo_alone",
        )
    databases.drop(name)
    result = Result("Odoo's test_lint", seconds=clock.seconds, logs=(log,))
    result.passed, result.failed = counted(log.read_text())
    if code and not result.failed:
        result.problems.append(f"Odoo ended with code {code}, see {log}")
    result.problems += [line for line in log_gate.unexpected_in(log) if "FAIL" in line]
    return result


def copied_addons() -> Path:
    copies = settings.LOCAL / "lint-addons"
    shutil.rmtree(copies, ignore_errors=True)
    for addon in settings.present_addons():
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(settings.ROOT / addon, copies / addon, ignore=ignored)
    return copies


def counted(log: str) -> tuple[int, int]:
    """Passed and failed of the last line in which Odoo counts its tests."""
    rows = re.findall(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests", log)
    if not rows:
        return 0, 0
    failed, errors, total = map(int, rows[-1])
    return total - failed - errors, failed + errors
