"""Every profile and every reading against pandas over Odoo's own tables."""

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
)
# counted in cents by the other side
MONEY = (
    "monetary",
    "lifetime_amount",
    "recent_amount",
    "previous_amount",
    "margin",
)
CLOSE = ("completeness", "change_ratio", "median_complaint_hours")


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

    def test_fractions(self):
        for code in CODES:
            for name in CLOSE:
                with self.subTest(company=code, field=name):
                    self.compare(code, name, _differs)


@tagged("post_install", "-at_install")
class TestReadings(IndependentCase):
    def test_readings(self):
        for code in CODES:
            for indicator, expected in self.recomputed[code].readings.items():
                with self.subTest(company=code, indicator=indicator):
                    self.assert_reading(code, indicator, *expected)

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
            self.assertEqual(
                (reading.numerator, reading.denominator), (numerator, denominator)
            )
        self.assertAlmostEqual(reading.value, value, 6)


def _plain(value):
    """Nothing on record as None, whatever it is written as."""
    if isinstance(value, bool | np.bool_):
        return bool(value) or None
    return None if pd.isna(value) or value == "" else value


def _differs(ours, theirs):
    return (
        ours is None or theirs is None or abs(ours - theirs) > 1e-6
    ) and ours != theirs


def _differs_in_cents(ours, theirs):
    return _differs(None if ours is None else round(100 * ours), theirs)
