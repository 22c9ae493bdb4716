from odoo.tests import tagged

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestLearningsOfLeads(LearningCase):
    def setUp(self):
        super().setUp()
        self.ada = self.customer("Ada", is_company=True)
        self.tim = self.customer("Tim", parent_id=self.ada.id)
        self.new = self.lead("New", contact_name="Nobody knows", type="lead")
        self.told = self.learn(self.new, self.needs, "Price")

    def test_a_lead_keeps_what_it_cannot_give_away(self):
        self.assertFalse(self.told.partner_id)
        self.assertEqual(self.told.lead_id, self.new)
        self.assertEqual(self.told.company_id, self.company)

    def test_they_move_when_the_lead_gets_a_contact(self):
        self.new.partner_id = self.tim
        self.assertEqual(self.told.partner_id, self.ada)
        self.assertEqual(self.told.contact_id, self.tim)
        self.assertEqual(self.told.lead_id, self.new)

    def test_they_stay_with_the_first_customer(self):
        self.new.partner_id = self.ada
        self.new.partner_id = self.customer("Bo")
        self.assertEqual(self.told.partner_id, self.ada)
        self.new.partner_id = False
        self.assertEqual(self.told.partner_id, self.ada)

    def test_they_move_on_conversion(self):
        self.new.convert_opportunity(self.ada)
        self.assertEqual(self.told.partner_id, self.ada)
        self.assertFalse(self.told.contact_id)

    def test_they_move_to_a_new_customer(self):
        self.new._handle_partner_assignment(create_missing=True)
        self.assertEqual(self.new.partner_id.name, "Nobody knows")
        self.assertEqual(self.told.partner_id, self.new.partner_id)

    def test_merged_leads_keep_them(self):
        for partner, expected in ((False, False), (self.tim, self.ada)):
            with self.subTest(partner=partner):
                first = self.lead(
                    "First", probability=80, partner_id=partner and partner.id
                )
                second = self.lead("Second", probability=10)
                told = self.learn(second, self.decider, "Bo")
                merged = (first | second).merge_opportunity()
                self.assertEqual(merged, first)
                self.assertEqual(told.lead_id, first)
                self.assertEqual(told.partner_id.id, expected and expected.id)

    def test_merged_leads_get_the_customer_of_the_other(self):
        first = self.lead("First", probability=80)
        second = self.lead("Second", probability=10, partner_id=self.tim.id)
        of_first = self.learn(first, self.needs, "Price")
        of_second = self.learn(second, self.decider, "Bo")
        (first | second).merge_opportunity()
        self.assertEqual(first.partner_id, self.tim)
        self.assertEqual((of_first | of_second).partner_id, self.ada)
        self.assertEqual((of_first | of_second).lead_id, first)
        self.assertFalse(second.exists())

    def test_merged_leads_keep_what_is_confirmed(self):
        first = self.lead("First", probability=80, onetoone_has_need=True)
        second = self.lead("Second", probability=10, onetoone_has_money=True)
        merged = (first | second).merge_opportunity()
        self.assertTrue(merged.onetoone_has_money)
        self.assertTrue(merged.onetoone_has_need)
        self.assertFalse(merged.onetoone_has_authority)

    def test_deleted_leads(self):
        other = self.lead("Other", partner_id=self.ada.id)
        kept = self.learn(other, self.decider, "Bo")
        (self.new | other).unlink()
        self.assertFalse(self.told.exists())
        self.assertEqual(kept.partner_id, self.ada)
        self.assertFalse(kept.lead_id)

    def test_a_learning_on_a_lead_is_about_its_customer(self):
        other = self.lead("Other", partner_id=self.ada.id, user_id=self.seller.id)
        theirs = self.customer("Theirs", user_id=self.other_seller.id)
        for lead in (other, self.lead("Alone", user_id=self.seller.id)):
            with self.refused("of its customer"):
                self.learn(
                    lead, self.needs, "Price", user=self.seller, partner_id=theirs.id
                )
