"""Odoo 19.0 itself: unpacked from Debian's package, or an existing one (ODOO_DIR)."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from . import downloads, settings
from .console import Problem, say
from .steps import step

UNPACKED = settings.LOCAL / "odoo"
PACKAGES_FOLDER = "usr/lib/python3/dist-packages"
# Debian leaves this file out as it cannot be built from source there; without it
# every backend page logs an error and every browser test fails.
LEFT_OUT = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


class Odoo(NamedTuple):
    python_path: Path  # what PYTHONPATH must hold so that `import odoo` works
    addons: tuple[Path, ...]
    identity: str  # changes when the code of Odoo does


def ensure() -> Odoo:
    given = settings.odoo_dir()
    if given:
        return existing(Path(given).expanduser().resolve())
    key = settings.digest(downloads.LOCK_FILE)
    step("odoo", key, "Unpacking Odoo 19.0 (1.1 GB)", unpack, UNPACKED.is_dir)
    folder = UNPACKED / PACKAGES_FOLDER
    return Odoo(folder, (folder / "odoo/addons",), key)


def unpack() -> None:
    files = downloads.fetch_all()
    if not shutil.which("dpkg-deb"):
        raise Problem(
            "Odoo's package cannot be unpacked without dpkg-deb: install dpkg, or set"
            " ODOO_DIR to an Odoo 19.0 source checkout."
        )
    building = UNPACKED.with_suffix(".building")
    shutil.rmtree(building, ignore_errors=True)
    say(f"  unpacking {len(files)} packages")
    for file in files:
        result = subprocess.run(
            ["dpkg-deb", "-x", str(file), str(building)],
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            if "No space left" in result.stderr:
                raise OSError(28, "No space left on device", str(building))
            raise Problem(
                f"{file} cannot be unpacked ({result.stderr.strip()[:200]}): delete it"
                " and run this again."
            )
    package = building / PACKAGES_FOLDER / "odoo"
    left_out = package / LEFT_OUT
    left_out.parent.mkdir(parents=True, exist_ok=True)
    left_out.touch()
    dangling = dangling_links(package)
    if dangling:
        raise Problem(
            f"{len(dangling)} files of Odoo's package are missing, such as"
            f" {dangling[0]}: the list in {downloads.LOCK_FILE.name} is incomplete."
        )
    shutil.rmtree(UNPACKED, ignore_errors=True)
    building.rename(UNPACKED)


def dangling_links(folder: Path) -> list[Path]:
    return [
        path
        for base, names, files in os.walk(folder)
        for path in (Path(base, name) for name in names + files)
        if path.is_symlink() and not path.exists()
    ]


def existing(folder: Path) -> Odoo:
    """An Odoo the user already has: a source checkout, or an installed package."""
    candidates = (folder, folder.parent, folder / PACKAGES_FOLDER)
    base = next((one for one in candidates if is_odoo(one)), None)
    if base is None:
        raise Problem(
            f"ODOO_DIR={folder} is not an Odoo: name the folder of a source checkout"
            " (with odoo-bin) or the folder that holds the installed package `odoo`."
        )
    release = (base / "odoo/release.py").read_text()
    version = re.search(r"version_info\s*=\s*\((\d+),\s*(\d+)", release)
    if not version or version.groups() != ("19", "0"):
        raise Problem(
            f"The Odoo in {base} is not version 19.0: point ODOO_DIR to 19.0."
        )
    if not (base / "odoo" / LEFT_OUT).exists() and not (base / LEFT_OUT).exists():
        say(f"Note: {base} lacks {LEFT_OUT}; browser tests will fail with it.")
    return Odoo(python_path(base), addons_of(base), settings.digest(str(base), release))


def addons_of(base: Path) -> tuple[Path, ...]:
    folders = (base / "addons", base / "odoo/addons")
    return folders if (base / "odoo-bin").exists() else folders[1:]


def is_odoo(folder: Path) -> bool:
    return (folder / "odoo/release.py").is_file()


def python_path(base: Path) -> Path:
    """A folder with nothing importable but Odoo.

    An installed package lies among the system's other Python packages, which must
    not come before those of our own environment.
    """
    if (base / "odoo-bin").exists():
        return base
    folder = settings.LOCAL / "odoo-path"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "odoo"
    if not link.is_symlink() or link.resolve() != base / "odoo":
        link.unlink(missing_ok=True)
        link.symlink_to(base / "odoo")
    return folder
