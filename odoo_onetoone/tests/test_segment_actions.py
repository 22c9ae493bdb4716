from ast import literal_eval

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common_segment_results import SegmentCase


@tagged("post_install", "-at_install")
class TestSegmentActions(SegmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gold = cls.segment("Gold")

    def test_without_the_addon_there_is_no_mailing(self):
        with self.without_models("mailing.mailing"):
            self.assertFalse(self.gold.can_send_mailing)
            with self.assertRaisesRegex(UserError, "Email Marketing"):
                self.gold.action_send_mailing()

    def test_who_may_get_a_mailing(self):
        """Contacts of the members, too, unless one or the other wants none."""
        wishes = self.env["res.partner"].create(
            [
                {"name": "Never asked"},
                {"name": "Agreed", "onetoone_permission": "granted"},
                {"name": "Refused", "onetoone_permission": "refused"},
                {
                    "name": "E-mail only",
                    "onetoone_permission": "preferred",
                    "onetoone_preferred_channel": "email",
                },
                {
                    "name": "Phone only",
                    "onetoone_permission": "preferred",
                    "onetoone_preferred_channel": "phone",
                },
                {"name": "Something only", "onetoone_permission": "preferred"},
                {"name": "Likes phone", "onetoone_preferred_channel": "phone"},
            ]
        )
        self.env["res.partner"].create(
            [{"name": f"{one.name}: Jo", "parent_id": one.id} for one in wishes[1:3]]
        )
        for customer in wishes:
            self.join(self.gold, customer, self.START)
        # as the mailing keeps it: text
        domain = literal_eval(repr(list(self.gold._mailing_domain())))
        self.assertEqual(
            set(self.env["res.partner"].search(domain).mapped("name")),
            {"Never asked", "Agreed", "Agreed: Jo", "E-mail only", "Likes phone"},
        )

    def test_the_mailing_opens_prefilled(self):
        self.need_addons("mass_mailing")
        self.assertTrue(self.gold.can_send_mailing)
        action = self.gold.action_send_mailing()
        self.assertEqual(action["res_model"], "mailing.mailing")
        mailings = self.env["mailing.mailing"]
        known = mailings.search_count([])
        with Form(mailings.with_context(**action["context"])) as form:
            self.assertEqual(form.mailing_model_real, "res.partner")
            self.assertIn("onetoone_segment_ids", form.mailing_domain)
            self.assertEqual(
                form.mailing_domain, action["context"]["default_mailing_domain"]
            )
            # nothing is stored before the user saves it
            self.assertEqual(mailings.search_count([]), known)
            form.subject = "News"
        self.assertEqual(form.record.state, "draft")
        # the seller has no right to prepare mailings
        self.assertFalse(self.gold.with_user(self.seller).can_send_mailing)
        with self.assertRaises(UserError):
            self.gold.with_user(self.seller).action_send_mailing()

    def test_members_go_to_the_mailing(self):
        ann, _bob = self.customer("Ann"), self.customer("Bob")
        refusing = self.customer("Refusing", onetoone_permission="refused")
        for partner in (ann, refusing):
            self.join(self.gold, partner, self.START)
        # mailings are sent by a job, which is in the company of the administrator
        self.assertNotEqual(self.env.company, self.company)
        found = self.env["res.partner"].search(self.gold._mailing_domain())
        self.assertEqual(found, ann)
        # who may not enter the company is told nothing about its members
        foreigner = self._new_user(
            "foreigner",
            "odoo_onetoone.group_onetoone_analyst",
            self.new_company("Other"),
        )
        domain = [("onetoone_segment_ids", "in", self.gold.ids)]
        self.assertFalse(self.env["res.partner"].with_user(foreigner).search(domain))

    def test_members_are_exported_from_their_list(self):
        action = self.gold.action_export_members()
        self.assertEqual(action["res_model"], "onetoone.profile")
        ann, bob = self.customer("Ann"), self.customer("Bob")
        for partner in (ann, bob):
            self.deal(partner, self.START, 10)
        self.join(self.gold, ann, self.START)
        self.refresh(self.AS_OF)
        found = self.env["onetoone.profile"].search(action["domain"])
        self.assertEqual(found.partner_id, ann)
