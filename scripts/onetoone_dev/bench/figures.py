"""What the measurements found, and how a series of seconds is summed up."""

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Series:
    """One piece of work, measured several times on one database."""

    work: str
    factor: float
    seconds: list[float]
    queries: list[int] = field(default_factory=list)
    memory: float | None = None  # MB, the most of all runs
    remark: str = ""

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def runs(self) -> int:
        return len(self.seconds)


def series(work: str, factor: float, results: list[dict], remark="") -> Series:
    return Series(
        work,
        factor,
        [result["seconds"] for result in results],
        [result["queries"] for result in results],
        max(result["memory"] for result in results),
        remark,
    )
