from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import NOON, OnetooneCase


@tagged("post_install", "-at_install")
class TestSatisfaction(OnetooneCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("rating", "project")
        cls.other_company = cls.new_company("Other company")
        cls.acme = cls.customer("Acme", is_company=True, user_id=cls.seller.id)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id)

    def rate(self, rating, document=None, consumed=True, **values):
        document = document or self.jo
        record = self.env["rating.rating"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id(document._name),
                "res_id": document.id,
                "partner_id": self.jo.id,
                "rated_partner_id": self.seller.partner_id.id,
                "rating": rating,
                "consumed": consumed,
                **values,
            }
        )
        record.flush_recordset()
        self.date_record(record, rated_on=NOON)
        return record

    def task(self, company):
        return self.env["project.task"].create(
            {"name": "Repair", "company_id": company and company.id}
        )

    def ratings(self, company=None):
        return self.facts(
            "onetoone.satisfaction",
            ("partner_id", "=", self.acme.id),
            ("company_id", "=", (company or self.company).id),
        )

    def test_a_rating_given(self):
        task = self.task(self.company)
        self.rate(4, task)
        [fact] = self.ratings()
        self.assertEqual(fact.rating, 4)
        self.assertEqual(fact.date, NOON)
        self.assertEqual(fact.user_id, self.seller)
        self.assertEqual((fact.res_model, fact.res_id), ("project.task", task.id))
        self.assertFalse(self.ratings(self.other_company))

    def test_requests_and_empty_ratings_are_none(self):
        self.rate(5, consumed=False)
        self.rate(0)
        self.assertFalse(self.ratings())

    def test_our_own_people_are_no_customers(self):
        self.rate(5, partner_id=self.manager.partner_id.id)
        facts = self.facts(
            "onetoone.satisfaction", ("partner_id", "=", self.manager.partner_id.id)
        )
        self.assertFalse(facts)

    def test_the_company_is_that_of_the_document(self):
        self.rate(1, self.task(self.other_company))
        self.assertFalse(self.ratings())
        self.assertEqual(self.ratings(self.other_company).rating, 1)

    def test_else_the_company_of_the_person_rated(self):
        self.rate(2, self.task(None))
        self.assertEqual(self.ratings().rating, 2)
        self.assertFalse(self.ratings(self.other_company))

    def test_else_every_company_with_the_customer(self):
        self.rate(3, self.task(None), rated_partner_id=False)
        self.assertFalse(self.ratings())
        self.assertFalse(self.ratings(self.other_company))
        self.buy(self.acme, NOON.date(), 100, self.other_company)
        self.refresh(company=self.other_company)
        self.assertFalse(self.ratings())
        self.assertEqual(self.ratings(self.other_company).rating, 3)

    def test_a_branch_belongs_to_its_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.rate(5, self.task(branch))
        self.assertEqual(self.ratings().rating, 5)

    def test_mean_and_reading_back_by_id(self):
        task = self.task(self.company)
        for rating in (1, 4, 4):
            self.rate(rating, task)
        [(_month, mean)] = self.env["onetoone.satisfaction"]._read_group(
            [("partner_id", "=", self.acme.id)], ["date:month"], ["rating:avg"]
        )
        self.assertEqual(mean, 3)
        ids = self.ratings().ids
        self.env.invalidate_all()
        again = self.env["onetoone.satisfaction"].browse(ids)
        self.assertEqual(sum(again.mapped("rating")), 9)

    def test_rights(self):
        self.rate(5, self.task(self.company))
        self.buy(self.acme, NOON.date(), 100)
        self.refresh()
        facts = self.env["onetoone.satisfaction"]
        mine = [("partner_id", "=", self.acme.id)]
        self.assertTrue(facts.with_user(self.seller).search(mine))
        self.assertFalse(facts.with_user(self.other_seller).search(mine))
        self.assertTrue(facts.with_user(self.analyst).search(mine))
        self.rate(5, self.task(self.other_company))
        self.assertEqual(
            facts.with_user(self.analyst).search(mine).company_id, self.company
        )
        with self.assertRaises(AccessError):
            facts.with_user(self.manager).create({})

    def test_another_model_can_hold_ratings(self):
        """Leads as ratings by their number of days; values above 5 are left out."""
        source = self.env["onetoone.source"].create(
            {
                "name": "Ratings on leads",
                "company_id": self.company.id,
                "kind": "satisfaction",
                "model": "crm.lead",
                "domain": "[('name', '=', 'Rated')]",
                "partner_field": "partner_id",
                "company_field": "company_id",
                "user_field": "user_id",
                "date_field": "create_date",
                "rating_field": "expected_revenue",
            }
        )
        self.assertEqual(source.state, "ready")
        for rating in (0, 5, 6):
            self.env["crm.lead"].create(
                {
                    "name": "Rated",
                    "partner_id": self.jo.id,
                    "company_id": self.company.id,
                    "user_id": self.seller.id,
                    "team_id": False,
                    "expected_revenue": rating,
                }
            )
        self.env.flush_all()
        facts = self.ratings()
        self.assertEqual(sorted(facts.mapped("rating")), [0, 5])
        self.assertEqual(facts.user_id, self.seller)
        self.assertEqual(facts.source_id, source)
