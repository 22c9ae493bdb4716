from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_rounds import RoundCase


@tagged("post_install", "-at_install")
class TestMysteryContacts(RoundCase):
    """Five colleagues and five customers, all of whom write something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = cls._new_user("round_employee", "base.group_user")

    def held(self, code):
        self.master.question_ids[-1].onetoone_code = code
        held = self.open_round({"staff": 5, "customer": 5})
        for number, one in enumerate(held.participant_ids):
            self.answer(one, (2, 3, 4), advice=f"{one.group_id.code} {number % 5}")
        return held

    def seen_by(self, user):
        found = self.env["onetoone.mystery.contact"].with_user(user).search([])
        return sorted(found.mapped("text"))

    def test_all_staff_read_what_colleagues_noted(self):
        held = self.held("mystery_contact_best")
        held._seal()
        self.assertEqual(self.seen_by(self.employee), [])
        held.action_close()
        self.assertEqual(
            self.seen_by(self.employee), [f"staff {number}" for number in range(5)]
        )
        found = self.env["onetoone.mystery.contact"].with_user(self.employee).search([])
        self.assertEqual(set(found.mapped("as_of")), {held.as_of})
        with self.assertRaises(AccessError):
            found[:1].unlink()

    def test_other_texts_stay_with_analysts(self):
        self.held("four_advice").action_close()
        self.assertEqual(self.seen_by(self.employee), [])
        advice = self.env["onetoone.advice"]
        self.assertEqual(len(advice.with_user(self.analyst).search([])), 10)
        with self.assertRaises(AccessError):
            advice.with_user(self.employee).search([])

    def test_not_of_other_companies(self):
        self.held("mystery_contact_idea").action_close()
        other = self.env["res.company"].create({"name": "Other Company"})
        self.employee.write(
            {"company_ids": [(6, 0, other.ids)], "company_id": other.id}
        )
        self.assertEqual(self.seen_by(self.employee), [])
