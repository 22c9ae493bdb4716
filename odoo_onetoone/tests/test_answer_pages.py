from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_participants import ParticipantCase


class AnswerPagesCase(ParticipantCase, HttpCase):
    """People answer on the pages, as a browser would."""

    def open_for(self, *emails):
        """Open the round and return the personal links of new participants."""
        self.people = self.join(self.round, *emails)
        self.round.action_open()
        return self.invite(self.people)

    def go(self, path, **values):
        response = self.url_open(path, **values)
        self.assertEqual(response.status_code, 200)
        self.env.invalidate_all()
        return response

    def call(self, verb, user_input, **params):
        path = f"{user_input.survey_id.access_token}/{user_input.access_token}"
        response = self.go(f"/survey/{verb}/{path}", json={"params": params})
        return response.json()["result"][1]

    def submit(self, user_input, question, value):
        return self.call(
            "submit",
            user_input,
            **{"question_id": question.id, str(question.id): value},
        )

    def fill(self, user_input, step=2):
        """Begin and submit one questionnaire; return the last page."""
        self.call("begin", user_input)
        for question in user_input.survey_id.question_ids:
            option = question.suggested_answer_ids[step - 1 : step]
            page = self.submit(user_input, question, str(option.id) if option else "")
        return page["survey_content"]

    def delete_by(self, path):
        """Confirm on the page at ``path`` that the answers shall be deleted."""
        page = self.go(path)
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        action = page.text.split('action="/onetoone/delete/')[1].split('"')[0]
        return self.go(f"/onetoone/delete/{action}", data={"csrf_token": token})


@tagged("post_install", "-at_install")
class TestPersonalLink(AnswerPagesCase):
    def test_a_visitor_answers_and_is_thanked(self):
        [link] = self.open_for("anna@example.com")
        page = self.go(link)
        self.assertIn("kept without your name", page.text)
        user_input = self.inputs()
        done = self.fill(user_input)
        self.assertIn("Thank you", done)
        self.assertIn(f"/onetoone/delete/{user_input.access_token}", done)
        self.assertNotIn("/survey/print/", done)
        self.assertEqual(user_input.state, "done")
        self.assertEqual(self.people.progress, "finished")
        again = self.go(link)
        self.assertIn("nothing left to answer", again.text)
        self.assertEqual(self.inputs(), user_input)

    def test_one_can_stop_and_go_on_later(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        user_input = self.inputs()
        first, second, *_others = user_input.survey_id.question_ids
        self.call("begin", user_input)
        self.submit(user_input, first, str(first.suggested_answer_ids[0].id))
        page = self.go(link)
        self.assertIn(second.title, page.text)
        self.assertEqual(self.inputs(), user_input)
        self.assertEqual(user_input.state, "in_progress")

    def test_a_question_can_be_skipped(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        user_input = self.inputs()
        self.call("begin", user_input)
        for question in user_input.survey_id.question_ids:
            self.submit(user_input, question, "")
        self.assertEqual(user_input.state, "done")
        self.assertEqual(set(user_input.user_input_line_ids.mapped("skipped")), {True})

    def test_a_second_questionnaire_follows(self):
        second = self.master.copy({"title": "More", "onetoone_code": "more"})
        self.round.survey_ids |= second
        [link] = self.open_for("anna@example.com")
        self.go(link)
        first_input, second_input = self.inputs().sorted("id")
        done = self.fill(first_input)
        self.assertIn("Continue with the next questionnaire", done)
        self.assertIn(second_input.access_token, done)
        self.assertEqual(self.people.progress, "invited")
        done = self.fill(second_input)
        self.assertNotIn("Continue with the next questionnaire", done)
        self.assertEqual(self.people.progress, "finished")

    def test_the_page_speaks_the_language_of_the_participant(self):
        chinese = self.env["res.lang"]._activate_lang("zh_CN")
        self.master.with_context(lang="zh_CN").title = "简短问卷"
        self.round.lang_ids |= chinese
        [link] = self.open_for("anna@example.com")
        self.people.lang = "zh_CN"
        page = self.go(link)
        self.assertIn("简短问卷", page.text)
        self.fill(self.inputs())
        self.assertFalse(self.inputs().lang_id)

    def test_in_a_named_round_the_last_page_is_shown(self):
        self.round.is_anonymous = False
        [link] = self.open_for("anna@example.com")
        page = self.go(link)
        self.assertIn("This round is not anonymous", page.text)
        self.assertIn("Thank you", self.fill(self.inputs()))
        self.round._seal()
        self.assertEqual(self.people.progress, "done")

    # ------------------------------------------------------------
    # Too late
    # ------------------------------------------------------------

    def test_after_the_deadline_the_round_has_ended(self):
        [link, unused] = self.open_for("anna@example.com", "bert@example.com")
        self.go(link)
        user_input = self.inputs()
        self.round.deadline = fields.Datetime.now() - timedelta(minutes=1)
        self.assertIn("This round has ended", self.go(link).text)
        self.assertIn("This round has ended", self.go(unused).text)
        self.assertEqual(self.inputs(), user_input, "nothing is created")
        self.assertEqual(self.call("begin", user_input)["error"], "answer_deadline")
        self.round.deadline = fields.Datetime.now() + timedelta(days=1)
        self.assertIn("kept without your name", self.go(link).text)
        self.assertIn("Thank you", self.fill(user_input))

    def test_after_closing_there_is_nothing_to_answer(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        user_input = self.inputs()
        survey_page = (
            f"/survey/{user_input.survey_id.access_token}/{user_input.access_token}"
        )
        self.round.action_close()
        self.assertIn("the round has", self.go(link).text)
        self.assertNotIn("Four Questions", self.go(survey_page).text)
        self.assertEqual(self.people.progress, "missed")

    # ------------------------------------------------------------
    # Deleting the own answers
    # ------------------------------------------------------------

    def test_the_respondent_deletes_the_own_answers(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        user_input = self.inputs()
        self.fill(user_input)
        page = self.delete_by(f"/onetoone/delete/{user_input.access_token}")
        self.assertIn("Your answers were deleted", page.text)
        self.assertFalse(self.inputs())
        self.assertEqual(self.people.progress, "withdrawn")
        self.assertIn("nothing left to answer", self.go(link).text)
        self.assertFalse(self.inputs())

    def test_the_personal_link_offers_to_delete(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        self.fill(self.inputs())
        self.round.deadline = fields.Datetime.now() - timedelta(minutes=1)
        page = self.delete_by(link)
        self.assertIn("Your answers were deleted", page.text)
        self.assertFalse(self.inputs())

    def test_sealed_answers_cannot_be_found_to_delete(self):
        [link, *_links] = self.open_for(
            *(f"p{number}@example.com" for number in range(5))
        )
        self.go(link)
        user_input = self.inputs()
        path = f"/onetoone/delete/{user_input.access_token}"
        for person in self.people:
            self.answer(person)
        self.round._seal()
        self.assertIn("There is nothing to delete", self.go(path).text)
        page = self.go(link)
        self.assertIn("nothing left to answer", page.text)
        self.assertNotIn("/onetoone/delete/", page.text)

    @mute_logger("odoo.http")
    def test_nothing_is_deleted_without_confirmation(self):
        [link] = self.open_for("anna@example.com")
        self.go(link)
        user_input = self.inputs()
        path = f"/onetoone/delete/{user_input.access_token}"
        self.go(path)
        self.assertEqual(self.url_open(f"{path}/confirmed").status_code, 405)
        forged = self.url_open(f"{path}/confirmed", data={"csrf_token": "forged"})
        self.assertEqual(forged.status_code, 400)
        self.assertEqual(self.inputs(), user_input)


@tagged("post_install", "-at_install")
class TestOtherWaysIn(AnswerPagesCase):
    def setUp(self):
        super().setUp()
        self.line = self.round.group_ids[0]
        self.line.has_link = True
        self.round.action_open()
        self.path = f"/onetoone/join/{self.line.link_token}"

    def test_one_browser_answers_once(self):
        self.go(self.path)
        user_input = self.inputs()
        self.assertEqual(len(user_input), 1)
        self.go(self.path)
        self.assertEqual(self.inputs(), user_input)
        self.assertFalse(user_input.onetoone_participant_id)
        self.fill(user_input)
        self.assertIn("nothing left to answer", self.go(self.path).text)
        user_input._forget()
        self.assertIn("nothing left to answer", self.go(self.path).text)
        self.assertFalse(self.inputs())

    def test_another_browser_answers_anew(self):
        self.go(self.path)
        self.opener.cookies.clear()
        self.go(self.path)
        self.assertEqual(len(self.inputs()), 2)

    def test_who_came_by_the_link_of_a_group_can_delete(self):
        self.go(self.path)
        user_input = self.inputs()
        self.fill(user_input)
        self.delete_by(f"/onetoone/delete/{user_input.access_token}")
        self.assertFalse(self.inputs())
        self.assertIn("nothing left to answer", self.go(self.path).text)

    def test_the_link_of_a_group_ends_with_the_round(self):
        self.round.deadline = fields.Datetime.now() - timedelta(minutes=1)
        self.assertIn("This round has ended", self.go(self.path).text)
        self.round.deadline = False
        self.line.has_link = False
        self.assertIn("This round has ended", self.go(self.path).text)
        self.assertFalse(self.inputs())

    def test_a_manager_types_in_what_people_said(self):
        path = f"/onetoone/type-in/{self.line.id}"
        self.authenticate(self.seller.login, self.seller.login)
        self.assertEqual(self.url_open(path).status_code, 404)
        self.authenticate(self.manager.login, self.manager.login)
        self.go(path)
        self.go(path)
        inputs = self.inputs()
        self.assertEqual(len(inputs), 2)
        self.assertEqual(len(set(inputs.mapped("onetoone_respondent"))), 2)
        self.fill(inputs[0])
        public = self.env.ref("base.public_user")
        self.assertEqual(inputs.create_uid, public)
        self.assertEqual(inputs.user_input_line_ids.create_uid, public)
        self.assertFalse(inputs.partner_id)
        self.assertEqual(inputs[0].state, "done")
