"""`tests/traceability.csv` names something for every rule of the inventory."""

import csv
import re
from collections import Counter
from pathlib import Path

TABLE = Path(__file__).parents[1] / "traceability.csv"
# ids of the inventory: letter, number of rules
LEVELS = {"I": 6, "D": 5, "N": 5, "C": 5}
RULES = {"C-I": 22, "C-D": 42, "C-X": 50, "C-C": 25, "C-G": 13}
# activities of the one source that lists them by stage, and of the others
LISTED = {"T-IDN": 7, "T-DIF": 8, "T-INT": 17, "T-CUS": 7, "T-X": 2}
OTHERS = 58
OUTPUTS = 50
KINDS = {
    "indicator",
    "list",
    "field",
    "model",
    "level",
    "checklist",
    "template",
    "page",
    "reason",
}
# how a name of each kind looks; what else implements a rule may be of another kind
NAMES = {
    "indicator": r"odoo_onetoone\.indicator_\w+",
    "list": r"odoo_onetoone\.list_\w+",
    "checklist": r"odoo_onetoone\.checklist_\w+",
    "level": r"odoo_onetoone\.level_\w+",
    "template": r"odoo_onetoone\.action_template_\w+",
    "field": r"(onetoone(\.\w+)+|crm\.lead)\.\w+",
    "model": r"onetoone\.\w+",
    "page": r"odoo_onetoone\.onetoone_\w+_action\w*",
}


def rows():
    with TABLE.open(newline="") as table:
        return list(csv.DictReader(table))


def test_every_rule_activity_and_output_stands_in_the_table_once():
    rules = [
        f"{letter}{number}"
        for letter, count in LEVELS.items()
        for number in range(1, count + 1)
    ] + [
        f"{prefix}{number:02}"
        for prefix, count in RULES.items()
        for number in range(1, count + 1)
    ]
    activities = [
        f"{prefix}-{number}"
        for prefix, count in LISTED.items()
        for number in range(1, count + 1)
    ] + [f"S-{number:02}" for number in range(1, OTHERS + 1)]
    outputs = [f"E-{number:02}" for number in range(1, OUTPUTS + 1)]
    assert len(rules) == 173
    assert len(activities) == 99
    expected = Counter(rules + activities + outputs)
    assert Counter(row["rule_id"] for row in rows()) == expected


def test_every_activity_is_one_template():
    templates = {
        row["rule_id"]: row["implemented_by"]
        for row in rows()
        if row["rule_id"].startswith(("T-", "S-"))
    }
    assert {row["rule_id"] for row in rows() if row["kind"] == "template"} == set(
        templates
    )
    for code, name in templates.items():
        suffix = code.lower().replace("-", "_")
        assert name == f"odoo_onetoone.action_template_{suffix}"


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
