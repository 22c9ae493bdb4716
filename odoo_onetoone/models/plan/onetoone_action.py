from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...engine.plan import value_at
from ...engine.positions import parse_anchors, position
from ...optional_fields import OptionalFloat, known
from .onetoone_action_template import REMEDIES
from .round_standing import (
    INDICATOR,
    QUESTION,
    STAGE,
    STAGES,
    WHOLE_COMPANY,
    RoundStanding,
)

STATES = [
    ("todo", "To Do"),
    ("doing", "In Progress"),
    ("done", "Done"),
    ("dropped", "Dropped"),
]
UNFINISHED = ("todo", "doing")
# What the owner of an action may say about it; the rest is agreed with the manager.
OWNER_FIELDS = {"state", "note"}


class OnetooneAction(models.Model):
    """Something the company does to become more ready, with an owner and a date."""

    _name = "onetoone.action"
    _description = "One-to-One Action"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "priority desc, deadline, id"
    _mail_post_access = "read"
    _check_company_auto = True

    name = fields.Char(required=True)
    description = fields.Text(help="What to do, step by step.")
    next_step = fields.Text(
        string="Goal in Words",
        help="What should be true when it is done. Proposed is the next answer to the "
        "question it should move.",
    )
    note = fields.Text(string="Progress", help="What was done, and what came of it.")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company.root_id,
        domain=[("parent_id", "=", False)],
    )
    assessment_id = fields.Many2one(
        "onetoone.assessment",
        string="Round",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('company_id', '=', company_id), ('state', '=', 'closed')]",
        default=lambda self: self._default_assessment_id(),
        help="The closed round it follows from: what it should move is compared with "
        "that round when the next one closes.",
    )
    template_id = fields.Many2one(
        "onetoone.action.template",
        string="Proposed As",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
    )
    reason = fields.Text(
        string="Why", readonly=True, copy=False, help="Why the round proposed it."
    )
    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        domain=[("kind", "=", "stage")],
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Empty: it concerns the whole company.",
    )
    remedy = fields.Selection(
        REMEDIES,
        required=True,
        tracking=True,
        help="What kind of shortcoming it remedies.",
    )
    priority = fields.Selection(
        [("0", "Normal"), ("1", "Important")], default="0", required=True
    )
    state = fields.Selection(
        STATES,
        required=True,
        default="todo",
        index=True,
        copy=False,
        tracking=True,
        group_expand=True,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Owner",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
        default=lambda self: self.env.user,
        tracking=True,
    )
    deadline = fields.Date(copy=False, tracking=True)
    can_plan = fields.Boolean(compute="_compute_can_plan")
    can_report = fields.Boolean(compute="_compute_can_plan")
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")

    # what it should move, and how far
    indicator_id = fields.Many2one(
        "onetoone.indicator",
        index="btree_not_null",
        ondelete="restrict",
        help="What the records should show when it works.",
    )
    question_code = fields.Char(
        string="Question",
        help="Code of the question whose answers it should move, such as “gap_05”.",
    )
    subject = fields.Char(
        string="Should Move",
        compute="_compute_subject",
        compute_sudo=True,
        help="The indicator or question; without one, the stage or the readiness.",
    )
    unit = fields.Selection(related="indicator_id.unit")
    target = OptionalFloat(
        aggregator=None, tracking=True, help="Where it should stand, from 0 to 100."
    )
    target_value = OptionalFloat(
        compute="_compute_target_value",
        inverse="_inverse_target_value",
        store=True,
        readonly=False,
        compute_sudo=True,
        aggregator=None,
        help="The same in the unit of the indicator.",
    )
    value_before = OptionalFloat(
        compute="_compute_before",
        store=True,
        compute_sudo=True,
        aggregator=None,
        help="What the indicator showed in the round it follows from.",
    )
    position_before = OptionalFloat(
        string="Before",
        compute="_compute_before",
        store=True,
        compute_sudo=True,
        aggregator=None,
        help="Where it stood in the round it follows from, from 0 to 100.",
    )

    _one_subject = models.Constraint(
        "CHECK(indicator_id IS NULL OR question_code IS NULL OR question_code = '')",
        "An action moves one thing: choose an indicator or a question, not both.",
    )
    _target_range = models.Constraint(
        "CHECK(target IS NULL OR (target >= 0 AND target <= 100))",
        "A target must lie between 0 and 100.",
    )

    # ------------------------------------------------------------
    # DEFAULTS AND CHECKS
    # ------------------------------------------------------------

    @api.model
    def _default_assessment_id(self):
        """Return the latest closed round, as far as the user may see it."""
        rounds = self.env["onetoone.assessment"]
        if not rounds.has_access("read"):
            return rounds
        return rounds._latest_closed(self.env.company.root_id)

    @api.constrains("question_code")
    def _check_question_code(self):
        codes = set(self.mapped("question_code")) - {False, ""}
        known_codes = self.env["onetoone.action.template"]._known_question_codes(codes)
        for action in self:
            if action.question_code and action.question_code not in known_codes:
                raise ValidationError(
                    self.env._(
                        "There is no question “%(code)s”. Write the One-to-One code of "
                        "a question, such as “gap_05”.",
                        code=action.question_code,
                    )
                )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_can_plan(self):
        can_plan = self._can_plan()
        for action in self:
            action.can_plan = can_plan
            action.can_report = can_plan or action.user_id == self.env.user

    @api.depends("deadline", "state")
    def _compute_is_late(self):
        today = fields.Date.context_today(self)
        for action in self:
            action.is_late = bool(
                action.state in UNFINISHED
                and action.deadline
                and action.deadline < today
            )

    def _search_is_late(self, operator, value):
        if operator != "in" or set(value) != {True}:
            return NotImplemented
        today = fields.Date.context_today(self)
        return [("state", "in", UNFINISHED), ("deadline", "<", today)]

    @api.depends("indicator_id", "question_code", "dimension_id", "assessment_id")
    @api.depends_context("lang")
    def _compute_subject(self):
        titles = self._question_titles()
        for action in self:
            action.subject = (
                action.indicator_id.name
                or titles.get(action.question_code)
                or action.dimension_id.name
                or self.env._("Readiness")
            )

    def _question_titles(self):
        """Return {code: title} of the questions the actions should move."""
        codes = set(self.mapped("question_code")) - {False, ""}
        if not codes:
            return {}
        questions = self.env["survey.question"].search(
            [("onetoone_code", "in", list(codes))]
        )
        # of several the questionnaire itself, not the copy of a round, and only then
        # its wording for customers
        ranked = questions.sorted(
            lambda one: (one.survey_id.onetoone_audience == "customer", one.id),
            reverse=True,
        )
        return {question.onetoone_code: question.title for question in ranked}

    @api.depends("target", "indicator_id", "assessment_id")
    def _compute_target_value(self):
        for action in self:
            anchors = action._anchors()
            target = known(action.target)
            has_both = anchors and target is not None and 0 <= target <= 100
            action.target_value = value_at(target, anchors) if has_both else False

    def _inverse_target_value(self):
        for action in self:
            anchors = action._anchors()
            value = known(action.target_value)
            if anchors and value is not None:
                action.target = position(value, anchors)

    @api.depends("assessment_id", "indicator_id", "question_code", "dimension_id")
    def _compute_before(self):
        for assessment, actions in self.grouped("assessment_id").items():
            standing = assessment._standing() if assessment else None
            for action in actions:
                action.value_before, action.position_before = (
                    action._stands(standing) if standing else (False, False)
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        # an activity tells the owner: no e-mail besides
        quiet = self.with_context(mail_auto_subscribe_no_notify=True)
        actions = super(OnetooneAction, quiet).create(vals_list).with_env(self.env)
        actions._plan_activities()
        return actions

    def write(self, vals):
        self._check_owner_may_write(vals)
        quiet = self.with_context(mail_auto_subscribe_no_notify=True)
        result = super(OnetooneAction, quiet).write(vals)
        if vals.keys() & {"state", "user_id", "deadline", "name"}:
            self._follow_with_activities()
        return result

    def _check_owner_may_write(self, vals):
        if not self._can_plan() and set(vals) - OWNER_FIELDS:
            raise AccessError(
                self.env._(
                    "You can change the state and the progress of your actions. For "
                    "anything else ask the One-to-One manager."
                )
            )

    def _can_plan(self):
        """Return whether the user may change more than an owner may."""
        manager = "odoo_onetoone.group_onetoone_manager"
        return self.env.su or self.env.user.has_group(manager)

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _key(self):
        """Return the key (see ``RoundStanding``) of what the action should move."""
        self.ensure_one()
        if self.indicator_id:
            return INDICATOR, self.indicator_id.id
        if self.question_code:
            return QUESTION, self.question_code
        stage = self.dimension_id.code
        return (STAGE, stage) if stage in STAGES else WHOLE_COMPANY

    def _stands(self, standing: RoundStanding):
        """Return (value, position) of what it should move, False where unknown."""
        key = self._key()
        value, estimate = standing.value(key), standing.estimate(key)
        return (
            False if value is None else value,
            estimate.value if estimate else False,
        )

    def _anchors(self):
        """Return the anchors of the round, else those of today; None without any."""
        self.ensure_one()
        if not self.indicator_id:
            return None
        reading = self.assessment_id.reading_ids.filtered(
            lambda one: one.indicator_id == self.indicator_id
        )
        anchors = reading.anchors or self.indicator_id.anchors
        return parse_anchors(anchors) if anchors else None
