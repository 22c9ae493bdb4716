from random import Random

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from ..engine.survival import kaplan_meier_median
from ..readers.indicators.durations import kaplan_meier


@tagged("post_install", "-at_install")
class TestSurvival(TransactionCase):
    """The median of SQL is that of the engine."""

    def median(self, cases):
        rows = SQL(", ").join(
            SQL("(%s::double precision, %s)", duration, is_closed)
            for duration, is_closed in cases
        )
        select = SQL("SELECT * FROM (VALUES %s) known (duration, is_closed)", rows)
        return kaplan_meier(self.env, select)

    def test_random_cases(self):
        random = Random(3)
        for number in range(1000):
            cases = [
                (random.choice((random.randint(0, 8), random.random() * 8)), closed)
                for closed in random.choices(
                    (True, False), (number % 5, 2), k=random.randint(1, 40)
                )
            ]
            measured = self.median(cases)
            expected = kaplan_meier_median(cases)
            self.assertEqual(measured.value, expected, cases)
            self.assertEqual(
                measured.numerator, sum(closed for _hours, closed in cases)
            )
            self.assertEqual(measured.denominator, len(cases))
            self.assertEqual(
                measured.missing_reason, "not_reached" if expected is None else None
            )

    def test_a_duration_that_is_not_known_is_not_left_out(self):
        self.assertEqual(
            self.median([(1, True), (None, True)]).missing_reason, "no_calendar"
        )
