from datetime import date, datetime

from odoo.tests import Form, tagged

from .common_learning import ReferralCase


@tagged("post_install", "-at_install")
class TestCircles(ReferralCase):
    def test_oneself(self):
        tim = self.customer("Tim", parent_id=self.ada.id)
        for referrer in (self.ada, tim):
            with self.refused("Ada cannot have referred itself"):
                self.ada.onetoone_referrer_id = referrer
            with self.refused("Ada cannot have referred itself"):
                self.lead("L", partner_id=tim.id, onetoone_referrer_id=referrer.id)

    def test_each_other(self):
        self.bo.onetoone_referrer_id = self.ada
        with self.refused(
            "Bo cannot have referred Ada, as this would go round in a circle: "
            "Ada referred Bo. Correct one of these first."
        ):
            self.ada.onetoone_referrer_id = self.bo

    def test_a_chain_of_three(self):
        self.bo.onetoone_referrer_id = self.ada
        self.cy.onetoone_referrer_id = self.bo
        self.di.onetoone_referrer_id = self.ada
        with self.refused(
            "Cy cannot have referred Ada, as this would go round in a circle: "
            "Ada referred Bo, Bo referred Cy. Correct one of these first."
        ):
            self.ada.with_user(self.manager).sudo().onetoone_referrer_id = self.cy
        # two customers of one referrer may refer each other
        with self.refused("Bo cannot have referred Ada"):
            self.ada.onetoone_referrer_id = self.bo
        self.ada.onetoone_referrer_id = self.customer("Ed")
        self.assertEqual(self.ada.onetoone_referrer_id.name, "Ed")

    def test_several_at_once(self):
        with self.refused("Bo cannot have referred itself"):
            (self.ada | self.bo).write({"onetoone_referrer_id": self.bo.id})
        partners = self.ada | self.bo | self.cy
        partners.onetoone_referrer_id = self.di
        self.assertEqual(partners.onetoone_referrer_id, self.di)

    def test_through_leads(self):
        tim = self.customer("Tim", parent_id=self.bo.id)
        lead = self.lead("L", partner_id=tim.id, onetoone_referrer_id=self.ada.id)
        lead.action_set_lost()
        self.cy.onetoone_referrer_id = self.bo
        with self.refused("Ada referred Bo, Bo referred Cy."):
            self.ada.onetoone_referrer_id = self.cy
        with self.refused("Ada referred Bo, Bo referred Cy."):
            self.lead("M", partner_id=self.ada.id, onetoone_referrer_id=self.cy.id)
        other = self.lead("N", onetoone_referrer_id=self.cy.id)
        with self.refused("Ada referred Bo, Bo referred Cy."):
            other.partner_id = self.ada
        with self.refused("Cy cannot have referred Ada"):
            other.convert_opportunity(self.ada)
        other.partner_id = self.di

    def test_referrers_stand_on_the_customer(self):
        tim = self.customer("Tim", parent_id=self.ada.id)
        with self.refused("Tim is a contact of Ada"):
            tim.onetoone_referrer_id = self.bo
        # but a person may have told us
        self.bo.onetoone_referrer_id = tim
        with self.refused("Ada referred Bo"):
            self.ada.onetoone_referrer_id = self.bo

    def test_hidden_customers_are_not_named(self):
        other = self.new_company("Other")
        self.bo.onetoone_referrer_id = self.ada
        self.cy.onetoone_referrer_id = self.bo
        self.bo.company_id = other
        with self.refused("Ada referred another customer, another customer referred"):
            self.ada.with_user(self.seller).onetoone_referrer_id = self.cy

    def test_an_old_circle_is_no_obstacle_elsewhere(self):
        self.bo.onetoone_referrer_id = self.ada
        self.bo.flush_recordset()
        self.date_record(self.ada, onetoone_referrer_id=self.bo.id)
        self.cy.onetoone_referrer_id = self.bo
        self.assertEqual(self.cy.onetoone_referrer_id, self.bo)


@tagged("post_install", "-at_install")
class TestPassedOn(ReferralCase):
    def test_a_won_lead_tells_the_customer(self):
        tim = self.customer("Tim", parent_id=self.ada.id)
        lead = self.lead(
            "L",
            partner_id=tim.id,
            onetoone_referrer_id=self.bo.id,
            user_id=self.seller.id,
        )
        self.assertFalse(self.ada.onetoone_referrer_id)
        lead.with_user(self.seller).action_set_won()
        self.assertEqual(self.ada.onetoone_referrer_id, self.bo)
        self.assertFalse(tim.onetoone_referrer_id)

    def test_who_has_one_keeps_it(self):
        self.ada.onetoone_referrer_id = self.cy
        lead = self.lead("L", partner_id=self.ada.id, onetoone_referrer_id=self.bo.id)
        lead.action_set_won()
        self.assertEqual(self.ada.onetoone_referrer_id, self.cy)

    def test_what_comes_later(self):
        lead = self.lead("L", stage_id=self.won_stage.id)
        lead.onetoone_referrer_id = self.bo
        lead.partner_id = self.ada
        self.assertEqual(self.ada.onetoone_referrer_id, self.bo)
        self.lead(
            "M",
            stage_id=self.won_stage.id,
            partner_id=self.cy.id,
            onetoone_referrer_id=self.bo.id,
        )
        self.assertEqual(self.cy.onetoone_referrer_id, self.bo)

    def test_lost_leads_tell_nothing(self):
        lead = self.lead("L", partner_id=self.ada.id, onetoone_referrer_id=self.bo.id)
        lead.action_set_lost()
        self.assertFalse(self.ada.onetoone_referrer_id)

    def test_a_circle_is_not_passed_on(self):
        lead = self.lead("L", partner_id=self.ada.id, onetoone_referrer_id=self.bo.id)
        lead.flush_recordset()
        self.env.flush_all()
        self.date_record(self.bo, onetoone_referrer_id=self.ada.id)
        lead.action_set_won()
        self.assertEqual(lead.won_status, "won")
        self.assertFalse(self.ada.onetoone_referrer_id)

    def test_merged_leads_keep_the_referrer(self):
        first = self.lead("First", probability=80, partner_id=self.ada.id)
        second = self.lead("Second", probability=10, onetoone_referrer_id=self.bo.id)
        merged = (first | second).merge_opportunity()
        self.assertEqual(merged.onetoone_referrer_id, self.bo)

    def test_the_native_text_is_left_alone(self):
        lead = self.lead("L", partner_id=self.ada.id, referred="Bo")
        lead.action_set_won()
        self.assertFalse(lead.onetoone_referrer_id)
        self.assertFalse(self.ada.onetoone_referrer_id)

    def test_a_deleted_referrer(self):
        lead = self.lead("L", onetoone_referrer_id=self.bo.id)
        self.ada.onetoone_referrer_id = self.bo
        self.bo.unlink()
        self.assertTrue(lead.exists())
        self.assertFalse(lead.onetoone_referrer_id)
        self.assertFalse(self.ada.onetoone_referrer_id)


@tagged("post_install", "-at_install")
class TestReferralList(ReferralCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tim = cls.customer("Tim", parent_id=cls.ada.id)
        cls.won = cls.lead(
            "Won",
            partner_id=cls.bo.id,
            onetoone_referrer_id=cls.tim.id,
            user_id=cls.seller.id,
        )
        cls.won.action_set_won()
        cls.lost = cls.lead(
            "Lost", onetoone_referrer_id=cls.ada.id, user_id=cls.other_seller.id
        )
        cls.lost.action_set_lost()
        cls.lead("Not referred", partner_id=cls.di.id)
        cls.cy.onetoone_referrer_id = cls.ada
        cls.env.flush_all()
        cls.date_record(
            cls.won,
            create_date=datetime(2026, 1, 1),
            date_closed=datetime(2026, 1, 3, 12),
        )

    def rows(self, *domain, user=None):
        referrals = self.env["onetoone.referral"].with_user(user or self.analyst)
        return {
            row.name: (row.referrer_id.name, row.contact_id.name, row.outcome)
            for row in referrals.search([*domain])
        }

    def test_rows(self):
        rows = self.rows()
        self.assertEqual(
            rows,
            {
                # Bo himself was told the same: his lead says so
                "Won": ("Ada", "Tim", "won"),
                "Lost": ("Ada", "Ada", "lost"),
                "Cy": ("Ada", "Ada", "known"),
            },
        )
        won = self.env["onetoone.referral"].search([("name", "=", "Won")])
        self.assertEqual(
            (won.partner_id, won.lead_id, won.days), (self.bo, self.won, 2.5)
        )
        self.assertEqual(won.company_id, self.company)
        self.assertEqual(won.action_open_document()["res_model"], "crm.lead")
        known = self.env["onetoone.referral"].search([("name", "=", "Cy")])
        self.assertEqual((known.partner_id, known.days), (self.cy, False))
        self.assertEqual(known.action_open_document()["res_id"], self.cy.id)

    def test_whom_a_customer_referred(self):
        for partner in (self.ada, self.tim):
            action = partner.action_open_onetoone_referrals()
            self.assertEqual(set(self.rows(*action["domain"])), {"Won", "Lost", "Cy"})
        action = self.bo.action_open_onetoone_referrals()
        self.assertEqual(self.rows(*action["domain"]), {})

    def test_rights(self):
        self.assertEqual(set(self.rows(user=self.seller)), {"Won"})
        self.ada.user_id = self.seller
        self.assertEqual(set(self.rows(user=self.seller)), {"Won", "Lost", "Cy"})
        other = self.new_company("Other")
        self.won.flush_recordset()
        self.date_record(self.won, company_id=other.id)
        self.assertEqual(set(self.rows()), {"Lost", "Cy"})

    def test_filters(self):
        search = self.env["crm.lead"].search
        for name in (
            "view_crm_case_leads_filter",
            "view_crm_case_opportunities_filter",
        ):
            arch = self.env["crm.lead"].get_view(
                self.env.ref(f"crm.{name}").id, "search"
            )["arch"]
            for one in ("qualified", "not_qualified", "referred"):
                self.assertIn(f'name="onetoone_{one}"', arch)
        leads = search([("onetoone_referrer_id", "!=", False)])
        self.assertEqual(leads & (self.won | self.lost), self.won)

    def test_forms(self):
        form = Form(self.di.with_user(self.seller))
        form.onetoone_referrer_id = self.ada
        form.save()
        self.assertEqual(self.di.onetoone_referrer_id, self.ada)
        lead = self.lead("New", user_id=self.seller.id)
        form = Form(lead.with_user(self.seller))
        form.onetoone_referrer_id = self.bo
        form.save()
        self.assertEqual(lead.onetoone_referrer_id, self.bo)


@tagged("post_install", "-at_install")
class TestReferralReadings(ReferralCase):
    def closed(self, name, days, won=True, **values):
        partner = self.customer(name)
        lead = self.lead(name, partner_id=partner.id, type="opportunity", **values)
        if won:
            lead.action_set_won()
        else:
            lead.action_set_lost()
        lead.flush_recordset()
        end = datetime(2026, 2, 1)
        start = datetime.fromordinal(end.toordinal() - days)
        self.date_record(lead, create_date=start, date_closed=end)
        return lead

    def test_cycle_and_success(self):
        self.closed("R1", 10, onetoone_referrer_id=self.ada.id)
        self.closed("R2", 20, referred="Somebody")
        self.closed("R3", 5, won=False, onetoone_referrer_id=self.bo.id)
        self.closed("C1", 30)
        self.closed("C2", 50)
        self.closed("C3", 50)
        for number in range(5):
            self.closed(f"L{number}", 9, won=False)
        self.refresh(date(2026, 3, 1))
        self.env["onetoone.indicator"]._measure(self.company, date(2026, 3, 1))
        readings = {
            reading.indicator_id.code: reading
            for reading in self.env["onetoone.reading"].search(
                [("company_id", "=", self.company.id)]
            )
        }
        cycle = readings["referral_cycle"]
        # 15 days against 50
        self.assertEqual((cycle.numerator, cycle.denominator, cycle.value), (2, 5, 30))
        self.assertEqual(
            cycle.details,
            {
                "days": 15,
                "other_days": 50,
                "won_percent": 100 * 2 / 3,
                "other_won_percent": 37.5,
            },
        )
        leads = readings["referred_leads"]
        self.assertEqual((leads.numerator, leads.denominator), (3, 11))
