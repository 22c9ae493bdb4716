"""`tests/traceability.csv` names something for every rule of the inventory."""

import csv
import re
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parents[1] / "traceability.csv"
# ids of the inventory: letter, number of rules
LEVELS = {"I": 6, "D": 5, "N": 5, "C": 5}
RULES = {"C-I": 22, "C-D": 42, "C-X": 50, "C-C": 25, "C-G": 13}
KINDS = {"indicator", "list", "field", "model", "level", "checklist", "reason"}
# how a name of each kind looks; what else implements a rule may be of another kind
NAMES = {
    "indicator": r"odoo_onetoone\.indicator_\w+",
    "list": r"odoo_onetoone\.list_\w+",
    "checklist": r"odoo_onetoone\.checklist_\w+",
    "level": r"odoo_onetoone\.level_\w+",
    "field": r"(onetoone\.\w+|crm\.lead)\.\w+",
    "model": r"onetoone\.\w+",
}


def rows():
    with TABLE.open(newline="") as table:
        return list(csv.DictReader(table))


def test_every_rule_stands_in_the_table_once():
    expected = [
        f"{letter}{number}"
        for letter, count in LEVELS.items()
        for number in range(1, count + 1)
    ] + [
        f"{prefix}{number:02}"
        for prefix, count in RULES.items()
        for number in range(1, count + 1)
    ]
    assert len(expected) == 173
    assert Counter(row["rule_id"] for row in rows()) == Counter(expected)


def test_every_row_names_something_of_its_kind():
    for row in rows():
        rule = row["rule_id"]
        assert row["title"], rule
        assert row["kind"] in KINDS, rule
        if row["kind"] == "reason":
            assert not row["implemented_by"], rule
            assert len(row["note"].split()) >= 8, f"{rule}: say why"
            continue
        names = row["implemented_by"].split()
        assert names, rule
        assert re.fullmatch(NAMES[row["kind"]], names[0]), (rule, names[0])
        assert len(names) == len(set(names)), rule


def test_reasons_are_rare():
    kinds = Counter(row["kind"] for row in rows())
    assert kinds["reason"] <= 5
    assert kinds["indicator"] + kinds["list"] >= 100
