from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_changes import LOWEST, ChangesCase


@tagged("post_install", "-at_install")
class TestChanges(ChangesCase):
    def lines(self, assessment):
        """Return {(kind, stage, subject): line} of a round."""
        return {
            (
                line.kind,
                line.dimension_id.code,
                line.indicator_id.code or line.block,
            ): line
            for line in assessment.change_ids
        }

    def test_what_moved_the_readiness(self):
        """The anchors lifted 40 % from 25 to 50: that is no change of the company.

        Executives: ½ of readiness × ¼ of opinion × 1 / 1.8 × 100 = 6.9444. Reachable:
        ½ × ½ × (75 − 50) = 6.25. The rest are the anchors: ¼ × (50 − 25) = 6.25.
        """
        first = self.first_round()
        self.assertAlmostEqual(first.readiness, (80 / 1.8 + 150) / 8 + 12.5)
        second = self.second_round(first)
        self.assertAlmostEqual(second.readiness, 56.25)
        self.assertAlmostEqual(second.readiness_change, 56.25 - first.readiness)
        lines = self.lines(second)
        moved = {key: line.points for key, line in lines.items() if line.points}
        expected = {
            ("opinion", "identify", "executive"): 100 / 1.8 / 8,
            ("evidence", "identify", "reachable"): 6.25,
            ("composition", False, False): 6.25,
        }
        self.assertEqual(
            {key for key, points in moved.items() if abs(points) > 1e-9}, set(expected)
        )
        for key, points in expected.items():
            self.assertAlmostEqual(moved[key], points)
        reachable = lines["evidence", "identify", "reachable"]
        self.assertAlmostEqual(reachable.earlier, 50)
        self.assertAlmostEqual(reachable.later, 75)
        self.assertAlmostEqual(reachable.weight, 0.25)
        # four stages by two groups, two indicators, the share and the rest
        self.assertEqual(len(lines), 12)
        self.assertAlmostEqual(
            sum(second.change_ids.mapped("points")), second.readiness_change, 9
        )
        self.assertFalse(second.change_note)

    def test_what_moved_most_comes_first_and_the_rest_last(self):
        second = self.second_round(self.first_round())
        lines = second.change_ids.sorted("sequence")
        self.assertEqual(lines[0].block, "executive")
        self.assertEqual(lines[0].subject, "Executives")
        self.assertEqual(lines[1].subject, self.reachable.name)
        self.assertEqual(lines[-1].kind, "composition")

    def test_more_is_measured(self):
        """Coverage 1/4 lets evidence count a quarter, 2/4 the half.

        The earlier evidence 25 lies 12.5 below the opinion 37.5, so that counting a
        quarter more takes 3.125; what was measured for the first time, 75 instead of
        25, is no line of its own: ½ × (50 − 25) = 12.5 are composition.
        """
        self.record("2026-01-01", reachable=40)
        first = self.closed_round("2026-01-01", LOWEST, LOWEST)
        self.assertAlmostEqual(first.readiness, 0.75 * 37.5 + 0.25 * 25)
        self.record("2026-02-01", reachable=40, contacts=75)
        second = self.closed_round("2026-02-01", LOWEST, LOWEST, previous_id=first.id)
        lines = self.lines(second)
        share = lines["share", False, False]
        self.assertAlmostEqual(share.points, -3.125)
        self.assertAlmostEqual(share.earlier, 25)
        self.assertAlmostEqual(share.later, 50)
        self.assertAlmostEqual(lines["composition", False, False].points, 12.5)
        self.assertAlmostEqual(second.readiness_change, 9.375)

    def test_nothing_moved(self):
        first = self.first_round()
        self.record("2026-02-01", reachable=40, contacts=30)
        second = self.closed_round(
            "2026-02-01", LOWEST, (6, 3, 3, 3), previous_id=first.id
        )
        self.assertEqual(second.readiness_change, 0)
        self.assertIsNot(second.readiness_change, False)
        for line in second.change_ids:
            self.assertAlmostEqual(line.points, 0)

    def test_without_a_readiness_the_reason_is_said(self):
        first = self.open_round({"staff": 5})
        self.answer_all(first)
        first.action_close()
        self.assertIs(first.readiness, False)
        self.assertIn("with no earlier one", first.change_note)
        second = self.closed_round("2026-02-01", LOWEST, LOWEST, previous_id=first.id)
        self.assertFalse(second.change_ids)
        self.assertIs(second.readiness_change, False)
        self.assertEqual(
            second.change_note,
            "“Round” has no readiness, so there is no change to explain.",
        )
        third = self.open_round({"staff": 5}, previous_id=second.id)
        self.answer_all(third)
        third.action_close()
        self.assertIn("This round has no readiness", third.change_note)
        self.assertFalse(third.change_ids)

    def test_a_draft_says_nothing_of_changes(self):
        self.assertFalse(self.new_round({"staff": 1}).change_note)

    def test_rights(self):
        second = self.second_round(self.first_round())
        lines = self.env["onetoone.change"].search([("assessment_id", "=", second.id)])
        as_analyst = lines.with_user(self.analyst)
        self.assertEqual(len(as_analyst.mapped("points")), 12)
        for user in (self.analyst, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                lines.with_user(user).write({"points": 99})
            with self.subTest(user.login), self.assertRaises(AccessError):
                lines.with_user(user).unlink()
        seller = self._new_user("change_seller", "odoo_onetoone.group_onetoone_user")
        with self.assertRaises(AccessError):
            lines.with_user(seller).mapped("points")
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = self._new_user(
            "change_stranger", "odoo_onetoone.group_onetoone_analyst"
        )
        stranger.write(
            {
                "company_id": elsewhere.id,
                "company_ids": [Command.set(elsewhere.ids)],
            }
        )
        self.assertFalse(self.env["onetoone.change"].with_user(stranger).search([]))
        with self.assertRaisesRegex(UserError, "opening and closing"):
            self.new_round({"staff": 1}).with_user(self.manager).write(
                {"readiness_change": 50}
            )

    def test_the_button_opens_the_lines_of_the_round(self):
        second = self.second_round(self.first_round()).with_user(self.analyst)
        action = second.action_open_changes()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, second.change_ids)
