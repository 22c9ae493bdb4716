from datetime import date

from odoo.tests import tagged

from .common_value import ValueCase


@tagged("post_install", "-at_install")
class TestSegmentManager(ValueCase):
    def test_who_manages_the_segment_is_responsible(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 10)
        self.company.onetoone_default_user_id = self.analyst
        self.segment(customer, sequence=1)
        second = self.segment(customer, sequence=2, manager_id=self.seller.id)
        self.segment(customer, sequence=3, manager_id=self.other_seller.id)
        self.refresh()
        profile = self.profile(customer)
        self.assertEqual(profile.user_id, self.seller)
        self.assertEqual(profile.user_origin, "segment")
        completeness = profile.completeness
        # an archived one cares for nobody
        self.seller.active = False
        self.refresh()
        self.assertEqual(profile.user_id, self.other_seller)
        self.env["onetoone.segment.member"].search(
            [("partner_id", "=", customer.id), ("segment_id", "!=", second.id)]
        ).date_to = date(2026, 2, 28)
        self.refresh()
        self.assertEqual(profile.user_id, self.analyst)
        self.assertEqual(profile.user_origin, "company")
        # neither of them was chosen for this customer
        self.assertEqual(profile.completeness, completeness)
        self.buy(customer, date(2026, 1, 2), 10, user=self.manager)
        self.refresh()
        self.assertEqual(profile.user_origin, "purchase")
        self.assertGreater(profile.completeness, completeness)

    def test_members_of_another_day(self):
        customer = self.customer("Customer")
        self.buy(customer, date(2026, 1, 1), 10)
        days = (date(2026, 2, 1), date(2026, 3, 1))
        self.segment(customer, days=days, manager_id=self.seller.id)
        for as_of, is_member in (
            (date(2026, 2, 1), False),
            (date(2026, 2, 2), True),
            (date(2026, 3, 1), True),
            (date(2026, 3, 2), False),
        ):
            with self.subTest(as_of):
                self.refresh(as_of)
                self.assertEqual(bool(self.profile(customer).user_id), is_member)
