"""What a manager of rounds, who also administers surveys, must not find out."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_rounds import RoundCase


@tagged("post_install", "-at_install")
class TestAnonymity(RoundCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey_manager = cls._new_user(
            "survey_manager", "base.group_user,survey.group_survey_manager"
        )

    def setUp(self):
        super().setUp()
        self.round = self.open_round({"executive": 5, "staff": 6})
        self.answered = self.people(self.round, "staff")[0]
        self.inputs = self.answer(self.answered, (4, 3, 2), advice="Only mine")
        self.env.flush_all()
        self.env.invalidate_all()

    def curious(self):
        return self.manager, self.analyst, self.survey_manager

    # ------------------------------------------------------------
    # WHILE THE ROUND IS OPEN
    # ------------------------------------------------------------

    def test_nobody_reads_answers_links_or_sealed_responses(self):
        for model in ("onetoone.answer", "onetoone.response", "onetoone.invitation"):
            for user in (*self.curious(), self.env.ref("base.user_admin")):
                with self.subTest(model=model, user=user.login):
                    records = self.env[model].with_user(user)
                    for attempt in (
                        lambda records=records: records.search([]),
                        lambda records=records: records.search_count([]),
                        lambda records=records: records._read_group(
                            [], [], ["__count"]
                        ),
                    ):
                        with self.assertRaises(AccessError):
                            attempt()

    def test_waiting_answers_cannot_be_found(self):
        for user in (*self.curious(), self.env.ref("base.user_admin")):
            with self.subTest(user=user.login):
                for model in ("survey.user_input", "survey.user_input.line"):
                    records = self.env[model].with_user(user)
                    if not records.has_access("read"):
                        continue
                    found = records.search(
                        [("survey_id", "in", self.round.survey_ids.ids)]
                    )
                    self.assertFalse(found)
                    self.assertFalse(
                        records.formatted_read_group(
                            [("survey_id", "in", self.round.survey_ids.ids)],
                            ["survey_id"],
                            ["__count"],
                        )
                    )

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_waiting_answers_cannot_be_read_or_exported_by_id(self):
        for user in self.curious():
            inputs = self.inputs.with_user(user)
            lines = self.inputs.user_input_line_ids.with_user(user)
            for attempt in (
                lambda inputs=inputs: inputs.read(["state"]),
                lambda inputs=inputs: inputs.export_data(["state", "access_token"]),
                lambda inputs=inputs: inputs.copy(),
                lambda inputs=inputs: inputs.write({"state": "new"}),
                lambda lines=lines: lines.read(["suggested_answer_id"]),
                lambda lines=lines: lines.export_data(["value_text_box"]),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    attempt()

    def test_domains_through_surveys_find_nothing(self):
        copies = self.round.survey_ids
        option = self.inputs.user_input_line_ids.suggested_answer_id[:1]
        for user in (self.manager, self.survey_manager):
            surveys = self.env["survey.survey"].with_user(user)
            for leaf in (
                ("user_input_ids", "!=", False),
                ("user_input_ids.state", "=", "done"),
                ("user_input_ids", "any", [("state", "=", "done")]),
                (
                    "user_input_ids",
                    "any",
                    [("user_input_line_ids.suggested_answer_id", "=", option.id)],
                ),
                (
                    "question_and_page_ids",
                    "any",
                    [("user_input_line_ids", "any", [("skipped", "=", False)])],
                ),
            ):
                with self.subTest(user=user.login, leaf=leaf):
                    found = surveys.search([("id", "in", copies.ids), leaf])
                    self.assertFalse(found)

    @mute_logger("odoo.models")
    def test_the_state_of_a_person_cannot_be_asked(self):
        people = self.round.participant_ids.with_user(self.manager)
        self.assertEqual(set(people.mapped("state")), {"hidden"})
        self.assertEqual(
            {row[0] for row in people.export_data(["state"])["datas"]}, {"Not shown"}
        )
        for attempt in (
            lambda: people.search([("progress", "=", "finished")]),
            lambda: people.search_count([("progress", "!=", "new")]),
            lambda: people.search([], order="progress"),
            lambda: people.formatted_read_group([], ["progress"], ["__count"]),
            lambda: people.read(["progress"]),
            lambda: people.export_data(["progress"]),
            lambda: people.read(["reminded"]),
            lambda: self.round.with_user(self.manager).search(
                [("participant_ids.progress", "=", "finished")]
            ),
            lambda: self.round.with_user(self.manager).search(
                [("participant_ids", "any", [("progress", "=", "finished")])]
            ),
            lambda: self.round.with_user(self.manager).search(
                [("group_ids.sealed_count", ">", 0)]
            ),
            lambda: (
                self.env["survey.user_input"]
                .with_user(self.manager)
                .search([("onetoone_participant_id", "=", self.answered.id)])
            ),
        ):
            with self.assertRaises(AccessError):
                attempt()
        for attempt in (
            lambda: people.search([("state", "=", "done")]),
            lambda: people.formatted_read_group([], ["state"], ["__count"]),
        ):
            with self.assertRaises(ValueError):
                attempt()

    def test_participants_keep_no_time(self):
        for column in ("create_date", "write_date", "write_uid"):
            self.assertNotIn(column, self.round.participant_ids._fields)

    def test_counts_are_told_once_a_day_and_from_the_minimum_on(self):
        staff = self.people(self.round, "staff")
        line = self.round.group_ids.filtered(
            lambda one: one.group_id == self.groups["staff"]
        )
        shown = line.with_user(self.manager)
        for participant in staff[1:5]:
            self.answer(participant, (1, 1, 1))
            self.env.invalidate_all()
            self.assertEqual(shown.progress, "fewer than 5")
        self.round._seal()
        self.assertEqual(shown.progress, "5")
        self.answer(staff[5], (1, 1, 1))
        self.round._seal()
        self.env.invalidate_all()
        self.assertEqual(shown.progress, "5", "one answer alone is never sealed")

    def test_no_statistics_of_the_survey_app(self):
        for user in (self.manager, self.survey_manager):
            survey = self.round.survey_ids.with_user(user)
            self.assertEqual(survey.answer_count, 0)
            self.assertEqual(survey.answer_done_count, 0)
            self.assertEqual(survey.answer_duration_avg, 0)
            self.assertFalse(survey.user_input_ids)
            for attempt in (
                survey.action_result_survey,
                survey.action_start_session,
                survey.action_end_session,
                lambda survey=survey, user=user: survey._create_answer(user=user),
                lambda survey=survey, user=user: survey._create_answer(
                    user=user, test_entry=True
                ),
            ):
                with self.assertRaises(UserError):
                    attempt()
        self.assertEqual(self.round.survey_ids.answer_duration_avg, 0)

    def test_no_results_before_closing(self):
        self.assertFalse(self.round.score_ids)
        self.round._seal()
        advice = self.env["onetoone.advice"].with_user(self.manager)
        self.assertFalse(advice.search([("assessment_id", "=", self.round.id)]))
        self.assertFalse(self.round.with_user(self.manager).advice_ids)

    def test_links_stay_out_of_every_message(self):
        token = self.token_of(self.answered)
        for user in self.curious():
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("body", "ilike", token)]))
            with self.assertRaises(AccessError):
                self.env["mail.mail"].with_user(user).search([])
        self.assertFalse(
            self.env["mail.message"].search(
                [("model", "in", ("survey.user_input", "onetoone.participant"))]
            )
        )

    def test_changing_an_address_opens_no_answer(self):
        """A reminder to another address is a link to a fresh answer."""
        begun = self.people(self.round, "staff")[1]
        self.answer(begun, (4, None, None), finish=False)
        begun.with_user(self.manager).email = "curious@round.example.com"
        begun._send_reminders()
        fresh = begun._inputs_to_answer()
        self.assertEqual(fresh.mapped("state"), ["new"])
        self.assertFalse(fresh.user_input_line_ids)
        self.assertEqual(len(begun._invitations()), 1)

    # ------------------------------------------------------------
    # FROZEN QUESTIONNAIRES
    # ------------------------------------------------------------

    def test_nobody_changes_an_opened_copy(self):
        survey = self.round.survey_ids.with_user(self.manager)
        question = survey.question_ids[0]
        option = question.suggested_answer_ids[0]
        for attempt in (
            lambda: survey.write({"title": "Other"}),
            lambda: survey.write({"access_mode": "public"}),
            survey.action_archive,
            survey.unlink,
            lambda: question.write({"title": "Other"}),
            question.unlink,
            lambda: question.copy(),
            lambda: option.write({"value": "Other"}),
            option.unlink,
            lambda: option.copy(),
            lambda: survey.write(
                {"question_and_page_ids": [(0, 0, {"title": "One more"})]}
            ),
            lambda: self.master.question_ids[0].write({"survey_id": survey.id}),
        ):
            with self.assertRaises(UserError):
                attempt()
        self.master.question_ids[0].title = "The original may change"

    # ------------------------------------------------------------
    # AFTER CLOSING
    # ------------------------------------------------------------

    def test_a_copy_brings_nobody_along(self):
        copy = self.round.with_user(self.manager).copy()
        self.assertFalse(copy.participant_ids)
        self.assertFalse(copy.sudo().score_ids)
        self.assertEqual(copy.state, "draft")

    def test_nothing_can_be_taken_away_and_computed_again(self):
        self.answer_all(self.round)
        self.round.action_close()
        as_manager = self.round.with_user(self.manager)
        for attempt in (
            as_manager.unlink,
            as_manager.action_close,
            as_manager.participant_ids[0].unlink,
            as_manager.participant_ids[0].action_withdraw,
        ):
            with self.assertRaises(UserError):
                attempt()
        for values in ({"opinion": 1}, {"answer_count": 1}):
            with self.assertRaises(AccessError):
                as_manager.score_ids[0].write(values)
        with self.assertRaises(AccessError):
            as_manager.score_ids[0].unlink()

    def test_every_published_number_rests_on_enough_answers(self):
        for number, participant in enumerate(self.round.participant_ids):
            if participant != self.answered:
                self.answer(participant, (1 + number % 4, None, 2))
        self.round.action_close()
        for score in self.round.score_ids:
            shown = [
                value
                for value in (score.opinion, score.inside, score.outside)
                if value is not False
            ]
            if shown and score.kind != "total":
                self.assertGreaterEqual(score.answer_count, 5)

    def test_another_company_sees_nothing(self):
        self.answer_all(self.round)
        self.round.action_close()
        other = self.env["res.company"].create({"name": "Other Company"})
        stranger = self._new_user(
            "stranger",
            "odoo_onetoone.group_onetoone_manager,survey.group_survey_manager",
        )
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        for model, domain in (
            ("onetoone.assessment", []),
            ("onetoone.assessment.group", []),
            ("onetoone.participant", []),
            ("onetoone.score", []),
            ("onetoone.advice", []),
            ("onetoone.assessment.reading", []),
            ("survey.survey", [("onetoone_assessment_id", "!=", False)]),
            ("survey.question", [("survey_id", "in", self.round.survey_ids.ids)]),
            (
                "survey.question.answer",
                [("question_id.survey_id", "in", self.round.survey_ids.ids)],
            ),
        ):
            with self.subTest(model):
                self.assertFalse(self.env[model].with_user(stranger).search(domain))
