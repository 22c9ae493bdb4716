"""Every profile and every reading against pandas over Odoo's own tables."""

import random
from datetime import timedelta

import numpy as np
import pandas as pd
from recomputed.company import Company

from odoo.tests import TransactionCase, tagged

from data.sample import AS_OF, XMLID_MODULE

CODES = ("C1", "C2")
EXACT = (
    "is_customer",
    "is_company",
    "is_reachable",
    "is_duplicate",
    "is_split_site",
    "contact_count",
    "reachable_contact_count",
    "first_purchase",
    "last_purchase",
    "frequency",
    "lifetime_orders",
    "is_active",
    "was_active",
    "is_loyal",
    "is_drop",
    "is_growing",
    "r_score",
    "f_score",
    "m_score",
    "abc",
    "tier",
    "last_contact",
    "last_inbound",
    "last_outbound",
    "contact_count_window",
    "channel_count",
    "is_two_way",
    "complaint_count",
    "open_complaint_count",
    "oldest_open_complaint",
    "chosen_tier",
    "wallet_date",
    "has_open_opportunity",
    "relationship",
    "relationship_suggested",
    "learning_count",
    "gave_referral",
)
# counted in cents by the other side
MONEY = (
    "monetary",
    "lifetime_amount",
    "recent_amount",
    "previous_amount",
    "margin",
    "contact_cost",
    "net_contribution",
    "estimated_wallet",
    "potential_value",
)
CLOSE = (
    "completeness",
    "change_ratio",
    "median_complaint_hours",
    "contact_effort",
    "share_of_customer",
    "segment_retention",
    "satisfaction",
)


class IndependentCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # of a cursor only the rows are used
        cls.recomputed = {code: Company(cls.env.cr, code) for code in CODES}
        cls.companies = {code: cls.env.ref(f"{XMLID_MODULE}.{code}") for code in CODES}

    def measured(self, code, fields):
        """Profiles of the product by customer, as a data frame."""
        rows = self.env["onetoone.profile"].search_read(
            [("company_id", "=", self.companies[code].id)],
            ["partner_id", *fields],
            load=False,
        )
        return pd.DataFrame(rows).set_index("partner_id").sort_index()


@tagged("post_install", "-at_install")
class TestProfiles(IndependentCase):
    def compare(self, code, name, differs):
        """Compare one field of all customers; show the first that differ."""
        ours = self.measured(code, [name])[name]
        theirs = self.recomputed[code].profiles[name].reindex(ours.index)
        wrong = [
            (partner, ours[partner], theirs[partner])
            for partner in ours.index
            if differs(_plain(ours[partner]), _plain(theirs[partner]))
        ]
        names = self.env["res.partner"].browse([partner for partner, *_ in wrong[:5]])
        self.assertFalse(
            wrong,
            f"{len(wrong)} of {len(ours)} differ in {name} (customer, product,"
            f" recomputed): {wrong[:5]} {names.mapped('display_name')}",
        )

    def test_the_same_customers(self):
        for code in CODES:
            ours = set(self.measured(code, ["is_customer"]).index)
            theirs = set(self.recomputed[code].profiles.index)
            self.assertEqual(ours, theirs, code)
            self.assertGreater(len(ours), 30)

    def test_fields_that_must_be_equal(self):
        for code in CODES:
            for name in EXACT:
                with self.subTest(company=code, field=name):
                    self.compare(code, name, lambda ours, theirs: ours != theirs)

    def test_money(self):
        for code in CODES:
            for name in MONEY:
                with self.subTest(company=code, field=name):
                    self.compare(code, name, _differs_in_cents)

    def test_lifetime_value(self):
        """The retention is kept as a float: half a cent may go either way."""
        for code in CODES:
            with self.subTest(company=code):
                self.compare(code, "lifetime_value", _differs_by_more_than_a_cent)

    def test_fractions(self):
        for code in CODES:
            for name in CLOSE:
                with self.subTest(company=code, field=name):
                    self.compare(code, name, _differs)


class ReadingsCase(IndependentCase):
    def assert_reading(self, code, indicator, numerator, denominator, value):
        reading = self.env["onetoone.reading"].search(
            [
                ("company_id", "=", self.companies[code].id),
                ("indicator_id.code", "=", indicator),
                ("as_of", "=", AS_OF),
            ]
        )
        self.assertEqual(len(reading), 1)
        if numerator is not None:
            self.assertEqual(reading.numerator, numerator)
        if denominator is not None:
            self.assertEqual(reading.denominator, denominator)
        self.assertAlmostEqual(reading.value, value, 6)


@tagged("post_install", "-at_install")
class TestReadings(ReadingsCase):
    def test_readings(self):
        for code in CODES:
            for indicator, expected in self.recomputed[code].readings.items():
                with self.subTest(company=code, indicator=indicator):
                    self.assert_reading(code, indicator, *expected)


@tagged("post_install", "-at_install")
class TestOwnRecords(ReadingsCase):
    """Segments, learnings, wishes and guidelines, thrown by dice for each company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # only what is thrown here: the sample's own segments leave too little out
        cls.env["onetoone.segment"].search([]).active = False
        for code, company in cls.companies.items():
            chance = random.Random(code)
            customers = cls.env["onetoone.profile"].search(
                [("company_id", "=", company.id), ("is_customer", "=", True)],
                order="partner_id",
            )
            partners = customers.partner_id
            cls.make_segments(company, partners, chance)
            cls.make_learnings(company, partners, chance)
            cls.make_wishes(partners, chance)
            cls.make_costs(company)
        cls.env.flush_all()
        for company in cls.companies.values():
            cls.env["onetoone.profile"]._refresh(company, AS_OF)
            cls.env["onetoone.indicator"]._measure(company, AS_OF)

    @classmethod
    def make_segments(cls, company, partners, chance):
        divisions = cls.env["onetoone.segment.division"].create(
            [
                {"name": basis, "basis": basis, "company_id": company.id}
                for basis in ("needs", "value")
            ]
        )
        segments = cls.env["onetoone.segment"].create(
            [
                {
                    "name": f"Segment {number}",
                    "company_id": company.id,
                    "division_id": divisions[number % 2].id,
                    "active": number != 4,
                }
                for number in range(5)
            ]
        )
        cls.env["onetoone.segment.guideline"].create(
            [
                {
                    "segment_id": segment.id,
                    "channel": channel,
                    "min_interval_days": chance.choice((False, 5, 20, 60)),
                    "needs_permission": chance.random() < 0.2,
                }
                for segment in segments
                for channel in ("email", "phone", "meeting")
            ]
        )
        days = [AS_OF + timedelta(days=offset) for offset in (-400, -30, -1, 0, 1)]
        members = []
        for segment in segments:
            for partner in partners:
                if chance.random() < 0.25:
                    begin, end = sorted(chance.sample(days, 2))
                    members.append(
                        {
                            "segment_id": segment.id,
                            "partner_id": partner.id,
                            "company_id": company.id,
                            "date_from": begin,
                            "date_to": chance.choice((False, end)),
                        }
                    )
        cls.env["onetoone.segment.member"].create(members)

    @classmethod
    def make_learnings(cls, company, partners, chance):
        topics = cls.env["onetoone.topic"].create(
            [
                {"name": f"Topic {number}", "question": "?", "kind": "text"}
                for number in range(5)
            ]
        )
        days = [
            AS_OF + timedelta(days=offset) for offset in (-900, -731, -730, -9, -1, 0)
        ]
        ends = [False, *(AS_OF + timedelta(days=offset) for offset in (-1, 0, 300))]
        cls.env["onetoone.learning"].create(
            [
                {
                    "partner_id": partner.id,
                    "topic_id": chance.choice(topics).id,
                    "company_id": company.id,
                    "value": chance.choice(("Said", "Said", False)),
                    "date": day,
                    "date_expiry": end and max(day, end),
                }
                for partner in partners
                for _learning in range(chance.choice((0, 1, 3, 6)))
                for day, end in [(chance.choice(days), chance.choice(ends))]
            ]
        )

    @staticmethod
    def make_wishes(partners, chance):
        for partner in partners:
            if chance.random() < 0.4:
                partner.write(
                    {
                        "onetoone_preferred_channel": chance.choice(
                            (False, "email", "phone", "meeting")
                        ),
                        "onetoone_preferred_interval_days": chance.choice(
                            (False, 1, 14, 90)
                        ),
                        "onetoone_permission": chance.choice(
                            (False, False, "granted", "preferred", "refused")
                        ),
                    }
                )

    @classmethod
    def make_costs(cls, company):
        costs = cls.env["onetoone.channel.cost"]
        costs.search([("company_id", "=", company.id)]).unlink()
        costs.create(
            [
                {"company_id": company.id, "channel": channel, "ratio": ratio}
                for channel, ratio in (("email", 5), ("phone", 60), ("meeting", 120))
            ]
        )

    def test_readings(self):
        for code in CODES:
            for indicator, expected in self.recomputed[code].own_readings.items():
                with self.subTest(company=code, indicator=indicator):
                    self.assertNotIn(expected[2], (0, 100), "says too little")
                    self.assert_reading(code, indicator, *expected)


def _plain(value):
    """Nothing on record as None, whatever it is written as."""
    if isinstance(value, bool | np.bool_):
        return bool(value) or None
    return None if pd.isna(value) or value == "" else value


def _differs(ours, theirs):
    return (
        ours is None or theirs is None or abs(ours - theirs) > 1e-6
    ) and ours != theirs


def _differs_by_more_than_a_cent(ours, theirs):
    if ours is None or theirs is None:
        return _differs_in_cents(ours, theirs)
    return abs(round(100 * ours) - theirs) > 1


def _differs_in_cents(ours, theirs):
    return _differs(None if ours is None else round(100 * ours), theirs)
