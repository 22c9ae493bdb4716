"""A small round to test with: people of several groups who answer as they are told."""

import re

from odoo import Command
from odoo.tests import new_test_user

from .common_addons import OptionalAddonsCase
from .common_odoo import OdooCase


class RoundCase(OptionalAddonsCase, OdooCase):
    """A company with a manager and an analyst, who also administer surveys."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Round Company"})
        cls.manager = cls._new_user(
            "round_manager",
            "odoo_onetoone.group_onetoone_manager,survey.group_survey_manager",
        )
        cls.analyst = cls._new_user(
            "round_analyst",
            "odoo_onetoone.group_onetoone_analyst,survey.group_survey_manager",
        )
        cls.groups = {
            group.code: group
            for group in cls.env["onetoone.respondent.group"].search([])
        }
        # one survey of four questions, one of them free, is enough for most tests
        cls.master = cls.env["survey.survey"].create(
            {
                "title": "Four Questions",
                "survey_type": "onetoone",
                "onetoone_code": "four",
                "onetoone_audience": "all",
                "question_and_page_ids": [
                    *(cls._question(f"four_{n}", "process") for n in (1, 2)),
                    cls._question("four_3", "technology"),
                    Command.create(
                        {
                            "title": "What should we do better?",
                            "question_type": "text_box",
                            "onetoone_code": "four_advice",
                        }
                    ),
                ],
            }
        )

    @classmethod
    def _new_user(cls, login, groups):
        return new_test_user(
            cls.env,
            login,
            groups=f"base.group_allow_export,{groups}",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _question(cls, code, dimension_code):
        dimension = cls.env["onetoone.dimension"].search(
            [("code", "=", dimension_code)]
        )
        return Command.create(
            {
                "title": f"Question {code}",
                "question_type": "simple_choice",
                "onetoone_code": code,
                "onetoone_dimension_id": dimension.id,
                "suggested_answer_ids": [
                    Command.create({"value": f"Level {n}", "onetoone_level": n})
                    for n in (1, 2, 3, 4)
                ],
            }
        )

    def new_round(self, counts, **values):
        """Return a draft round with so many participants of each group code."""
        assessment = self.env["onetoone.assessment"].create(
            {
                "name": "Round",
                "company_id": self.company.id,
                "survey_ids": [Command.set(self.master.ids)],
                "group_ids": [
                    Command.create({"group_id": self.groups[code].id})
                    for code in counts
                ],
                **values,
            }
        )
        self.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": assessment.id,
                    "group_id": self.groups[code].id,
                    "name": f"{code} {number}",
                    "email": f"{code}{number}@round.example.com",
                }
                for code, count in counts.items()
                for number in range(count)
            ]
        )
        return assessment

    def open_round(self, counts, place=False, **values):
        assessment = self.new_round(counts, **values)
        assessment.participant_ids.place = place
        assessment.action_open()
        assessment.participant_ids._send_invitations()
        return assessment

    def people(self, assessment, code):
        return assessment.participant_ids.filtered(
            lambda one: one.group_id == self.groups[code]
        ).sorted("id")

    def answer(self, participant, levels, advice=None, finish=True):
        """Answer the scored questions with ``levels`` in order; None skips one."""
        inputs = participant._inputs_to_answer()
        for user_input in inputs:
            user_input._mark_in_progress()
            questions = user_input.survey_id.question_ids
            scored = questions.filtered("onetoone_dimension_id").sorted("id")
            for question, level in zip(scored, levels, strict=True):
                option = question.suggested_answer_ids.filtered(
                    lambda one, level=level: one.onetoone_level == level
                )
                user_input._save_lines(question, str(option.id) if option else "")
            if advice:
                user_input._save_lines(questions - scored, advice)
            if finish:
                user_input._mark_done()
        return inputs

    def answer_all(self, assessment, levels=(2, 3, 4)):
        for participant in assessment.participant_ids:
            self.answer(participant, levels)

    def token_of(self, participant):
        """Return the token of the link that was mailed to a participant."""
        invitation = participant._invitations()[-1]
        return re.search(
            r"/onetoone/answer/([\w-]+)", invitation.mail_id.body_html
        ).group(1)

    def score(self, assessment, code, **cell):
        """Return the stored score of a dimension or question, the whole by default."""
        cell = {"block": False, "cut": False, **cell}
        return assessment.score_ids.filtered(
            lambda one: (
                (one.question_code or one.dimension_id.code) == code
                and all(one[field] == value for field, value in cell.items())
            )
        )
