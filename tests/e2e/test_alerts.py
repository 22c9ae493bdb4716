"""Whom somebody has to call on the first of July, and nobody else."""

from datetime import timedelta

from recomputed.alerts import Alerts
from recomputed.company import Company
from test_sample_company import COMPANIES, SampleCase

from odoo.tests import tagged

from data.sample import AS_OF

# by company and kind: planted customers who must be there, and who must not
PLANTED = {
    ("C1", "purchase_drop"): (
        ("P-DROP-01", "P-DROP-02", "P-DROP-03", "P-DROP-05"),
        ("P-SEASON-01", "P-STEADY-01", "P-ONCE-01", "P-ONCE-02", "P-ARCHIVED-01"),
    ),
    ("C2", "purchase_drop"): (("P-DROP-04",), ("P-SEASON-02",)),
    ("C1", "valuable_complaint"): (
        ("P-COMPLAIN-01", "P-COMPLAIN-04", "P-COMPLAIN-05"),
        ("P-COMPLAIN-03",),
    ),
    ("C2", "valuable_complaint"): (("P-COMPLAIN-02",), ()),
    ("C1", "lost_valuable"): (("P-LOST-01",), ("P-LOST-03", "P-LOST-04")),
    ("C2", "lost_valuable"): (("P-LOST-02",), ()),
    ("C1", "orphan"): (("P-ORPHAN-01",), ()),
    ("C1", "growing"): (("P-GROW-01",), ("P-GROW-02",)),
    ("C1", "contact_overdue"): (("P-OVERDUE-01",), ("P-OVERDUE-02",)),
    ("C1", "over_contacted"): (
        ("P-OFTEN-01", "P-OFTEN-04", "P-REFUSED-01"),
        ("P-OFTEN-02", "P-OFTEN-03"),
    ),
    ("C2", "unusual_outflow"): (("P-OUTFLOW-01",), ("P-OUTFLOW-02",)),
}
# by complainer: days open, whether it is red
COMPLAINTS = {
    "P-COMPLAIN-01": (50, True),
    "P-COMPLAIN-02": (71, True),
    "P-COMPLAIN-04": (11, False),
    "P-COMPLAIN-05": (57, True),
}
# by dropped customer: what he bought in both spans
DROPS = {
    "P-DROP-01": (24_500, 70_000),
    "P-DROP-02": (36_000, 60_000),
    "P-DROP-03": (0, 90_000),
    "P-DROP-04": (40_000, 75_000),
    "P-DROP-05": (20_000, 90_000),
}
CENT = 0.005


@tagged("post_install", "-at_install")
class TestAlerts(SampleCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["onetoone.alert"].search([]).unlink()
        cls.found = {
            code: cls.env["onetoone.alert"]._detect(company, AS_OF)
            for code, company in cls.companies.items()
        }
        cls.expected = {code: Alerts(Company(cls.env.cr, code)) for code in COMPANIES}

    def of_kind(self, code, kind):
        return self.found[code].filtered(lambda alert: alert.kind == kind)

    def alert(self, reference, kind):
        customer = self.by_reference(reference)
        found = self.found["C1"] | self.found["C2"]
        return found.filtered(
            lambda alert: alert.partner_id == customer and alert.kind == kind
        )

    def assert_same(self, code, kind, expected):
        """The same customers, and the same at stake to the cent."""
        alerts = self.of_kind(code, kind)
        found = {alert.partner_id.id: alert.amount_at_stake for alert in alerts}
        self.assertEqual(len(found), len(alerts))
        self.assertEqual(set(found), set(expected), (code, kind))
        for customer, cents in expected.items():
            self.assertAlmostEqual(found[customer], cents / 100, delta=CENT)

    def test_the_planted_cases(self):
        for (code, kind), (there, missing) in PLANTED.items():
            customers = self.of_kind(code, kind).partner_id
            for reference in there:
                self.assertIn(self.by_reference(reference), customers, reference)
            for reference in missing:
                self.assertNotIn(self.by_reference(reference), customers, reference)

    def test_nobody_else(self):
        """The random customers among them, recomputed from Odoo's own tables."""
        for code, expected in self.expected.items():
            for kind, customers in (
                ("purchase_drop", expected.purchase_drops()),
                ("valuable_complaint", expected.valuable_complaints()),
                ("lost_valuable", expected.lost()),
                ("orphan", expected.orphans()),
                ("growing", expected.growing()),
            ):
                self.assertGreater(len(customers), 4, (code, kind))
                self.assert_same(code, kind, customers)

    def test_outflows(self):
        for code, expected in self.expected.items():
            alerts = self.of_kind(code, "unusual_outflow")
            found = {
                (alert.res_model, alert.res_id): round(100 * alert.amount_at_stake)
                for alert in alerts
            }
            self.assertEqual(found, expected.outflows())
        self.assertTrue(self.of_kind("C1", "unusual_outflow"))

    def test_no_surge_and_nobody_else_contacted_too_often(self):
        for code, expected in self.expected.items():
            surge = self.of_kind(code, "complaint_surge")
            self.assertEqual(bool(surge), expected.is_surge())
        # what is planted is all there is: the guidelines of the sample are kept
        planted, _others = PLANTED["C1", "over_contacted"]
        self.assertEqual(len(self.of_kind("C1", "over_contacted")), len(planted))
        for kind in ("contact_overdue", "over_contacted"):
            self.assertFalse(self.of_kind("C2", kind))

    def test_the_right_person(self):
        """The salesperson of the customer, where he has access to the company."""
        for code, company in self.companies.items():
            for alert in self.found[code]:
                if alert.kind == "orphan":
                    manager = self.env.ref("odoo_onetoone.group_onetoone_manager")
                    self.assertIn(alert.user_id, manager.all_user_ids)
                    continue
                seller = alert.partner_id.user_id
                if not seller:
                    self.assertTrue(alert.user_id.active)
                elif seller.active and company in seller.company_ids:
                    self.assertEqual(alert.user_id, seller)
                else:
                    self.assertFalse(alert.user_id)

    def test_the_right_reason(self):
        for reference, (recent, previous) in DROPS.items():
            details = self.alert(reference, "purchase_drop").details
            self.assertAlmostEqual(details["recent"], recent, delta=1)
            self.assertAlmostEqual(details["previous"], previous, delta=1)
        for reference, (days, is_red) in COMPLAINTS.items():
            alert = self.alert(reference, "valuable_complaint")
            self.assertIn(f"open for {days} days", alert.reason)
            self.assertEqual(alert.is_red, is_red)
            self.assertEqual(
                alert.date_due, AS_OF - timedelta(days=1 + days) + timedelta(days=30)
            )
        former = self.by_reference("U-former-user")
        self.assertIn(former.name, self.alert("P-ORPHAN-01", "orphan").reason)
        for alert in self.found["C1"]:
            self.assertNotIn("CHF", alert.reason)

    def test_the_largest_stakes_of_each_person_first(self):
        limits = {
            company.onetoone_alert_daily_limit for company in self.companies.values()
        }
        [limit] = limits
        # the limit is one of persons: the first company took all of some of them
        for user, alerts in self.found["C1"].grouped("user_id").items():
            planned = alerts.filtered("activity_id")
            self.assertEqual(len(planned), min(limit, len(alerts)) if user else 0)
            waiting = alerts - planned
            if user and waiting:
                self.assertGreaterEqual(
                    min(planned.mapped("amount_at_stake")),
                    max(waiting.mapped("amount_at_stake")),
                )

    def test_the_second_run_changes_nothing(self):
        for code, company in self.companies.items():
            before = self.found[code].read()
            again = self.env["onetoone.alert"]._detect(company, AS_OF)
            self.assertEqual(again, self.found[code])
            self.assertEqual(again.read(), before)

    def test_wishes_and_guidelines_against_the_contacts_of_the_sample(self):
        code, company = "C1", self.companies["C1"]
        expected = self.expected[code]
        # four times 150 customers of the same, fixed order
        customers = sorted(expected.customers.index)
        wishing, guided, refusing, choosing = (
            customers[start:600:4] for start in range(4)
        )
        partners = self.env["res.partner"]
        self.env["onetoone.segment.guideline"].search([]).unlink()
        partners.search([]).write(
            {
                "onetoone_preferred_channel": False,
                "onetoone_preferred_interval_days": False,
                "onetoone_permission": False,
            }
        )
        partners.browse(wishing).onetoone_preferred_interval_days = 30
        partners.browse(refusing).onetoone_permission = "refused"
        partners.browse(choosing).write(
            {
                "onetoone_permission": "preferred",
                "onetoone_preferred_channel": "email",
            }
        )
        segment = self.env["onetoone.segment"].create(
            {
                "name": "Guided",
                "company_id": company.id,
                "guideline_ids": [
                    (
                        0,
                        0,
                        {
                            "channel": "email",
                            "min_interval_days": 45,
                            "max_interval_days": 60,
                        },
                    )
                ],
            }
        )
        self.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": customer,
                    "company_id": company.id,
                    "date_from": AS_OF - timedelta(days=400),
                }
                for customer in guided
            ]
        )
        found = self.env["onetoone.alert"]._detect(company, AS_OF)

        def days(kind):
            return {
                alert.partner_id.id: alert.date_due
                for alert in found
                if alert.kind == kind
            }

        intervals = {**dict.fromkeys(wishing, 30), **dict.fromkeys(guided, 60)}
        overdue = expected.overdue(intervals)
        self.assertEqual(days("contact_overdue"), overdue)
        self.assertGreater(len(overdue), 100)
        too_many = (
            expected.too_often(wishing, 30),
            expected.too_often(guided, 45, "email"),
            expected.contacted_lately(refusing),
            expected.contacted_lately(choosing, but_by="email"),
        )
        for group in too_many:
            self.assertTrue(group)
        self.assertEqual(
            days("over_contacted"),
            {customer: day for group in too_many for customer, day in group.items()},
        )
