from datetime import date

from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestReadyLists(OnetooneCase):
    """Every ready list opens, and says which rule it follows."""

    def lists(self):
        names = self.env["ir.model.data"].search_fetch(
            [
                ("module", "=", "odoo_onetoone"),
                ("model", "=", "ir.actions.act_window"),
                ("name", "=like", r"list\_%"),
            ],
            ["name", "res_id"],
        )
        return {
            data.name: self.env["ir.actions.act_window"].browse(data.res_id)
            for data in names
        }

    def test_each_list_can_be_opened(self):
        self.buy(self.customer("Somebody"), date(2026, 2, 1), 100)
        self.refresh()
        lists = self.lists()
        self.assertGreater(len(lists), 40)
        for name, action in lists.items():
            with self.subTest(name):
                model = self.env[action.res_model]
                domain = safe_eval(action.domain or "[]")
                self.assertGreaterEqual(model.search_count(domain), 0)
                for group in self.groups(action):
                    self.assertTrue(model._read_group(domain, [group], ["__count"]))

    @staticmethod
    def groups(action):
        """The groups that a pivot opens with, of lists that are never empty here."""
        if not action.domain or action.domain == "[]":
            yield from safe_eval(action.context).get("pivot_row_groupby", [])

    def test_each_list_says_its_rule(self):
        for name, action in self.lists().items():
            with self.subTest(name):
                self.assertRegex(action.help, r"\(C-[IDXC]\d\d")

    def test_each_list_has_a_menu(self):
        for name, action in self.lists().items():
            with self.subTest(name):
                menu = self.env.ref(f"odoo_onetoone.menu_{name}")
                self.assertEqual(menu.action, action)
                self.assertIn(menu.parent_id.name, self.stages())

    def stages(self):
        return {"Identify", "Differentiate", "Interact", "Customize"}


@tagged("post_install", "-at_install")
class TestFactMarks(OnetooneCase):
    def test_target_companies_with_contact_names(self):
        firms = [self.customer(name, is_company=True) for name in ("Three", "Two")]
        for firm, count in zip(firms, (3, 2), strict=True):
            for number in range(count):
                self.customer(f"Person {number}", parent_id=firm.id)
            self.customer("Site", parent_id=firm.id, type="delivery")
        found = self.env["res.partner"].search(
            [
                ("id", "in", [firm.id for firm in firms]),
                ("onetoone_has_contact_names", "=", True),
            ]
        )
        self.assertEqual(found, firms[0])
        self.assertEqual(
            [firm.onetoone_has_contact_names for firm in firms], [True, False]
        )

    def test_leads_somebody_answered(self):
        partner = self.customer("Prospect", email="p@example.com")
        leads = self.env["crm.lead"].create(
            [
                {"name": name, "partner_id": partner.id, "company_id": self.company.id}
                for name in ("Answered", "Heard", "Waiting")
            ]
        )
        self.say(self.seller, leads[0], partner)
        self.hear(partner, leads[1])
        found = leads.search(
            [("id", "in", leads.ids), ("onetoone_is_answered", "=", True)]
        )
        self.assertEqual(found, leads[0])

    def test_unusual_refunds(self):
        self.need_addons("sale_management")
        self.use_purchase_source("sale.order")
        product = self.env["product.product"].create({"name": "Product"})
        customer = self.customer("Customer")
        for amount in (100, 90, 110, -200, -199):
            order = self.env["sale.order"].create(
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "price_unit": amount,
                                "tax_ids": False,
                            }
                        )
                    ],
                }
            )
            order.action_confirm()
            order.date_order = NOON
        self.refresh()
        # the usual purchase is 100, the median of what is no refund
        [refund] = self.facts(
            "onetoone.purchase",
            ("partner_id", "=", customer.id),
            ("is_unusual_refund", "=", True),
        )
        self.assertEqual(refund.amount, -200)
