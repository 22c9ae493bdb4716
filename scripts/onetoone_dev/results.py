"""The result of a suite, and the one line that sums them up."""

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .console import tail


@dataclass
class Result:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    logs: tuple[Path, ...] = ()

    def is_good(self) -> bool:
        return not self.failed and not self.problems and self.passed > 0

    def line(self) -> str:
        counts = f"{self.passed} passed"
        if self.failed:
            counts += f", {self.failed} failed"
        if self.skipped:
            counts += f", {self.skipped} skipped"
        mark = "ok  " if self.is_good() else "FAIL"
        return f"{mark} {self.name:<28} {counts}  ({self.seconds:.0f} s)"

    def detail(self) -> str:
        """Why it failed: the problems, then the end of its logs."""
        parts = [f"  ! {problem}" for problem in self.problems]
        if not self.passed and not self.failed:
            parts.append("  ! it ran no test at all")
        if self.failed or not self.problems:
            for log in self.logs:
                parts += [f"  --- {log}", tail(log)]
        return "\n".join(parts)


def summary(results: list[Result]) -> tuple[str, int]:
    """The last line, and the exit code.

    A suite that did not run, or has a problem beside its tests, counts as one
    failure: the line may not say that nothing failed then.
    """
    passed = sum(result.passed for result in results)
    failed = sum(result.failed or int(not result.is_good()) for result in results)
    skipped = sum(result.skipped for result in results)
    line = f"{passed} passed, {failed} failed"
    if skipped:
        line += f", {skipped} skipped"
    return line, int(bool(failed) or not results)


class Clock:
    seconds = 0.0


@contextmanager
def timed():
    clock, start = Clock(), time.monotonic()
    try:
        yield clock
    finally:
        clock.seconds = time.monotonic() - start
