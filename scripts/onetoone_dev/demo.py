"""`make demo`: the sample company, its numbers, its files, and a server."""

import json
import os
import socket
import subprocess

from . import databases, odoo_command, python_env, settings
from .console import Problem, say

LOGIN = "admin"


def run(setup) -> int:
    if settings.serves():
        check_port()
    odoo = setup()
    name = databases.company_database(odoo, databases.DEMO)
    settings.OUT.mkdir(exist_ok=True)
    log = databases.log_of("demo")
    output = odoo_command.task(odoo, name, "demonstrate", log, str(settings.OUT))
    say(result_text(json.loads(output)))
    if not settings.serves():
        return 0
    say("\nPreparing the pages …")
    odoo_command.task(odoo, name, "prepare_pages", databases.log_of("demo-pages"))
    return serve(odoo, name)


def check_port() -> None:
    port = settings.http_port()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise Problem(
                f"Port {port} on 127.0.0.1 cannot be used ({error.strerror.lower()}):"
                f" choose another, for instance: make demo PORT={port + 1}"
            ) from error


def serve(odoo, name: str) -> int:
    check_port()
    port = settings.http_port()
    say(f"\nServing http://127.0.0.1:{port}/odoo   login {LOGIN}, password {LOGIN}")
    say("Stop with Ctrl-C.")
    command = server_command(name, databases.log_of("demo-server"))
    environ = odoo_command.environment(odoo)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environ) as server:
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            say("Stopped.")
            return 0
    if code:
        log = databases.log_of("demo-server")
        raise Problem(f"Odoo stopped with code {code}: its log is {log}.")
    return 0


def server_command(name: str, log) -> list[str]:
    return [
        *(str(python_env.PYTHON), "-m", "odoo", "server"),
        *("-c", str(settings.ODOO_CONF), "-d", name, f"--db-filter=^{name}$"),
        *(f"--http-port={settings.http_port()}", "--logfile", str(log)),
    ]


def result_text(summary: dict[str, dict]) -> str:
    """The summary for people; nothing is computed but the layout."""
    lines = []
    for name, result in summary.items():
        lines += ["", f"{name} — as of {result['as_of']}", *company_lines(result)]
    files = [path for result in summary.values() for path in result["files"]]
    lines += ["", "Files:", *(f"  {os.path.relpath(path)}" for path in files)]
    if not any(path.endswith(".pdf") for path in files):
        lines.append("  no summaries as PDF: wkhtmltopdf is not installed")
    return "\n".join(lines)


def company_lines(result: dict) -> list[str]:
    abc = result["abc"]
    classes = ", ".join(f"{abc.get(c, 0)} {c.upper()}" for c in "abc")
    rows = [
        ("customers", f"{result['portfolio']:,} ({result['active']:,} active)"),
        ("value of the window", f"{result['monetary']:,.2f} {result['currency']}"),
        ("classes", classes),
    ]
    rows += [(code, reading_text(row)) for code, row in result["readings"].items()]
    rows += [(f"round {row['name']}", round_text(row)) for row in result["rounds"]]
    if actions := result["actions"]:
        rows.append(("actions", ", ".join(f"{n} {s}" for s, n in actions.items())))
    return [f"  {label:<21} {text}" for label, text in rows]


def reading_text(reading: dict) -> str:
    if reading.get("value") is None:
        return f"no data: {reading['missing_reason']}"
    text = f"{number(reading['value'])} {unit(reading['unit'])}"
    if reading["numerator"] is not None and reading["denominator"] is not None:
        text += f" ({number(reading['numerator'])} of {number(reading['denominator'])})"
    if reading["position"] is None:
        return f"{text}, not scored: {reading['missing_reason']}"
    return f"{text}, position {number(reading['position'])}"


def round_text(row: dict) -> str:
    if row["state"] == "open":
        if not row["link"]:
            return "open"
        return f"open; answer it: http://127.0.0.1:{settings.http_port()}{row['link']}"
    if row["readiness"] is None:
        return f"closed, {row['responses']} responses, no readiness"
    text = f"readiness {number(row['readiness'])}"
    if row["low"] is not None:
        text += f" ({number(row['low'])} to {number(row['high'])})"
    stage = f", {row['stage'].lower()}" if row["stage"] else ""
    return f"{text}{stage}, {row['responses']} responses"


def unit(name: str) -> str:
    return {"percent": "%", "hours": "h"}.get(name, name)


def number(value: float) -> str:
    return f"{value:,.1f}".removesuffix(".0")
