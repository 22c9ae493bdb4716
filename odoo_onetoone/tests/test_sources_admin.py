from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import NOON, OnetooneCase

LEAD_COMPLAINTS = {
    "name": "Service requests",
    "kind": "complaint",
    "model": "crm.lead",
    "domain": "[('type', '=', 'lead')]",
    "partner_field": "partner_id",
    "company_field": "company_id",
    "user_field": "user_id",
    "opened_field": "create_date",
    "closed_field": "date_closed",
    "stage_field": "stage_id",
    "closed_stage_field": "is_won",
    "priority_field": "priority",
}
LEAD_PURCHASES = {
    "name": "Small deals",
    "kind": "purchase",
    "model": "crm.lead",
    "domain": "[('won_status', '=', 'won')]",
    "is_used": False,
    "partner_field": "partner_id",
    "company_field": "company_id",
    "date_field": "date_closed",
    "amount_field": "expected_revenue",
}


@tagged("post_install", "-at_install")
class TestSourcesOfAdministrators(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            "onetoone-admin",
            groups="base.group_system,sales_team.group_sale_manager,"
            "odoo_onetoone.group_onetoone_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def new_source(self, template, **values):
        sources = self.env["onetoone.source"].with_user(self.admin)
        return sources.create({**template, "company_id": self.company.id, **values})

    def refuse(self, reason, template, **values):
        with self.subTest(reason):
            with self.assertRaises(ValidationError) as caught:
                self.new_source(template, **values)
            self.assertRegex(str(caught.exception), reason)

    # ------------------------------------------------------------
    # Who
    # ------------------------------------------------------------

    def test_only_administrators_add_and_change_sources(self):
        source = self.new_source(LEAD_COMPLAINTS)
        self.assertEqual(source.state, "ready")
        self.assertEqual(source.with_user(self.manager).name, "Service requests")
        for user in (self.manager, self.analyst):
            with self.assertRaises(AccessError):
                source.with_user(user).name = "Mine"
            with self.assertRaises(AccessError):
                source.with_user(user).copy()
            with self.assertRaises(AccessError):
                source.with_user(user).unlink()
        source.unlink()

    def test_built_in_sources_cannot_be_deleted(self):
        source = self.source("interaction", "mail.message").with_user(self.admin)
        with self.assertRaises(UserError) as caught:
            source.unlink()
        self.assertIn("Stop using", str(caught.exception))
        source.is_used = False

    # ------------------------------------------------------------
    # Wrong combinations
    # ------------------------------------------------------------

    def test_wrong_models_are_refused(self):
        for model, reason in (
            ("no.such.model", "There is no model no.such.model"),
            ("mail.thread", "keeps no documents"),
            ("crm.lead2opportunity.partner", "keeps no documents"),
            ("onetoone.profile", "cannot be one itself"),
            ("ir.config_parameter", "is not set|does not exist"),
        ):
            self.refuse(reason, LEAD_COMPLAINTS, model=model, domain="[]")
        leads = type(self.env["crm.lead"])
        with patch.object(leads, "has_access", return_value=False):
            self.refuse("You may not read crm.lead", LEAD_COMPLAINTS)

    def test_wrong_fields_are_refused(self):
        for values, reason in (
            ({"opened_field": False}, "Opened is not set"),
            ({"opened_field": "no_such_field"}, "no_such_field does not exist"),
            ({"opened_field": "name"}, "is of type char"),
            (
                {"partner_field": "user_id"},
                "leads to res.users, but must lead",
            ),
            ({"partner_field": "name"}, "is of type char"),
            ({"company_field": "company_id,partner_id"}, "must lead to res.company"),
            ({"user_field": "name.user_id"}, "name.user_id does not exist"),
            ({"user_field": "tag_ids.create_uid"}, "does not exist"),
            ({"stage_field": "partner_id.state_id"}, "must be a field of crm.lead"),
            ({"stage_field": False, "closed_field": False}, "Neither a stage"),
            ({"closed_stage_field": "sequence"}, "is of type integer"),
            ({"closed_stage_field": False}, "No closing stage"),
            (
                {"closed_stage_field": False, "closed_stages": "crm.no_such_stage"},
                "No closing stage",
            ),
            (
                {"closed_stage_field": False, "closed_stage_domain": "[('x', '=', 1)]"},
                "cannot be used on crm.stage",
            ),
            (
                {"stage_field": "won_status", "closed_stages": "won,gone"},
                "gone. They must be values of won_status: won, lost, pending",
            ),
            ({"stage_field": "won_status"}, "none are given"),
            ({"priority_field": "tag_ids"}, "is of type many2many"),
            ({"domain": "[('name', '=')]"}, "cannot be used on crm.lead"),
            ({"domain": "[('no_such_field', '=', 1)]"}, "no_such_field"),
            ({"domain": "uid"}, "cannot be used"),
        ):
            self.refuse(reason, LEAD_COMPLAINTS, **values)
        for values, reason in (
            ({"amount_field": "name"}, "is of type char"),
            ({"amount_field": False}, "Untaxed Amount is not set"),
            ({"date_field": "expected_revenue"}, "is of type monetary"),
            ({"date_field": False}, "Date is not set"),
            ({"company_field": False}, "Company Field is not set"),
            ({"margin_field": "no_margin"}, "no_margin does not exist"),
            ({"refund_domain": "[('x', '=', 1)]"}, "cannot be used on crm.lead"),
            ({"amount_field": "day_close"}, None),
        ):
            if reason:
                self.refuse(reason, LEAD_PURCHASES, **values)
            else:
                self.new_source(LEAD_PURCHASES, **values).unlink()

    def test_a_computed_field_is_refused(self):
        self.refuse(
            "computed each time", LEAD_PURCHASES, amount_field="duplicate_lead_count"
        )

    def test_a_wrong_change_is_refused_and_changes_nothing(self):
        source = self.new_source(LEAD_COMPLAINTS)
        with self.assertRaises(ValidationError):
            source.opened_field = "name"
        source.invalidate_recordset()
        self.assertEqual(source.opened_field, "create_date")

    def test_the_same_documents_are_not_counted_twice(self):
        first = self.new_source(LEAD_COMPLAINTS)
        self.refuse("twice", LEAD_COMPLAINTS, domain="[]")
        lead = self.env["crm.lead"].create(
            {"name": "Both", "type": "lead", "priority": "3"}
        )
        urgent = {"domain": "[('priority', '=', '3')]"}
        self.refuse("would count the same documents", LEAD_COMPLAINTS, **urgent)
        lead.type = "opportunity"
        second = self.new_source(LEAD_COMPLAINTS, **urgent)
        second.is_used = False
        lead.type = "lead"
        with self.assertRaises(ValidationError):
            second.is_used = True
        second.invalidate_recordset()
        first.is_used = False
        second.is_used = True
        # purchases beside the chosen source
        self.refuse("twice", LEAD_PURCHASES, is_used=True, is_additional=True)
        self.assertFalse(self.new_source(LEAD_PURCHASES, domain="[]").is_used)

    # ------------------------------------------------------------
    # The form
    # ------------------------------------------------------------

    def test_the_form_proposes_the_usual_fields(self):
        form = Form(self.env["onetoone.source"].with_user(self.admin))
        form.kind = "complaint"
        form.model_id = self.env["ir.model"]._get("crm.lead")
        self.assertEqual(form.name, "Lead")
        self.assertEqual(form.model, "crm.lead")
        self.assertEqual(form.partner_field, "partner_id")
        self.assertEqual(form.company_field, "company_id")
        self.assertEqual(form.user_field, "user_id")
        self.assertEqual(form.opened_field, "create_date")
        self.assertEqual(form.closed_field, "date_closed")
        self.assertEqual(form.stage_field, "stage_id")
        self.assertEqual(form.stage_model, "crm.stage")
        self.assertEqual(form.priority_field, "priority")
        self.assertEqual(form.state, "broken")
        self.assertIn("No closing stage", form.state_reason)
        form.closed_stage_field = "is_won"
        form.domain = "[('type', '=', 'lead')]"
        self.assertEqual(form.state, "ready")
        source = form.save()
        self.assertEqual(source.model, "crm.lead")
        self.assertEqual(source.company_id, self.company)

    def test_a_source_is_made_from_a_model(self):
        values = {name: LEAD_COMPLAINTS[name] for name in LEAD_COMPLAINTS}
        del values["model"]
        source = self.new_source(
            values, model_id=self.env["ir.model"]._get("crm.lead").id
        )
        self.assertEqual(source.model, "crm.lead")

    # ------------------------------------------------------------
    # Breaking later
    # ------------------------------------------------------------

    def manual_field(self):
        return self.env["ir.model.fields"].create(
            {
                "name": "x_opened",
                "field_description": "Opened",
                "model_id": self.env["ir.model"]._get("crm.lead").id,
                "ttype": "datetime",
            }
        )

    def test_a_source_breaks_is_skipped_and_comes_back_by_itself(self):
        self.addCleanup(self.registry.reset_changes)
        field = self.manual_field()
        source = self.new_source(LEAD_COMPLAINTS, opened_field="x_opened")
        customer = self.customer("Customer")
        lead = self.env["crm.lead"].create(
            {
                "name": "Broken",
                "type": "lead",
                "partner_id": customer.id,
                "company_id": self.company.id,
                "x_opened": NOON,
            }
        )
        self.buy(customer, date(2026, 2, 1), 100)
        complaints = [("partner_id", "=", customer.id)]
        self.assertEqual(self.facts("onetoone.complaint", *complaints).opened, NOON)

        lead.flush_recordset()
        field.unlink()
        self.env.invalidate_all()
        self.assertEqual(source.state, "broken")
        self.assertIn("x_opened", source.state_reason)
        self.assertFalse(self.facts("onetoone.complaint", *complaints))
        self.refresh()
        self.assertTrue(self.profile(customer).is_customer)
        self.assertTrue(self.env["onetoone.indicator"]._measure(self.company))
        dashboard = self.env["onetoone.dashboard"].with_user(self.manager).get_data()
        [broken] = dashboard["broken_sources"]
        self.assertEqual(broken["name"], "Service requests")
        self.assertIn("x_opened", broken["reason"])

        self.manual_field()
        self.env.invalidate_all()
        self.assertEqual(source.state, "ready")
        lead.x_opened = NOON
        self.assertEqual(self.facts("onetoone.complaint", *complaints).opened, NOON)
        dashboard = self.env["onetoone.dashboard"].with_user(self.manager).get_data()
        self.assertFalse(dashboard["broken_sources"])

    def test_an_own_model_that_is_gone_shows_in_the_dashboard(self):
        source = self.new_source(LEAD_COMPLAINTS)
        source.flush_recordset()
        self.date_record(source, model="x_gone")
        source.invalidate_recordset()
        dashboard = self.env["onetoone.dashboard"].with_user(self.manager).get_data()
        self.assertEqual(
            [one["name"] for one in dashboard["broken_sources"]], ["Service requests"]
        )
