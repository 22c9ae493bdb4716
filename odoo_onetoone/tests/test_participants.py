from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_participants import ParticipantCase


@tagged("post_install", "-at_install")
class TestParticipants(ParticipantCase):
    def open_round(self, *emails, **values):
        participants = self.join(self.round, *emails, **values)
        self.round.action_open()
        return participants

    # ------------------------------------------------------------
    # Joining
    # ------------------------------------------------------------

    def test_an_address_that_is_none_is_refused(self):
        for text in ("anna", "a@example.com, b@example.com"):
            with self.assertRaisesRegex(ValidationError, "not one e-mail address"):
                self.join(self.round, text)

    def test_of_several_addresses_of_a_contact_the_first_is_taken(self):
        anna = self.contact("Anna", email="a@example.com, b@example.com")
        participant = self.env["onetoone.participant"].create(
            {
                "assessment_id": self.round.id,
                "group_id": self.customers.id,
                "partner_id": anna.id,
            }
        )
        self.assertEqual(participant.email_normalized, "a@example.com")

    def test_who_joins_an_open_round_is_invited_soon(self):
        self.open_round()
        cron = self.env.ref("odoo_onetoone.ir_cron_invite")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        triggers.unlink()
        self.join(self.round.with_user(self.manager), "late@example.com")
        self.assertEqual(
            self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)]), 1
        )

    def test_nobody_joins_a_group_that_is_not_asked(self):
        self.round.group_ids.filtered(
            lambda line: line.group_id == self.customers
        ).unlink()
        self.open_round()
        with self.assertRaisesRegex(UserError, "not part of the open round"):
            self.join(self.round, "c@example.com", group=self.customers)

    def test_nobody_joins_a_closed_round(self):
        self.open_round()
        self.round.action_close()
        with self.assertRaisesRegex(UserError, "nobody can join"):
            self.join(self.round, "late@example.com")

    # ------------------------------------------------------------
    # What a manager sees
    # ------------------------------------------------------------

    def test_who_has_no_address_is_shown_in_every_round(self):
        self.open_round("anna@example.com")
        self.join(self.round, None, name="Bert")
        states = self.round.with_user(self.manager).participant_ids.mapped("state")
        self.assertEqual(states, ["hidden", "no_email"])

    def test_the_states_of_a_named_round_are_shown(self):
        self.round.is_anonymous = False
        anna, bert, cora = self.open_round("a@example.com", "b@example.com", None)
        self.answer(anna)
        bert._send_invitations()
        states = (anna | bert | cora).with_user(self.manager).mapped("state")
        self.assertEqual(states, ["done", "invited", "no_email"])

    def test_another_company_sees_nothing(self):
        anna = self.open_round("anna@example.com")
        stranger = self.stranger()
        for record in (anna, self.round, self.round.survey_ids, self.round.group_ids):
            with self.subTest(model=record._name):
                model = self.env[record._name].with_user(stranger)
                self.assertFalse(model.search([("id", "in", record.ids)]))
                with self.assertRaises(AccessError):
                    record.with_user(stranger).read(["display_name"])

    # ------------------------------------------------------------
    # Leaving
    # ------------------------------------------------------------

    def test_withdrawing_deletes_what_waits(self):
        anna, bert = self.open_round("anna@example.com", "bert@example.com")
        links = self.invite(anna | bert)
        self.assertEqual(len(links), 2)
        self.answer(anna)
        anna.with_user(self.manager).action_withdraw()
        self.assertEqual(anna.progress, "withdrawn")
        self.assertFalse(self.inputs())
        self.assertFalse(self.mails(anna))
        self.assertTrue(self.mails(bert))
        self.round.action_close()
        self.assertEqual((anna.progress, bert.progress), ("withdrawn", "missed"))
        with self.assertRaisesRegex(UserError, "open round"):
            bert.action_withdraw()

    def test_what_is_sealed_stays(self):
        people = self.open_round(*(f"p{number}@example.com" for number in range(5)))
        for person in people:
            self.answer(person)
        self.round._seal()
        people[0].action_withdraw()
        self.assertEqual(people[0].progress, "done")
        answers = [("assessment_id", "=", self.round.id)]
        self.assertEqual(self.env["onetoone.answer"].search_count(answers), 15)

    def test_a_participant_cannot_be_deleted_once_asked(self):
        anna = self.open_round("anna@example.com")
        with self.assertRaisesRegex(UserError, "Withdraw"):
            anna.unlink()

    def test_erasing_leaves_nothing_personal(self):
        anna = self.contact("Anna", email="anna@example.com")
        participant = self.open_round(
            None, partner_id=anna.id, email="anna@example.com", place="Oslo"
        )
        self.answer(participant)
        participant.with_user(self.manager).action_erase()
        self.assertFalse(self.inputs())
        for name in ("partner_id", "name", "email", "email_normalized", "place"):
            self.assertFalse(participant[name], name)

    def test_erasing_after_the_round_changes_no_result(self):
        people = self.open_round(*(f"p{number}@example.com" for number in range(6)))
        for person in people:
            self.answer(person)
        self.round.action_close()
        opinion = self.round.opinion
        people.action_erase()
        self.assertEqual(set(people.mapped("email")), {False})
        self.assertEqual(set(people.mapped("progress")), {"done"})
        self.assertEqual(self.round.opinion, opinion)

    # ------------------------------------------------------------
    # Contacts that change
    # ------------------------------------------------------------

    def test_a_deleted_contact_leaves_the_participant(self):
        anna = self.contact("Anna", email="anna@example.com")
        participant = self.open_round("anna@example.com", partner_id=anna.id)
        anna.unlink()
        participant.invalidate_recordset()
        self.assertFalse(participant.partner_id)
        self.assertEqual(participant.email, "anna@example.com")
        self.assertEqual(participant.name, "Anna")
        self.assertEqual(participant._current_email(), "anna@example.com")

    def test_an_archived_contact_is_still_asked(self):
        anna = self.contact("Anna", email="anna@example.com")
        participant = self.open_round("anna@example.com", partner_id=anna.id)
        anna.action_archive()
        self.assertTrue(self.invite(participant))

    def test_merged_contacts_stay_two_participants(self):
        anna = self.contact("Anna", email="anna@example.com")
        double = self.contact("Anna B.", email="anna.b@example.com")
        first = self.join(self.round, "anna@example.com", partner_id=anna.id)
        second = self.join(self.round, "anna.b@example.com", partner_id=double.id)
        self.round.action_open()
        self.merge(anna, double)
        self.assertEqual(second.partner_id, anna)
        self.assertEqual(second.email, "anna.b@example.com")
        self.assertEqual(len(self.invite(first | second)), 2)
        self.round.action_close()

    def test_a_language_in_use_cannot_be_switched_off(self):
        french = self.env["res.lang"]._activate_lang("fr_FR")
        self.round.lang_ids |= french
        anna = self.join(self.round, "anna@example.com", lang="fr_FR")
        french.active = False
        self.assertNotIn(french, self.round.lang_ids)
        self.assertFalse(anna.lang)
        french.active = True
        self.round.lang_ids |= french
        self.round.action_open()
        with self.assertRaisesRegex(UserError, "open round “Spring”"):
            french.active = False
        self.round.action_close()
        french.active = False

    # ------------------------------------------------------------
    # Deadline
    # ------------------------------------------------------------

    def test_nobody_is_invited_after_the_deadline(self):
        self.round.deadline = fields.Datetime.now() + timedelta(days=1)
        anna = self.open_round("anna@example.com")
        self.round.deadline = fields.Datetime.now() - timedelta(minutes=1)
        self.run_job("invite")
        self.assertFalse(self.mails(anna))
        self.round.deadline = fields.Datetime.now() + timedelta(days=1)
        self.run_job("invite")
        self.assertTrue(self.mails(anna))
