"""The Python environment at .local/venv, from exactly pinned wheels."""

import os
import platform
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import settings
from .console import run_logged, say
from .steps import step

LOCK_FILE = settings.ROOT / "scripts/requirements.lock"
PYTHON = settings.VENV / "bin/python"
LANES = 4


def ensure() -> None:
    step("python", key(), "Preparing Python's environment", build, is_whole)


def key() -> str:
    tag = f"{platform.python_version()} {platform.machine()} {settings.VENV}"
    return settings.digest(LOCK_FILE, tag)


def is_whole() -> bool:
    return PYTHON.exists()


def site_packages() -> Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return settings.VENV / "lib" / version / "site-packages"


def wheelhouse() -> Path:
    """All wheels of one lock file and Python, shared by the checkouts of a user."""
    tag = f"{sys.implementation.cache_tag}-{platform.machine()}"
    name = settings.digest(LOCK_FILE, tag)
    return settings.CACHE / "wheels" / f"{tag}-{name}"


def pinned(prefix: str) -> list[str]:
    lines = LOCK_FILE.read_text().splitlines()
    return [line for line in lines if line.startswith(prefix)]


def build() -> None:
    wheels = wheelhouse()
    shutil.rmtree(settings.VENV, ignore_errors=True)
    run_logged(
        [sys.executable, "-m", "venv", settings.VENV],
        settings.LOGS / "venv.log",
        "Python's virtual environment could not be made: install the module venv"
        " (on Debian: apt-get install python3-venv)",
    )
    if not wheels.exists():
        collect(wheels)
    # Compiling all of it would double the time; Python does it where it is used.
    options = ("--no-compile", "--no-index", "--find-links", wheels)
    run_logged(
        pip("install", *options, "-r", LOCK_FILE),
        settings.LOGS / "pip-install.log",
        "The Python packages could not be installed",
        env=pip_environment(),
    )


def collect(wheels: Path) -> None:
    """Fetch the wheels, several at a time: most of it is waiting for the network."""
    say("  downloading 120 Python packages, about 110 MB")
    building = wheels.with_suffix(".building")
    lines = [line for line in LOCK_FILE.read_text().splitlines() if "==" in line]
    shares = [lines[start::LANES] for start in range(LANES)]
    with ThreadPoolExecutor(LANES) as pool:
        for _done in pool.map(fetch, [building] * LANES, range(LANES), shares):
            pass
    building.rename(wheels)


def fetch(folder: Path, lane: int, requirements: list[str]) -> None:
    run_logged(
        # The isolated build works whatever the Python installation brings along.
        pip("wheel", "--use-pep517", "--wheel-dir", folder, *requirements),
        settings.LOGS / f"pip-download-{lane}.log",
        "The Python packages could not be downloaded: check the network and pip's"
        " configuration, then run this again; what was fetched is kept",
        env=pip_environment() | {"PIP_CONSTRAINT": str(LOCK_FILE)},
    )


def pip(action: str, *arguments) -> list:
    quiet = ["--disable-pip-version-check", "--no-input"]
    return [PYTHON, "-m", "pip", action, *quiet, "--no-deps", *arguments]


def pip_environment() -> dict[str, str]:
    return {**os.environ, "PIP_CACHE_DIR": str(settings.CACHE / "pip")}
