"""A pytest plugin that writes what ran to the file ONETOONE_COUNTS, as JSON.

It knows what the plain report does not: which skipped tests needed a browser.
"""

import json
import os

import pytest

counts = {"passed": 0, "failed": 0, "skipped": 0, "browser": 0, "browser_skipped": []}


def needs_browser(item) -> bool:
    """Whether the test belongs to a class of Odoo's HttpCase."""
    ancestors = getattr(item.cls, "__mro__", ()) if getattr(item, "cls", None) else ()
    return any(one.__name__ == "HttpCase" for one in ancestors)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    is_final = call.when == "call" or not report.passed
    if not is_final:
        return
    if call.when == "teardown" and report.passed:
        return
    counts[report.outcome] += 1
    if needs_browser(item):
        counts["browser"] += 1
        if report.skipped:
            counts["browser_skipped"].append(item.nodeid)


def pytest_collectreport(report):
    if report.failed:
        counts["failed"] += 1


def pytest_sessionfinish():
    path = os.environ.get("ONETOONE_COUNTS")
    if path:
        with open(path, "w", encoding="utf-8") as handle:
            json.dump(counts, handle)
