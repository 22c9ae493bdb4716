"""What the user sees: progress, and one clear sentence when something is missing."""

import os
import subprocess
import sys
import threading
import time

PROGRESS = "…"  # begins a line of progress in the output of a program of ours
_lock = threading.Lock()


class Problem(Exception):
    """Something the user can mend; the text says what and how."""


def say(text: str) -> None:
    with _lock:
        print(text, flush=True)


def tail(path, lines: int = 40) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def run_logged(command, log, problem: str, **options) -> None:
    """Run a command with its output in `log`; a failure becomes one Problem."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        code = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **options,
        ).returncode
    if code:
        last = next((line for line in reversed(tail(log, 5).splitlines()) if line), "")
        if "No space left on device" in tail(log, 200):
            raise OSError(28, "No space left on device", str(log))
        raise Problem(f"{problem} (last line: {last.strip()!r}, all of it: {log})")


class FileProgress:
    """Report the growth of a file while something else writes it."""

    def __init__(self, path, total: int, label: str):
        self.path, self.total, self.label = path, total, label
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_exc):
        self.done.set()
        self.thread.join()

    def _watch(self):
        is_terminal = sys.stdout.isatty()
        reported = 0
        while not self.done.wait(0.5):
            size = self.path.stat().st_size if self.path.exists() else 0
            percent = min(100, 100 * size // self.total)
            if is_terminal:
                sys.stdout.write(f"\r  {self.label}: {percent} %\033[K")
                sys.stdout.flush()
            elif percent >= reported + 25:
                reported = percent - percent % 25
                say(f"  {self.label}: {reported} %")
        if is_terminal:
            sys.stdout.write("\r\033[K")
            sys.stdout.flush()


def seconds_since(start: float) -> str:
    return f"{time.monotonic() - start:.0f} s"


def is_root() -> bool:
    return os.geteuid() == 0
