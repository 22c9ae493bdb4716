from datetime import date, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..engine.opinion.readiness import Indicator, evidence_of
from .common_changes import ChangesCase

STAGES = {"identify", "differentiate", "interact", "customize"}


@tagged("post_install", "-at_install")
class TestTrend(ChangesCase):
    def trend(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        assessments = self.env["onetoone.assessment"].with_user(user or self.analyst)
        return assessments._trend(self.company)

    def test_a_position_is_restated_when_anchors_change(self):
        """40 stands at 25 between 20 40 60 80 95, at 50 between 0 20 40 60 80."""
        [early] = self.record("2026-01-01", reachable=40)
        self.assertEqual((early.restated_position, early.is_restated), (25, False))
        self.reachable.anchors = "0 20 40 60 80"
        [late] = self.record("2026-01-02", reachable=40)
        self.assertEqual((early.restated_position, early.is_restated), (50, True))
        self.assertEqual((late.restated_position, late.is_restated), (50, False))
        # the same numbers, written in another way, are no break
        self.reachable.anchors = "0.0 20 40 60 80"
        self.assertFalse(late.is_restated)
        self.reachable.write({"anchors": False, "weight": 0})
        self.assertIs(late.restated_position, False)

    def test_what_was_not_scored_is_not_restated(self):
        [reading] = self.record("2026-01-01", reachable=40)
        reading.missing_reason = "too_few"
        self.assertIs(reading.restated_position, False)
        reading.write({"missing_reason": "no_records", "value": False})
        self.assertIs(reading.restated_position, False)

    def test_measuring_keeps_the_anchors(self):
        readings = self.env["onetoone.indicator"]._measure(
            self.company, date(2026, 1, 1)
        )
        self.assertIn(self.reachable, readings.indicator_id)
        for reading in readings:
            self.assertEqual(reading.anchors, reading.indicator_id.anchors)
            self.assertEqual(reading.restated_position, reading.position)
            self.assertFalse(reading.is_restated)

    def test_closing_freezes_positions_on_the_anchors_it_freezes(self):
        self.record("2026-01-01", reachable=40, contacts=30)
        self.reachable.anchors = "0 20 40 60 80"
        closed = self.closed_round("2026-01-01", (1, 3, 3, 3), (1, 3, 3, 3))
        frozen = closed.reading_ids.filtered(
            lambda one: one.indicator_id == self.reachable
        )
        self.assertEqual((frozen.anchors, frozen.position), ("0 20 40 60 80", 50))

    def test_rounds(self):
        first = self.first_round()
        second = self.second_round(first)
        self.new_round({"staff": 1})
        found = self.trend()["rounds"]
        self.assertEqual([one["id"] for one in found], [first.id, second.id])
        self.assertEqual(
            {
                name: found[0][name]
                for name in ("name", "as_of", "like_for_like", "composition")
            },
            {
                "name": "Round",
                "as_of": "2026-01-01",
                "like_for_like": None,
                "composition": None,
            },
        )
        later = found[1]
        self.assertAlmostEqual(later["readiness"], 56.25)
        self.assertAlmostEqual(later["opinion"], 62.5)
        self.assertAlmostEqual(later["evidence"], 50)
        self.assertEqual(
            (later["low"], later["high"]),
            (
                second.readiness_low,
                second.readiness_high,
            ),
        )
        # evidence is there in two stages only
        self.assertIsNone(later["development_stage"])
        # worked out in the test of the changes
        self.assertAlmostEqual(later["composition"], 6.25)
        self.assertAlmostEqual(later["like_for_like"], 100 / 1.8 / 8 + 6.25)

    def test_readings_by_stage_and_date(self):
        """Identify: (1 × 25 + 3 × 50) / 4 = 43.75, then on easier anchors."""
        indicators = self.env["onetoone.indicator"]
        self.completeness = indicators.search([("code", "=", "completeness")])
        self.retention = indicators.search([("code", "=", "retention")])
        self.completeness.write({"anchors": "20 40 60 80 90", "weight": 3})
        self.assertEqual(self.retention.weight, 0)
        self.record("2026-01-02", reachable=60, contacts=50)
        self.record(
            "2026-01-01", reachable=40, completeness=60, contacts=30, retention=65
        )
        self.assertEqual(
            self.trend()["readings"],
            [
                {
                    "as_of": "2026-01-01",
                    "stages": {"identify": 43.75, "interact": 25},
                    "is_restated": False,
                },
                {
                    "as_of": "2026-01-02",
                    "stages": {"identify": 50, "interact": 50},
                    "is_restated": False,
                },
            ],
        )
        self.contacts.anchors = "0 10 20 30 40"
        [first, second] = self.trend()["readings"]
        self.assertEqual(first["stages"], {"identify": 43.75, "interact": 75})
        self.assertEqual(second["stages"], {"identify": 50, "interact": 100})
        self.assertTrue(first["is_restated"] and second["is_restated"])

    def test_weeks_stand_for_long_ago(self):
        """92 days before Thursday 30 April lies 28 January, a Wednesday."""
        start = date(2026, 1, 1)
        for day in range(120):
            # nothing was measured on one of the Sundays
            if day != 17:
                self.record(start + timedelta(days=day), reachable=day % 90)
        shown = [one["as_of"] for one in self.trend()["readings"]]
        self.assertEqual(
            shown[:5],
            ["2026-01-04", "2026-01-11", "2026-01-17", "2026-01-25", "2026-01-28"],
        )
        self.assertEqual(shown[5], "2026-01-29")
        self.assertEqual(shown[-1], "2026-04-30")
        self.assertEqual(len(shown), 4 + 93)

    def test_the_sums_of_the_database_are_those_of_the_engine(self):
        indicators = self.env["onetoone.indicator"].search([])
        start = date(2026, 1, 1)
        readings = self.env["onetoone.reading"].create(
            [
                {
                    "company_id": self.company.id,
                    "as_of": start + timedelta(days=day),
                    "indicator_id": indicator.id,
                    "anchors": indicator.anchors,
                    "denominator": 100,
                    "value": (number * 37 + day * 13) % 101,
                }
                for day in range(5)
                for number, indicator in enumerate(indicators)
                if (number + day) % 4
            ]
        )
        found = self.trend()["readings"]
        self.assertEqual(len(found), 5)
        for day in found:
            self.assertEqual(set(day["stages"]), STAGES)
            for stage, value in day["stages"].items():
                same = readings.filtered(
                    lambda one, day=day, stage=stage: (
                        str(one.as_of) == day["as_of"]
                        and one.dimension_id.code == stage
                        and one.indicator_id.weight
                    )
                )
                evidence = evidence_of(
                    [
                        Indicator(one.indicator_id.weight, one.restated_position)
                        for one in same
                    ]
                )
                self.assertAlmostEqual(value, evidence.value, 9)

    def test_as_many_queries_for_many_rounds_and_days_as_for_few(self):
        def count():
            self.trend()
            before = self.env.cr.sql_log_count
            self.trend()
            return self.env.cr.sql_log_count - before

        first = self.first_round()
        few = count()
        self.second_round(first)
        for day in range(3, 28):
            self.record(f"2026-02-{day:02}", reachable=day, contacts=day)
        self.assertEqual(len(self.trend()["readings"]), 27)
        self.assertEqual(count(), few)

    def test_who_may_know(self):
        self.first_round()
        seller = self._new_user("trend_seller", "odoo_onetoone.group_onetoone_user")
        with self.assertRaises(AccessError):
            self.trend(seller)
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        nothing = self.env["onetoone.assessment"]._trend(elsewhere)
        self.assertEqual(nothing, {"rounds": [], "readings": []})

    def test_the_positions_of_an_indicator_break_with_its_anchors(self):
        action = self.reachable.with_company(self.company).action_open_positions()
        self.record("2026-01-01", reachable=40)
        self.reachable.anchors = "0 20 40 60 80"
        self.record("2026-01-02", reachable=40)
        groups = self.env["onetoone.reading"]._read_group(
            action["domain"], action["context"]["graph_groupbys"], ["position:avg"]
        )
        self.assertEqual(
            [anchors for _day, anchors, _position in groups],
            ["20 40 60 80 95", "0 20 40 60 80"],
        )
