"""The survey app's own pages and links, tried by people who may not see answers."""

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from .common_rounds import RoundCase


@tagged("post_install", "-at_install")
class TestAnonymityOfPages(RoundCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.round = self.open_round({"staff": 6})
        self.survey = self.round.survey_ids
        self.participant = self.round.participant_ids[0]
        self.manager.password = "round_manager"
        self.token = self.token_of(self.participant)

    def input_url(self, route, user_input, **query):
        return f"/survey/{route}/{self.survey.access_token}/{user_input.access_token}"

    def json(self, url, **params):
        return self.make_jsonrpc_request(url, params)

    def answer_by_page(self, advice=""):
        """Answer the personal link as a browser does; return the input."""
        self.assertEqual(
            self.url_open(f"/onetoone/answer/{self.token}").status_code, 200
        )
        [user_input] = self.env["survey.user_input"].search(
            [("onetoone_participant_id", "=", self.participant.id)]
        )
        self.json(self.input_url("begin", user_input), lang_code="en_US")
        for question in self.survey.question_ids:
            answer = str(question.suggested_answer_ids[:1].id or advice)
            self.json(
                self.input_url("submit", user_input),
                question_id=question.id,
                **{str(question.id): answer},
            )
        self.env.invalidate_all()
        self.assertEqual(user_input.state, "done")
        return user_input

    def test_a_logged_in_respondent_leaves_no_trace(self):
        self.authenticate("round_manager", "round_manager")
        user_input = self.answer_by_page("My advice")
        public = self.env.ref("base.public_user")
        for record in (user_input, *user_input.user_input_line_ids):
            self.assertEqual(record.create_uid, public)
            self.assertEqual(record.write_uid, public)
        for field in ("partner_id", "email", "nickname", "lang_id", "invite_token"):
            self.assertFalse(user_input[field], field)
        self.assertFalse(user_input.message_ids)
        self.assertFalse(user_input.message_follower_ids)
        # the session is still the manager's
        self.assertIn("round_manager", self.url_open("/odoo").text)

    def test_the_device_log_tells_no_time_of_an_answer(self):
        self.authenticate("round_manager", "round_manager")
        self.answer_by_page()
        for participant in self.round.participant_ids[1:]:
            self.answer(participant, (1, 2, 3))
        self.round.action_close()
        columns = self.env.execute_query(
            SQL(
                """SELECT column_name FROM information_schema.columns
                    WHERE table_name IN ('onetoone_answer', 'onetoone_participant')
                      AND (data_type LIKE 'timestamp%%' OR data_type = 'date')"""
            )
        )
        self.assertFalse(columns)

    @mute_logger("odoo.http")
    def test_finished_answers_cannot_be_opened_again(self):
        user_input = self.answer_by_page("My advice")
        token = f"answer_token={user_input.access_token}"
        survey = self.survey.access_token
        for login in (None, "round_manager"):
            self.authenticate(login, login)
            with self.subTest(login=login):
                printed = self.url_open(f"/survey/print/{survey}?{token}")
                self.assertEqual(printed.status_code, 404)
                retried = self.url_open(
                    f"/survey/retry/{survey}/{user_input.access_token}"
                )
                self.assertEqual(retried.status_code, 404)
                started = self.url_open(f"/survey/start/{survey}?{token}")
                self.assertNotIn("My advice", started.text)
                shown = self.url_open(f"/survey/{survey}/{user_input.access_token}")
                self.assertNotIn("My advice", shown.text)
        inputs = self.env["survey.user_input"].search(
            [("survey_id", "=", self.survey.id)]
        )
        self.assertEqual(inputs, user_input)

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_pages_of_the_survey_app_show_nothing(self):
        self.answer_by_page("My advice")
        self.authenticate("round_manager", "round_manager")
        survey = self.survey.access_token
        for url in (
            f"/survey/results/{self.survey.id}",
            f"/survey/session/manage/{survey}",
            f"/survey/{self.survey.id}/get_certification",
            f"/survey/test/{survey}",
            f"/survey/start/{survey}",
        ):
            with self.subTest(url):
                self.assertNotIn("My advice", self.url_open(url).text)
        inputs = self.env["survey.user_input"].search(
            [("survey_id", "=", self.survey.id)]
        )
        self.assertEqual(len(inputs), 1, "no page made a test entry")

    @mute_logger("odoo.http")
    def test_a_link_is_dead_once_the_answer_is_sealed(self):
        user_input = self.answer_by_page("My advice")
        url = f"/survey/{self.survey.access_token}/{user_input.access_token}"
        for participant in self.round.participant_ids[1:]:
            self.answer(participant, (1, 2, 3))
        self.round._seal()
        self.assertFalse(user_input.exists())
        again = self.url_open(f"/onetoone/answer/{self.token}")
        self.assertIn("There is nothing left to answer", again.text)
        self.assertNotIn("My advice", self.url_open(url).text)
        self.assertFalse(
            self.env["survey.user_input"].search([("survey_id", "=", self.survey.id)])
        )

    @mute_logger("odoo.http")
    def test_made_up_links_open_nothing(self):
        for url in ("/onetoone/answer/guess", "/onetoone/join/guess"):
            self.assertNotIn("o_survey_form", self.url_open(url).text)
        line = self.round.group_ids
        self.assertNotIn(
            "o_survey_form", self.url_open(f"/onetoone/join/{line.link_token}").text
        )
        self.authenticate(None, None)
        self.assertNotIn(
            "o_survey_form", self.url_open(f"/onetoone/type-in/{line.id}").text
        )

    @mute_logger("odoo.http")
    def test_portal_users_see_only_their_own_page(self):
        new_test_user(self.env, "round_portal", groups="base.group_portal")
        self.authenticate("round_portal", "round_portal")
        user_input = self.answer_by_page()
        self.assertFalse(user_input.partner_id)
        portal = self.env.ref("base.public_user") | self.env["res.users"].search(
            [("login", "=", "round_portal")]
        )
        for user in portal:
            for model in (
                "onetoone.assessment",
                "onetoone.participant",
                "onetoone.score",
                "onetoone.advice",
                "survey.user_input",
            ):
                with self.subTest(user=user.login, model=model):
                    self.assertFalse(self.env[model].with_user(user).has_access("read"))
        self.assertEqual(
            self.url_open(f"/onetoone/type-in/{self.round.group_ids.id}").status_code,
            404,
        )
