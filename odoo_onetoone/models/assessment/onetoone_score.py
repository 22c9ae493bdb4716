from odoo import api, fields, models

from ...optional_fields import OptionalFloat, OptionalInteger


class OnetooneScore(models.Model):
    """One publishable result of a closed round. What is suppressed is not stored."""

    _name = "onetoone.score"
    _description = "One-to-One Score"
    _order = "assessment_id, kind, sequence, id"
    _log_access = False

    assessment_id = fields.Many2one(
        "onetoone.assessment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    as_of = fields.Date(
        related="assessment_id.as_of", store=True, readonly=True, string="Date"
    )
    kind = fields.Selection(
        [
            ("total", "Total"),
            ("dimension", "Dimension"),
            ("question", "Question"),
        ],
        required=True,
        readonly=True,
    )
    sequence = fields.Integer(readonly=True, aggregator=None)
    dimension_id = fields.Many2one(
        "onetoone.dimension", readonly=True, ondelete="restrict"
    )
    dimension_kind = fields.Selection(
        related="dimension_id.kind", store=True, readonly=True, string="Kind of Score"
    )
    question_code = fields.Char(readonly=True)
    question_id = fields.Many2one("survey.question", readonly=True, ondelete="restrict")
    block = fields.Char(
        readonly=True,
        help="Codes of the groups reported as one. Empty: everybody.",
    )
    block_name = fields.Char(string="Groups", compute="_compute_block_name")
    part_name = fields.Char(
        string="Whose Answers",
        compute="_compute_part_name",
        help="Everybody, or the groups, place, product line or department.",
    )
    cut = fields.Selection(
        [
            ("place", "Place"),
            ("product_line", "Product Line"),
            ("department", "Department"),
        ],
        string="By",
        readonly=True,
    )
    cut_value = fields.Char(string="Value", readonly=True)
    is_other = fields.Boolean(
        string="Others", readonly=True, help="All values with few answers together."
    )
    opinion = OptionalFloat(readonly=True, help="Weighted by group, 0 to 100.")
    opinion_unweighted = OptionalFloat(
        string="Opinion, Unweighted",
        readonly=True,
        help="Mean of the responses, each counting the same.",
    )
    opinion_low = OptionalFloat(string="From", readonly=True, aggregator=None)
    opinion_high = OptionalFloat(string="To", readonly=True, aggregator=None)
    answer_count = OptionalInteger(string="Answers", readonly=True, aggregator=None)
    inside = OptionalFloat(readonly=True)
    outside = OptionalFloat(readonly=True)
    perception_gap = OptionalFloat(
        readonly=True, help="How much better the inside judges than the outside."
    )
    evidence = OptionalFloat(readonly=True, help="From the company's own records.")
    evidence_coverage = OptionalFloat(
        readonly=True, aggregator=None, help="Part of the weight that was measured."
    )
    combined = OptionalFloat(readonly=True, help="Opinion and evidence joined.")
    target = OptionalFloat(readonly=True)
    gap = OptionalFloat(readonly=True, help="Target minus combined.")
    suggested_level = OptionalInteger(readonly=True, aggregator=None)
    confirmed_level = OptionalInteger(readonly=True, aggregator=None)
    said_level = OptionalFloat(
        readonly=True, aggregator=None, help="Median of the levels people chose."
    )
    say_do = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="Steps by which people place the company above what its records show.",
    )
    change = OptionalFloat(
        readonly=True, help="Against the previous round, like for like."
    )
    change_composition = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="What other groups and questions changed; with the change it adds up.",
    )
    change_is_clear = fields.Boolean(readonly=True)
    missing_reason = fields.Selection(
        [
            ("no_answers", "Nobody answered"),
            ("too_few_answers", "Too few answers"),
            ("no_weight", "All weights are zero"),
            ("would_reveal", "Would reveal what a few said"),
        ],
        string="Why No Score",
        readonly=True,
    )

    @api.depends("block")
    @api.depends_context("lang")
    def _compute_block_name(self):
        groups = self.env["onetoone.respondent.group"].with_context(active_test=False)
        found = groups.search([("code", "!=", False)])
        names = {group.code: group.name for group in found}
        for score in self:
            codes = (score.block or "").split("+") if score.block else []
            score.block_name = ", ".join(names.get(code, code) for code in codes)

    @api.depends("block_name", "cut_value", "is_other")
    @api.depends_context("lang")
    def _compute_part_name(self):
        for score in self:
            score.part_name = (
                score.cut_value
                or (score.is_other and self.env._("Others"))
                or score.block_name
                or self.env._("Everybody")
            )

    @api.depends("dimension_id", "question_id", "block_name", "cut_value")
    def _compute_display_name(self):
        for score in self:
            # the text of a question may be read by who may read its score
            subject = (
                score.question_id.sudo().title
                or score.dimension_id.name
                or self.env._("Readiness")
            )
            parts = [subject, score.block_name, score.cut_value]
            score.display_name = ", ".join(part for part in parts if part)
