"""What `tests/traceability.csv` names exists, and computes on the sample company."""

import csv
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools.safe_eval import safe_eval

from data.sample import AS_OF, XMLID_MODULE

TABLE = Path(__file__).parents[1] / "traceability.csv"
# why an indicator may have no value on the sample company
ALLOWED_REASONS = {
    "no_source",
    "not_installed",
    "not_started",
    "not_recorded",
    "no_records",
    "not_reached",
}


def names(prefix=""):
    """The names in the table that begin with ``prefix``, each with a rule of its."""
    with TABLE.open(newline="") as table:
        return {
            name: row["rule_id"]
            for row in csv.DictReader(table)
            for name in row["implemented_by"].split()
            if name.startswith(prefix)
        }


def outputs():
    """The rows of the outputs, by their ids."""
    with TABLE.open(newline="") as table:
        found = {row["rule_id"]: row for row in csv.DictReader(table)}
    return {rule: row for rule, row in found.items() if rule.startswith("E-")}


@tagged("post_install", "-at_install")
class TestTraceability(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref(f"{XMLID_MODULE}.C1")
        cls.readings = cls.env["onetoone.indicator"]._measure(cls.company, AS_OF)

    def test_every_record_exists(self):
        expected = {
            "odoo_onetoone.indicator_": "onetoone.indicator",
            "odoo_onetoone.list_": "ir.actions.act_window",
            "odoo_onetoone.onetoone_heat_map_action": "ir.actions.client",
            "odoo_onetoone.onetoone_staff_page_action": "ir.actions.client",
            "odoo_onetoone.onetoone_": "ir.actions.act_window",
            "odoo_onetoone.checklist_": "onetoone.checklist.item",
            "odoo_onetoone.level_": "onetoone.level",
            "odoo_onetoone.action_template_": "onetoone.action.template",
        }
        found = names("odoo_onetoone.")
        self.assertGreater(len(found), 250)
        for name, rule in found.items():
            model = next(m for prefix, m in expected.items() if name.startswith(prefix))
            with self.subTest(rule=rule, name=name):
                self.assertEqual(self.env.ref(name)._name, model)

    def test_every_template_is_the_activity_it_stands_for(self):
        found = names("odoo_onetoone.action_template_")
        self.assertEqual(len(found), 99)
        for name, rule in found.items():
            with self.subTest(rule=rule):
                self.assertEqual(self.env.ref(name).code, rule)

    def test_every_field_exists_and_is_read(self):
        for name, rule in names().items():
            if name.startswith("odoo_onetoone."):
                continue
            with self.subTest(rule=rule, name=name):
                if name in self.env:
                    self.assertGreater(self.env[name].search_count([], limit=1), 0)
                    continue
                model, field = name.rsplit(".", 1)
                self.assertIn(field, self.env[model]._fields)
                self.env[model].search([], limit=3).mapped(field)

    def test_every_list_opens(self):
        for name, rule in names("odoo_onetoone.list_").items():
            with self.subTest(rule=rule, name=name):
                action = self.env.ref(name)
                domain = safe_eval(action.domain or "[]")
                count = self.env[action.res_model].search_count(domain)
                self.assertGreaterEqual(count, 0)

    def test_every_indicator_computes(self):
        by_indicator = {reading.indicator_id: reading for reading in self.readings}
        measured = set()
        for name, rule in names("odoo_onetoone.indicator_").items():
            with self.subTest(rule=rule, name=name):
                reading = by_indicator[self.env.ref(name)]
                if reading.value is False:
                    self.assertIn(reading.missing_reason, ALLOWED_REASONS)
                    self.assertTrue(reading.explanation)
                else:
                    measured.add(name)
                    self.assertTrue(reading.indicator_id.definition)
        self.assertGreater(len(measured), 45)
