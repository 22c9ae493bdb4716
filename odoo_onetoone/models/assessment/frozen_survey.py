"""A round's own copies of questionnaires: nobody can change, archive or delete them."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    onetoone_assessment_id = fields.Many2one(
        "onetoone.assessment",
        string="One-to-One Round",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    onetoone_master_id = fields.Many2one(
        "survey.survey",
        string="Copied From",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    # "is there any" asks no record rule: the field itself must know of none
    user_input_ids = fields.One2many(
        domain=[("survey_id.survey_type", "!=", "onetoone")]
    )

    _onetoone_master_code = models.UniqueIndex(
        "(onetoone_code) WHERE onetoone_code IS NOT NULL "
        "AND onetoone_assessment_id IS NULL AND active",
        "There is a One-to-One questionnaire with this code already.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    def _compute_answer_duration_avg(self):
        """Say nothing about how long people took in a round."""
        rounds = self.filtered(lambda survey: survey.survey_type == "onetoone")
        rounds.answer_duration_avg = 0.0
        return super(SurveySurvey, self - rounds)._compute_answer_duration_avg()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        self._check_not_frozen(vals)
        return super().write(vals)

    def _settle(self, vals):
        """Write what only opening and closing may write."""
        # past the checks of write()
        return models.Model.write(self, vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_masters(self):
        self._check_not_frozen({})

    def _check_not_frozen(self, vals):
        frozen = self.sudo().filtered("onetoone_assessment_id")
        if self.env.su and set(vals) == {"lang_ids"}:
            # a language that is switched off leaves closed rounds
            frozen = frozen.filtered("active")
        for survey in frozen:
            raise UserError(
                self.env._(
                    "“%(survey)s” belongs to the round “%(round)s” and is frozen as "
                    "people were asked. Change the original questionnaire: the next "
                    "round will use it.",
                    survey=survey.title,
                    round=survey.onetoone_assessment_id.name,
                )
            )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _onetoone_masters(self, codes):
        """Return the questionnaires with these codes that rounds are copied from."""
        return self.search(
            [
                ("survey_type", "=", "onetoone"),
                ("onetoone_code", "in", codes),
                ("onetoone_assessment_id", "=", False),
            ]
        )

    def _create_answer(
        self,
        user=False,
        partner=False,
        email=False,
        test_entry=False,
        check_attempts=True,
        **additional_vals,
    ):
        """Answers of a round start by its own links only, never by name."""
        for survey in self.filtered(lambda one: one.survey_type == "onetoone"):
            if survey.sudo().onetoone_assessment_id or not test_entry:
                raise UserError(
                    self.env._(
                        "“%(survey)s” is answered in a One-to-One round only.",
                        survey=survey.title,
                    )
                )
        return super()._create_answer(
            user=user,
            partner=partner,
            email=email,
            test_entry=test_entry,
            check_attempts=check_attempts,
            **additional_vals,
        )

    def action_result_survey(self):
        if any(survey.survey_type == "onetoone" for survey in self):
            raise UserError(
                self.env._("Results of a One-to-One round are in its scores.")
            )
        return super().action_result_survey()


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    user_input_line_ids = fields.One2many(
        domain=[("skipped", "=", False), ("survey_id.survey_type", "!=", "onetoone")]
    )
    onetoone_level_count = fields.Integer(
        string="Steps of the Full Ladder",
        readonly=True,
        aggregator=None,
        help="How many steps the ladder had when the round was opened, left out "
        "ranks included.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        questions = super().create(vals_list)
        questions.survey_id._check_not_frozen({})
        return questions

    def write(self, vals):
        self.survey_id._check_not_frozen({})
        result = super().write(vals)
        if "survey_id" in vals:
            self.survey_id._check_not_frozen({})
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_masters(self):
        self.survey_id._check_not_frozen({})

    def _onetoone_steps(self):
        """Return how many steps the full ladder of a scored question has."""
        self.ensure_one()
        if self.question_type == "scale":
            return self.scale_max - self.scale_min + 1
        ranks = self.suggested_answer_ids.mapped("onetoone_level")
        return max(ranks, default=0)


class SurveyQuestionAnswer(models.Model):
    _inherit = "survey.question.answer"

    @api.model_create_multi
    def create(self, vals_list):
        answers = super().create(vals_list)
        answers._onetoone_surveys()._check_not_frozen({})
        return answers

    def write(self, vals):
        self._onetoone_surveys()._check_not_frozen({})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_masters(self):
        self._onetoone_surveys()._check_not_frozen({})

    def _onetoone_surveys(self):
        return (self.question_id | self.matrix_question_id).survey_id
