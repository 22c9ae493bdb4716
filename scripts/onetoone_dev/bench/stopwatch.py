"""Seconds, SQL queries and memory of a piece of work, in this process."""

import time
from pathlib import Path

STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")
RESET_PEAK = "5"


def measure(env, work) -> dict:
    """Run ``work``; its seconds, queries and the growth of memory in MB."""
    start_queries = env.cr.sql_log_count
    before = reset_peak()
    start = time.monotonic()
    work()
    return {
        "seconds": time.monotonic() - start,
        "queries": env.cr.sql_log_count - start_queries,
        "memory": peak() - before,
    }


def reset_peak() -> float:
    """Forget the highest memory of this process so far; return the current, in MB."""
    CLEAR.write_text(RESET_PEAK)
    return status("VmRSS")


def peak() -> float:
    return status("VmHWM")


def status(name: str) -> float:
    for line in STATUS.read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"{STATUS} has no {name}")
