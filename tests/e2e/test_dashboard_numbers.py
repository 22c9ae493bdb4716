"""The dashboard of the sample company against its oracle, SQL and plain rules."""

import io
import re
from statistics import mean

import openpyxl
from round_case import RoundAgainstOracle, readings_of
from test_traceability import outputs

from odoo.tests import TransactionCase, tagged

from data.opinion import held_rounds, load, oracle
from data.sample import XMLID_MODULE

CLOSE = 1e-6
# "assessment workbook: Stages", in the notes of tests/traceability.csv
SHEET = re.compile(r"(\w+) workbook: ([^;]+)")


class HeldRoundsCase(RoundAgainstOracle, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref(f"{XMLID_MODULE}.C1")
        cls.rounds = load.hold_all(cls.env)
        cls.env.flush_all()
        cls.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestDashboardNumbers(HeldRoundsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        manager = cls.env.ref(f"{XMLID_MODULE}.U-manager-user")
        manager.group_ids += cls.env.ref("odoo_onetoone.group_onetoone_manager")
        dashboard = cls.env["onetoone.dashboard"].with_user(manager)
        cls.data = dashboard.with_company(cls.company).get_data()
        cls.latest = cls.rounds[-1]

    def test_readiness(self):
        expected = oracle.readiness(readings_of(self.latest))
        shown = self.data["round"]
        for field in ("readiness", "readiness_low", "readiness_high", "opinion"):
            self.assertAlmostEqual(shown[field], expected[field], delta=CLOSE)
        before = oracle.readiness(readings_of(self.rounds[-2]), list(held_rounds())[-2])
        self.assertAlmostEqual(
            shown["change"], expected["readiness"] - before["readiness"], delta=CLOSE
        )
        self.assertEqual(shown["previous"]["id"], self.rounds[-2].id)

    def test_what_moved_it_adds_up(self):
        for earlier, later in zip(self.rounds, self.rounds[1:], strict=False):
            moved = later.readiness - earlier.readiness
            points = later.change_ids.mapped("points")
            self.assertGreater(len(points), 20)
            self.assertAlmostEqual(sum(points), moved, delta=CLOSE)

    def test_stages(self):
        readings = readings_of(self.latest)
        self.assertEqual([one["code"] for one in self.data["stages"]], [*oracle.STAGES])
        for stage in self.data["stages"]:
            code, score = stage["code"], stage["score"]
            expected = oracle.stage(code, readings[code])
            opinion = oracle.expected()["whole"][code]["opinion"]
            self.assertAlmostEqual(score["opinion"], opinion, delta=CLOSE)
            self.assertAlmostEqual(score["evidence"], expected["evidence"], delta=CLOSE)
            self.assertEqual(score["target"], load.TARGETS[code])
            self.assertAlmostEqual(
                score["gap"], load.TARGETS[code] - expected["combined"], delta=CLOSE
            )

    def test_aspects_inside_and_outside(self):
        whole = oracle.expected()["whole"]
        self.assertEqual(len(self.data["aspects"]), 7)
        names = {one["name"] for one in self.data["aspects"] if one["outside"]}
        self.assertIn("Customer Relations", names)
        codes = dict(
            self.env["onetoone.dimension"]
            .search([("kind", "=", "aspect")])
            .mapped(lambda one: (one.id, one.code))
        )
        for aspect in self.data["aspects"]:
            expected = whole[codes[aspect["id"]]]
            for side in ("inside", "outside"):
                if aspect[side] is not False:
                    self.assertAlmostEqual(aspect[side], expected[side], delta=CLOSE)

    def test_alerts(self):
        self.env.cr.execute(
            """
            SELECT kind, count(*), sum(amount_at_stake) FROM onetoone_alert
             WHERE company_id = %s AND state = 'open' GROUP BY kind
             ORDER BY 3 DESC
            """,
            [self.company.id],
        )
        found = self.env.cr.fetchall()
        self.assertGreater(len(found), 3)
        shown = self.data["alerts"]
        self.assertEqual(
            [(one["kind"], one["count"]) for one in shown["kinds"]],
            [(kind, count) for kind, count, _stake in found],
        )
        self.assertEqual(shown["count"], sum(count for _kind, count, _ in found))

    def test_trend(self):
        shown = self.data["trend"]["rounds"]
        for held, one in zip(held_rounds(), shown, strict=True):
            assessment = self.rounds.filtered(lambda r, one=one: r.name == one["name"])
            expected = oracle.readiness(readings_of(assessment), held)
            self.assertAlmostEqual(one["readiness"], expected["readiness"], delta=CLOSE)
            self.assertAlmostEqual(one["opinion"], expected["opinion"], delta=CLOSE)
        self.assertGreaterEqual(len(self.data["trend"]["days"]), 5)

    def test_the_largest_gaps_come_first(self):
        """By the points of readiness that closing them brings, worked out apart."""
        worths = self.worths()
        proposals = self.env["onetoone.action.template"]._proposals(self.latest)
        shown = self.data["plan"]["proposals"]
        self.assertEqual(len(shown), 5)
        self.assertEqual(shown[0]["name"], proposals[0]["name"])
        subjects = {}
        for one in proposals:
            if one["indicator_id"] in worths:
                subjects[one["subject"]] = worths[one["indicator_id"]]
        ranked = [
            subjects[one["subject"]] for one in shown if one["subject"] in subjects
        ]
        self.assertGreaterEqual(len(ranked), 4)
        for gap, priority in ranked:
            self.assertGreater(gap, 0)
            self.assertGreater(priority, 0)
        priorities = [priority for _gap, priority in ranked]
        self.assertEqual(priorities, sorted(priorities, reverse=True))

    def worths(self):
        """{indicator id: (gap, what closing it brings of the readiness)}."""
        found, readings = {}, readings_of(self.latest)
        coverage = mean(oracle.evidence_of(readings[code])[1] for code in oracle.STAGES)
        share = oracle.share_of(coverage, 0.5)
        for one in self.latest.sudo().reading_ids.filtered("weight"):
            stage = one.dimension_id.code
            if one.position is False or stage not in oracle.STAGES:
                continue
            measured = sum(w for w, p in readings[stage] if p is not None)
            gap = load.TARGETS[stage] - one.position
            worth = share / 4 * one.weight / measured
            found[one.indicator_id.id] = gap, max(0, gap) * worth
        return found


@tagged("post_install", "-at_install")
class TestOutputs(HeldRoundsCase):
    """Each output of the inventory opens, and is in the workbook that is named."""

    def test_every_sheet_that_is_named_exists(self):
        sheets = {}
        for rule, row in outputs().items():
            for kind, sheet in SHEET.findall(row["note"]):
                if kind not in sheets:
                    sheets[kind] = self.sheets_of(kind)
                with self.subTest(output=rule, workbook=kind):
                    self.assertIn(sheet.strip(), sheets[kind])
        self.assertEqual(set(sheets), {"assessment", "segment", "customer"})

    def sheets_of(self, kind):
        workbook = self.env[f"onetoone.{kind}.workbook"]
        file = io.BytesIO()
        match kind:
            case "assessment":
                workbook._write_to(self.rounds[-1], file)
            case "segment":
                workbook._write_to(self.company, file)
            case "customer":
                workbook._write_company_to(self.company, file)
        return openpyxl.load_workbook(file, read_only=True).sheetnames
