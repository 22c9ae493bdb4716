from datetime import date

from odoo.fields import Command
from odoo.tests import tagged

from .common import AS_OF
from .common_segments import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentsOfPeople(SegmentCase):
    """Segments where people meet them: on contacts and leads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.people = cls.customers_worth(Ann=100, Ben=200, Cid=300)
        cls.people["Cid"].user_id = cls.seller
        cls.employee = cls.customer("Employee", parent_id=cls.people["Cid"].id)
        cls.tag = cls.env["crm.tag"].create({"name": "Trade fair"})
        cls.larger = cls.segment("Larger", [("monetary", ">", 100)])
        cls.largest = cls.segment("Largest", [("monetary", ">", 200)])
        cls.env["onetoone.profile"]._refresh(cls.company, AS_OF)
        cls.segments._refresh_members(cls.company, AS_OF)

    def partners(self, *condition, user=None):
        known = self.env["res.partner"].union(*self.people.values(), self.employee)
        model = self.env["res.partner"].with_user(user or self.manager)
        found = model.with_company(self.company).search(
            [("id", "in", known.ids), condition]
        )
        return set(found.mapped("name"))

    def test_contacts_have_the_segments_of_their_customer(self):
        for user in (self.manager, self.analyst):
            read = [
                partner.with_user(user).onetoone_segment_ids
                for partner in (*self.people.values(), self.employee)
            ]
            both = self.larger | self.largest
            self.assertEqual(read, [self.segments, self.larger, both, both])

    def test_contacts_are_found_by_segment(self):
        name = "onetoone_segment_ids"
        self.assertEqual(
            self.partners(name, "in", self.larger.ids), {"Ben", "Cid", "Employee"}
        )
        self.assertEqual(self.partners(name, "not in", self.larger.ids), {"Ann"})
        self.assertEqual(self.partners(name, "=", False), {"Ann"})
        self.assertEqual(
            self.partners(name, "in", [False, self.largest.id]),
            {"Ann", "Cid", "Employee"},
        )
        self.assertEqual(self.partners(name, "!=", False), {"Ben", "Cid", "Employee"})
        self.assertEqual(self.partners(name, "ilike", "largest"), {"Cid", "Employee"})
        self.assertEqual(
            self.partners(f"{name}.name", "=", "Largest"), {"Cid", "Employee"}
        )

    def test_a_salesperson_sees_the_segments_of_own_customers(self):
        for partner, segments in (
            (self.people["Ben"], self.segments),
            (self.people["Cid"], self.larger | self.largest),
        ):
            self.assertEqual(
                partner.with_user(self.seller).onetoone_segment_ids, segments
            )
        self.assertEqual(
            self.partners(
                "onetoone_segment_ids", "in", self.larger.ids, user=self.seller
            ),
            {"Cid", "Employee"},
        )

    def test_the_current_company_counts(self):
        other = self.new_company("Other company")
        self.manager.company_ids = [Command.link(other.id)]
        cid = self.people["Cid"].with_user(self.manager)
        self.assertTrue(cid.with_company(self.company).onetoone_segment_ids)
        self.assertFalse(cid.with_company(other).onetoone_segment_ids)

    def test_archived_segments_are_gone_at_once(self):
        self.largest.active = False
        cid = self.people["Cid"].with_user(self.manager)
        self.assertEqual(cid.onetoone_segment_ids, self.larger)
        self.assertEqual(
            self.partners("onetoone_segment_ids", "in", self.largest.ids), set()
        )

    # ------------------------------------------------------------
    # Leads
    # ------------------------------------------------------------

    def lead(self, name, **values):
        return self.env["crm.lead"].create(
            {"name": name, "company_id": self.company.id, "team_id": False, **values}
        )

    def leads(self, leads, *condition):
        model = self.env["crm.lead"].with_user(self.boss).with_company(self.company)
        found = model.search([("id", "in", leads.ids), condition])
        return set(found.mapped("name"))

    @property
    def boss(self):
        self.manager.group_ids += self.env.ref("sales_team.group_sale_manager")
        return self.manager

    def test_leads_belong_by_their_customer_or_their_own_condition(self):
        fair = self.segment(
            "Fair",
            [("monetary", ">", 99999)],
            lead_domain=[("tag_ids", "in", self.tag.ids)],
        )
        tags = {"tag_ids": self.tag.ids}
        prospect = self.lead("Prospect", **tags)
        of_cid = self.lead("Of Cid", partner_id=self.employee.id)
        of_ben = self.lead("Of Ben", partner_id=self.people["Ben"].id, **tags)
        nobody = self.lead("Nobody")
        leads = prospect | of_cid | of_ben | nobody
        read = [lead.with_user(self.boss).onetoone_segment_ids for lead in leads]
        self.assertEqual(
            read,
            [fair, self.larger | self.largest, self.larger | fair, self.segments],
        )
        name = "onetoone_segment_ids"
        self.assertEqual(
            self.leads(leads, name, "in", fair.ids), {"Prospect", "Of Ben"}
        )
        self.assertEqual(
            self.leads(leads, name, "in", self.larger.ids), {"Of Cid", "Of Ben"}
        )
        self.assertEqual(
            self.leads(leads, name, "not in", fair.ids), {"Of Cid", "Nobody"}
        )
        self.assertEqual(self.leads(leads, name, "=", False), {"Nobody"})
        self.assertEqual(
            self.leads(leads, name, "!=", False), {"Prospect", "Of Cid", "Of Ben"}
        )
        self.assertEqual(
            self.leads(leads, name, "in", [False, self.largest.id]),
            {"Nobody", "Of Cid"},
        )
        self.assertEqual(
            self.leads(leads, name, "ilike", "fair"), {"Prospect", "Of Ben"}
        )
        self.assertEqual(
            self.leads(leads, f"{name}.name", "=", "Fair"), {"Prospect", "Of Ben"}
        )

    def test_a_lead_of_another_company_does_not_belong(self):
        other = self.new_company("Other company")
        fair = self.segment("Fair", lead_domain="[]")
        here = self.lead("Here")
        shared = self.lead("Shared", company_id=False)
        elsewhere = self.lead("Elsewhere", company_id=other.id)
        leads = here | shared | elsewhere
        self.assertEqual(
            [lead.onetoone_segment_ids for lead in leads], [fair, fair, self.segments]
        )

    def test_a_condition_on_leads_that_broke_keeps_nobody_from_his_leads(self):
        fair = self.segment("Fair", lead_domain="[]")
        self.env.cr.execute(
            "UPDATE onetoone_segment SET lead_domain = %s WHERE id = %s",
            ["[('nope', '=', 1)]", fair.id],
        )
        fair.invalidate_recordset()
        self.env.registry.clear_cache()
        lead = self.lead("Here")
        self.assertFalse(lead.onetoone_segment_ids)
        self.assertFalse(self.leads(lead, "onetoone_segment_ids", "in", fair.ids))
        self.work_out()
        self.assertIn("No leads belong to it", fair.failure_reason)
        self.assertEqual(self.in_now(fair), {"Ann", "Ben", "Cid"})

    def test_archived_segments_have_no_leads_whoever_asks_first(self):
        fair = self.segment("Fair", lead_domain="[]")
        gone = self.segment("Gone", lead_domain="[]")
        gone.active = False
        lead = self.lead("Here")
        for is_active in (False, True):
            self.env.registry.clear_cache()
            for active_test in (is_active, not is_active):
                self.env.invalidate_all()
                asked = lead.with_context(active_test=active_test)
                with self.subTest(first=is_active, active_test=active_test):
                    self.assertEqual(asked.onetoone_segment_ids, fair)

    def test_a_lead_costs_few_queries(self):
        self.segment("Fair", lead_domain=[("tag_ids", "in", self.tag.ids)])
        lead = self.lead("Of Cid", partner_id=self.people["Cid"].id)
        lead = lead.with_user(self.boss).with_company(self.company)
        self.env.invalidate_all()
        lead.onetoone_segment_ids.mapped("name")
        self.env.invalidate_all()
        # what the form reads anyway
        lead.partner_id.commercial_partner_id.mapped("name")
        lead.env.company.root_id.mapped("name")
        with self.assertQueryCount(3):
            lead.onetoone_segment_ids.mapped("name")

    # ------------------------------------------------------------
    # Merge and erasure
    # ------------------------------------------------------------

    def period(self, partner, since, until=None, segment=None):
        return self.members.create(
            {
                "segment_id": (segment or self.other).id,
                "partner_id": partner.id,
                "company_id": self.company.id,
                "date_from": date(2026, *since),
                "date_to": until and date(2026, *until),
            }
        )

    def test_periods_of_merged_customers_are_united(self):
        self.other = self.segment("Other", [("monetary", ">", 99999)])
        ann, ben, cid = self.people.values()
        self.period(ann, (1, 1), (1, 10))
        self.period(ben, (1, 5), (1, 20))
        self.period(cid, (1, 20), (1, 25))
        self.period(ann, (2, 1), (2, 10))
        self.period(cid, (2, 11), (2, 20))
        self.period(ben, (3, 1))
        self.period(cid, (3, 5), (3, 7))
        self.employee.parent_id = False
        self.merge(ann, ben, cid)
        self.assertEqual(
            self.periods(self.other),
            [
                ("Ann", date(2026, 1, 1), date(2026, 1, 25)),
                ("Ann", date(2026, 2, 1), date(2026, 2, 10)),
                ("Ann", date(2026, 2, 11), date(2026, 2, 20)),
                ("Ann", date(2026, 3, 1), False),
            ],
        )
        self.assertEqual(self.periods(self.larger), [("Ann", date(2026, 2, 28), False)])
        # she is worth 600 now, and fits where she is, but not in the other one
        self.assertEqual(self.work_out(date(2026, 4, 1)), 1)

    def test_periods_of_other_customers_and_segments_stay(self):
        self.other = self.segment("Other", [("monetary", ">", 99999)])
        ann, ben, cid = self.people.values()
        kept = self.period(cid, (1, 5), (1, 20))
        self.period(ben, (1, 1), (1, 8))
        self.merge(ann, ben)
        self.assertEqual(kept.partner_id, cid)
        self.assertEqual(
            self.periods(self.other, ann),
            [("Ann", date(2026, 1, 1), date(2026, 1, 8))],
        )
        self.assertEqual(self.in_now(self.larger), {"Ann", "Cid"})

    def test_erasing_a_customer_erases_the_memberships(self):
        ben = self.people["Ben"]
        leads = self.env["crm.lead"].search([("partner_id", "=", ben.id)])
        leads.unlink()
        number = ben.id
        ben.unlink()
        self.env.invalidate_all()
        self.assertFalse(self.members.search_count([("partner_id", "=", number)]))
        self.assertEqual(self.in_now(self.larger), {"Cid"})
