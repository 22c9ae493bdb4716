from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# What is settled when a round opens; the rest of an open round may still change.
SETTLED_AT_OPENING = {
    "company_id",
    "survey_ids",
    "is_anonymous",
    "min_answers",
    "window_months",
    "previous_id",
    "state",
}
# What people may still say about a closed round.
FREE_AFTER_CLOSING = {"name", "note"}


class OnetooneAssessment(models.Model):
    _name = "onetoone.assessment"
    _description = "One-to-One Assessment"
    _order = "as_of desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    note = fields.Text()
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        domain="[('parent_id', '=', False)]",
    )
    as_of = fields.Date(
        required=True,
        default=lambda self: self._default_as_of(),
        help="Records of the company dated before this day count as evidence.",
    )
    window_months = fields.Integer(
        string="Window (months)",
        readonly=True,
        copy=False,
        help="The window of the company, as it was when the round opened.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    is_anonymous = fields.Boolean(
        string="Anonymous",
        default=True,
        help="Nobody sees who answered, and nothing is shown of fewer than the "
        "minimum of answers. Cannot be changed once the round is open.",
    )
    min_answers = fields.Integer(
        string="Minimum Answers",
        default=lambda self: self._default_min_answers(),
        help="Nothing is shown that rests on fewer answers (3 to 10).",
    )
    deadline = fields.Datetime(
        copy=False, help="Until then people can answer. Empty: until it is closed."
    )
    reminder_days = fields.Integer(
        string="Remind after (days)",
        default=7,
        help="Who has not answered this many days after the invitation is reminded "
        "once. 0: nobody is reminded.",
    )
    lang_ids = fields.Many2many(
        "res.lang",
        string="Languages",
        default=lambda self: self._default_lang_ids(),
        domain="[('active', '=', True)]",
        help="Languages in which the round can be answered.",
    )
    survey_ids = fields.Many2many(
        "survey.survey",
        "onetoone_assessment_survey_rel",
        "assessment_id",
        "survey_id",
        string="Questionnaires",
        default=lambda self: self._default_survey_ids(),
        domain="[('survey_type', '=', 'onetoone'), "
        "('onetoone_assessment_id', '=', False)]",
        context={"active_test": False},
        copy=False,
        groups="odoo_onetoone.group_onetoone_manager",
        help="In draft the questionnaires to ask; once open, the round's own copies.",
    )
    group_ids = fields.One2many(
        "onetoone.assessment.group",
        "assessment_id",
        string="Groups",
        default=lambda self: self._default_group_ids(),
        copy=True,
    )
    participant_ids = fields.One2many(
        "onetoone.participant",
        "assessment_id",
        string="Participants",
        groups="odoo_onetoone.group_onetoone_manager",
    )
    participant_count = fields.Integer(
        compute="_compute_participant_count",
        groups="odoo_onetoone.group_onetoone_manager",
        help="People who were added to the round.",
    )
    target_ids = fields.One2many(
        "onetoone.assessment.target", "assessment_id", string="Targets", copy=True
    )
    reading_ids = fields.One2many(
        "onetoone.assessment.reading", "assessment_id", string="Evidence Used"
    )
    score_ids = fields.One2many(
        "onetoone.score", "assessment_id", string="Scores", readonly=True
    )
    advice_ids = fields.One2many("onetoone.advice", "assessment_id")
    previous_id = fields.Many2one(
        "onetoone.assessment",
        string="Previous Round",
        domain="[('company_id', '=', company_id), ('state', '=', 'closed')]",
        index="btree_not_null",
        check_company=True,
        copy=False,
        help="The closed round that this one is compared with.",
    )
    blocks = fields.Json(
        readonly=True,
        copy=False,
        help="Which groups are reported as one, with their weight.",
    )
    dimensions = fields.Json(
        readonly=True,
        copy=False,
        help="The dimensions with the weights and shares that were used.",
    )
    left_out = fields.Char(
        readonly=True,
        copy=False,
        help="Groups with too few answers, which count nowhere.",
    )

    _window_positive = models.Constraint(
        "CHECK(window_months IS NULL OR window_months >= 0)",
        "The window cannot be negative.",
    )
    _reminder_positive = models.Constraint(
        "CHECK(reminder_days IS NULL OR reminder_days >= 0)",
        "The days before the reminder cannot be negative.",
    )

    # ------------------------------------------------------------
    # DEFAULTS AND CHECKS
    # ------------------------------------------------------------

    @api.model
    def _default_as_of(self):
        return self.env.company._onetoone_as_of()

    @api.model
    def _default_min_answers(self):
        return self.env.company.onetoone_min_answers

    @api.model
    def _default_lang_ids(self):
        return self.env["res.lang"].search([("active", "=", True)])

    @api.model
    def _default_survey_ids(self):
        """Return the gap tool and the stage ladder: 22 questions, ten minutes."""
        return self.env["survey.survey"]._onetoone_masters(["gap", "ladder"])

    @api.model
    def _default_group_ids(self):
        groups = self.env["onetoone.respondent.group"].search([("active", "=", True)])
        return [
            fields.Command.create({"group_id": group.id, "weight": group.weight})
            for group in groups
        ]

    @api.constrains("min_answers")
    def _check_min_answers(self):
        for assessment in self:
            if not 3 <= assessment.min_answers <= 10:
                raise ValidationError(
                    self.env._("The minimum of answers must lie between 3 and 10.")
                )

    @api.constrains("company_id")
    def _check_company_is_root(self):
        for assessment in self:
            if assessment.company_id.parent_id:
                raise ValidationError(
                    self.env._(
                        "A round is held for a whole company: choose "
                        "%(root)s instead of its branch %(branch)s.",
                        root=assessment.company_id.root_id.display_name,
                        branch=assessment.company_id.display_name,
                    )
                )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("participant_ids")
    def _compute_participant_count(self):
        counts = dict(
            self.env["onetoone.participant"]._read_group(
                [("assessment_id", "in", self.ids)], ["assessment_id"], ["__count"]
            )
        )
        for assessment in self:
            assessment.participant_count = counts.get(assessment._origin, 0)

    def _takes_answers(self):
        """Return whether people can answer now."""
        self.ensure_one()
        return self.state == "open" and not (
            self.deadline and self.deadline < fields.Datetime.now()
        )

    def _minimum(self):
        """Return how many answers a published number needs (1 in a named round)."""
        self.ensure_one()
        return self.min_answers if self.is_anonymous else 1

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_not_set_by_round(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_not_set_by_round(vals)
        self._check_settled(vals)
        result = super().write(vals)
        if "deadline" in vals:
            self._wake_invitations()
        return result

    def _check_not_set_by_round(self, vals):
        if set(vals) & self._set_by_round():
            raise UserError(
                self.env._(
                    "The state and the results of a round are set by opening and "
                    "closing it only."
                )
            )

    def _set_by_round(self):
        """Return the names of what only opening and closing set, whoever writes."""
        return {
            name
            for name, field in self._fields.items()
            if field.store and field.readonly and name not in models.MAGIC_COLUMNS
        }

    def _check_settled(self, vals):
        """Refuse to change what opening settled and closing froze."""
        for assessment in self:
            if assessment.state == "closed" and set(vals) - FREE_AFTER_CLOSING:
                raise UserError(
                    self.env._(
                        "“%(round)s” is closed: its results and settings can no "
                        "longer change. Start the next round instead.",
                        round=assessment.name,
                    )
                )
            if assessment.state == "open" and set(vals) & SETTLED_AT_OPENING:
                raise UserError(
                    self.env._(
                        "“%(round)s” is open: people answer under the conditions "
                        "they were promised, so its company, questionnaires, "
                        "anonymity and minimum can no longer change.",
                        round=assessment.name,
                    )
                )

    def _check_takes_participants(self):
        for assessment in self:
            if assessment.state == "closed":
                raise UserError(
                    self.env._(
                        "“%(round)s” is closed: nobody can join it any more.",
                        round=assessment.name,
                    )
                )

    def _groups_to_join(self):
        """Return the groups new participants can be in: all until it is opened."""
        if self.state == "open":
            return self.group_ids.group_id.sorted()
        return self.env["onetoone.respondent.group"].search([("active", "=", True)])

    def _settle(self, vals):
        """Write what only opening, sealing and closing may write."""
        # past the checks of write()
        return models.Model.write(self, vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for assessment in self:
            if assessment.state != "draft":
                raise UserError(
                    self.env._(
                        "“%(round)s” was opened: people answered it, so it cannot "
                        "be deleted.",
                        round=assessment.name,
                    )
                )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_participants(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Participants"),
            "res_model": "onetoone.participant",
            "views": [(False, "list"), (False, "form")],
            "domain": [("assessment_id", "=", self.id)],
            "context": {
                "default_assessment_id": self.id,
                "onetoone_is_anonymous": self.is_anonymous,
                "create": self.state != "closed",
            },
        }

    def action_open_scores(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Scores"),
            "res_model": "onetoone.score",
            "views": [
                (False, "list"),
                (False, "pivot"),
                (False, "graph"),
                (False, "form"),
            ],
            "domain": [("assessment_id", "=", self.id)],
            "context": {
                "search_default_dimensions": 1,
                "search_default_whole": 1,
                "onetoone_one_round": True,
            },
        }
