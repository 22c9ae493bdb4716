"""Odoo's configuration file and how its programs are started here."""

import os
import subprocess
from pathlib import Path

from . import cluster, odoo_source, python_env, settings
from .console import PROGRESS, Problem, say, tail

HTTP_COMMANDS = ("server", "start")


def write_configuration(odoo: odoo_source.Odoo) -> None:
    text = configuration(addons_path(odoo))
    if settings.ODOO_CONF.exists() and settings.ODOO_CONF.read_text() == text:
        return
    settings.ODOO_CONF.write_text(text)


def addons_path(odoo: odoo_source.Odoo) -> list[Path]:
    return [*odoo.addons, python_env.site_packages() / "odoo/addons", settings.ROOT]


def configuration(addons: list[Path]) -> str:
    """The connection comes from the PG* variables, so no password is written."""
    return (
        "[options]\n"
        f"addons_path = {','.join(map(str, addons))}\n"
        f"data_dir = {settings.LOCAL / 'data'}\n"
        "http_interface = 127.0.0.1\n"
        "list_db = False\n"
    )


def environment(odoo: odoo_source.Odoo) -> dict[str, str]:
    """`scripts` and the repository's root are importable: for the sample's loader."""
    paths = (odoo.python_path, settings.ROOT / "scripts", settings.ROOT)
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}


def ensure() -> odoo_source.Odoo:
    """What any Odoo command needs: code, Python environment, running database."""
    odoo = odoo_source.ensure()
    python_env.ensure()
    cluster.ensure()
    write_configuration(odoo)
    return odoo


def run(arguments: list[str]) -> int:
    """`scripts/odoo`: replaces nothing, adds the configuration where it fits."""
    odoo = ensure()
    os.execve(
        python_env.PYTHON,
        [str(python_env.PYTHON), "-m", "odoo", *with_configuration(arguments)],
        environment(odoo) | {"ODOO_RC": str(settings.ODOO_CONF)},
    )


def with_configuration(arguments: list[str]) -> list[str]:
    """The port of the environment, unless the command line names one."""
    is_server = not arguments or arguments[0] in HTTP_COMMANDS
    names_port = any(
        argument.startswith(("--http-port", "-p")) for argument in arguments
    )
    if is_server and os.environ.get("PORT") and not names_port:
        return [*(arguments or ["server"]), f"--http-port={settings.http_port()}"]
    return arguments


def install(odoo, database: str, modules, log: Path) -> None:
    """Install addons without demonstration data, Odoo's log in `log`."""
    server(odoo, ["-d", database, "-i", ",".join(modules)], log)


def server(odoo, arguments: list[str], log: Path) -> None:
    if try_server(odoo, arguments, log):
        raise Problem(f"Odoo failed; the reason is in {log}: {last_error(log)}")


def try_server(odoo, arguments: list[str], log: Path, module: str = "odoo") -> int:
    """Run a server that ends after its work; its exit code."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    command = [
        *(python_env.PYTHON, "-m", module, "server", "-c", settings.ODOO_CONF),
        *("--logfile", log, "--stop-after-init", "--no-http", "--max-cron-threads=0"),
        *arguments,
    ]
    with log.with_suffix(".out").open("w") as output:
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            env=environment(odoo),
        ).returncode


def last_error(log: Path) -> str:
    lines = (tail(log, 200) + "\n" + tail(log.with_suffix(".out"), 20)).splitlines()
    told = [line.strip() for line in lines if "Error" in line or "ERROR" in line]
    return (told or lines or ["?"])[-1][:300]


def task(
    odoo,
    database: str,
    name: str,
    log: Path,
    *arguments: str,
    module: str = "onetoone_dev.inside",
) -> str:
    """Run a task of `module` within Odoo; progress is shown, the result returned."""
    log.parent.mkdir(parents=True, exist_ok=True)
    log.unlink(missing_ok=True)
    errors = log.with_suffix(".out")
    command = [
        *(str(python_env.PYTHON), "-m", module),
        *(name, database, str(log), *arguments),
    ]
    result = []
    with (
        errors.open("w") as handle,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=handle,
            text=True,
            env=environment(odoo),
        ) as process,
    ):
        for line in process.stdout:
            if line.startswith(PROGRESS):
                say(f"  {line.removeprefix(PROGRESS).strip()}")
            else:
                result.append(line)
    if process.returncode:
        last = (errors.read_text().strip().splitlines() or ["?"])[-1]
        raise Problem(f"{name} failed in database {database}: {last} (see {errors})")
    return "".join(result)
