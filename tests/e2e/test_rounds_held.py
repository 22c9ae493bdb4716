"""Three rounds in a row, each against its oracle, and what changed between them."""

from round_case import RoundAgainstOracle

from odoo.tests import TransactionCase, tagged

from data.opinion import held_rounds, load, oracle

FIRST, SECOND, THIRD = held_rounds()


@tagged("post_install", "-at_install")
class TestRoundsHeld(RoundAgainstOracle, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rounds = dict(zip(held_rounds(), load.hold_all(cls.env), strict=True))
        cls.env.flush_all()
        cls.env.invalidate_all()

    def test_every_number_of_each_round_equals_its_oracle(self):
        for held, assessment in self.rounds.items():
            with self.subTest(round=held):
                self.assert_round(assessment, held)

    def test_each_is_compared_with_the_one_before(self):
        first, second, third = self.rounds.values()
        self.assertFalse(first.previous_id)
        self.assertEqual(second.previous_id, first)
        self.assertEqual(third.previous_id, second)

    def test_partners_are_composition(self):
        """They were first asked in the second round: no change of theirs is known."""
        first, second, _third = self.rounds.values()
        self.assertNotIn("partner", first.score_ids.mapped("block"))
        self.assertIn("partner", second.score_ids.mapped("block"))
        row = self.score(second, "technology")
        total = (
            oracle.expected(SECOND)["whole"]["technology"]["opinion"]
            - oracle.expected(FIRST)["whole"]["technology"]["opinion"]
        )
        like_for_like = self.change_of_blocks("technology", FIRST, SECOND)
        self.assertGreater(abs(total - like_for_like), 0.01)
        self.assertAlmostEqual(row.change, like_for_like, 6)
        self.assertAlmostEqual(row.change_composition, total - like_for_like, 6)

    def test_readiness_rose_and_employees_are_judged_worse(self):
        first, second, third = self.rounds.values()
        self.assertLess(first.readiness + 3, third.readiness)
        self.assertLess(first.opinion, second.opinion)
        self.assertLess(self.score(third, "employees").change, 0)
        self.assertGreater(self.score(third, "customer_relations").change, 0)

    def change_of_blocks(self, code, earlier, later):
        """The change of the blocks in both rounds, by the weights of the later."""
        before = oracle.expected(earlier)["block"]
        after = oracle.expected(later)
        points = weight = 0.0
        for name, block in after["blocks"].items():
            if (code, name) in before and (code, name) in after["block"]:
                change = after["block"][code, name]["opinion"]
                change -= before[code, name]["opinion"]
                points += block["weight"] * change
                weight += block["weight"]
        return points / weight
