from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_participants import ParticipantCase


@tagged("post_install", "-at_install")
class TestParticipantsAdd(ParticipantCase):
    def setUp(self):
        super().setUp()
        self.anna = self.contact("Anna", email="anna@example.com", city="Oslo")
        self.bert = self.contact("Bert", email="bert@example.com")

    def wizard(self, **values):
        return (
            self.env["onetoone.participant.add"]
            .with_user(self.manager)
            .create({"assessment_id": self.round.id, **values})
        )

    def contacts(self, *partners, **values):
        ids = [partner.id for partner in partners]
        return self.wizard(source="contacts", partner_ids=[(6, 0, ids)], **values)

    def message(self, action):
        self.assertEqual(action["tag"], "display_notification")
        return action["params"]["message"]

    # ------------------------------------------------------------
    # Sources
    # ------------------------------------------------------------

    def test_users_join_a_group_inside(self):
        wizard = self.wizard(source="users", user_ids=[(6, 0, self.seller.ids)])
        self.assertEqual(wizard.group_id, self.staff)
        self.assertEqual(set(wizard.proposed_group_ids.mapped("side")), {"inside"})
        wizard.action_add()
        [participant] = self.round.participant_ids
        self.assertEqual(participant.partner_id, self.seller.partner_id)
        self.assertEqual(participant.email, self.seller.partner_id.email_normalized)

    def test_contacts_join_with_their_city_as_place(self):
        wizard = self.contacts(
            self.anna, self.bert, place="Rome", product_line="Bikes", department="Sales"
        )
        self.assertEqual(wizard.group_id, self.customers)
        self.assertEqual(wizard.summary, "2 can be added.")
        self.assertEqual(self.message(wizard.action_add()), "2 added.")
        self.assertEqual(self.round.participant_ids.mapped("place"), ["Oslo", "Rome"])
        anna = self.round.participant_ids[0]
        self.assertEqual((anna.product_line, anna.department), ("Bikes", "Sales"))
        self.assertEqual(anna.name, "Anna")

    def test_the_city_is_left_out_unless_wanted(self):
        self.contacts(self.anna, place="Rome", use_city=False).action_add()
        self.assertEqual(self.round.participant_ids.place, "Rome")

    def test_all_contacts_that_match_join(self):
        condition = f"[('id', 'in', {(self.anna | self.bert).ids})]"
        self.wizard(source="domain", partner_domain=condition).action_add()
        self.assertEqual(self.round.participant_ids.partner_id, self.anna | self.bert)

    def test_contacts_of_another_company_do_not_match(self):
        other = self.env["res.company"].create({"name": "Other Company"})
        self.bert.company_id = other
        self.manager.company_ids |= other
        condition = f"[('id', 'in', {(self.anna | self.bert).ids})]"
        wizard = self.wizard(source="domain", partner_domain=condition)
        self.assertEqual(wizard.summary, "1 can be added.")

    def test_a_condition_that_cannot_be_read_is_refused(self):
        for condition in ("[(", "[('no_field', '=', 1)]", "7", "[('name', '=', uid)]"):
            with self.subTest(condition=condition):
                wizard = self.wizard(source="domain", partner_domain=condition)
                self.assertIn("cannot be read", wizard.summary)
                with self.assertRaisesRegex(UserError, "cannot be read"):
                    wizard.action_add()

    def test_departments_come_from_employees(self):
        self.need_addons("hr")
        department = self.env["hr.department"].create(
            {"name": "Logistics", "company_id": self.company.id}
        )
        self.env["hr.employee"].create(
            {
                "name": "Seller",
                "user_id": self.seller.id,
                "company_id": self.company.id,
                "department_id": department.id,
            }
        )
        users = self.seller | self.manager
        self.manager.email = "manager@example.com"
        wizard = self.wizard(
            source="users", user_ids=[(6, 0, users.ids)], department="Sales"
        )
        wizard.action_add()
        self.assertEqual(
            set(self.round.participant_ids.mapped("department")), {"Logistics", "Sales"}
        )

    def test_the_form_follows_the_choice(self):
        wizard = self.env["onetoone.participant.add"].with_user(self.manager)
        with Form(wizard.with_context(default_assessment_id=self.round.id)) as form:
            self.assertEqual(form.group_id, self.staff)
            form.source = "contacts"
            self.assertEqual(form.group_id, self.customers)
            form.partner_ids.add(self.anna)
            self.assertEqual(form.summary, "1 can be added.")

    # ------------------------------------------------------------
    # Who does not join
    # ------------------------------------------------------------

    def test_nobody_is_added_twice(self):
        self.contacts(self.anna).action_add()
        wizard = self.contacts(self.anna, self.bert)
        self.assertEqual(
            self.message(wizard.action_add()), "1 added. 1 were there already."
        )
        with self.assertRaisesRegex(UserError, "2 are in the group already"):
            self.contacts(self.anna, self.bert).action_add()

    def test_who_is_in_another_group_is_named(self):
        self.join(self.round, "anna@example.com")
        wizard = self.contacts(self.anna, self.bert)
        self.assertEqual(wizard.elsewhere, "Anna: Other Staff")
        self.assertIn(
            "Anna takes part in the group Other Staff already.",
            self.message(wizard.action_add()),
        )

    def test_of_two_contacts_with_one_address_one_joins(self):
        double = self.contact("Double", email="ANNA@example.com")
        message = self.message(self.contacts(self.anna, double).action_add())
        self.assertIn("the same e-mail address: Double.", message)
        self.assertEqual(self.round.participant_ids.partner_id, self.anna)

    def test_who_has_no_address_is_listed_and_joins(self):
        nobody = self.contact("Cora")
        broken = self.contact("Dora", email="at home")
        wizard = self.contacts(self.anna, nobody, broken)
        self.assertEqual(wizard.unreachable_ids, nobody | broken)
        self.assertIn(
            "No e-mail address, so no invitation: Cora, Dora.",
            self.message(wizard.action_add()),
        )
        self.assertEqual(len(self.round.participant_ids), 3)

    def test_many_without_address_are_counted(self):
        nobodies = [self.contact(f"Nobody {number:02}") for number in range(13)]
        message = self.message(self.contacts(*nobodies).action_add())
        self.assertIn("Nobody 09, 3 more.", message)
        self.assertNotIn("Nobody 10", message)

    def test_somebody_must_be_chosen(self):
        for values in (
            {"source": "contacts"},
            {"source": "domain", "partner_domain": "[('id', '=', 0)]"},
        ):
            with self.assertRaisesRegex(UserError, "no contact matches"):
                self.wizard(**values).action_add()
        with self.assertRaisesRegex(UserError, "Choose the group"):
            self.contacts(self.anna, group_id=False).action_add()

    def test_an_open_round_proposes_its_groups(self):
        self.round.action_open()
        wizard = self.contacts(self.anna)
        self.assertEqual(wizard.proposed_group_ids, self.staff | self.customers)
        self.round.action_close()
        with self.assertRaisesRegex(UserError, "is closed"):
            wizard.action_add()

    # ------------------------------------------------------------
    # Rights
    # ------------------------------------------------------------

    def test_only_managers_of_the_company_add(self):
        wizard = self.env["onetoone.participant.add"]
        values = {"assessment_id": self.round.id}
        with self.assertRaises(AccessError):
            wizard.with_user(self.analyst).create(values)
        with self.assertRaises(AccessError):
            wizard.with_user(self.stranger()).create(
                {
                    **values,
                    "source": "contacts",
                    "group_id": self.customers.id,
                    "partner_ids": [(6, 0, self.anna.ids)],
                }
            ).action_add()
        self.assertFalse(self.round.participant_ids)
