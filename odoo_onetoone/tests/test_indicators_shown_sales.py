from datetime import date, datetime

from odoo import Command
from odoo.tests import tagged

from .readings import ReadingsCase


@tagged("post_install", "-at_install")
class TestShownIndicatorsOfSales(ReadingsCase):
    """Orders of Ada (class A) and Bo as of 2026-03-01, worked out by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management", "sale_crm")
        cls.use_purchase_source("sale.order")
        cls.product = cls.env["product.product"].create(
            {"name": "Service", "type": "service", "invoice_policy": "order"}
        )
        cls.ada, cls.bo = (
            cls.customer(name, company_id=cls.company.id) for name in ("Ada", "Bo")
        )

    def order(self, partner, day, price, confirm=True, discount=0, **values):
        order = self.env["sale.order"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": price,
                            "discount": discount,
                            "tax_ids": [Command.clear()],
                        }
                    )
                ],
                **values,
            }
        )
        if confirm:
            order.action_confirm()
        order.flush_recordset()
        self.date_record(order, date_order=datetime.combine(day, datetime.min.time()))
        return order

    def assert_readings(self, expected):
        self.refresh()
        readings = self.measure()
        for code, numbers in expected.items():
            self.assert_counts(readings[code], *numbers)
        self.assert_opens_what_it_counted({code: readings[code] for code in expected})

    def test_offers_and_texts(self):
        self.order(self.ada, date(2025, 6, 1), 1000, note="<p>Payable soon.</p>")
        self.order(
            self.ada, date(2025, 7, 1), 1000, discount=10, note="<p>For you, Ada.</p>"
        )
        # the reading is about class A: nothing of Bo counts
        self.order(
            self.bo, date(2025, 8, 1), 100, discount=10, note="<p>Payable soon.</p>"
        )
        self.order(self.bo, date(2025, 9, 1), 100, note=False)
        self.assert_readings(
            {
                "special_offers": (1, 2, 50),
                "personal_documents": (1, 4, 25),
                # nothing is invoiced yet
                "orders_invoiced": (0, 4, 0),
            }
        )

    def test_time_to_a_proposal(self):
        # Monday 9:00; the calendar works from 8 to 12 and from 13 to 17
        leads = self.env["crm.lead"].create(
            [
                {
                    "name": f"Lead {number}",
                    "type": "opportunity",
                    "partner_id": self.ada.id,
                    "company_id": self.company.id,
                    "team_id": False,
                }
                for number in range(3)
            ]
        )
        leads.flush_recordset()
        for lead in leads:
            self.date_record(lead, create_date=datetime(2026, 2, 2, 9))
        for lead, quoted in zip(
            leads[:2], (datetime(2026, 2, 2, 11), datetime(2026, 2, 3, 9)), strict=True
        ):
            order = self.order(
                self.ada, quoted.date(), 100, confirm=False, opportunity_id=lead.id
            )
            self.date_record(order, create_date=quoted)
        self.order(self.ada, date(2026, 2, 10), 100)
        # 2 and 8 working hours, and one still waiting: half are served after 8
        self.assert_readings({"proposal_hours": (2, 3, 8)})

    def test_deliveries_need_the_inventory_of_sales(self):
        self.order(self.ada, date(2026, 2, 10), 100)
        self.refresh()
        reading = self.measure()["on_time_deliveries"]
        if "effective_date" in self.env["sale.order"]._fields:
            self.assertEqual(reading.missing_reason, "no_records")
        else:
            self.assertEqual(reading.missing_reason, "not_installed")


@tagged("post_install", "-at_install")
class TestShownIndicatorsOfComplaints(ReadingsCase):
    """Tickets of Anna (class A) and Ben as of 2026-03-01, worked out by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("helpdesk_mgmt")
        cls.anna, cls.ben = (
            cls.customer(name, company_id=cls.company.id) for name in ("Anna", "Ben")
        )
        cls.buy(cls.anna, date(2025, 6, 1), 1000)
        cls.buy(cls.ben, date(2025, 6, 1), 100)
        for partner, opened, user in (
            (cls.anna, datetime(2025, 6, 2, 9), cls.seller),
            (cls.anna, datetime(2025, 9, 1, 9), None),
            (cls.anna, datetime(2026, 2, 10, 9), cls.seller),
            (cls.ben, datetime(2026, 2, 11, 9), None),
            (cls.ben, datetime(2026, 2, 12, 9), cls.seller),
        ):
            ticket = cls.env["helpdesk.ticket"].create(
                {
                    "name": "Ticket",
                    "description": "Broken",
                    "partner_id": partner.id,
                    "company_id": cls.company.id,
                    "user_id": user.id if user else False,
                }
            )
            ticket.flush_recordset()
            cls.date_record(ticket, create_date=opened)

    def test_caretaker_and_surge(self):
        self.refresh()
        readings = self.measure()
        self.assert_counts(readings["complaint_caretaker"], 2, 3, 200 / 3)
        self.assert_counts(readings["complaining_customers"], 2, 2, 100)
        # 3 in the last 30 days; 2 in the 335 days before are 60 / 335 in 30 days
        self.assert_counts(readings["complaint_surge"], 3, 5, 300 * 335 / 60)
        self.assert_opens_what_it_counted(
            {
                code: readings[code]
                for code in (
                    "complaint_caretaker",
                    "complaining_customers",
                    "complaint_surge",
                )
            }
        )

    def test_sentence_of_the_surge(self):
        self.refresh()
        self.assertEqual(
            self.measure()["complaint_surge"].explanation,
            "3 of the 5 complaints of the window came in the last 30 days: "
            "1,675.0 % of the usual number.",
        )
