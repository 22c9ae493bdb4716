from odoo import Command, fields, models
from odoo.exceptions import UserError

SCORED_TYPES = ("simple_choice", "scale")


class OnetooneAssessment(models.Model):
    """How a round is opened: its questionnaires are copied and frozen."""

    _inherit = "onetoone.assessment"

    def action_open(self):
        """Open draft rounds: settle their conditions and invite people."""
        for assessment in self:
            assessment._check_openable()
            assessment._freeze()
        self._wake_invitations()

    def _check_openable(self):
        self.ensure_one()
        if self.state != "draft":
            raise UserError(
                self.env._("“%(round)s” was opened already.", round=self.name)
            )
        if not self.survey_ids:
            raise UserError(
                self.env._("Choose at least one questionnaire before you open a round.")
            )
        if not self.group_ids:
            raise UserError(
                self.env._("Choose at least one group to ask before you open a round.")
            )
        if self.deadline and self.deadline < fields.Datetime.now():
            raise UserError(
                self.env._("The deadline has passed: choose a later one, or none.")
            )
        (self.survey_ids | self.group_ids.survey_ids)._onetoone_check_scored()

    def _freeze(self):
        """Copy the questionnaires in the order they were set up, which is asked in.

        Their own order is that of creation dates, which installing gives to all alike.
        """
        self.ensure_one()
        masters = (self.survey_ids | self.group_ids.survey_ids).sorted("id")
        copies = {master: master._onetoone_freeze(self) for master in masters}
        for line in self.group_ids:
            line._settle(
                {
                    "survey_ids": [
                        Command.set([copies[one].id for one in line.survey_ids])
                    ]
                }
            )
        self._settle(
            {
                "state": "open",
                "window_months": self.company_id.onetoone_window_months,
                "survey_ids": [Command.set([copies[one].id for one in masters])],
            }
        )


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    def _onetoone_check_scored(self):
        """Refuse questions that could not be scored, naming the first."""
        steps = {}
        for question in self.question_ids.filtered("onetoone_dimension_id"):
            problem = question._onetoone_problem()
            asked = question.onetoone_dimension_id, question._onetoone_steps()
            if not problem and asked != steps.setdefault(question.onetoone_code, asked):
                problem = self.env._(
                    "another question with the code “%(code)s” has another dimension "
                    "or another number of levels",
                    code=question.onetoone_code,
                )
            if problem:
                raise UserError(
                    self.env._(
                        "“%(question)s” of “%(survey)s” cannot be scored: %(problem)s.",
                        question=question.title,
                        survey=question.survey_id.title,
                        problem=problem,
                    )
                )

    def _onetoone_freeze(self, assessment):
        """Return the round's own copy of a questionnaire, in all its languages."""
        self.ensure_one()
        masters = self.sudo()
        frozen = masters.copy({"user_id": False, "restrict_user_ids": False})
        frozen._onetoone_copy_texts(masters, "title")
        for question in frozen.question_ids.filtered("onetoone_dimension_id"):
            question.onetoone_level_count = question._onetoone_steps()
            if not assessment.company_id.onetoone_sells_to_businesses:
                question._onetoone_omit_business_levels()
        frozen.write(
            {
                "survey_type": "onetoone",
                "access_mode": "token",
                "scoring_type": "no_scoring",
                "lang_ids": [Command.set(assessment.lang_ids.ids)],
                "onetoone_code": self.onetoone_code,
                "onetoone_master_id": self.id,
                "onetoone_assessment_id": assessment.id,
            }
        )
        return frozen

    def _onetoone_copy_texts(self, source, field_name):
        """Set a text in every language as ``source`` has it."""
        for code, _name in self.env["res.lang"].get_installed():
            self.with_context(lang=code)[field_name] = source.with_context(lang=code)[
                field_name
            ]


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    def _onetoone_problem(self):
        """Return why a question with a dimension cannot be scored, or None."""
        self.ensure_one()
        if not self.onetoone_code:
            return self.env._("it has no code")
        if self.question_type not in SCORED_TYPES:
            return self.env._("only single choices and scales have an order")
        if self.question_type == "scale":
            return None
        levels = sorted(self.suggested_answer_ids.mapped("onetoone_level"))
        if len(levels) < 2 or levels[0] < 1 or len(set(levels)) < len(levels):
            return self.env._("its options need different levels, 1 being the lowest")
        return None

    def _onetoone_omit_business_levels(self):
        """Leave out the steps for companies that sell to companies (ranks stay)."""
        levels = self.onetoone_dimension_id.level_ids.filtered("is_business_only")
        ranks = set(levels.mapped("rank"))
        self.suggested_answer_ids.filtered(
            lambda option: option.onetoone_level in ranks
        ).unlink()
