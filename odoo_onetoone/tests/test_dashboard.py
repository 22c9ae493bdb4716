from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_dashboard import AS_OF, DashboardCase


@tagged("post_install", "-at_install")
class TestDashboard(DashboardCase):
    """What the executive reads is what is stored, and nothing else."""

    def test_the_latest_closed_round_leads(self):
        first = self.close_round("First", date(2025, 9, 1), readiness=40.0)
        second = self.close_round(
            "Second",
            readiness=48.5,
            readiness_low=44.0,
            readiness_high=53.0,
            readiness_change=8.5,
            development_stage="customer_sensitive",
            development_stage_low="customer_sensitive",
            development_stage_high="customer_driven",
            previous_id=first.id,
            verdict="prepare_first",
            left_out="Customers",
        )
        # neither newer nor open ones
        self.env["onetoone.assessment"].create(
            {"name": "Third", "company_id": self.company.id, "as_of": "2026-09-01"}
        )
        shown = self.board()["round"]
        self.assertEqual(shown["id"], second.id)
        self.assertEqual(
            (shown["readiness"], shown["readiness_low"], shown["readiness_high"]),
            (48.5, 44.0, 53.0),
        )
        # a limit lies inside the interval: both are named
        self.assertEqual(
            shown["development_stages"], ["Customer-sensitive", "Customer-driven"]
        )
        self.assertEqual(shown["change"], 8.5)
        self.assertEqual(shown["previous"]["name"], "First")
        self.assertEqual(shown["verdict"]["code"], "prepare_first")
        self.assertIn("Prepare first", shown["verdict"]["text"])
        self.assertEqual(shown["left_out"], "Customers")

    def test_a_change_is_clear_where_its_interval_leaves_out_zero(self):
        """Two rounds known to ± 2: their difference to ± √8 = 2.83."""
        known = {"readiness_low": 38.0, "readiness_high": 42.0}
        first = self.close_round("First", date(2025, 9, 1), readiness=40.0, **known)
        for readiness, certainty in ((44.0, "clear"), (42.5, "unclear")):
            second = self.close_round(
                f"Second {readiness}",
                readiness=readiness,
                readiness_low=readiness - 2,
                readiness_high=readiness + 2,
                readiness_change=readiness - 40,
                readiness_certainty=certainty,
                previous_id=first.id,
            )
            self.assertEqual(second._certainty_of_change(), certainty)
            shown = self.board()["round"]
            self.assertEqual(shown["change_is_clear"], certainty == "clear")
        third = self.close_round("Third", readiness=90.0, previous_id=first.id)
        self.assertFalse(third._certainty_of_change())

    def test_a_first_round_has_no_change_and_one_name(self):
        self.close_round(
            "First",
            readiness=80.0,
            development_stage="one_to_one",
            development_stage_low="one_to_one",
            development_stage_high="one_to_one",
        )
        shown = self.board()["round"]
        self.assertEqual(shown["development_stages"], ["One-to-one"])
        self.assertIs(shown["change"], False)
        self.assertIs(shown["previous"], False)
        self.assertIs(shown["verdict"], False)

    def test_a_stage_has_opinion_evidence_target_and_levels(self):
        first = self.close_round("First")
        self.give_score(
            first,
            "identify",
            opinion=62.0,
            opinion_low=58.0,
            opinion_high=66.0,
            answer_count=30,
            evidence=41.0,
            evidence_coverage=0.4,
            target=75.0,
            gap=20.0,
            suggested_level=2,
            confirmed_level=3,
            said_level=4.0,
            say_do=2.0,
            thin_reasons=["little_evidence"],
        )
        self.give_score(first, "differentiate", opinion=30.0, suggested_level=2)
        data = self.board()
        score = self.stage(data, "identify")["score"]
        self.assertEqual(
            [score[name] for name in ("opinion", "evidence", "target", "say_do")],
            [62.0, 41.0, 75.0, 2.0],
        )
        self.assertEqual(score["thin_reasons"], ["little_evidence"])
        # what a person confirmed counts before what the records suggest
        self.assertEqual(
            (score["level"]["rank"], score["level"]["is_confirmed"]), (3, True)
        )
        score = self.stage(data, "differentiate")["score"]
        self.assertEqual(
            (score["level"]["rank"], score["level"]["is_confirmed"]), (2, False)
        )
        self.assertIs(score["evidence"], False)
        self.assertIs(score["target"], False)
        self.assertIs(self.stage(data, "interact")["score"], False)

    def test_zero_is_a_number(self):
        first = self.close_round("First", readiness=0.0, readiness_change=0.0)
        self.give_score(first, "identify", opinion=0.0, evidence=0.0, say_do=0.0)
        data = self.board()
        self.assertEqual(data["round"]["readiness"], 0)
        self.assertIsNot(data["round"]["readiness"], False)
        score = self.stage(data, "identify")["score"]
        for name in ("opinion", "evidence", "say_do"):
            self.assertIsInstance(score[name], float, name)

    def test_what_is_suppressed_is_absent(self):
        first = self.close_round("First")
        self.give_score(
            first, "process", opinion=55.0, inside=55.0, missing_reason=False
        )
        # of a block and of a place: never on the dashboard
        self.give_score(first, "process", block="staff", opinion=11.0, inside=11.0)
        self.give_score(
            first, "process", cut="place", cut_value="Hamburg", opinion=22.0
        )
        self.give_score(first, "identify", missing_reason="too_few_answers")
        data = self.board()
        [aspect] = data["aspects"]
        self.assertEqual((aspect["opinion"], aspect["inside"]), (55.0, 55.0))
        self.assertIs(aspect["outside"], False)
        self.assertIs(self.stage(data, "identify")["score"]["opinion"], False)

    def test_evidence_without_a_round(self):
        """(40 + 60 + 20) ÷ 3 = 40; three of four stages are measured."""
        self.give_readings(as_of=AS_OF - timedelta(days=1), reachable=90)
        self.give_readings()
        data = self.board()
        self.assertIs(data["round"], False)
        self.assertEqual(data["evidence_now"], {"value": 40.0, "coverage": 0.75})
        self.assertEqual(
            self.stage(data, "identify")["evidence_now"], {"value": 40.0, "coverage": 1}
        )
        self.assertEqual(
            self.stage(data, "customize")["evidence_now"],
            {"value": False, "coverage": 0},
        )
        self.assertEqual(data["aspects"], [])
        self.assertEqual(data["plan"]["proposals"], [])

    def test_the_trend_has_rounds_and_days(self):
        """(40 + 60 + 20) ÷ 3 = 40; with 70 instead of 40 it is 50."""
        self.close_round("First", date(2025, 9, 1), readiness=40.0, opinion=44.0)
        self.close_round("Second", evidence=36.0)
        self.give_readings(as_of=AS_OF - timedelta(days=1), reachable=70)
        self.give_readings()
        trend = self.board()["trend"]
        self.assertEqual(
            [
                (one["name"], one["readiness"], one["opinion"])
                for one in trend["rounds"]
            ],
            [("First", 40.0, 44.0), ("Second", False, False)],
        )
        self.assertEqual(trend["rounds"][1]["evidence"], 36.0)
        self.assertEqual(
            [one["date"] for one in trend["days"]], ["2026-02-28", "2026-03-01"]
        )
        for day, evidence in zip(trend["days"], (50, 40), strict=True):
            self.assertAlmostEqual(day["evidence"], evidence)

    def test_alerts_by_kind_with_most_at_stake_first(self):
        ann, ben = self.env["res.partner"].create([{"name": "Ann"}, {"name": "Ben"}])
        self.give_alert("orphan", ann, 100)
        self.give_alert("purchase_drop", ann, 250)
        self.give_alert("purchase_drop", ben, 50)
        self.give_alert("growing", ben, 9000, state="done")
        self.give_alert("growing", ben, 9000, company_id=self.other.id)
        alerts = self.board()["alerts"]
        self.assertEqual((alerts["customers"], alerts["count"]), (2, 3))
        self.assertEqual(
            [(one["kind"], one["count"]) for one in alerts["kinds"]],
            [("purchase_drop", 2), ("orphan", 1)],
        )
        self.assertIn("300", alerts["kinds"][0]["stake"])
        self.assertEqual(alerts["kinds"][1]["name"], "Nobody Responsible")

    def test_actions_open_and_overdue(self):
        today = fields.Date.today()
        for state, deadline in (
            ("todo", today - timedelta(days=1)),
            ("doing", today),
            ("done", today - timedelta(days=9)),
            ("dropped", today - timedelta(days=9)),
        ):
            self.env["onetoone.action"].create(
                {
                    "name": state,
                    "company_id": self.company.id,
                    "state": state,
                    "deadline": deadline,
                    "remedy": "process",
                }
            )
        plan = self.board()["plan"]
        self.assertEqual(
            [plan[name] for name in ("open_count", "overdue_count", "action_count")],
            [2, 1, 3],
        )

    def test_each_company_sees_its_own(self):
        self.close_round("Here", readiness=30.0)
        there = self.close_round("There", company=self.other, readiness=70.0)
        self.give_readings(company=self.other)
        here = self.board()
        self.assertEqual(here["round"]["name"], "Here")
        self.assertIs(here["evidence_now"]["value"], False)
        other = self.board(company=self.other)
        self.assertEqual(other["company"], "Elsewhere")
        self.assertEqual(other["round"]["id"], there.id)
        self.assertEqual(other["evidence_now"]["value"], 40)

    def test_a_branch_sees_its_company(self):
        self.close_round("Here", readiness=30.0)
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.analyst.company_ids |= branch
        self.assertEqual(self.board(company=branch)["round"]["name"], "Here")

    def test_who_may_see_it(self):
        self.assertTrue(self.board(self.analyst)["can_run"])
        self.assertFalse(self.board(self.analyst)["can_manage"])
        self.assertTrue(self.board(self.manager)["can_manage"])
        with self.assertRaises(AccessError):
            self.board(self.seller)

    def test_as_much_is_asked_of_three_rounds_as_of_one(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["onetoone.dashboard"].with_user(self.analyst).with_company(
                self.company
            ).get_data()
            return self.env.cr.sql_log_count - before

        earlier = self.close_round("First", date(2025, 1, 1), readiness=40.0)
        for code in ("identify", "differentiate", "interact"):
            self.give_score(earlier, code, opinion=40.0, suggested_level=1)
        self.give_readings()
        # what is kept between requests is warm after the first
        queries()
        few = queries()
        for number in range(2):
            following = self.close_round(
                f"Round {number}",
                date(2025, 2 + number, 1),
                readiness=50.0,
                previous_id=earlier.id,
            )
            for code in ("identify", "differentiate", "interact"):
                self.give_score(following, code, opinion=50.0, suggested_level=1)
        for days in range(1, 40):
            self.give_readings(as_of=AS_OF - timedelta(days=days))
        queries()
        # the round before is named, too: one query for its name at most
        self.assertLessEqual(queries(), few + 1)
