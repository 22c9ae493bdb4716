"""`make pictures`: the pictures of the guides, taken from the running demo."""

import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from . import databases, demo, odoo_command, python_env, settings, system_packages
from .console import Problem, say

FOLDER = settings.ROOT / "docs/images"
DEBUGGING_PORT = 9229
SECONDS_TO_START = 60
DESK, TALL, PHONE = (1400, 900), (1400, 1250), (390, 844)
# (name, who looks, address, window, what to click: [selector, text] one by one)
PAGES = (
    ("dashboard", "manager", "onetoone", TALL, ()),
    ("dashboard-phone", "manager", "onetoone", PHONE, ()),
    ("round", "manager", "onetoone-assessments", TALL, (["td", "Summer 2026"],)),
    (
        "what-if",
        "manager",
        "onetoone-assessments",
        DESK,
        (["td", "Summer 2026"], ["button", "What If"]),
    ),
    ("heat-map", "manager", "onetoone-heat-map", DESK, ()),
    (
        "proposals",
        "manager",
        "onetoone-assessments",
        DESK,
        (["td", "Summer 2026"], ["button", "Proposals"]),
    ),
    ("actions", "manager", "onetoone-actions", DESK, ()),
    ("call-today", "sales1", "onetoone-call-today", DESK, ()),
    ("customers", "manager", "onetoone-customers", DESK, ()),
    ("segments", "manager", "onetoone-segments", DESK, ()),
    ("profit-and-loss", "manager", "onetoone-profit-and-loss", DESK, ()),
    ("sources", "admin", "onetoone-sources", DESK, ()),
)


def run(odoo) -> int:
    """Write every picture anew; they need the database that `make demo` made."""
    name = settings.database(databases.DEMO)
    if not databases.key_of(name):
        raise Problem("There is no demo to take pictures of: run make demo SERVE=0.")
    FOLDER.mkdir(exist_ok=True)
    with served(odoo, name) as address, browser():
        take_pages(odoo, address)
    take_files()
    say(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    return 0


@contextmanager
def served(odoo, name: str):
    """The demo's server on its port; yields its address."""
    demo.check_port()
    log = databases.log_of("pictures")
    command = demo.server_command(name, log)
    environ = odoo_command.environment(odoo)
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, env=environ) as server:
        try:
            address = f"http://127.0.0.1:{settings.http_port()}"
            wait_for(f"{address}/web/health")
            yield address
        finally:
            server.terminate()


@contextmanager
def browser():
    """Chromium without a window, driven through its debugging port."""
    program = system_packages.browser()
    with tempfile.TemporaryDirectory() as profile:
        command = [
            *(program, "--headless=new", "--no-sandbox", "--disable-gpu"),
            *("--disable-dev-shm-usage", "--remote-allow-origins=*", "--lang=en-US"),
            *(
                f"--remote-debugging-port={DEBUGGING_PORT}",
                f"--user-data-dir={profile}",
            ),
            "about:blank",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, **quiet) as chromium:
            try:
                wait_for(f"http://127.0.0.1:{DEBUGGING_PORT}/json/version")
                yield
            finally:
                chromium.terminate()
                chromium.wait()


def wait_for(address: str) -> None:
    for _attempt in range(SECONDS_TO_START * 2):
        try:
            with urllib.request.urlopen(address):
                return
        except urllib.error.URLError:
            time.sleep(0.5)
    raise Problem(f"{address} did not answer within {SECONDS_TO_START} seconds.")


def take_pages(odoo, address: str) -> None:
    """Odoo's Python environment has the package that talks to the browser."""
    subprocess.run(
        [
            *(str(python_env.PYTHON), "-m", "onetoone_dev.browser"),
            *(str(DEBUGGING_PORT), address, str(FOLDER)),
        ],
        input=json.dumps(PAGES),
        text=True,
        check=True,
        env=odoo_command.environment(odoo),
    )


def take_files() -> None:
    """The first page of the latest round's workbook and summary."""
    latest = "summer-2026-nordwind-handel-gmbh"
    with tempfile.TemporaryDirectory() as folder:
        pdf = as_pdf(settings.OUT / f"onetoone-assessment-{latest}.xlsx", Path(folder))
        first_page(pdf, FOLDER / "workbook")
    first_page(settings.OUT / f"onetoone-summary-{latest}.pdf", FOLDER / "summary")


def as_pdf(workbook: Path, folder: Path) -> Path:
    office = shutil.which("soffice")
    if not office:
        raise Problem("LibreOffice is missing: run make setup.")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", str(workbook)],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder / f"{workbook.stem}.pdf"


def first_page(pdf: Path, picture: Path) -> None:
    subprocess.run(
        ["pdftoppm", "-png", "-r", "80", "-singlefile", str(pdf), str(picture)],
        check=True,
    )
