"""Pinned Debian packages, fetched once into the user's cache.

apt's own helper does the transfer, from the mirror this machine already uses: so
proxies, certificates and mirror lists of its apt configuration hold here too.
"""

import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from . import settings
from .console import FileProgress, Problem, run_logged, say

APT_HELPER = Path("/usr/lib/apt/apt-helper")
LOCK_FILE = Path(__file__).with_name("debian.lock.json")
FOLDER = settings.CACHE / "debs"


class Package(NamedTuple):
    name: str
    path: str  # below the mirror's root
    size: int
    sha256: str

    @property
    def file(self) -> Path:
        return FOLDER / Path(self.path).name


def pinned() -> list[Package]:
    return [Package(**row) for row in json.loads(LOCK_FILE.read_text())]


def has_content(package: Package, path: Path) -> bool:
    if not path.exists() or path.stat().st_size != package.size:
        return False
    with path.open("rb") as handle:
        content = hashlib.sha256()
        while block := handle.read(1 << 20):
            content.update(block)
    return content.hexdigest() == package.sha256


def pick_mirror(index_targets: str) -> str | None:
    """The main Debian mirror among lines of `uri|origin|label|component`.

    Origin and label are known only after `apt-get update`; before it, apt prints
    the placeholder itself, and the address must tell.
    """
    rows = [line.split("|") for line in index_targets.splitlines()]
    rows = [row for row in rows if len(row) == 4 and row[3] == "main"]
    for uri, origin, label, _component in rows:
        if origin == "Debian" and label == "Debian":
            return uri
    for uri, *_rest in rows:
        if re.search(r"/debian(\.list)?/?$", uri):
            return uri
    return None


def mirror() -> str:
    hint = "set ODOO_DIR to an Odoo 19.0 source checkout or installed package."
    if not APT_HELPER.exists():
        raise Problem(
            f"Odoo is taken from Debian's mirror, but apt is not here: {hint}"
        )
    targets = subprocess.run(
        [
            "apt-get",
            "indextargets",
            "--format",
            "$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)",
            "Identifier: Packages",
        ],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = pick_mirror(targets)
    if not found:
        raise Problem(f"The apt configuration names no Debian mirror: {hint}")
    return found.rstrip("/") + "/"


def fetch_all() -> list[Path]:
    """All pinned packages as files in the cache."""
    packages = pinned()
    missing = [one for one in packages if not has_content(one, one.file)]
    if missing:
        base = mirror()
        size = sum(package.size for package in missing) / 1e6
        say(f"  downloading {len(missing)} Debian packages, {size:.0f} MB")
        for package in missing:
            fetch(base, package)
    return [package.file for package in packages]


def fetch(base: str, package: Package) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    # The helper continues a partial file, and checks the hash.
    partial = package.file.with_suffix(".part")
    with FileProgress(partial, package.size, package.name):
        log = settings.LOGS / f"download-{package.name}.log"
        try:
            run_logged(
                [
                    APT_HELPER,
                    *("-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=3"),
                    "download-file",
                    base + package.path,
                    partial,
                    f"SHA256:{package.sha256}",
                ],
                log,
                "",
            )
        except Problem as problem:
            raise explain(package, log.read_text(), log) from problem
    partial.replace(package.file)


def explain(package: Package, log_text: str, log: Path) -> Problem:
    name = package.file.name
    if "404" in log_text:
        return Problem(
            f"The Debian mirror no longer has {name}: put that file into {FOLDER}, or"
            " set ODOO_DIR to an Odoo 19.0 source checkout or installed package."
        )
    if "Hash Sum mismatch" in log_text:
        return Problem(f"The download of {name} was damaged: run this again.")
    return Problem(
        f"{name} could not be downloaded: check the network and run this again, the"
        f" download continues where it stopped (details: {log})."
    )
