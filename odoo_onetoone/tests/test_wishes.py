from odoo.tests import Form, new_test_user, tagged

from .common_learning import LearningCase


@tagged("post_install", "-at_install")
class TestWishes(LearningCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada = cls.customer("Ada", is_company=True)
        cls.tim = cls.customer("Tim", parent_id=cls.ada.id)

    def wishes(self, partner):
        return (
            partner.onetoone_preferred_channel,
            partner.onetoone_preferred_interval_days,
            partner.onetoone_permission,
        )

    def test_contacts_have_the_wishes_of_their_customer(self):
        values = {
            "onetoone_preferred_channel": "phone",
            "onetoone_preferred_interval_days": 14,
            "onetoone_permission": "preferred",
        }
        self.ada.with_user(self.seller).write(values)
        late = self.customer("Late", parent_id=self.ada.id)
        for partner in (self.ada, self.tim, late):
            self.assertEqual(self.wishes(partner), ("phone", 14, "preferred"))
        self.ada.onetoone_preferred_interval_days = False
        self.assertEqual(self.wishes(self.tim), ("phone", False, "preferred"))

    def test_people_without_the_group_make_contacts_too(self):
        self.ada.onetoone_permission = "refused"
        clerk = new_test_user(
            self.env,
            "onetoone-clerk",
            groups="base.group_user,base.group_partner_manager",
        )
        late = self.env["res.partner"].with_user(clerk)
        late = late.create({"name": "Late", "parent_id": self.ada.id})
        moved = late.create({"name": "Moved"})
        moved.parent_id = self.ada.id
        for partner in (late, moved):
            self.assertEqual(partner.sudo().onetoone_permission, "refused")

    def test_wishes_are_changed_on_the_customer(self):
        for values in (
            {"onetoone_preferred_channel": "phone"},
            {"onetoone_preferred_interval_days": 3},
            {"onetoone_permission": "granted"},
        ):
            with self.refused("Tim is a contact of Ada"):
                self.tim.write(values)
            with self.refused("New is a contact of Ada"):
                self.customer("New", parent_id=self.ada.id, **values)
        self.ada.onetoone_permission = "granted"
        # saying the same changes nothing
        self.tim.onetoone_permission = "granted"

    def test_a_contact_that_is_a_company_has_its_own(self):
        site = self.customer("Site", parent_id=self.ada.id, is_company=True)
        site.onetoone_preferred_channel = "letter"
        self.ada.onetoone_preferred_channel = "email"
        self.assertEqual(site.onetoone_preferred_channel, "letter")

    def test_the_interval_is_at_least_a_day(self):
        for days in (0, -1):
            with self.refused("at least one day"):
                self.ada.onetoone_preferred_interval_days = days
            with self.refused("at least one day"):
                self.customer("New", onetoone_preferred_interval_days=days)
        self.ada.onetoone_preferred_interval_days = 1
        self.assertEqual(self.tim.onetoone_preferred_interval_days, 1)

    def test_may_contact(self):
        for permission, channel, asked, expected in (
            (False, False, "phone", True),
            (False, "email", "phone", True),
            ("granted", "email", "phone", True),
            ("preferred", "email", "phone", False),
            ("preferred", "email", "email", True),
            ("preferred", False, "email", False),
            ("refused", "email", "email", False),
        ):
            with self.subTest(permission=permission, channel=channel, asked=asked):
                self.ada.write(
                    {
                        "onetoone_permission": permission,
                        "onetoone_preferred_channel": channel,
                    }
                )
                for partner in (self.ada, self.tim):
                    clerk = partner.with_user(self.other_seller)
                    self.assertIs(clerk._onetoone_may_contact(asked), expected)
                self.assert_domain_agrees(asked, expected)

    def assert_domain_agrees(self, channel, expected):
        both = self.ada | self.tim
        domain = both._onetoone_may_contact_domain(channel)
        found = both.search([("id", "in", both.ids), *domain])
        self.assertEqual(found, both if expected else both.browse())

    def test_an_own_refusal_outlives_the_move_to_a_customer(self):
        bo = self.customer("Bo", onetoone_permission="refused")
        self.ada.onetoone_preferred_channel = "email"
        bo.parent_id = self.ada
        self.assertFalse(bo._onetoone_may_contact("email"))
        self.assertTrue(self.tim._onetoone_may_contact("email"))
        domain = bo._onetoone_may_contact_domain("email")
        self.assertEqual(
            bo.search([("parent_id", "=", self.ada.id), *domain]), self.tim
        )

    def test_form(self):
        self.ada.user_id = self.seller
        form = Form(self.ada.with_user(self.seller))
        form.onetoone_preferred_channel = "sms"
        form.onetoone_preferred_interval_days = 5
        form.onetoone_permission = "granted"
        form.save()
        self.assertEqual(self.wishes(self.ada), ("sms", 5, "granted"))
        form = Form(self.tim.with_user(self.seller))
        with self.assertRaises(AssertionError):
            form.onetoone_preferred_channel = "email"
