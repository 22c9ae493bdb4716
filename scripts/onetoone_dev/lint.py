"""The linters, each one a check, and what they can mend themselves."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from . import node_env, odoo_command, odoo_source, settings
from .console import say
from .results import Result, timed

PYTHON_FOLDERS = (*settings.ADDONS, "scripts", "tests", "data")
# Odoo itself writes sequences without eval and attributes in any order.
OCA_DISABLED = "--disable=xml-field-numeric-without-eval,xml-tag-position"
STYLED = (".xml", ".js", ".scss", ".css")


class Linter(NamedTuple):
    name: str
    command: list[str]
    fix: list[str] | None = None


def program(name: str) -> str:
    return str(settings.VENV / "bin" / name)


def tracked(suffixes: tuple[str, ...]) -> list[str]:
    """Our addons' files of these kinds, third-party libraries left out."""
    return sorted(
        str(path.relative_to(settings.ROOT))
        for addon in settings.present_addons()
        for path in (settings.ROOT / addon).rglob("*")
        if path.suffix in suffixes and "/static/lib/" not in str(path)
    )


def linters() -> list[Linter]:
    addons = settings.present_addons()
    folders = [name for name in PYTHON_FOLDERS if (settings.ROOT / name).is_dir()]
    ruff = program("ruff")
    found = [
        Linter(
            "ruff check",
            [ruff, "check", "--no-cache", *folders],
            [ruff, "check", "--no-cache", "--fix", *folders],
        ),
        Linter(
            "ruff format",
            [ruff, "format", "--no-cache", "--diff", *folders],
            [ruff, "format", "--no-cache", *folders],
        ),
    ]
    if addons:
        oca_checks = program("oca-checks-odoo-module")
        found += [
            Linter("pylint-odoo", [program("pylint"), "--rcfile=.pylintrc", *addons]),
            Linter("oca-checks", [oca_checks, OCA_DISABLED, *addons]),
            Linter("licences", licence_command()),
        ]
    styled, scripts = tracked(STYLED), tracked((".js",))
    if styled:
        # Its cache would otherwise make a node_modules beside package.json.
        cache = f"--cache-location={settings.LOCAL / 'prettier'}"
        prettier = node_env.program("prettier")
        found.append(
            Linter(
                "prettier",
                [prettier, cache, "--check", *styled],
                [prettier, cache, "--write", "--log-level=warn", *styled],
            )
        )
    if scripts:
        eslint = node_env.program("eslint")
        found.append(Linter("eslint", [eslint, *scripts], [eslint, "--fix", *scripts]))
    return found


def licence_command() -> list[str]:
    """Our licence must be compatible with those of all that the addons need."""
    folders = odoo_command.addons_path(odoo_source.ensure())
    return [
        program("manifestoo"),
        f"--addons-path={','.join(map(str, folders))}",
        f"--select-include={','.join(settings.present_addons())}",
        *("--odoo-series=19.0", "check-licenses"),
    ]


def execute(command: list[str], log: Path) -> int:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as output:
        return subprocess.run(
            command,
            cwd=settings.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            env=os.environ | {"PYTHONPATH": ""},
        ).returncode


def check(linter: Linter) -> Result:
    log = settings.LOGS / f"lint-{linter.name.replace(' ', '-')}.log"
    with timed() as clock:
        failed = bool(execute(linter.command, log))
    return Result(
        f"lint: {linter.name}",
        passed=int(not failed),
        failed=int(failed),
        seconds=clock.seconds,
        logs=(log,),
    )


def run() -> int:
    results = [check(linter) for linter in linters()]
    for result in results:
        say(result.line())
        if not result.is_good():
            say(result.detail())
    return int(not all(result.is_good() for result in results))


def fix() -> int:
    for linter in linters():
        if linter.fix:
            log = settings.LOGS / "format.log"
            execute(linter.fix, log)
            say(f"{linter.name}: {(log.read_text().strip() or 'done')[-400:]}")
    shutil.rmtree(settings.ROOT / ".ruff_cache", ignore_errors=True)
    return 0
