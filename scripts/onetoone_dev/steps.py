"""Set-up steps that run once, and again only when their inputs change."""

import fcntl
import time
from contextlib import contextmanager

from . import settings
from .console import say, seconds_since


@contextmanager
def locked(name: str):
    """One process or thread at a time, so that two commands can start together."""
    settings.LOCAL.mkdir(exist_ok=True)
    with (settings.LOCAL / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def step(name: str, key: str, label: str, action, is_whole=lambda: True) -> None:
    """Do `action` unless it was done with the same key and its result still stands.

    The stamp is written last: whatever was interrupted is done again.
    """
    stamp = settings.LOCAL / "stamps" / name
    if stamp.exists() and stamp.read_text() == key and is_whole():
        return
    say(f"{label} …")
    start = time.monotonic()
    stamp.unlink(missing_ok=True)
    action()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)
    say(f"  done in {seconds_since(start)}")
