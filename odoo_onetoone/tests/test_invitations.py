from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common_participants import ParticipantCase


@tagged("post_install", "-at_install")
class TestInvitations(ParticipantCase):
    def remind(self):
        """Let the days pass after which people are reminded."""
        with freeze_time(fields.Datetime.now() + timedelta(days=8)):
            self.round._remind()

    def test_an_invitation_has_a_link_of_its_own(self):
        people = self.join(self.round, "a@example.com", "b@example.com", None)
        self.round.action_open()
        links = self.invite(people)
        self.assertEqual(len(set(links)), 2)
        self.assertEqual(people.mapped("progress"), ["invited", "invited", "new"])
        invitations = self.env["onetoone.invitation"]
        for link, person in zip(links, people[:2], strict=True):
            token = link.rpartition("/")[2]
            self.assertEqual(invitations._participant_of(token), person)
            self.assertFalse(
                invitations.search([("token_hash", "ilike", token)]), "kept in clear"
            )

    def test_the_deadline_is_shown_in_the_time_of_the_company(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.round.deadline = datetime(2099, 3, 1, 20, 0)
        anna = self.join(self.round, "anna@example.com")
        self.round.action_open()
        self.invite(anna)
        self.assertIn("March 2, 2099", self.mails(anna).body_html)

    def test_everybody_is_written_to_in_the_own_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        template = self.env.ref("odoo_onetoone.mail_template_invitation")
        template.with_context(
            lang="zh_CN"
        ).subject = "{{ object.company_id.name }} 问卷"
        people = self.join(self.round, "a@example.com", lang="zh_CN")
        people += self.join(self.round, "b@example.com", lang="en_US")
        people += self.join(self.round, "c@example.com")
        self.round.action_open()
        self.invite(people)
        subjects = self.mails(people).mapped("subject")
        self.assertEqual(subjects[0], "Round Company 问卷")
        self.assertEqual(set(subjects[1:]), {"Round Company asks for your view"})

    def test_a_reminder_goes_once_to_the_address_of_today(self):
        contact = self.contact("Anna", email="anna@example.com")
        anna = self.join(self.round, "anna@example.com", partner_id=contact.id)
        bert = self.join(self.round, "bert@example.com")
        self.round.action_open()
        old_link = self.invite(anna | bert)[0]
        self.answer(bert)
        contact.email = "new@example.com"
        self.remind()
        self.assertEqual(self.mails(anna).mapped("email_to"), ["new@example.com"])
        self.assertEqual(len(self.mails(bert)), 1, "who answered is not reminded")
        self.remind()
        self.assertEqual(len(self.mails(anna)), 1, "nobody is reminded twice")
        token = old_link.rpartition("/")[2]
        found = self.env["onetoone.invitation"]._participant_of(token)
        self.assertFalse(found, "the link at the old address ends")

    def test_a_reminder_to_the_same_address_is_a_second_link(self):
        anna = self.join(self.round, "anna@example.com")
        self.round.action_open()
        self.invite(anna)
        self.answer(anna, finish=False)
        self.remind()
        self.assertEqual(len(self.mails(anna)), 2)
        self.assertEqual(anna._inputs_to_answer().mapped("state"), ["in_progress"])

    def test_nobody_is_reminded_unless_wanted(self):
        self.round.reminder_days = 0
        anna = self.join(self.round, "anna@example.com")
        self.round.action_open()
        self.invite(anna)
        self.remind()
        self.assertEqual(len(self.mails(anna)), 1)

    def test_failed_mails_go_when_the_answer_is_sealed(self):
        people = self.join(
            self.round, *(f"p{number}@example.com" for number in range(5))
        )
        self.round.action_open()
        self.invite(people)
        mails = self.mails(people)
        mails.state = "exception"
        messages = mails.mail_message_id
        for person in people:
            self.answer(person)
        self.round._seal()
        self.assertFalse(mails.exists())
        self.assertFalse(messages.exists())
        self.assertFalse(people._invitations())

    def test_the_scheduled_job_invites_in_batches(self):
        emails = [f"p{number}@example.com" for number in range(205)]
        people = self.join(self.round, *emails)
        self.round.action_open()
        self.run_job("invite")
        self.assertEqual(set(people.mapped("progress")), {"invited"})
        self.assertEqual(len(self.mails(people)), 205)
