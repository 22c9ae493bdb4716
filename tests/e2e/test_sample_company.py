"""Every customer and every reading of the sample company, against its CSV."""

import oracle
import pytz

from odoo.tests import TransactionCase, tagged

from odoo.addons.odoo_onetoone.engine import contacts, purchases

from data.sample import AS_OF, XMLID_MODULE
from onetoone_dev import demo_summary

COMPANIES = ("C1", "C2")
CENT = 0.005


class SampleCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = {code: cls.by_reference(code) for code in COMPANIES}

    @classmethod
    def by_reference(cls, reference):
        return cls.env.ref(f"{XMLID_MODULE}.{reference}")

    def profiles(self, company, *domain):
        return self.env["onetoone.profile"].search(
            [("company_id", "=", company.id), *domain]
        )


@tagged("post_install", "-at_install")
class TestAgainstTheCsv(SampleCase):
    def test_each_customer(self):
        for code, company in self.companies.items():
            expected = {
                self.by_reference(reference).id: (reference, values)
                for reference, values in oracle.expected(code)["customers"].items()
            }
            profiles = self.profiles(company, ("is_customer", "=", True))
            self.assertEqual(set(profiles.partner_id.ids), set(expected))
            self.assertGreater(len(profiles), 300)
            for profile in profiles:
                reference, values = expected[profile.partner_id.id]
                with self.subTest(company=code, customer=reference):
                    self.assert_same(profile, values)

    def assert_same(self, profile, values):
        for name in (
            "first_purchase",
            "last_purchase",
            "frequency",
            "lifetime_orders",
            "is_active",
            "is_reachable",
            "r_score",
            "f_score",
            "m_score",
            "abc",
            "contact_count_window",
            "channel_count",
            "is_two_way",
        ):
            self.assertEqual(profile[name], values[name], name)
        self.assertEqual(profile.recency_days, values["recency"])
        for name in ("last_contact", "last_inbound", "last_outbound"):
            self.assertEqual(profile[name] or None, values[name], name)
        for name in ("monetary", "lifetime_amount"):
            # each document is rounded to the cent, the oracle only at the end
            slack = CENT * (profile.lifetime_orders + 1)
            self.assertAlmostEqual(profile[name], float(values[name]), delta=slack)

    def test_what_the_demo_prints(self):
        summary = demo_summary.demo_summary(self.env)
        for code, company in self.companies.items():
            printed, expected = summary[company.name], oracle.expected(code)
            self.assertEqual(printed["portfolio"], expected["portfolio"])
            self.assertEqual(printed["active"], expected["active"])
            self.assertEqual(printed["abc"], expected["abc"])
            self.assertEqual(printed["as_of"], AS_OF.isoformat())
            self.assertEqual(printed["currency"], {"C1": "EUR", "C2": "CHF"}[code])
            self.assertAlmostEqual(
                printed["monetary"], float(expected["window_value"]), delta=20
            )
            for name, (numerator, denominator, value) in expected["readings"].items():
                with self.subTest(company=code, reading=name):
                    reading = printed["readings"][name]
                    self.assertEqual(reading["numerator"], numerator)
                    self.assertEqual(reading["denominator"], denominator)
                    self.assertAlmostEqual(reading["value"], value, 6)
                    self.assertIsNotNone(reading["position"])

    def test_spans_of_the_planted_drops(self):
        for code, references in {
            "C1": ("P-DROP-01", "P-DROP-02", "P-DROP-03", "P-DROP-05", "P-STEADY-01"),
            "C2": ("P-DROP-04", "P-SEASON-02"),
        }.items():
            for reference in references:
                recent, previous = oracle.spans(code, reference)
                profile = self.profiles(
                    self.companies[code],
                    ("partner_id", "=", self.by_reference(reference).id),
                )
                self.assertAlmostEqual(profile.recent_amount, float(recent), 1)
                self.assertAlmostEqual(profile.previous_amount, float(previous), 1)
                self.assertAlmostEqual(
                    profile.change_ratio, float(100 * recent / previous), 3
                )


@tagged("post_install", "-at_install")
class TestAgainstTheEngine(SampleCase):
    """The profiles agree with the engine fed with the browsable facts."""

    def test_purchases(self):
        for company in self.companies.values():
            facts = self.env["onetoone.purchase"].search(
                [("company_id", "=", company.id)]
            )
            by_customer = facts.grouped("partner_id")
            for profile in self.profiles(company, ("is_customer", "=", True)):
                summary = purchases.summarize(
                    (
                        purchases.Purchase(
                            fact.date,
                            fact.amount,
                            fact.is_refund,
                            None if fact.margin is False else fact.margin,
                        )
                        for fact in by_customer[profile.partner_id]
                    ),
                    AS_OF,
                    company.onetoone_window_months,
                    company.onetoone_drop_days,
                )
                self.assertAlmostEqual(profile.monetary, summary.monetary, 2)
                self.assertAlmostEqual(profile.recent_amount, summary.recent_amount, 2)
                self.assertAlmostEqual(
                    profile.previous_amount, summary.previous_amount, 2
                )
                if summary.margin is None:
                    self.assertIs(profile.margin, False)
                else:
                    self.assertAlmostEqual(profile.margin, summary.margin, 2)

    def test_contacts(self):
        for company in self.companies.values():
            start = company._onetoone_day_start(oracle.WINDOW_START)
            end = company._onetoone_day_start(AS_OF)
            facts = self.env["onetoone.interaction"].search(
                [("company_id", "=", company.id)]
            )
            by_customer = facts.grouped("partner_id")
            for profile in self.profiles(company):
                summary = contacts.summarize(
                    (
                        contacts.Contact(
                            fact.date,
                            fact.channel,
                            fact.direction,
                            fact.is_mass,
                            fact.is_automatic,
                        )
                        for fact in by_customer.get(profile.partner_id, ())
                    ),
                    start,
                    end,
                )
                for name, value in summary._asdict().items():
                    measured = None if profile[name] is False else profile[name]
                    self.assertEqual(measured or None, value or None, name)


@tagged("post_install", "-at_install")
class TestDrillDown(SampleCase):
    def test_a_reading_opens_exactly_what_it_counted(self):
        readings = self.env["onetoone.reading"].search([("as_of", "=", AS_OF)])
        indicators = self.env["onetoone.indicator"].search([])
        self.assertEqual(len(readings), len(COMPANIES) * len(indicators))
        for reading in readings:
            if reading.numerator is False:
                self.assertTrue(reading.missing_reason, reading.display_name)
                continue
            for action, number in (
                (reading.action_open_counted(), reading.numerator),
                (reading.action_open_among(), reading.denominator),
            ):
                model = self.env[action["res_model"]].with_context(action["context"])
                model.invalidate_model()
                with self.subTest(reading=reading.display_name):
                    self.assertEqual(model.search_count(action["domain"]), number)

    def test_odoos_calendar_agrees_on_working_hours(self):
        for company in self.companies.values():
            calendar = company.resource_calendar_id
            complaints = self.env["onetoone.complaint"].search(
                [("company_id", "=", company.id), ("closed", "!=", False)], limit=60
            )
            self.assertEqual(len(complaints), 60)
            for complaint in complaints:
                expected = calendar.get_work_hours_count(
                    pytz.utc.localize(complaint.opened),
                    pytz.utc.localize(complaint.closed),
                )
                self.assertAlmostEqual(complaint.working_hours, expected, 4)
