"""`make bench`: databases of three sizes, what is measured on them, and the table."""

import json
import os

from .. import databases, odoo_command, python_env, settings
from ..console import Problem, run_logged, say
from . import data, report, targets
from .figures import Series, series
from .plan import PURCHASE_MODELS, Plan

RUNS = int(os.environ.get("RUNS") or 3)
LOOP_SAMPLE = 300
DASHBOARD_RUNS = 5
DUCKDB = "duckdb==2.0.0"
SMALLER = (0.01, 0.1)  # how time grows


def run(setup) -> int:
    plan = Plan.of(
        os.environ.get("FACTOR") or "0.01",
        os.environ.get("PURCHASES") or PURCHASE_MODELS[0],
    )
    odoo = setup()
    plans = [*smaller(plan), plan]
    names = [data.ensure(odoo, one) for one in plans]
    settings.OUT.mkdir(exist_ok=True)
    found = Benchmark(odoo, plan)
    for one, name in zip(plans, names, strict=True):
        found.measure(one, name)
    say(report.write(plan, found, settings.OUT))
    return 0


def smaller(plan: Plan) -> list[Plan]:
    factors = [plan.factor * part for part in SMALLER]
    return [
        Plan.of(f"{factor:g}", plan.purchases_model)
        for factor in factors
        if factor >= 0.001
    ]


class Benchmark:
    """Everything that is measured, in the order in which it is.

    The table is written after each piece of work: one that is interrupted keeps it.
    """

    def __init__(self, odoo, largest: Plan):
        self.odoo = odoo
        self.largest = largest
        self.series: list[Series] = []
        self.settings: dict[str, str] = {}
        self.facts: dict = {}  # agreement, index sizes, why something was left out

    def measure(self, plan: Plan, name: str) -> None:
        self.plan, self.name = plan, name
        is_largest = plan is self.largest
        say(f"Measuring {name} …")
        self.settings = self.task("prepare", plan.purchases_model)
        self.repeat(targets.FIRST, "first_refresh", RUNS)
        self.task("vacuum")
        self.repeat(targets.AGAIN, "refresh_again", RUNS)
        if is_largest:
            self.plain_sql()
            self.loop()
        self.partial(targets.PARTIAL)
        self.repeat(targets.MEASURE, "measure_indicators", RUNS)
        self.history(targets.HISTORY, targets.HISTORY_LARGEST)
        self.repeat(targets.DASHBOARD, "dashboard", DASHBOARD_RUNS)
        self.managed()
        if is_largest:
            self.indexed()
            self.closing()
            self.duckdb()
            self.repeat(targets.BATCHES, "in_batches")

    # ------------------------------------------------------------
    # One piece of work each
    # ------------------------------------------------------------

    def repeat(self, work: str, task: str, *arguments) -> list[dict]:
        results = self.task(task, *map(str, arguments))
        self.add(series(work, self.plan.factor, results))
        return results

    def partial(self, work: str) -> None:
        """A hundredth of the customers: 10,000 of a million."""
        customers = self.plan.customers // 100
        results = self.task(
            "partial_refresh", self.plan.purchases_model, str(customers), str(RUNS)
        )
        remark = f"{customers:,} customers, {results[-1]['written']:,} rows written"
        self.add(series(work, self.plan.factor, results, remark))

    def history(self, of_some: str, of_largest: str) -> None:
        largest, *others = self.task("history")
        self.add(series(of_some, self.plan.factor, others))
        self.add(series(of_largest, self.plan.factor, [largest]))

    def managed(self) -> None:
        """What needs the profiles: segments, results, alerts, the form, the file."""
        self.repeat(targets.SEGMENTS_FIRST, "segments_first")
        self.repeat(targets.SEGMENTS, "segments", RUNS)
        self.repeat(targets.SEGMENTS_CHANGED, "segments_changed", RUNS)
        self.repeat(targets.RESULTS, "segment_results", RUNS)
        self.repeat(targets.ALERTS, "alerts", RUNS)
        self.repeat(targets.FORM, "customer_form", RUNS)
        self.repeat(targets.WORKBOOK, "customer_workbook", RUNS)

    def closing(self) -> None:
        """A round of its own size, whatever the factor: it has no customers."""
        results = self.repeat(targets.CLOSING, "close_round", RUNS, "waiting")
        self.facts["closing"] = [result["parts"] for result in results]
        self.repeat(targets.CLOSING_SEALED, "close_round", RUNS, "sealed")

    def plain_sql(self) -> None:
        output = data.program(
            "onetoone_dev.bench.plain_sql",
            *(self.name, self.plan.purchases_model, str(RUNS)),
        )
        result = json.loads(output)
        totals = [sum(parts.values()) for parts in result["parts"]]
        self.add(Series(targets.PLAIN, self.plan.factor, totals))
        self.facts["parts"] = result["parts"]
        self.facts["agreement"] = result["agreement"]

    def indexed(self) -> None:
        """The same with the optional indexes, which are dropped again."""
        self.facts["indexes"] = self.task("create_indexes")
        self.task("vacuum")
        try:
            self.repeat(targets.FIRST_INDEXED, "first_refresh", RUNS)
            self.task("vacuum")
            self.repeat(targets.AGAIN_INDEXED, "refresh_again", RUNS)
            self.partial(targets.PARTIAL_INDEXED)
            self.history(targets.HISTORY_INDEXED, targets.HISTORY_LARGEST_INDEXED)
        finally:
            self.task("drop_indexes")

    def loop(self) -> None:
        result = self.task("loop", self.plan.purchases_model, str(LOOP_SAMPLE))
        if not result["sample"]:
            return
        total = result["seconds"] * self.plan.customers / result["sample"]
        remark = (
            f"{result['seconds']:.1f} s for {result['sample']} customers, multiplied;"
            " nothing is written"
        )
        self.add(Series(targets.LOOP, self.plan.factor, [total], remark=remark))

    def duckdb(self) -> None:
        try:
            packages = duckdb_packages()
        except Problem as problem:
            self.facts["no_duckdb"] = str(problem)
            say(f"  DuckDB is left out: {problem}")
            return
        output = data.program(
            "onetoone_dev.bench.duck",
            *(self.name, self.plan.purchases_model),
            *(str(settings.LOCAL / "bench-csv"), str(RUNS)),
            search_path=packages,
        )
        result = json.loads(output)
        runs = result["runs"]
        totals = [one["copy"] + one["aggregate"] for one in runs]
        copied = sorted(one["copy"] for one in runs)[len(runs) // 2]
        remark = (
            f"of these {copied:.1f} s to copy the rows out; nothing is written back"
        )
        self.add(
            Series(
                targets.DUCKDB,
                self.plan.factor,
                totals,
                memory=result["memory"],
                remark=remark,
            )
        )

    # ------------------------------------------------------------
    # Tools
    # ------------------------------------------------------------

    def task(self, name: str, *arguments: str):
        """Run a measurement in an Odoo process of its own."""
        log = databases.log_of(f"bench-{name}")
        output = odoo_command.task(
            self.odoo,
            self.name,
            name,
            log,
            *arguments,
            module="onetoone_dev.bench.inside",
        )
        return json.loads(output)

    def add(self, one: Series) -> None:
        self.series.append(one)
        report.write(self.largest, self, settings.OUT)
        say(f"  {one.work}: {one.median:.3f} s")


def duckdb_packages() -> str:
    """DuckDB in a folder of its own, which the product's environment never sees."""
    folder = settings.LOCAL / "bench-packages"
    if not (folder / "duckdb").exists():
        run_logged(
            [python_env.PYTHON, "-m", "pip", "install", "--no-input"]
            + ["--disable-pip-version-check", "--target", folder, DUCKDB],
            settings.LOGS / "bench-packages.log",
            f"{DUCKDB} could not be installed",
        )
    return str(folder)
