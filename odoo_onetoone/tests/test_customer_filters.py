import ast
from unittest.mock import patch

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..models.crm import base
from .common_known_customers import KnownCustomersCase
from .test_crm_views import FILTERS


class CustomerFiltersCase(KnownCustomersCase):
    def search_arch(self, model, user, view_id=None):
        view = self.env[model].with_user(user).get_view(view_id, "search")
        return etree.fromstring(view["arch"])

    def names(self, arch):
        """Return the names of our filters, in their order."""
        names = [node.get("name") for node in arch.iter("filter")]
        return tuple(name for name in names if name.startswith("onetoone_"))

    def search_by(self, arch, records, user, name):
        """Return those of the records that a filter of the search view finds."""
        node = arch.find(f".//filter[@name='{name}']")
        domain = ast.literal_eval(node.get("domain"))
        return records.with_user(user).search([("id", "in", records.ids), *domain])

    def new_view(self, model, arch, **values):
        return self.env["ir.ui.view"].create(
            {"name": "Mine", "model": model, "type": "search", "arch": arch, **values}
        )


@tagged("post_install", "-at_install")
class TestCustomerFilters(CustomerFiltersCase):
    """The mechanism, on a model that every database has."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(
            patch.object(
                base,
                "DOCUMENTS_OF_CUSTOMERS",
                frozenset({"calendar.attendee", "mail.message"}),
            )
        )
        cls.env.registry.clear_cache("templates")
        cls.addClassCleanup(cls.env.registry.clear_cache, "templates")

    def test_the_filters_stand_before_the_groupings(self):
        view = self.new_view(
            "calendar.attendee",
            """<search>
                <field name="email"/>
                <group name="by"><filter name="state" context="{}"/></group>
            </search>""",
        )
        arch = self.search_arch("calendar.attendee", self.seller, view.id)
        self.assertEqual(self.names(arch), FILTERS)
        tags = [node.tag for node in arch]
        self.assertEqual(tags[:3], ["field", "field", "separator"])
        self.assertEqual(tags[-2:], ["separator", "group"])

    def test_a_search_view_needs_no_groupings(self):
        view = self.new_view("calendar.attendee", "<search/>")
        arch = self.search_arch("calendar.attendee", self.seller, view.id)
        self.assertEqual(self.names(arch), FILTERS)

    def test_a_database_without_search_view_gets_them_too(self):
        arch = self.search_arch("calendar.attendee", self.seller)
        self.assertEqual(self.names(arch), FILTERS)

    def test_a_view_that_is_changed_keeps_them_once(self):
        view = self.new_view(
            "calendar.attendee", "<search><field name='email'/></search>"
        )
        self.search_arch("calendar.attendee", self.seller, view.id)
        self.new_view(
            "calendar.attendee",
            """<field name="email" position="after">
                <filter name="onetoone_alert" domain="[]" string="Mine"/>
            </field>""",
            inherit_id=view.id,
        )
        arch = self.search_arch("calendar.attendee", self.seller, view.id)
        self.assertEqual(self.names(arch), ("onetoone_alert",))

    def test_others_keep_the_view_of_before(self):
        clerk = self._new_user("clerk", "base.group_user")
        view = self.new_view(
            "calendar.attendee", "<search><field name='email'/></search>"
        )
        for user in (self.seller, clerk, self.seller):
            # the view is kept in memory for all users alike
            arch = self.search_arch("calendar.attendee", user, view.id)
            self.assertEqual(self.names(arch), () if user == clerk else FILTERS)
            if user == clerk:
                self.assertEqual(
                    [(node.tag, node.get("name")) for node in arch],
                    [("field", "email")],
                )

    def test_models_without_customer_are_left_alone(self):
        # the first has no partner_id
        for model in ("mail.message", "res.country", "crm.stage"):
            arch = self.search_arch(model, self.env.ref("base.user_admin"))
            self.assertFalse(self.names(arch), model)

    def test_other_kinds_of_views_are_left_alone(self):
        attendees = self.env["calendar.attendee"].with_user(self.seller)
        arch = attendees.get_view(view_type="list")["arch"]
        self.assertNotIn("onetoone", arch)

    def test_the_filters_find_the_documents_of_customers(self):
        event = self.meet(self.contacts)
        self.env.flush_all()
        attendees = event.attendee_ids
        arch = self.search_arch("calendar.attendee", self.seller)

        def found(name):
            return self.search_by(arch, attendees, self.seller, name).partner_id

        self.assertEqual(found("onetoone_tier_mvc"), self.acme | self.jo)
        self.assertEqual(found("onetoone_tier_mgc"), self.beta)
        self.assertFalse(found("onetoone_tier_bz"))
        self.assertEqual(found("onetoone_alert"), self.acme | self.jo)
        self.assertEqual(found("onetoone_relationship_connection"), self.beta)


@tagged("post_install", "-at_install")
class TestOptionalFilters(CustomerFiltersCase):
    """The lists of the optional addons."""

    def customers_of(self, records, name, user=None):
        user = user or self.seller
        arch = self.search_arch(records._name, user)
        self.assertEqual(self.names(arch), FILTERS)
        return self.search_by(arch, records, user, name).partner_id

    def test_every_search_view_has_each_filter_once(self):
        admin = self.env.ref("base.user_admin")
        models = sorted(base.DOCUMENTS_OF_CUSTOMERS & set(self.env.registry))
        views = self.env["ir.ui.view"].search(
            [("model", "in", models), ("type", "=", "search"), ("mode", "=", "primary")]
        )
        for view in views:
            with self.subTest(view.xml_id):
                arch = self.search_arch(view.model, admin, view.id)
                self.assertEqual(self.names(arch), FILTERS)

    def test_orders_are_found_by_their_customer(self):
        self.need_addons("sale")
        orders = self.env["sale.order"].create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "user_id": self.seller.id,
                }
                for partner in self.contacts
            ]
        )
        self.env.flush_all()
        for name, partners in (
            ("onetoone_tier_mvc", self.acme | self.jo),
            ("onetoone_tier_mgc", self.beta),
            ("onetoone_tier_bz", self.env["res.partner"]),
            ("onetoone_alert", self.acme | self.jo),
            ("onetoone_relationship_trust", self.acme | self.jo),
        ):
            self.assertEqual(self.customers_of(orders, name), partners, name)
        fields = self.search_arch("sale.order", self.seller).iter("field")
        [node] = [
            node for node in fields if "onetoone" in node.get("filter_domain", "")
        ]
        domain = safe_eval(node.get("filter_domain"), {"self": "region"})
        found = orders.with_user(self.seller).search(
            [("id", "in", orders.ids), *domain]
        )
        self.assertEqual(found.partner_id, self.acme | self.jo | self.beta)
        delta = orders.filtered(lambda order: order.partner_id == self.delta)
        self.assertEqual(
            orders.with_user(self.seller).search(
                [("partner_id.onetoone_tier", "=", "standard")]
            ),
            delta,
        )

    def test_tickets_are_found_by_their_customer(self):
        self.need_addons("helpdesk_mgmt")
        user = self.seller
        user.group_ids += self.env.ref("helpdesk_mgmt.group_helpdesk_manager")
        tickets = self.env["helpdesk.ticket"].create(
            [
                {
                    "name": "Broken",
                    "description": "It does not work",
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                }
                for partner in self.contacts
            ]
        )
        self.env.flush_all()
        self.assertEqual(
            self.customers_of(tickets, "onetoone_tier_mvc"), self.acme | self.jo
        )
        self.assertFalse(self.customers_of(tickets, "onetoone_tier_bz"))

    def test_an_accountant_keeps_the_views_of_before(self):
        self.need_addons("account")
        accountant = self._new_user("accountant", "account.group_account_invoice")
        self.assertFalse(accountant.has_group("odoo_onetoone.group_onetoone_user"))
        for view in self.env["ir.ui.view"].search(
            [("model", "=", "account.move"), ("type", "=", "search")]
        ):
            if view.mode == "primary":
                arch = self.search_arch("account.move", accountant, view.id)
                self.assertNotIn("onetoone", etree.tostring(arch, encoding="unicode"))
