"""The numbers to reach with a million customers; they hold at factor 1 only."""

from dataclasses import dataclass

PLAIN = "the same aggregations as plain hand-written SQL"
FIRST = "full refresh, every profile inserted"
AGAIN = "full refresh, nothing changed"
FIRST_INDEXED = f"{FIRST}, with the optional indexes"
AGAIN_INDEXED = f"{AGAIN}, with the optional indexes"
PARTIAL = "refresh of 10,000 changed customers"
PARTIAL_INDEXED = f"{PARTIAL}, with the optional indexes"
MEASURE = "measuring all indicators"
HISTORY = "history of one customer, first page"
HISTORY_LARGEST = "history of the customer with most contacts, first page"
HISTORY_INDEXED = f"{HISTORY}, with the optional indexes"
HISTORY_LARGEST_INDEXED = f"{HISTORY_LARGEST}, with the optional indexes"
DASHBOARD = "data of the dashboard"
SEGMENTS = "20 segments refreshed, nothing changed"
SEGMENTS_CHANGED = "20 segments refreshed, 1 % of the customers changed"
SEGMENTS_FIRST = "20 segments, every membership inserted"
RESULTS = "figures, and profit and loss by quarter, of 20 segments"
ALERTS = "all alerts detected"
FORM = "what the form of a customer takes longer"
WORKBOOK = "customer workbook, every customer × 10 columns"
BATCHES = "the nightly job: refresh in batches, then all indicators"
CLOSING = "closing a round, 2,000 participants × 40 questions, nothing sealed before"
CLOSING_SEALED = "closing the same round, everything sealed before"
LOOP = "a loop over partners through the ORM, extrapolated"
DUCKDB = "the same in DuckDB, copying the rows out included"


@dataclass(frozen=True)
class Target:
    """At most so many seconds, so many times plain SQL, so many MB more."""

    seconds: float | None = None
    times_plain: float | None = None
    memory: float | None = None


TARGETS = {
    FIRST: Target(seconds=90, times_plain=2, memory=150),
    AGAIN: Target(seconds=90, times_plain=2, memory=150),
    FIRST_INDEXED: Target(seconds=45, times_plain=2, memory=150),
    AGAIN_INDEXED: Target(seconds=45, times_plain=2, memory=150),
    PARTIAL: Target(seconds=3),
    PARTIAL_INDEXED: Target(seconds=3),
    MEASURE: Target(seconds=20),
    HISTORY: Target(seconds=0.1),
    HISTORY_LARGEST: Target(seconds=0.1),
    HISTORY_INDEXED: Target(seconds=0.1),
    HISTORY_LARGEST_INDEXED: Target(seconds=0.1),
    DASHBOARD: Target(seconds=0.1),
    SEGMENTS: Target(seconds=20),
    SEGMENTS_CHANGED: Target(seconds=20),
    FORM: Target(seconds=0.02),
    WORKBOOK: Target(seconds=45, memory=60),
    CLOSING: Target(seconds=5),
    CLOSING_SEALED: Target(seconds=5),
}
