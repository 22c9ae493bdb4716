"""Profit and loss of segments against pandas over Odoo's own tables, to the cent."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
from recomputed.company import Company
from recomputed.contacts import read_contacts
from recomputed.purchases import read_purchases
from recomputed.raw import Dump

from odoo.tests import TransactionCase, tagged

from odoo.addons.odoo_onetoone.readers.segments.result_lines import select_differences

from data.sample import AS_OF, XMLID_MODULE

CURRENCIES = {"C1": "EUR", "C2": "CHF"}
STARTS = pd.PeriodIndex(pd.period_range("2024Q3", "2026Q2", freq="Q"))
RATIOS = {"meeting": "120", "phone": "60", "email": "5.25"}
UNIT_COST = "0.37"
# members of the second kind of segment leave on this day
LEAVING = date(2025, 10, 1)
# who was in a segment on the last day before the window
BELONGED = """
    SELECT member.segment_id, member.partner_id AS customer
      FROM onetoone_segment_member member
     WHERE member.company_id = %s AND member.date_from <= '2025-06-30'
       AND (member.date_to IS NULL OR member.date_to > '2025-06-30')
"""
MONEY = ["revenue", "margin", "revenue_without_margin", "contact_cost"]


@tagged("post_install", "-at_install")
class TestSegmentResults(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.companies = {
            code: cls.env.ref(f"{XMLID_MODULE}.{code}") for code in CURRENCIES
        }
        cls.recomputed = {code: Company(cls.env.cr, code) for code in CURRENCIES}

    def test_adds_up_in_both_currencies(self):
        for code, company in self.companies.items():
            with self.subTest(company=code):
                self.assertEqual(company.currency_id.name, CURRENCIES[code])
                self.compare(code, company)

    def test_the_cases_are_worth_comparing(self):
        first, second = self.facts("C1"), self.facts("C2")
        nobodys = first[first.customer == 0]
        self.assertGreater(nobodys.revenue.sum(), 0)
        self.assertGreater((second.revenue < 0).sum(), 0)
        for facts in (first, second):
            self.assertGreater(facts.revenue_without_margin.sum(), 0)
            self.assertGreater(facts.contact_cost.sum(), 0)

    def test_retention_of_who_belonged_a_year_ago(self):
        """The window is a year: what stayed of it is the retention of a year."""
        known = 0
        for code, company in self.companies.items():
            dump, profiles = self.recomputed[code].dump, self.recomputed[code].profiles
            belonged = dump.read(BELONGED, company.id)
            segments = self.env["onetoone.segment"].search(
                [("company_id", "=", company.id)]
            )
            for segment in segments:
                customers = belonged.customer[belonged.segment_id == segment.id]
                before = profiles.reindex(customers).query("was_active == True")
                with self.subTest(company=code, segment=segment.name):
                    if before.empty:
                        self.assertIs(segment.retention, False)
                    else:
                        kept = 100 * before.is_active.astype(bool).mean()
                        self.assertAlmostEqual(segment.retention, kept, 9)
                        known += 0 < kept < 100
        self.assertGreater(known, 5)

    def compare(self, code, company):
        self.set_costs(company)
        memberships = self.make_segments(code, company)
        self.env["onetoone.segment"]._refresh_results(company, AS_OF)
        self.assertFalse(self.env.execute_query(select_differences(self.env, company)))
        facts = self.facts(code)
        for division, segments in memberships.items():
            self.compare_division(company, division, segments, facts)

    def compare_division(self, company, division, segments, facts):
        belongs = pd.Series(0, facts.index)
        for segment, members in segments.items():
            inside = pd.Series(
                [
                    members.get(customer, date.min) > quarter.end_time.date()
                    for customer, quarter in zip(
                        facts.customer, facts.quarter, strict=True
                    )
                ],
                facts.index,
            )
            belongs += inside
            self.assert_lines(company, division, "segment", facts[inside], segment)
        self.assert_lines(company, division, "unassigned", facts[belongs == 0])
        self.assert_lines(company, division, "total", facts)
        twice = facts[belongs > 1].copy()
        for name in ("customers", *MONEY):
            twice[name] *= 1 - belongs[belongs > 1]
        self.assertEqual(bool(len(twice)), not division.is_exclusive)
        self.assert_lines(company, division, "overlap", twice)

    def assert_lines(self, company, division, kind, facts, segment=None):
        lines = self.env["onetoone.segment.result"].search(
            [
                ("company_id", "=", company.id),
                ("division_id", "=", division.id),
                ("kind", "=", kind),
                ("segment_id", "=", segment.id if segment else False),
            ]
        )
        if kind != "overlap" or not division.is_exclusive:
            self.assertEqual(len(lines), len(STARTS))
        sums = facts.groupby("quarter")[["customers", *MONEY]].sum()
        for line in lines:
            quarter = pd.Period(line.quarter, freq="Q")
            expected = sums.loc[quarter] if quarter in sums.index else None
            for name in ("customers", *MONEY):
                with self.subTest(line=line.name, quarter=str(quarter), column=name):
                    value = 0 if expected is None else int(expected[name])
                    unit = 1 if name == "customers" else 100
                    self.assertEqual(round(line[name] * unit), value)
            contribution = 0
            if expected is not None:
                contribution = int(expected.margin) - int(expected.contact_cost)
            self.assertEqual(round(100 * line.contribution), contribution)

    # ------------------------------------------------------------
    # What is given
    # ------------------------------------------------------------

    def set_costs(self, company):
        company.onetoone_unit_contact_cost = float(UNIT_COST)
        costs = self.env["onetoone.channel.cost"]
        costs.search([("company_id", "=", company.id)]).unlink()
        costs.create(
            [
                {"company_id": company.id, "channel": channel, "ratio": float(ratio)}
                for channel, ratio in RATIOS.items()
            ]
        )

    def make_segments(self, code, company):
        """Return {division: {segment: {customer: the day he leaves}}}."""
        profiles = self.recomputed[code].profiles
        portfolio = profiles[profiles.is_customer]
        kinds = {
            True: {name: portfolio.index[portfolio.abc == name] for name in "ab"},
            False: {
                "odd": portfolio.index[portfolio.index % 2 == 1],
                "third": portfolio.index[portfolio.index % 3 == 0],
                "fifth": portfolio.index[portfolio.index % 5 < 2],
            },
        }
        found = {}
        for is_exclusive, segments in kinds.items():
            division = self.env["onetoone.segment.division"].create(
                {
                    "name": "Test",
                    "company_id": company.id,
                    "is_exclusive": is_exclusive,
                }
            )
            found[division] = {
                self.make_segment(division, name, customers): {
                    customer: LEAVING if customer % 7 == 0 else date.max
                    for customer in customers
                }
                for name, customers in segments.items()
            }
        return found

    def make_segment(self, division, name, customers):
        company = division.company_id
        segment = self.env["onetoone.segment"].create(
            {"name": name, "company_id": company.id, "division_id": division.id}
        )
        self.env["onetoone.segment.member"].create(
            [
                {
                    "segment_id": segment.id,
                    "partner_id": customer,
                    "company_id": company.id,
                    # first refreshed long after the first quarter
                    "date_from": date(2025, 5, 5),
                    "date_to": LEAVING if customer % 7 == 0 else False,
                }
                for customer in customers
            ]
        )
        return segment

    # ------------------------------------------------------------
    # What happened, in cents
    # ------------------------------------------------------------

    def facts(self, code):
        """One row per customer and quarter; customer 0 is nobody known by name."""
        dump = self.recomputed[code].dump
        bought = read_purchases(dump)
        known = dump.of_customers(bought)
        bought["customer"] = known.customer.reindex(bought.index).fillna(0).astype(int)
        bought["quarter"] = pd.PeriodIndex(bought.day, freq="Q")
        bought = bought[bought.quarter >= STARTS[0]]
        frame = pd.DataFrame(
            {
                "customer": bought.customer,
                "quarter": bought.quarter,
                "customers": ~bought.is_refund & (bought.customer != 0),
                "revenue": bought.cents,
                "margin": bought.margin.fillna(0).astype(int),
                "revenue_without_margin": bought.cents.where(bought.margin.isna(), 0),
            }
        )
        found = frame.groupby(["customer", "quarter"]).agg(
            {
                "customers": "max",
                "revenue": "sum",
                "margin": "sum",
                "revenue_without_margin": "sum",
            }
        )
        found = found.join(self.contact_costs(code), how="outer").fillna(0)
        return found.astype(int).reset_index()

    def contact_costs(self, code):
        # who stands for unknown buyers is no customer, but is spoken to as well
        dump = Dump(self.env.cr, code)
        dump.generic = set()
        contacts = read_contacts(dump, self.recomputed[code].portfolio)
        days = dump.local_days(contacts.moment)
        quarters = pd.PeriodIndex(days, freq="Q")
        ratios = contacts.channel.map(RATIOS).fillna("0").map(Decimal)
        keep = quarters >= STARTS[0]
        effort = ratios[keep].groupby([contacts.customer[keep], quarters[keep]]).sum()
        effort.index.names = ["customer", "quarter"]
        cents = (effort * Decimal(UNIT_COST) * 100).map(
            lambda cost: int(cost.quantize(Decimal(1), ROUND_HALF_UP))
        )
        return cents.rename("contact_cost")
