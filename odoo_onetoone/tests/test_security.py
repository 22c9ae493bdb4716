from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import AS_OF, NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestSecurity(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_company = cls.new_company("Other company")
        cls.mine = cls.customer("Mine", user_id=cls.seller.id)
        cls.theirs = cls.customer("Theirs", user_id=cls.other_seller.id)
        cls.elsewhere = cls.customer("Elsewhere", user_id=cls.seller.id)
        cls.buy(cls.mine, date(2026, 1, 1), 10)
        cls.buy(cls.theirs, date(2026, 1, 1), 20)
        cls.buy(cls.elsewhere, date(2026, 1, 1), 30, cls.other_company)
        for company in (cls.company, cls.other_company):
            cls.env["onetoone.profile"]._refresh(company, AS_OF)
            cls.env["onetoone.indicator"]._measure(company, AS_OF)

    def seen(self, user, model):
        records = self.env[model].with_user(user).search([])
        return records.partner_id & (self.mine | self.theirs | self.elsewhere)

    def test_a_salesperson_sees_own_customers(self):
        for model in ("onetoone.profile", "onetoone.purchase"):
            self.assertEqual(self.seen(self.seller, model), self.mine, model)

    def test_a_salesperson_sees_contacts_with_own_customers(self):
        for customer in (self.mine, self.theirs):
            message = self.hear(customer, customer)
            self.date_record(message, record_company_id=self.company.id)
        self.assertEqual(NOON, self.interactions(self.mine).date)
        self.assertEqual(self.seen(self.seller, "onetoone.interaction"), self.mine)

    def test_an_analyst_sees_all_customers_of_the_company(self):
        for model in ("onetoone.profile", "onetoone.purchase"):
            self.assertEqual(
                self.seen(self.analyst, model), self.mine | self.theirs, model
            )

    def test_readings_stay_in_their_company(self):
        readings = self.env["onetoone.reading"].with_user(self.analyst).search([])
        self.assertEqual(readings.company_id, self.company)

    def test_a_fact_of_another_company_cannot_be_read_by_its_id(self):
        fact = self.env["onetoone.purchase"].search(
            [("partner_id", "=", self.elsewhere.id)]
        )
        with self.assertRaises(AccessError):
            fact.with_user(self.analyst).read(["amount"])
        with self.assertRaises(AccessError):
            fact.with_user(self.analyst).action_open_document()

    def test_a_salesperson_sees_no_readings(self):
        # only of indicators that are shown to all staff
        self.assertFalse(self.env["onetoone.reading"].with_user(self.seller).search([]))
        with self.assertRaises(AccessError):
            self.env["onetoone.dashboard"].with_user(self.seller).get_data()

    def test_nobody_writes_what_is_computed(self):
        profile = self.profile(self.mine)
        reading = self.env["onetoone.reading"].search([], limit=1)
        for user in (self.seller, self.analyst, self.manager):
            with self.assertRaises(AccessError):
                profile.with_user(user).write({"abc": "a"})
            with self.assertRaises(AccessError):
                reading.with_user(user).write({"value": 100})

    def test_anchors_are_the_managers(self):
        indicator = self.env.ref("odoo_onetoone.indicator_reachable")
        with self.assertRaises(AccessError):
            indicator.with_user(self.analyst).weight = 2
        indicator.with_user(self.manager).weight = 2
        self.assertEqual(indicator.weight, 2)

    def test_sources_are_the_administrators(self):
        source = self.source("interaction", "mail.message")
        with self.assertRaises(AccessError):
            source.with_user(self.manager).is_used = False

    def test_staging_and_working_time_are_nobodys(self):
        for model in ("onetoone.profile.staging", "onetoone.working.interval"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.manager).search([])

    def test_profiles_are_no_field_of_a_contact_for_everybody_else(self):
        clerk = self._new_user("clerk", "base.group_partner_manager")
        partners = self.env["res.partner"]
        self.assertIn(
            "onetoone_profile_ids", partners.with_user(self.seller).fields_get()
        )
        self.assertNotIn("onetoone_profile_ids", partners.with_user(clerk).fields_get())

    def test_salespeople_are_users(self):
        self.assertTrue(self.seller.has_group("odoo_onetoone.group_onetoone_user"))
        self.assertFalse(self.seller.has_group("odoo_onetoone.group_onetoone_analyst"))

    def test_settings_out_of_range_are_refused(self):
        for values in (
            {"onetoone_min_answers": 2},
            {"onetoone_min_answers": 11},
            {"onetoone_mvc_percent": 0},
            {"onetoone_mvc_percent": 101},
        ):
            with self.subTest(values), self.assertRaises(ValidationError) as caught:
                self.company.write(values)
            self.assertRegex(str(caught.exception), "must (be|lie)")
