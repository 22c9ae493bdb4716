from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import AS_OF
from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestReadings(ReadingsCase):
    """Eight customers, worked out by hand.

    Seven are active, five of the eight can be reached. Four active customers and the
    inactive one have a contact in the window; of these five, two on two channels.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = [
            cls.customer(
                f"Customer {number}",
                phone=f"+49 30 {number}" if number < 5 else False,
                company_id=cls.company.id,
            )
            for number in range(8)
        ]
        for customer in cls.customers[:7]:
            cls.buy(customer, date(2026, 2, 1), 100)
        cls.buy(cls.customers[7], date(2024, 2, 1), 100)

    def setUp(self):
        super().setUp()
        for customer in [*self.customers[:4], self.customers[7]]:
            self.hear(customer, customer)
        for customer in self.customers[:2]:
            self.meet(customer)

    def assert_reading(self, reading, numerator, denominator, value, position):
        self.assertEqual(reading.numerator, numerator)
        self.assertEqual(reading.denominator, denominator)
        self.assertAlmostEqual(reading.value, value, 9)
        self.assertAlmostEqual(reading.position, position, 9)
        self.assertFalse(reading.missing_reason)

    def test_values_and_positions(self):
        self.refresh()
        readings = self.measure()
        # 62.5 % lies 2.5/20 of the way from anchor 60 (50) to anchor 80 (75)
        self.assert_reading(readings["reachable"], 5, 8, 62.5, 53.125)
        # 4/7 lies (57.142857 - 50)/25 of the way from anchor 50 to anchor 75
        self.assert_reading(
            readings["contact_history"], 4, 7, 400 / 7, 50 + 25 * (400 / 7 - 50) / 25
        )
        # 40 % lies half way from anchor 30 (50) to anchor 50 (75)
        self.assert_reading(readings["channel_integration"], 2, 5, 40, 62.5)

    def test_a_reading_opens_the_records_it_counted(self):
        self.refresh()
        self.assert_opens_what_it_counted(self.measure())

    def test_measuring_aside_gives_the_same_and_touches_nothing(self):
        self.refresh()
        expected = {
            code: (reading.numerator, reading.denominator)
            for code, reading in self.measure().items()
        }
        self.refresh(date(2026, 2, 5))
        aside = self.measure(AS_OF)
        self.assertEqual(
            {
                code: (reading.numerator, reading.denominator)
                for code, reading in aside.items()
            },
            expected,
        )
        profile = self.profile(self.customers[0])
        self.assertEqual(profile.as_of, date(2026, 2, 5))
        self.assertEqual(profile.contact_count_window, 0)

    def test_state_of_the_past_is_not_made_up(self):
        self.refresh()
        reading = self.measure(date(2026, 2, 15))["reachable"]
        self.assertIs(reading.value, False)
        self.assertIs(reading.numerator, False)
        self.assertEqual(reading.missing_reason, "not_recorded")
        self.assertIn("Not recorded on that date", reading.explanation)

    def test_few_cases_are_shown_but_not_scored(self):
        self.refresh()
        self.env["onetoone.profile"].search(
            [("partner_id", "in", [c.id for c in self.customers[:4]])]
        ).unlink()
        reading = self.measure()["reachable"]
        self.assertEqual((reading.numerator, reading.denominator), (1, 4))
        self.assertEqual(reading.value, 25)
        self.assertIs(reading.position, False)
        self.assertEqual(reading.missing_reason, "too_few")

    def test_nothing_to_count_is_not_zero(self):
        empty = self.env["res.company"].create({"name": "Empty"})
        self.refresh(company=empty)
        readings = self.env["onetoone.indicator"]._measure(empty, AS_OF)
        reading = readings.filtered(lambda one: one.indicator_id.code == "reachable")
        self.assertEqual(reading.denominator, 0)
        self.assertIsNot(reading.denominator, False)
        self.assertIs(reading.value, False)
        self.assertEqual(reading.missing_reason, "no_records")

    def test_without_a_source_the_reading_says_so(self):
        self.env["onetoone.source"].search(
            [("company_id", "=", self.company.id), ("kind", "=", "interaction")]
        ).is_used = False
        self.refresh()
        reading = self.measure()["contact_history"]
        self.assertIs(reading.value, False)
        self.assertEqual(reading.missing_reason, "no_source")

    def test_measuring_again_keeps_one_reading_a_date(self):
        self.refresh()
        first = self.measure()
        self.customers[5].phone = "+49 30 5"
        self.refresh()
        second = self.measure()
        self.assertEqual(first["reachable"], second["reachable"])
        self.assertEqual(second["reachable"].numerator, 6)

    def test_customers_of_another_date_are_not_shown_as_those_counted(self):
        self.refresh()
        reading = self.measure()["reachable"]
        self.refresh(date(2026, 2, 15))
        with self.assertRaisesRegex(UserError, "can no longer be listed"):
            reading.action_open_counted()

    def test_the_explanation_says_the_numbers(self):
        self.refresh()
        self.assertEqual(
            self.measure()["reachable"].explanation,
            "5 of 8 customers in the portfolio can be reached by e-mail or phone.",
        )

    def test_anchors_that_cannot_be_used_are_refused(self):
        indicator = self.env.ref("odoo_onetoone.indicator_reachable")
        for anchors in ("20 40 60 80", "20 40 60 80 eighty", "20 40 40 80 95", ""):
            with self.subTest(anchors), self.assertRaises(ValidationError) as caught:
                indicator.anchors = anchors or False
            self.assertIn("Anchors", str(caught.exception))

    def test_own_anchors_move_the_position(self):
        self.env.ref("odoo_onetoone.indicator_reachable").anchors = "0 25 50 62.5 100"
        self.refresh()
        self.assertEqual(self.measure()["reachable"].position, 75)

    def test_levels_are_suggested_with_their_reasons(self):
        self.refresh()
        self.measure()
        suggestions = {
            suggestion.dimension_id.code: suggestion
            for suggestion in self.env["onetoone.level.suggestion"].search(
                [("company_id", "=", self.company.id), ("as_of", "=", AS_OF)]
            )
        }
        # 62.5 % can be reached; 7 active with 5 times 3 and 2 times 2 of 9 basics
        identify = suggestions["identify"]
        self.assertEqual((identify.level_id.rank, identify.is_minimum), (2, False))
        self.assertEqual(identify.held[0]["code"], "reachable")
        self.assertEqual(identify.obstacle["code"], "completeness")
        # seven equal customers: nobody is most valuable, so that is not known
        interact = suggestions["interact"]
        self.assertEqual((interact.level_id.rank, interact.is_minimum), (2, True))
        self.assertEqual(interact.obstacle["code"], "mvc_contact_history")
        self.assertIsNone(interact.obstacle["value"])

    def test_levels_for_business_customers_can_be_left_out(self):
        level = self.env.ref("odoo_onetoone.level_identify_2")
        level.is_business_only = True
        level.evidence_rules = "reachable >= 99"
        stage = self.env.ref("odoo_onetoone.dimension_identify")
        stage.level_ids.filtered(
            lambda level: level.rank == 3
        ).evidence_rules = "reachable >= 60"
        self.refresh()
        self.measure()
        suggestion = self.env["onetoone.level.suggestion"].search(
            [("company_id", "=", self.company.id), ("dimension_id", "=", stage.id)]
        )
        self.assertEqual(suggestion.level_id.rank, 1)
        self.company.onetoone_sells_to_businesses = False
        self.measure()
        self.assertEqual(suggestion.level_id.rank, 3)

    def test_rules_that_cannot_be_used_are_refused(self):
        level = self.env.ref("odoo_onetoone.level_identify_2").with_user(self.manager)
        for rules in ("reachable > 25", "reachable >= much", "reach_able >= 25"):
            with self.subTest(rules), self.assertRaises(ValidationError) as caught:
                level.evidence_rules = rules
            self.assertIn("cannot be used", str(caught.exception))

    def test_the_dashboard_shows_what_is_stored(self):
        self.refresh()
        self.measure()
        data = (
            self.env["onetoone.dashboard"]
            .with_user(self.analyst)
            .with_company(self.company)
            .get_data()
        )
        self.assertEqual(data["customers"]["portfolio"], 8)
        self.assertEqual(data["customers"]["active"], 7)
        self.assertEqual(
            [stage["name"] for stage in data["stages"]],
            ["Identify", "Differentiate", "Interact", "Customize"],
        )
        reachable = data["stages"][0]["readings"][0]
        self.assertEqual(reachable["code"], "reachable")
        self.assertEqual(reachable["value"], 62.5)
        classes = {one["abc"]: one["count"] for one in data["customers"]["classes"]}
        self.assertEqual(classes, {"a": 7, "c": 1})

    def test_the_dashboard_asks_as_much_of_many_readings_as_of_few(self):
        self.refresh()
        self.measure()
        dashboard = (
            self.env["onetoone.dashboard"]
            .with_user(self.analyst)
            .with_company(self.company)
        )
        readings = self.env["onetoone.reading"].search([("as_of", "=", AS_OF)])

        def count_queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            dashboard.get_data()
            return self.env.cr.sql_log_count - before

        count_queries()  # fills what the registry keeps
        of_many = count_queries()
        readings[::2].unlink()
        # one more for the rules of levels, which now name indicators without a reading
        self.assertLessEqual(count_queries(), of_many + 1)
