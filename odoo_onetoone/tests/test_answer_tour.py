from odoo import Command
from odoo.tests import HttpCase, new_test_user, tagged

from .common_rounds import RoundCase

LANGUAGES = ("en_US", "zh_CN", "ms_MY")


@tagged("post_install", "-at_install")
class TestAnswerTour(RoundCase, HttpCase):
    """People answer on the page they get: in three languages, and logged in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in LANGUAGES:
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.module.module"].search(
            [("name", "in", ("web", "portal", "survey", "odoo_onetoone"))]
        )._update_translations(LANGUAGES)
        cls.masters = cls.env["survey.survey"]._onetoone_masters(["gap", "ladder"])
        cls.round = cls.env["onetoone.assessment"].create(
            {
                "name": "Round in three languages",
                "company_id": cls.company.id,
                "survey_ids": [Command.set(cls.masters.ids)],
                "min_answers": 3,
                "group_ids": [Command.create({"group_id": cls.groups["staff"].id})],
            }
        )
        cls.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": cls.round.id,
                    "group_id": cls.groups["staff"].id,
                    "name": f"Tour {number}",
                    "email": f"tour{number}@round.example.com",
                    "lang": language,
                }
                for number, language in enumerate((*LANGUAGES, "en_US"))
            ]
        )
        cls.round.action_open()
        cls.round.participant_ids._send_invitations()
        new_test_user(cls.env, "round_staff", "base.group_user")

    def answer_in_browser(self, participant, login=None):
        """Begin, stop, and go on by the same link."""
        link = f"/onetoone/answer/{self.token_of(participant)}"
        for part in ("begin", "go_on", "ended"):
            tour = f"onetoone_answer_{part}_{participant.lang}"
            self.start_tour(link, tour, login=login)
        self.env.invalidate_all()

    def assert_answered(self, participant):
        inputs = self.env["survey.user_input"].search(
            [("onetoone_participant_id", "=", participant.id)], order="id"
        )
        self.assertEqual(set(inputs.mapped("state")), {"done"})
        self.assertEqual(inputs.mapped("survey_id.onetoone_code"), ["gap", "ladder"])
        lines = {
            line.question_id.onetoone_code: line for line in inputs.user_input_line_ids
        }
        answered = {
            code: line.suggested_answer_id.onetoone_level or line.value_text_box
            for code, line in lines.items()
            if not line.skipped
        }
        self.assertEqual(
            answered,
            {
                "gap_01": 2,
                "gap_03": 1,
                "advice": "Call back the same day",
                "ladder_identify": 4,
            },
        )
        public = self.env.ref("base.public_user")
        self.assertEqual(inputs.create_uid, public)
        self.assertEqual(inputs.user_input_line_ids.create_uid, public)
        self.assertEqual(inputs.user_input_line_ids.write_uid, public)
        for field in ("partner_id", "email", "nickname", "lang_id"):
            self.assertFalse([one[field] for one in inputs if one[field]], field)

    def test_english(self):
        participant = self.round.participant_ids.sorted("id")[0]
        self.answer_in_browser(participant)
        self.assert_answered(participant)

    def test_chinese(self):
        participant = self.round.participant_ids.sorted("id")[1]
        self.answer_in_browser(participant)
        self.assert_answered(participant)

    def test_malay(self):
        participant = self.round.participant_ids.sorted("id")[2]
        self.answer_in_browser(participant)
        self.assert_answered(participant)

    def test_logged_in(self):
        participant = self.round.participant_ids.sorted("id")[3]
        self.answer_in_browser(participant, login="round_staff")
        self.assert_answered(participant)
