"""Loads the engine without Odoo, and the worked cases beside the tests.

``odoo_onetoone`` itself must not be put on ``sys.path``: its folders ``data`` and
``tests`` would hide those of the repository. The engine is therefore loaded from
its folder under a name of its own, ``onetoone_engine``.
"""

import csv
import importlib.util
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "odoo_onetoone" / "engine"
ORACLES = ROOT / "data" / "oracles"


def load_engine():
    spec = importlib.util.spec_from_file_location(
        "onetoone_engine",
        ENGINE / "__init__.py",
        submodule_search_locations=[str(ENGINE)],
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = package
    spec.loader.exec_module(package)


load_engine()


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "oracle(file, section): run once for each worked case"
    )


def pytest_generate_tests(metafunc):
    marker = metafunc.definition.get_closest_marker("oracle")
    if marker:
        file, section = marker.args
        cases = read_json(file)[section]
        metafunc.parametrize("case", cases, ids=[case["case"] for case in cases])


def read_json(file):
    return json.loads((ORACLES / file).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def oracle():
    """Return the function that reads a whole JSON file of worked cases."""
    return read_json


@pytest.fixture(scope="session")
def oracle_rows():
    """Return the function that reads the rows of a CSV file of worked cases."""

    def read_rows(file):
        with (ORACLES / file).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read_rows


@pytest.fixture(scope="session")
def engine_folder():
    return ENGINE
