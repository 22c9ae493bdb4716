"""The JavaScript linters at .local/node, pinned by package-lock.json."""

import os
import shutil

from . import settings
from .console import run_logged
from .steps import step

FILES = ("package.json", "package-lock.json")
MODULES = settings.NODE / "node_modules"


def ensure() -> None:
    key = settings.digest(*(settings.ROOT / name for name in FILES))
    step("node", key, "Preparing the JavaScript linters", build, MODULES.is_dir)


def build() -> None:
    shutil.rmtree(settings.NODE, ignore_errors=True)
    settings.NODE.mkdir(parents=True)
    for name in FILES:
        shutil.copy(settings.ROOT / name, settings.NODE)
    run_logged(
        ["npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"],
        settings.LOGS / "npm.log",
        "The JavaScript linters could not be installed: check the network and npm's"
        " configuration, then run this again",
        cwd=settings.NODE,
        env={**os.environ, "npm_config_cache": str(settings.CACHE / "npm")},
    )


def program(name: str) -> str:
    return str(MODULES / ".bin" / name)
