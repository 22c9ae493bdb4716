"""The table: as Markdown for people, as CSV with every single run."""

import csv
import os
from pathlib import Path

from . import targets
from .plan import AS_OF, YEARS, Plan

KILO = 1024
GROWING = (
    targets.FIRST,
    targets.AGAIN,
    targets.PARTIAL,
    targets.MEASURE,
    targets.HISTORY,
    targets.HISTORY_LARGEST,
    targets.DASHBOARD,
)


def write(plan: Plan, found, folder: Path) -> str:
    """Write both files; return what the terminal shows."""
    text = markdown(plan, found)
    (folder / "benchmark.md").write_text(text)
    write_csv(found.series, folder / "benchmark.csv")
    return f"\n{text}\nWritten to {os.path.relpath(folder)}/benchmark.md and .csv"


def write_csv(series, path: Path) -> None:
    with path.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["factor", "work", "run", "seconds", "queries", "memory_mb"])
        for one in series:
            for number, seconds in enumerate(one.seconds):
                queries = one.queries[number] if one.queries else ""
                memory = "" if one.memory is None else f"{one.memory:.0f}"
                writer.writerow(
                    [one.factor, one.work, number + 1, f"{seconds:.4f}", queries]
                    + [memory]
                )


def markdown(plan: Plan, found) -> str:
    blocks = [
        "# Benchmark",
        introduction(plan),
        machine(found.settings),
        "## Measured",
        measured(plan, found),
        "## The same by other means",
        others(plan, found),
        "## How time grows",
        growth(plan, found),
    ]
    return "\n\n".join(blocks) + "\n"


def introduction(plan: Plan) -> str:
    return (
        f"`make bench FACTOR={plan.factor:g} PURCHASES={plan.purchases_model}`:"
        f" {plan.customers:,} customers with {plan.contacts:,} contacts,"
        f" {plan.purchases:,} purchases ({plan.purchases_model}), {plan.messages:,}"
        f" messages and {plan.complaints:,} tickets with {plan.stage_changes:,} tracked"
        f" stage changes, over {YEARS} years, as of {AS_OF}. All rows are made up; one"
        " invoice in ten has a line. Every figure is the median of its runs, all taken"
        " in one go on one machine: compare them with each other rather than with"
        " another machine. Targets are those of a million customers."
    )


def machine(settings: dict[str, str]) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / KILO**3
    version, *others = [f"{name} {value}" for name, value in settings.items()]
    return (
        f"Machine: {os.cpu_count()} cores, {memory:.0f} GB of memory. PostgreSQL:"
        f" {version}, {', '.join(others)}."
    )


# ------------------------------------------------------------
# Tables
# ------------------------------------------------------------


def measured(plan: Plan, found) -> str:
    rows = [["work", "target", "measured", "runs", "queries", "memory", "verdict"]]
    plain = find(found, targets.PLAIN, plan.factor)
    for work, target in targets.TARGETS.items():
        one = find(found, work, plan.factor)
        if one:
            rows.append(measured_row(plan, one, target, plain))
    batches = find(found, targets.BATCHES, plan.factor)
    if batches:
        rows.append(measured_row(plan, batches, targets.Target(), plain))
    notes = [
        index_note(found),
        closing_note(found),
        *remarks(plan, found),
        *reasons(plan, found),
    ]
    notes = [note for note in notes if note]
    return table(rows) + "".join(f"\n\n{note}" for note in notes)


def measured_row(plan: Plan, one, target, plain) -> list[str]:
    cells = [one.work, target_text(target), spread(one), str(one.runs)]
    cells += [queries(one), megabytes(one.memory)]
    return [*cells, verdict(plan, one, target, plain)]


def target_text(target) -> str:
    parts = []
    if target.seconds:
        parts.append(f"≤ {seconds_text(target.seconds)}")
    if target.times_plain:
        parts.append(f"≤ {target.times_plain:g} × plain SQL")
    if target.memory:
        parts.append(f"≤ {target.memory:g} MB")
    return ", ".join(parts)


def verdict(plan: Plan, one, target, plain) -> str:
    """Which targets are met and missed; away from factor 1 only the ratio is judged."""
    said = []
    if target.seconds and plan.factor == 1:
        said.append(judge("time", one.median, target.seconds))
    if target.times_plain and plain:
        ratio = one.median / plain.median
        said.append(judge(f"{ratio:.1f} × plain SQL", ratio, target.times_plain))
    if target.memory and one.memory is not None:
        said.append(judge("memory", one.memory, target.memory))
    return "; ".join(said) or "for comparison"


def judge(what: str, value: float, limit: float) -> str:
    return f"{what}: {'met' if value <= limit else '**missed**'}"


def others(plan: Plan, found) -> str:
    ours = find(found, targets.AGAIN, plan.factor)
    if not ours:
        return ""
    rows = [["means", "measured", "runs", "times our refresh", "remark"]]
    for work in (targets.PLAIN, targets.DUCKDB, targets.LOOP):
        one = find(found, work, plan.factor)
        if one:
            ratio = f"{one.median / ours.median:,.1f}"
            rows.append([work, spread(one), str(one.runs), ratio, one.remark])
    notes = [plain_note(found), duckdb_note(found)]
    return table(rows) + "".join(f"\n\n{note}" for note in notes if note)


def growth(plan: Plan, found) -> str:
    factors = sorted({one.factor for one in found.series})
    heads = [f"{Plan.of(f'{factor:g}').customers:,} customers" for factor in factors]
    rows = [["work", *heads]]
    for work in GROWING:
        label = work.replace("10,000", "1 % of the")
        rows.append([label, *cells(found, work, factors)])
    dashboards = [find(found, targets.DASHBOARD, factor) for factor in factors]
    counted = [queries(one) if one else "" for one in dashboards]
    rows.append(["queries of the dashboard", *counted])
    return table(rows)


def cells(found, work: str, factors) -> list[str]:
    series = [find(found, work, factor) for factor in factors]
    return [seconds_text(one.median) if one else "" for one in series]


# ------------------------------------------------------------
# Notes below the tables
# ------------------------------------------------------------


def index_note(found) -> str:
    created = found.facts.get("indexes")
    if not created:
        return ""
    return (
        f"The {created['count']} optional indexes took"
        f" {seconds_text(created['seconds'])} to create and"
        f" {created['megabytes']:,.0f} MB of disk."
    )


def closing_note(found) -> str:
    """The parts of the middle run."""
    runs = found.facts.get("closing")
    if not runs:
        return ""
    middle = sorted(runs, key=lambda parts: sum(parts.values()))[len(runs) // 2]
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in middle.items())
    return f"Closing a round of which nothing was sealed, in parts: {parts}."


def remarks(plan: Plan, found) -> list[str]:
    return [
        f"{one.work[0].upper()}{one.work[1:]}: {one.remark}."
        for one in found.series
        if one.factor == plan.factor and one.remark and one.work in targets.TARGETS
    ]


def reasons(plan: Plan, found) -> list[str]:
    """Why a refresh missed its time: whether the machine alone explains it."""
    plain = find(found, targets.PLAIN, plan.factor)
    if plan.factor != 1 or not plain:
        return []
    said = []
    for work, target in targets.TARGETS.items():
        one = find(found, work, plan.factor)
        if one and target.times_plain and one.median > target.seconds:
            slow = plain.median > target.seconds / target.times_plain
            cause = "the machine" if slow else "the refresh, not the machine"
            said.append(
                f"Missed, {work}: the target is {seconds_text(target.seconds)}, and"
                f" plain SQL takes {seconds_text(plain.median)} here, so the cause is"
                f" {cause}."
            )
    return said


def plain_note(found) -> str:
    runs = found.facts.get("parts")
    if not runs:
        return ""
    middle = sorted(runs, key=lambda parts: sum(parts.values()))[len(runs) // 2]
    parts = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in middle.items())
    agreement = found.facts["agreement"].items()
    agreed = ", ".join(f"{name} {100 * share:.2f} %" for name, share in agreement)
    return (
        f"Plain SQL in parts: {parts}. Customers for whom plain SQL and the refresh"
        f" found the same: {agreed}."
    )


def duckdb_note(found) -> str:
    reason = found.facts.get("no_duckdb")
    return f"DuckDB was left out: {reason}." if reason else ""


# ------------------------------------------------------------
# Layout
# ------------------------------------------------------------


def find(found, work: str, factor: float):
    matches = (x for x in found.series if (x.work, x.factor) == (work, factor))
    return next(matches, None)


def spread(one) -> str:
    text = seconds_text(one.median)
    if one.runs > 1:
        low, high = min(one.seconds), max(one.seconds)
        text += f" ({seconds_text(low)} to {seconds_text(high)})"
    return text


def seconds_text(seconds: float) -> str:
    if seconds < 1:
        return f"{1000 * seconds:.0f} ms"
    return f"{seconds:,.1f} s" if seconds < 100 else f"{seconds:,.0f} s"


def queries(one) -> str:
    counts = sorted(set(one.queries))
    if not counts:
        return ""
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def megabytes(memory: float | None) -> str:
    return "" if memory is None else f"{memory:.0f} MB"


def table(rows: list[list[str]]) -> str:
    """A Markdown table, its columns padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    ruler = "| " + " | ".join("-" * width for width in widths) + " |"
    return "\n".join([lines[0], ruler, *lines[1:]])
