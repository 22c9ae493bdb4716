from odoo import api, fields, models

# Who is asked in which wording; everybody inside also gets those for staff.
AUDIENCES = {
    "strategy": {"manager"},
    "executive": {"manager"},
    "middle": {"manager"},
    "frontline": {"frontline"},
    "partner": {"all", "inside_partner"},
    "customer": {"all", "customer"},
}


class SurveySurvey(models.Model):
    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("onetoone", "One-to-One")],
        ondelete={"onetoone": "set default"},
    )
    onetoone_code = fields.Char(
        string="One-to-One Code",
        index="btree_not_null",
        copy=False,
        help="Tells which instrument the questionnaire is, also in later rounds.",
    )
    onetoone_audience = fields.Selection(
        [
            ("all", "Everybody"),
            ("inside_partner", "Staff and Partners"),
            ("inside", "Staff"),
            ("manager", "Managers"),
            ("frontline", "Front Line"),
            ("customer", "Customers"),
        ],
        string="Worded For",
        default="all",
        help="The respondents for whom the questions are worded.",
    )
    onetoone_customer_wording_id = fields.Many2one(
        "survey.survey",
        string="Wording for Customers",
        domain=[
            ("survey_type", "=", "onetoone"),
            ("onetoone_audience", "=", "customer"),
        ],
        index="btree_not_null",
        help="The questionnaire that asks customers the same questions, as far as "
        "they can judge. Questions with the same code are compared.",
    )

    @api.depends("survey_type")
    @api.depends_context("uid")
    def _compute_allowed_survey_types(self):
        result = super()._compute_allowed_survey_types()
        if self.env.user.has_group("odoo_onetoone.group_onetoone_manager"):
            for survey in self:
                survey.allowed_survey_types = [
                    *(survey.allowed_survey_types or []),
                    "onetoone",
                ]
        return result

    def _compute_session_code(self):
        """Give no code: nobody holds a live session with a questionnaire of ours.

        There are but 9,000 short codes, and the native way takes those of archived
        surveys to be free, which every closed round leaves behind.
        """
        ours = self.filtered(lambda survey: survey.survey_type == "onetoone")
        ours.session_code = False
        return super(SurveySurvey, self - ours)._compute_session_code()

    @api.onchange("survey_type")
    def _onchange_survey_type(self):
        result = super()._onchange_survey_type()
        if self.survey_type == "onetoone":
            self.write(
                {
                    "access_mode": "token",
                    "certification": False,
                    "is_attempts_limited": False,
                    "is_time_limited": False,
                    "questions_layout": "page_per_section",
                    "scoring_type": "no_scoring",
                    "users_can_go_back": True,
                }
            )
        return result

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _onetoone_wordings_for(self, group):
        """Return, of these questionnaires, what a respondent group is asked.

        Customers get their own wording of a questionnaire where there is one.
        """
        audiences = AUDIENCES.get(group.code, {"all"})
        if group.side == "inside":
            audiences = {*audiences, "all", "inside_partner", "inside"}
        surveys = self.onetoone_customer_wording_id | self
        wanted = surveys.filtered(lambda one: one.onetoone_audience in audiences)
        if "customer" in audiences:
            wanted -= wanted.filtered("onetoone_customer_wording_id")
        return wanted
