"""Programs that come from the system: PostgreSQL, a browser, Node.js, PDF tools."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from . import settings
from .console import Problem, is_root, run_logged, say

# The names Odoo's own browser tests look for.
BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
# program -> (Debian package, what it is needed for)
PDF_PROGRAMS = {
    "wkhtmltopdf": ("wkhtmltopdf", "the summary as PDF"),
    "fc-list": ("fontconfig", "the fonts of the summary"),
}
TEST_PROGRAMS = {
    "node": ("nodejs", "the JavaScript linters"),
    "npm": ("npm", "the JavaScript linters"),
    "pdftoppm": ("poppler-utils", "the pictures that tests look at"),
    "soffice": ("libreoffice-calc", "the workbooks that tests open"),
}
# Chinese in a PDF; DejaVu, which fontconfig brings, has Latin and Arabic
CHINESE_FONT = "fonts-wqy-zenhei"
CLUSTER_DEFAULTS = Path("/etc/postgresql-common/createcluster.d")


def postgres_bin() -> Path | None:
    """The folder with initdb and pg_ctl, the newest version first."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def has_venv_module() -> bool:
    try:
        import ensurepip  # noqa: F401  (Debian ships it apart, in python3-venv)
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(
        ["fc-list", ":lang=zh"], capture_output=True, text=True, check=False
    )
    return bool(found.stdout.strip())


def missing_packages(for_tests: bool) -> dict[str, str]:
    """Debian package -> what it is needed for."""
    missing = {}
    if settings.has_own_cluster() and not postgres_bin():
        missing["postgresql"] = "the PostgreSQL server"
    if not has_venv_module() and not settings.VENV.exists():
        missing["python3-venv"] = "Python's virtual environments"
    if for_tests:
        if not browser():
            missing["chromium"] = "the browser of the tests"
        missing |= missing_programs(TEST_PROGRAMS)
    # without them, the demo makes no PDF and says so
    if for_tests or is_root():
        missing |= missing_programs(PDF_PROGRAMS)
        if not has_chinese_font():
            missing[CHINESE_FONT] = "Chinese names in the summary"
    return missing


def missing_programs(programs: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {
        package: why
        for program, (package, why) in programs.items()
        if not shutil.which(program)
    }


def ensure(for_tests: bool) -> None:
    missing = missing_packages(for_tests)
    if not missing:
        return
    wanted = ", ".join(f"{name} ({why})" for name, why in missing.items())
    if not shutil.which("apt-get"):
        raise Problem(
            f"Missing on this system: {wanted}; there is no apt-get here, so install"
            " them with the system's own package manager and run this again."
        )
    if not is_root():
        raise Problem(
            f"Missing on this system: {wanted}; install them with:"
            f" sudo apt-get install --no-install-recommends {' '.join(missing)}"
        )
    install(sorted(missing))


def install(packages: list[str]) -> None:
    say(f"Installing system packages {', '.join(packages)} (may take minutes) …")
    apt_get("update")
    if "postgresql" in packages:
        apt_get("install", "postgresql-common")
    with no_default_cluster():
        apt_get("install", *packages)


def apt_get(action: str, *packages: str) -> None:
    run_logged(
        [
            "apt-get",
            *("-q", "-y", "-o", "DPkg::Lock::Timeout=300"),
            *(["--no-install-recommends"] if action == "install" else []),
            action,
            *packages,
        ],
        settings.LOGS / f"apt-{action}.log",
        f"apt-get {action} {' '.join(packages)} failed: check the network and the"
        " apt configuration of this machine, then run this again",
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )


@contextmanager
def no_default_cluster():
    """Keep Debian from creating and starting a server nobody asked for."""
    wish = CLUSTER_DEFAULTS / "onetoone-no-main-cluster.conf"
    if not shutil.which("pg_createcluster"):
        yield
        return
    CLUSTER_DEFAULTS.mkdir(exist_ok=True)
    wish.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        wish.unlink(missing_ok=True)
