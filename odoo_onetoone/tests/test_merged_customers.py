from odoo.tests import tagged

from .common_learning import ReferralCase


@tagged("post_install", "-at_install")
class TestMergedCustomers(ReferralCase):
    def assert_noted(self, record, sentence):
        self.assertIn(sentence, "".join(record.message_ids.mapped("body")))

    def test_learnings_move_and_the_latest_counts(self):
        kept = self.learn(self.ada, self.needs, "Price", date="2026-01-01")
        moved = self.learn(self.bo, self.needs, "Speed", date="2026-02-01")
        only = self.learn(self.bo, self.decider, "Bo", date="2026-02-01")
        told = self.learn(
            self.cy,
            self.needs,
            "Price",
            contact_id=self.customer("Ed", parent_id=self.cy.id).id,
        )
        self.merge(self.ada, self.bo)
        learnings = kept | moved | only
        self.assertEqual(learnings.partner_id, self.ada)
        self.assertEqual(learnings.filtered("is_in_force"), moved | only)
        person = told.contact_id
        other = self.customer("Eddy", parent_id=self.cy.id)
        self.merge(other, person)
        self.assertEqual(told.contact_id, other)

    def test_who_referred_his_own_duplicate(self):
        self.bo.onetoone_referrer_id = self.ada
        lead = self.lead("L", partner_id=self.bo.id, onetoone_referrer_id=self.ada.id)
        self.merge(self.ada, self.bo)
        self.assertFalse(self.ada.onetoone_referrer_id)
        self.assertFalse(lead.onetoone_referrer_id)
        for record in (self.ada, lead):
            self.assert_noted(record, "“Ada” as referring customer")

    def test_a_circle_by_merging(self):
        self.cy.onetoone_referrer_id = self.ada
        self.bo.onetoone_referrer_id = self.cy
        self.merge(self.ada, self.bo)
        self.assertEqual(self.cy.onetoone_referrer_id, self.ada)
        self.assertFalse(self.ada.onetoone_referrer_id)
        self.assert_noted(self.ada, "“Cy” as referring customer")

    def test_referrals_move(self):
        self.bo.onetoone_referrer_id = self.di
        self.cy.onetoone_referrer_id = self.bo
        self.merge(self.ada, self.bo)
        self.assertEqual(self.ada.onetoone_referrer_id, self.di)
        self.assertEqual(self.cy.onetoone_referrer_id, self.ada)

    def test_the_strictest_permission_survives(self):
        for kept, merged, expected in (
            ("granted", "refused", "refused"),
            ("refused", "granted", "refused"),
            ("granted", "preferred", "preferred"),
            (False, "granted", "granted"),
            (False, False, False),
        ):
            with self.subTest(kept=kept, merged=merged):
                one = self.customer("One", onetoone_permission=kept)
                self.merge(one, self.customer("Two", onetoone_permission=merged))
                self.assertEqual(one.onetoone_permission, expected)

    def test_who_merges_need_not_see_the_wishes(self):
        clerk = self._new_user("clerk", "base.group_partner_manager")
        self.bo.write(
            {"onetoone_preferred_interval_days": 7, "onetoone_referrer_id": self.cy.id}
        )
        self.env["base.partner.merge.automatic.wizard"].with_user(clerk)._merge(
            (self.ada | self.bo).ids, self.ada.with_user(clerk), extra_checks=False
        )
        self.env.invalidate_all()
        self.assertEqual(self.ada.onetoone_preferred_interval_days, 7)
        self.assertEqual(self.ada.onetoone_referrer_id, self.cy)

    def test_a_customer_that_is_merged_into_a_contact(self):
        told = self.learn(self.bo, self.needs, "Price")
        tim = self.customer("Tim", parent_id=self.ada.id)
        self.merge(tim, self.bo)
        self.assertEqual(told.partner_id, self.ada)
        self.assertEqual(told.contact_id, tim)

    def test_contacts_with_wishes_of_their_own_can_be_merged(self):
        old, new = (
            self.customer(name, onetoone_permission=permission)
            for name, permission in (("Old", "refused"), ("New", "granted"))
        )
        (old | new).parent_id = self.ada
        self.merge(new, old)
        self.assertEqual(new.onetoone_permission, "refused")
        self.assertFalse(new._onetoone_may_contact("email"))
