from datetime import datetime, timedelta

from odoo.tests import tagged

from .common import OnetooneCase

MONDAY = datetime(2026, 2, 2, 9, 0)


@tagged("post_install", "-at_install")
class TestOtherComplaints(OnetooneCase):
    """Claims, tasks and leads: the same reader with another mapping."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("crm_claim", "project")
        cls.env = cls.env(context=dict(cls.env.context, tracking_disable=False))
        cls.jo = cls.customer("Jo")

    def fact(self, record):
        return self.facts(
            "onetoone.complaint",
            ("res_model", "=", record._name),
            ("res_id", "=", record.id),
        )

    def claim(self, **values):
        claim = self.env["crm.claim"].create(
            {
                "name": "Broken",
                "date": MONDAY,
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "stage_id": self.env.ref("crm_claim.stage_claim1").id,
                **values,
            }
        )
        self.env.cr.precommit.run()
        return claim

    def move(self, record, stage, moment):
        known = record.message_ids
        record.stage_id = stage
        self.env.cr.precommit.run()
        for message in record.message_ids - known:
            self.date_record(message, date=moment)

    def test_a_claim_is_closed_when_settled_or_rejected(self):
        settled, rejected = (
            self.env.ref(f"crm_claim.stage_claim{number}") for number in (2, 3)
        )
        claim = self.claim(priority="2", user_id=self.seller.id)
        fact = self.fact(claim)
        self.assertEqual((fact.opened, fact.is_closed), (MONDAY, False))
        self.assertEqual((fact.importance, fact.user_id), (3, self.seller))
        self.move(claim, settled, MONDAY + timedelta(hours=1))
        # from one closing stage to another is not a second closing
        self.move(claim, rejected, MONDAY + timedelta(hours=9))
        fact = self.fact(claim)
        self.assertTrue(fact.is_closed)
        self.assertEqual(fact.closed, MONDAY + timedelta(hours=1))
        self.assertEqual(fact.reopen_count, 0)

    def test_created_and_closed_at_once(self):
        claim = self.claim(
            stage_id=self.env.ref("crm_claim.stage_claim2").id,
            date_closed=MONDAY + timedelta(hours=2),
        )
        fact = self.fact(claim)
        self.assertTrue(fact.is_closed)
        self.assertEqual(fact.hours, 2)
        self.assertIs(fact.reopen_count, False)

    def test_a_claim_without_company_is_its_teams_or_users(self):
        claim = self.claim(company_id=False, team_id=False, user_id=self.seller.id)
        self.assertEqual(self.fact(claim).company_id, self.company)

    def test_a_claim_of_no_company_is_that_of_the_customer(self):
        claim = self.claim(company_id=False, team_id=False, user_id=False)
        self.assertFalse(self.fact(claim))
        self.buy(self.jo, MONDAY.date(), 100)
        self.refresh()
        self.assertEqual(self.fact(claim).company_id, self.company)

    def test_tasks_count_once_they_are_switched_on(self):
        stages = self.env["project.task.type"].create(
            [{"name": "Doing"}, {"name": "Done", "fold": True}]
        )
        project = self.env["project.project"].create(
            {
                "name": "Service",
                "company_id": self.company.id,
                "type_ids": [(6, 0, stages.ids)],
            }
        )
        tag = self.env["project.tags"].create({"name": "Complaint"})
        task = self.env["project.task"].create(
            {
                "name": "Repair",
                "project_id": project.id,
                "partner_id": self.jo.id,
                "stage_id": stages[0].id,
                "tag_ids": [(6, 0, tag.ids)],
            }
        )
        self.env.cr.precommit.run()
        self.date_record(task, create_date=MONDAY)
        self.assertFalse(self.fact(task))
        self.source("complaint", "project.task").is_used = True
        self.assertFalse(self.fact(task).is_closed)
        self.move(task, stages[1], MONDAY + timedelta(hours=3))
        self.assertEqual(self.fact(task).hours, 3)
        self.move(task, stages[0], MONDAY + timedelta(hours=4))
        self.move(task, stages[1], MONDAY + timedelta(hours=5))
        fact = self.fact(task)
        self.assertEqual((fact.hours, fact.reopen_count), (5, 1))

    def test_a_selection_says_what_is_closed_but_keeps_no_history(self):
        source = self.source("complaint", "crm.lead")
        source.write({"domain": "[('name', '=', 'Complaint')]", "is_used": True})
        lead = self.env["crm.lead"].create(
            {
                "name": "Complaint",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
                "team_id": False,
                "user_id": False,
            }
        )
        self.assertEqual(self.fact(lead).reopen_count, 0)
        lead.action_set_lost()
        lead.flush_recordset()
        fact = self.fact(lead)
        self.assertTrue(fact.is_closed)
        self.assertIs(fact.reopen_count, False)

    def test_any_priority(self):
        source = self.source("complaint", "crm.claim")
        claim = self.claim(priority="1")
        for field, importance in (
            ("priority", 2),
            # by its place in the selection: correction is the first
            ("type_action", 2),
            ("name", 1),
            ("id", 1 + claim.id),
            (False, 1),
        ):
            with self.subTest(field):
                claim.type_action = "prevention"
                source.priority_field = field
                self.assertEqual(self.fact(claim).importance, importance)
        source.priority_field = "name"
        claim.name = "7"
        self.assertEqual(self.fact(claim).importance, 8)

    def test_several_sources_together(self):
        claim = self.claim()
        lead_source = self.source("complaint", "crm.lead")
        lead_source.write({"domain": "[('name', '=', 'Complaint')]", "is_used": True})
        lead = self.env["crm.lead"].create(
            {
                "name": "Complaint",
                "partner_id": self.jo.id,
                "company_id": self.company.id,
            }
        )
        self.env.flush_all()
        facts = self.facts("onetoone.complaint", ("partner_id", "=", self.jo.id))
        self.assertEqual(
            set(facts.mapped(lambda fact: (fact.res_model, fact.res_id))),
            {("crm.claim", claim.id), ("crm.lead", lead.id)},
        )
