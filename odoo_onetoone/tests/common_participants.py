import re

from odoo.fields import Command

from .common import OnetooneCase


class RoundCase(OnetooneCase):
    """A company's rounds with a short questionnaire: two ladders and a text."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.staff = cls.env.ref("odoo_onetoone.respondent_group_staff")
        cls.customers = cls.env.ref("odoo_onetoone.respondent_group_customer")
        cls.questionnaire = cls.new_questionnaire("Short")

    @classmethod
    def new_questionnaire(cls, title):
        dimension = cls.env.ref("odoo_onetoone.dimension_identify")
        ladder = {
            "question_type": "simple_choice",
            "onetoone_dimension_id": dimension.id,
            "suggested_answer_ids": [
                Command.create({"value": f"Step {rank}", "onetoone_level": rank})
                for rank in (1, 2, 3)
            ],
        }
        code = title.lower()
        return cls.env["survey.survey"].create(
            {
                "title": title,
                "survey_type": "onetoone",
                "onetoone_code": code,
                "access_mode": "token",
                "questions_layout": "page_per_question",
                "question_and_page_ids": [
                    Command.create(
                        {"title": "First", "onetoone_code": f"{code}_1", **ladder}
                    ),
                    Command.create(
                        {"title": "Second", "onetoone_code": f"{code}_2", **ladder}
                    ),
                    Command.create(
                        {
                            "title": "Advice",
                            "question_type": "text_box",
                            "onetoone_code": f"{code}_advice",
                        }
                    ),
                ],
            }
        )

    @classmethod
    def new_round(cls, name="Spring", surveys=None, company=None, **values):
        surveys = surveys or cls.questionnaire
        return cls.env["onetoone.assessment"].create(
            {
                "name": name,
                "company_id": (company or cls.company).id,
                "survey_ids": [Command.set(surveys.ids)],
                "group_ids": [
                    Command.create({"group_id": group.id})
                    for group in (cls.staff, cls.customers)
                ],
                **values,
            }
        )

    @classmethod
    def join(cls, assessment, *emails, group=None, **values):
        return cls.env["onetoone.participant"].create(
            [
                {
                    "assessment_id": assessment.id,
                    "group_id": (group or cls.staff).id,
                    "email": email,
                    **values,
                }
                for email in emails
            ]
        )

    @classmethod
    def inputs(cls, assessment):
        return cls.env["survey.user_input"].search(
            [("onetoone_assessment_id", "=", assessment.id)]
        )

    @classmethod
    def mails(cls, participants):
        invitations = cls.env["onetoone.invitation"].search(
            [("participant_id", "in", participants.ids)], order="id"
        )
        return invitations.mail_id

    @classmethod
    def invite(cls, participants):
        """Send invitations and return the paths of the personal links."""
        participants._send_invitations()
        return [cls.link_in(mail) for mail in cls.mails(participants)]

    @staticmethod
    def link_in(mail):
        return re.search(r"/onetoone/answer/[\w-]+", mail.body_html).group()

    def answer(self, participant, steps=(2, 2)):
        """Let a participant submit every questionnaire, as the page would do it."""
        inputs = participant._inputs_to_answer()
        for user_input in inputs:
            questions = user_input.survey_id.question_ids
            for question, step in zip(questions[:2], steps, strict=True):
                option = question.suggested_answer_ids[step - 1]
                user_input._save_lines(question, str(option.id))
            user_input._mark_done()
        return inputs
