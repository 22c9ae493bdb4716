"""Two companies that sell in two currencies, against the hand-worked example.

``data/oracles/two_companies.json``; its README has the arithmetic.
"""

import json
from datetime import date, datetime
from pathlib import Path

from odoo import Command, fields
from odoo.tests import tagged

from .common import OnetooneCase

ORACLE = Path(__file__).parents[2] / "data/oracles/two_companies.json"


@tagged("post_install", "-at_install")
class TestTwoCurrencies(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management")
        cls.oracle = json.loads(ORACLE.read_text(encoding="utf-8"))
        cls.as_of = date.fromisoformat(cls.oracle["as_of"])
        cls.product = cls.env["product.product"].create(
            {"name": "Goods", "type": "service", "taxes_id": False}
        )
        cls.companies = {
            name: cls._open_company(name, **values)
            for name, values in cls.oracle["companies"].items()
        }
        for rate in cls.oracle["rates"]:
            cls.env["res.currency.rate"].create(
                {
                    "company_id": cls.companies[rate["company"]].id,
                    "currency_id": cls._currency(rate["currency"]).id,
                    "name": rate["date"],
                    "rate": rate["rate"],
                }
            )
        names = {order["customer"] for order in cls.oracle["orders"]}
        cls.customers = {name: cls.customer(name) for name in sorted(names)}
        for order in cls.oracle["orders"]:
            cls._order(**order)
        cls._speak_to_both(cls.customers["Ada"])

    @classmethod
    def _open_company(cls, name, currency, timezone):
        company = cls.new_company(name)
        company.currency_id = cls._currency(currency)
        company.resource_calendar_id.tz = timezone
        cls.use_purchase_source("sale.order", company)
        return company

    @classmethod
    def _currency(cls, name):
        currency = cls.env.ref(f"base.{name}")
        currency.active = True
        return currency

    @classmethod
    def _order(cls, company, customer, date, currency, amount):
        company = cls.companies[company]
        pricelist = cls.env["product.pricelist"].create(
            {
                "name": currency,
                "currency_id": cls._currency(currency).id,
                "company_id": company.id,
            }
        )
        orders = cls.env["sale.order"].with_company(company)
        order = orders.create(
            {
                "company_id": company.id,
                "partner_id": cls.customers[customer].id,
                "pricelist_id": pricelist.id,
                "date_order": f"{date} 12:00:00",
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "product_uom_qty": 1,
                            "price_unit": amount,
                            "tax_ids": False,
                        }
                    )
                ],
            }
        )
        order.action_confirm()
        # confirming puts the order on today
        order.date_order = f"{date} 12:00:00"

    @classmethod
    def _speak_to_both(cls, customer):
        message = customer.message_post(
            body="Good day",
            message_type="email",
            author_id=customer.id,
            subtype_xmlid="mail.mt_comment",
        )
        message.record_company_id = False
        cls.date_record(message, date=datetime(2026, 2, 3, 9, 0))

    def test_profiles(self):
        for name, company in self.companies.items():
            self.refresh(self.as_of, company)
            expected = self.oracle["profiles"][name]
            profiles = self.env["onetoone.profile"].search(
                [("company_id", "=", company.id), ("is_customer", "=", True)]
            )
            self.assertEqual(
                profiles.partner_id.sorted("name").mapped("name"), sorted(expected)
            )
            self.assertEqual(profiles.currency_id, company.currency_id)
            for customer, values in expected.items():
                profile = self.profile(self.customers[customer], company)
                for field, value in values.items():
                    with self.subTest(company=name, customer=customer, field=field):
                        self.assert_value(profile, field, value)

    def assert_value(self, profile, field, expected):
        measured = profile[field]
        if expected is None:
            self.assertIs(measured, False)
        elif isinstance(expected, str | bool):
            if isinstance(measured, date):
                measured = fields.Date.to_string(measured)
            self.assertEqual(measured, expected)
        else:
            self.assertAlmostEqual(measured, expected, 5)

    def test_readings(self):
        for name, company in self.companies.items():
            self.refresh(self.as_of, company)
            self.env["onetoone.indicator"]._measure(company, as_of=self.as_of)
            for code, expected in self.oracle["readings"][name].items():
                reading = self.env["onetoone.reading"].search(
                    [
                        ("company_id", "=", company.id),
                        ("indicator_id.code", "=", code),
                    ]
                )
                numerator, denominator, value = expected
                self.assertEqual(reading.numerator, numerator)
                self.assertEqual(reading.denominator, denominator)
                self.assertAlmostEqual(reading.value, value, 5)
