from odoo.tests import tagged

from .common_dashboard import AS_OF, DashboardCase
from .common_plan import PlanCase


@tagged("post_install", "-at_install")
class TestFirstSteps(DashboardCase):
    """An empty database is told what to do, step by step."""

    def steps(self):
        return {one["code"]: one for one in self.board()["first_steps"]}

    def test_nothing_is_done_yet(self):
        steps = self.steps()
        self.assertEqual(list(steps), ["measure", "invite", "act"])
        self.assertFalse(any(one["is_done"] for one in steps.values()))
        self.assertTrue(
            any(text.startswith("Interactions: ") for text in steps["measure"]["found"])
        )
        self.assertFalse(steps["act"]["round_id"])

    def test_a_prepared_round_is_to_be_opened(self):
        draft = self.env["onetoone.assessment"].create(
            {"name": "Spring", "company_id": self.company.id}
        )
        step = self.steps()["invite"]
        self.assertFalse(step["is_done"])
        self.assertEqual((step["found"], step["round_id"]), (["Spring"], draft.id))

    def test_gone_when_all_is_done(self):
        refresh = self.env["onetoone.refresh"]._of(self.company)
        refresh.as_of = AS_OF
        first = self.close_round("First")
        steps = self.steps()
        self.assertEqual(
            [one["is_done"] for one in steps.values()], [True, True, False]
        )
        self.assertEqual(steps["act"]["round_id"], first.id)
        self.env["onetoone.action"].create(
            {"name": "Begin", "company_id": self.company.id, "remedy": "process"}
        )
        self.assertEqual(self.board()["first_steps"], [])


@tagged("post_install", "-at_install")
class TestLargestGaps(PlanCase):
    """The proposals of ``TestProposals``: known 1.67, reach 1.46, talk 1.25, …"""

    def test_one_proposal_for_each_gap(self):
        for code, stage, *moves in (
            ("reach", "identify", "reachable"),
            ("known", "differentiate", "value_known"),
            ("known_too", "interact", "value_known"),
            ("talk", "interact", "contact_history", "two_way"),
            ("use", "identify", "gap_05", "gap_06"),
            ("assure", None, "gap_01"),
            ("sort", "differentiate"),
        ):
            self.template(code, stage, *moves)
        proposals = (
            self.env["onetoone.dashboard"]
            .with_user(self.analyst)
            .with_company(self.company)
            .get_data()["plan"]["proposals"]
        )
        self.assertEqual(
            [one["name"] for one in proposals],
            ["Do known", "Do reach", "Do talk", "Do use", "Do assure"],
        )
        # 50 − 40 and 50 − 32.5
        self.assertAlmostEqual(proposals[0]["gap"], 10)
        self.assertAlmostEqual(proposals[1]["gap"], 17.5)
        self.assertEqual(proposals[1]["dimension"], "Identify")
        self.assertEqual(proposals[1]["subject"], self.indicators["reachable"].name)
