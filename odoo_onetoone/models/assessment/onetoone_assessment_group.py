import secrets
from base64 import b64encode

from reportlab.graphics.barcode import createBarcodeDrawing

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...optional_fields import OptionalInteger

QR_SIZE = 300


class OnetooneAssessmentGroup(models.Model):
    """A kind of respondent in one round: its weight, questionnaires and open link."""

    _name = "onetoone.assessment.group"
    _description = "One-to-One Group in an Assessment"
    _order = "sequence, id"
    _rec_name = "group_id"

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    state = fields.Selection(related="assessment_id.state")
    group_id = fields.Many2one(
        "onetoone.respondent.group", required=True, ondelete="restrict"
    )
    sequence = fields.Integer(related="group_id.sequence", store=True)
    side = fields.Selection(related="group_id.side")
    weight = fields.Float(
        compute="_compute_weight",
        store=True,
        readonly=False,
        precompute=True,
        aggregator=None,
        help="How much the group counts in totals.",
    )
    survey_ids = fields.Many2many(
        "survey.survey",
        "onetoone_assessment_group_survey_rel",
        "line_id",
        "survey_id",
        string="Questionnaires",
        domain="[('survey_type', '=', 'onetoone'), "
        "('onetoone_assessment_id', '=', False)]",
        context={"active_test": False},
        compute="_compute_survey_ids",
        store=True,
        readonly=False,
        copy=False,
        groups="odoo_onetoone.group_onetoone_manager",
        help="What this group is asked.",
    )
    eligible_count = OptionalInteger(
        string="Eligible People",
        aggregator="sum",
        help="How many people of this group could answer. Empty: the participants; "
        "with an open link nobody knows. It narrows the interval of the group.",
    )
    participant_count = fields.Integer(
        string="Participants",
        compute="_compute_participant_count",
        groups="odoo_onetoone.group_onetoone_manager",
        help="People of this group who were added to the round.",
    )
    has_link = fields.Boolean(
        string="Open Link",
        help="Anybody with the link of the group can answer. One browser answers "
        "once; a person with two devices can answer twice, and nobody can tell.",
    )
    link_token = fields.Char(
        readonly=True, copy=False, default=lambda self: secrets.token_urlsafe(16)
    )
    link = fields.Char(compute="_compute_link")
    link_qr = fields.Char(
        string="QR Code",
        compute="_compute_link_qr",
        help="The link as a picture, for the camera of a phone.",
    )
    sealed_count = fields.Integer(
        readonly=True, copy=False, groups=fields.NO_ACCESS, aggregator=None
    )
    progress = fields.Char(
        compute="_compute_progress",
        compute_sudo=True,
        help="Answers received. Brought up to date once a day.",
    )

    _group_unique = models.Constraint(
        "UNIQUE(assessment_id, group_id)", "The group is in this round already."
    )
    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a group cannot be negative."
    )
    _eligible_positive = models.Constraint(
        "CHECK(eligible_count IS NULL OR eligible_count >= 0)",
        "The number of eligible people cannot be negative.",
    )
    _link_token_unique = models.Constraint(
        "UNIQUE(link_token)", "This link exists already."
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("group_id")
    def _compute_weight(self):
        for line in self:
            line.weight = line.group_id.weight

    @api.depends("group_id", "assessment_id.survey_ids")
    def _compute_survey_ids(self):
        for line in self:
            if line.assessment_id.state == "draft":
                line.survey_ids = line.assessment_id.survey_ids._onetoone_wordings_for(
                    line.group_id
                )

    @api.depends("assessment_id.participant_ids.group_id")
    def _compute_participant_count(self):
        counts = {
            (assessment.id, group.id): count
            for assessment, group, count in self.env[
                "onetoone.participant"
            ]._read_group(
                [("assessment_id", "in", self.assessment_id.ids)],
                ["assessment_id", "group_id"],
                ["__count"],
            )
        }
        for line in self:
            key = line.assessment_id._origin.id, line.group_id._origin.id
            line.participant_count = counts.get(key, 0)

    @api.depends("has_link", "link_token", "state")
    def _compute_link(self):
        for line in self:
            line.link = (
                line.has_link
                and line.state == "open"
                and f"{line.get_base_url()}/onetoone/join/{line.link_token}"
            )

    @api.depends("link")
    def _compute_link_qr(self):
        """Draw the link as SVG: unlike Odoo's own PNG it needs no graphics library."""
        for line in self:
            drawing = line.link and createBarcodeDrawing(
                "QR", value=line.link, width=QR_SIZE, height=QR_SIZE, barLevel="M"
            ).asString("svg")
            line.link_qr = drawing and (
                f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
            )

    @api.depends("sealed_count", "assessment_id.is_anonymous")
    @api.depends_context("lang")
    def _compute_progress(self):
        for line in self:
            minimum = line.assessment_id._minimum()
            if line.state == "draft":
                line.progress = ""
            elif line.assessment_id.is_anonymous and line.sealed_count < minimum:
                line.progress = self.env._("fewer than %(minimum)s", minimum=minimum)
            else:
                line.progress = str(line.sealed_count)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        if set(vals) - {"has_link", "eligible_count", "sequence"}:
            self._check_draft()
        elif self.filtered(lambda line: line.state == "closed"):
            self._check_draft()
        return super().write(vals)

    def _settle(self, vals):
        """Write what only opening, sealing and closing may write."""
        # past the checks of write()
        return models.Model.write(self, vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_draft(self):
        self._check_draft()

    def _check_draft(self):
        for line in self:
            if line.state != "draft":
                raise UserError(
                    self.env._(
                        "The groups of “%(round)s” are settled since it was opened.",
                        round=line.assessment_id.name,
                    )
                )

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _eligible(self):
        """Return how many people could answer; None where nobody knows."""
        self.ensure_one()
        if self.side == "outside" or self.has_link:
            return None
        known = self.eligible_count
        return max(self.participant_count, known or 0) or None

    @api.model
    def _of_link(self, token):
        """Return the group of an open round whose link carries ``token``."""
        return self.search(
            [
                ("link_token", "=", token),
                ("has_link", "=", True),
                ("assessment_id.state", "=", "open"),
            ]
        )

    def _inputs_to_answer(self, respondent):
        """Return the inputs of a browser, created at its first visit.

        :param respondent: the key the browser kept; None for a new respondent
        """
        self.ensure_one()
        inputs = self.env["survey.user_input"].sudo()
        if not respondent:
            return inputs._onetoone_start(self)
        # nothing found: the answer was sealed, and nothing leads to it any more
        return inputs.search(
            [
                ("onetoone_respondent", "=", respondent),
                ("onetoone_assessment_id", "=", self.assessment_id.id),
            ]
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_type_in(self):
        """Open the questionnaire to type in what a person said in a meeting."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/onetoone/type-in/{self.id}",
            "target": "new",
        }

    def action_show_link(self):
        """Show the open link of the group, as a text and as a picture."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.group_id.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
