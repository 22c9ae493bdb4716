from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.source.built_in_sources import BUILT_IN_SOURCES
from .common import AS_OF, OnetooneCase


@tagged("post_install", "-at_install")
class TestSources(OnetooneCase):
    def new_source(self, **values):
        return self.env["onetoone.source"].create(
            {
                "name": "Test source",
                "company_id": self.company.id,
                "kind": "complaint",
                "model": "crm.lead",
                "partner_field": "partner_id",
                "company_field": "company_id",
                "user_field": "user_id",
                "opened_field": "create_date",
                "closed_field": "date_closed",
                "stage_field": "stage_id",
                "closed_stage_field": "is_won",
                "priority_field": "priority",
                **values,
            }
        )

    def break_source(self, source, **values):
        """Write what an administrator could not: something changed since."""
        source.flush_recordset()
        self.date_record(source, **values)
        source.invalidate_recordset()
        return source

    def test_every_company_has_the_built_in_sources(self):
        sources = self.env["onetoone.source"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(
            sources.mapped(lambda source: (source.kind, source.model, source.addon)),
            sorted(
                [
                    (values["kind"], values["model"], values["addon"])
                    for values in BUILT_IN_SOURCES
                ],
                key=lambda key: [
                    "complaint interaction purchase satisfaction".split().index(key[0])
                ],
            ),
        )
        broken = sources.filtered(lambda source: source.state == "broken")
        self.assertFalse(broken.mapped("state_reason"))

    def test_sources_of_a_newer_version_are_added_once(self):
        self.source("satisfaction", "rating.rating").addon = False
        before = self.env["onetoone.source"].search_count([])
        self.source("complaint", "crm.claim").addon = False
        self.source("complaint", "crm.claim").unlink()
        self.env["res.company"]._onetoone_prepare_all()
        self.assertEqual(self.env["onetoone.source"].search_count([]), before)
        self.assertEqual(self.source("complaint", "crm.claim").addon, "crm_claim")
        # the company reads ratings in its own way: that stays
        self.assertFalse(self.source("satisfaction", "rating.rating").addon)

    def test_a_branch_has_no_sources_of_its_own(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.assertFalse(
            self.env["onetoone.source"].search([("company_id", "=", branch.id)])
        )

    def test_a_model_that_is_not_installed_is_missing(self):
        source = self.new_source(model="no.such.model", addon="no_such_addon")
        self.assertEqual(source.state, "missing")
        self.assertIn("no_such_addon", source.state_reason)
        self.assertFalse(source._is_failing())
        source = self.break_source(self.new_source(), model="gone.model")
        self.assertEqual(source.state, "missing")
        self.assertIn("gone.model", source.state_reason)
        self.assertTrue(source._is_failing())

    def test_two_addons_may_provide_the_same_model(self):
        self.need_addons("helpdesk_mgmt")
        sources = self.source("complaint", "helpdesk.ticket")
        self.assertEqual(
            {source.addon: source.state for source in sources},
            {"helpdesk_mgmt": "ready", "helpdesk": "missing"},
        )
        enterprise = sources.filtered(lambda source: source.addon == "helpdesk")
        self.assertRegex(enterprise.state_reason, "installed: helpdesk")

    def test_a_field_that_does_not_exist_breaks_the_source(self):
        source = self.break_source(self.new_source(), opened_field="no_such_field")
        self.assertEqual(source.state, "broken")
        self.assertIn("no_such_field", source.state_reason)

    def test_a_domain_that_cannot_be_read_breaks_the_source(self):
        source = self.new_source()
        for domain in ("[('name'", "[('no_such_field', '=', 1)]", "open('x')"):
            with self.subTest(domain):
                self.break_source(source, domain=domain)
                self.assertEqual(source.state, "broken")
                self.assertTrue(source.state_reason)

    def test_a_broken_source_does_not_stop_a_refresh(self):
        self.break_source(self.new_source(), opened_field="no_such_field")
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 2, 1), 100)
        self.refresh()
        self.assertTrue(self.profile(customer).is_customer)

    def test_another_model_can_be_a_source_of_complaints(self):
        self.assertEqual(self.new_source().state, "ready")
        customer = self.customer("Customer")
        lead = self.buy(customer, date(2026, 2, 1), 100)
        complaint = self.env["onetoone.complaint"].search(
            [("partner_id", "=", customer.id)]
        )
        self.assertEqual(complaint.res_model, "crm.lead")
        self.assertEqual(complaint.res_id, lead.id)
        self.assertTrue(complaint.is_closed)

    def test_only_one_purchase_source_is_used(self):
        lead_source = self.source("purchase", "crm.lead")
        order_source = self.source("purchase", "sale.order")
        self.assertTrue(lead_source.is_used)
        order_source.is_used = True
        self.assertFalse(lead_source.is_used)
        self.assertTrue(order_source.is_chosen_by_hand)
        with self.assertRaisesRegex(ValidationError, "counted twice"):
            self.new_source(
                kind="purchase",
                domain="[('name', '=', 'Other')]",
                date_field="date_closed",
                amount_field="expected_revenue",
                is_used=True,
            )

    def test_the_first_source_with_a_recent_document_is_used(self):
        company = self.env["res.company"].create({"name": "Chooser"})
        self.buy(self.customer("Customer"), date(2026, 2, 1), 100, company)
        self.refresh(company=company)
        self.assertTrue(self.source("purchase", "crm.lead", company).is_used)
        self.assertFalse(self.source("purchase", "sale.order", company).is_used)
        self.assertFalse(self.source("purchase", "account.move", company).is_used)

    def test_a_source_chosen_by_hand_stays(self):
        self.source("purchase", "account.move").is_used = True
        self.buy(self.customer("Customer"), date(2026, 2, 1), 100)
        self.refresh()
        self.assertFalse(self.source("purchase", "crm.lead").is_used)


@tagged("post_install", "-at_install")
class TestFactsAsRecords(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.customer("Buyer")
        cls.leads = [
            cls.buy(cls.buyer, date(2026, 1, day), 100 * day) for day in (5, 6, 7)
        ]

    def test_facts_are_read_back_by_their_id(self):
        facts = self.env["onetoone.purchase"].search(
            [("partner_id", "=", self.buyer.id)], order="date"
        )
        self.env.invalidate_all()
        again = self.env["onetoone.purchase"].browse(facts.ids)
        self.assertEqual(again.mapped("amount"), [500, 600, 700])
        self.assertEqual(again.mapped("res_id"), [lead.id for lead in self.leads])

    def test_the_id_is_source_and_row(self):
        source = self.source("purchase", "crm.lead")
        fact = self.env["onetoone.purchase"].search(
            [("res_id", "=", self.leads[0].id), ("company_id", "=", self.company.id)]
        )
        self.assertEqual(fact.id, source.id * 2**38 + self.leads[0].id)
        self.assertLess(fact.id, 2**53)

    def test_an_id_of_no_fact_finds_nothing(self):
        facts = self.env["onetoone.purchase"]
        self.assertFalse(facts.search([("id", "in", [1, 2**40])]))
        self.assertFalse(facts.search([("id", "in", [])]))

    def test_a_fact_opens_its_document(self):
        fact = self.env["onetoone.purchase"].search(
            [("res_id", "=", self.leads[0].id), ("company_id", "=", self.company.id)]
        )
        action = fact.action_open_document()
        self.assertEqual(action["res_model"], "crm.lead")
        self.assertEqual(action["res_id"], self.leads[0].id)

    def test_facts_are_grouped_and_summed(self):
        [(_month, amount, count)] = self.env["onetoone.purchase"]._read_group(
            [("partner_id", "=", self.buyer.id)],
            ["date:month"],
            ["amount:sum", "__count"],
        )
        self.assertEqual((amount, count), (1800, 3))

    def test_new_documents_show_at_once(self):
        self.buy(self.buyer, AS_OF, 900)
        facts = self.env["onetoone.purchase"].search(
            [("partner_id", "=", self.buyer.id)]
        )
        self.assertEqual(len(facts), 4)
