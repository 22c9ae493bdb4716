import ast

from lxml import etree

from odoo.tests import Form, tagged

from .common_known_customers import KnownCustomersCase
from .web_specification import specification

FILTERS = (
    "onetoone_tier_mvc",
    "onetoone_tier_mgc",
    "onetoone_tier_bz",
    "onetoone_alert",
    "onetoone_relationship_contact",
    "onetoone_relationship_connection",
    "onetoone_relationship_familiarity",
    "onetoone_relationship_trust",
)
GROUPINGS = (
    "group_onetoone_tier",
    "group_onetoone_segment",
    "group_onetoone_relationship",
)
SEARCH_VIEWS = (
    "base.view_res_partner_filter",
    "crm.view_crm_case_opportunities_filter",
    "crm.view_crm_case_leads_filter",
)


@tagged("post_install", "-at_install")
class TestCrmViews(KnownCustomersCase):
    def search_view(self, xmlid, user):
        view = self.env.ref(xmlid)
        model = self.env[view.model].with_user(user)
        return model, etree.fromstring(model.get_view(view.id, "search")["arch"])

    def queries(self, records, fields):
        """Return how many queries the reading of fields takes in a running server."""
        self.env.flush_all()
        for __ in range(2):  # rules and rights are known from the first time on
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.web_read(fields)
        return self.env.cr.sql_log_count - before

    def added_queries(self, records, view_type, view_id=None):
        fields = specification(records.browse(), view_type, view_id)
        native = {name: spec for name, spec in fields.items() if "onetoone" not in name}
        self.assertLess(len(native), len(fields))
        return self.queries(records, fields) - self.queries(records, native)

    # ------------------------------------------------------------
    # Speed
    # ------------------------------------------------------------

    def test_the_forms_cost_three_queries_at_most(self):
        for user in (self.seller, self.analyst):
            for record in (self.acme, self.jo, self.leads[0], self.leads[1]):
                with self.subTest(user=user.login, record=record):
                    added = self.added_queries(record.with_user(user), "form")
                    self.assertLessEqual(added, 3)

    def test_a_record_without_customer_costs_nothing(self):
        lead = self.leads[-1].with_user(self.seller)
        self.assertEqual(self.added_queries(lead, "form"), 0)

    def test_many_cards_cost_as_much_as_few(self):
        partners = self.env["res.partner"].create(
            [{"name": f"Customer {number}"} for number in range(80)]
        )
        for partner in partners:
            self.know(partner, tier="standard", relationship="contact")
            self.join(self.region, partner)
        self.env["onetoone.alert"].create(
            [self._alert_values(partner, "growing", 5) for partner in partners]
        )
        leads = self.env["crm.lead"].create(
            [self._lead("Lead", partner, 1) for partner in partners]
        )
        for xmlid, most in (
            # four of them for the question that cards show
            ("crm.crm_case_kanban_view_leads", 7),
            # this one shows no customers: it reads them for the badge, too
            ("crm.view_crm_lead_kanban", 8),
            ("crm.crm_case_tree_view_oppor", 4),
            ("crm.crm_case_tree_view_leads", 5),
        ):
            view = self.env.ref(xmlid)
            for user in (self.seller, self.analyst):
                some = leads[:5].with_user(user)
                every = leads.with_user(user)
                view_type = view.type
                with self.subTest(xmlid, user=user.login):
                    added = self.added_queries(every, view_type, view.id)
                    self.assertEqual(
                        added, self.added_queries(some, view_type, view.id)
                    )
                    self.assertLessEqual(added, most)
        added = self.added_queries(partners.with_user(self.seller), "list")
        self.assertLessEqual(added, 4)

    # ------------------------------------------------------------
    # Filters
    # ------------------------------------------------------------

    def test_the_search_views_have_each_filter_once(self):
        for xmlid in SEARCH_VIEWS:
            __, arch = self.search_view(xmlid, self.seller)
            for name in FILTERS:
                self.assertEqual(len(arch.findall(f"./filter[@name='{name}']")), 1)
            for name in GROUPINGS:
                self.assertEqual(
                    len(arch.findall(f"./group/filter[@name='{name}']")), 1
                )

    def test_the_filters_find_and_group(self):
        found = {}
        for xmlid in SEARCH_VIEWS:
            model, arch = self.search_view(xmlid, self.seller)
            for node in arch.iter("filter"):
                if "onetoone" not in node.get("name"):
                    continue
                domain = ast.literal_eval(node.get("domain") or "[]")
                context = ast.literal_eval(node.get("context") or "{}")
                if groupby := context.get("group_by"):
                    self.assertTrue(model.formatted_read_group([], [groupby]))
                else:
                    ours = (self.contacts | self.contacts).ids
                    if model._name == "crm.lead":
                        ours = self.leads.ids
                    records = model.search([("id", "in", ours), *domain])
                    found[model._name, node.get("name")] = records.mapped("name")
        self.assertEqual(
            found["res.partner", "onetoone_tier_mvc"],
            ["Acme", "Jo"],
        )
        self.assertEqual(found["res.partner", "onetoone_abc_b"], ["Beta"])
        self.assertEqual(
            sorted(found["crm.lead", "onetoone_alert"]), ["Acme again", "Jo calls"]
        )
        self.assertEqual(found["crm.lead", "onetoone_tier_mgc"], ["Beta"])
        self.assertFalse(found["crm.lead", "onetoone_tier_bz"])

    # ------------------------------------------------------------
    # Loading
    # ------------------------------------------------------------

    def test_the_forms_load_for_salespeople(self):
        for record in (self.acme, self.jo, self.gamma, self.stranger, *self.leads):
            with self.subTest(record=record.display_name):
                self.assertTrue(Form(record.with_user(self.seller)).name)

    def test_the_wishes_are_edited_on_the_customer(self):
        with Form(self.acme.with_user(self.seller)) as form:
            form.onetoone_preferred_channel = "phone"
            form.onetoone_preferred_interval_days = 30
            form.onetoone_permission = "preferred"
        self.assertEqual(self.acme.onetoone_preferred_channel, "phone")
        self.assertEqual(self.acme.onetoone_preferred_interval_days, 30)
        self.assertEqual(self.acme.onetoone_permission, "preferred")

    def test_everybody_else_gets_the_views_of_before(self):
        clerk = self._new_user("clerk", "base.group_partner_manager")
        partners = self.env["res.partner"].with_user(clerk)
        for view_type in ("form", "list", "kanban", "search"):
            arch = etree.fromstring(partners.get_view(view_type=view_type)["arch"])
            ours = ("onetoone_tier", "onetoone_alert", "onetoone_relationship")
            names = [
                str(node.get(attribute))
                for node in arch.iter()
                for attribute in ("name", "domain", "field", "context")
            ]
            self.assertFalse(
                [name for name in names if any(our in name for our in ours)], view_type
            )
