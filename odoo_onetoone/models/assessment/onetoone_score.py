from odoo import api, fields, models

from ...engine.opinion import readiness
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
            ("service_gap", "Service Gap"),
        ],
        required=True,
        readonly=True,
        help="What the row is about: the whole round, a dimension, one question, or "
        "the difference between two dimensions of service.",
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
    opinion = OptionalFloat(
        readonly=True,
        help="What people say, weighted by group, 0 to 100. Of a service gap: what is "
        "given less what is wanted, in points from −100 to 100; below 0 is a "
        "shortfall.",
    )
    opinion_unweighted = OptionalFloat(
        string="Opinion, Unweighted",
        readonly=True,
        help="Mean of the responses, each counting the same.",
    )
    opinion_low = OptionalFloat(
        string="From",
        readonly=True,
        aggregator=None,
        help="Lower limit of the 95 % interval. Empty: too few people answered.",
    )
    opinion_high = OptionalFloat(
        string="To",
        readonly=True,
        aggregator=None,
        help="Upper limit of the 95 % interval. Empty: too few people answered.",
    )
    answer_count = OptionalInteger(
        string="Answers",
        readonly=True,
        aggregator=None,
        help="How many people stand behind the opinion.",
    )
    is_thin = fields.Boolean(
        string="Thin",
        readonly=True,
        help="The number rests on little: on too few answers for an interval or, of a "
        "stage and of the total, on records that show less than half of what they "
        "should.",
    )
    thin_reasons = fields.Json(readonly=True)
    thin_text = fields.Char(
        string="Why Thin",
        compute="_compute_thin_text",
        help="What the number lacks to be well founded.",
    )
    inside = OptionalFloat(
        readonly=True, help="What the groups inside the company say, by weight."
    )
    outside = OptionalFloat(
        readonly=True, help="What partners and customers say, by weight."
    )
    perception_gap = OptionalFloat(
        readonly=True,
        help="How many points better the inside judges than the outside, over the "
        "questions that enough people of both sides answered.",
    )
    evidence = OptionalFloat(
        readonly=True,
        help="From the company's own records: the mean position of the indicators, 0 "
        "to 100, by weight. It stands beside a service gap and does not enter it.",
    )
    evidence_coverage = OptionalFloat(
        string="Coverage",
        readonly=True,
        aggregator=None,
        help="Part of the weight of the indicators that was measured.",
    )
    evidence_text = fields.Char(
        string="What the Records Show",
        compute="_compute_evidence_text",
        help="The readings that stand beside a service gap.",
    )
    combined = OptionalFloat(
        readonly=True,
        help="Opinion and evidence joined, each by its share. Evidence of which less "
        "than half was measured counts less; without one of the two, the other alone.",
    )
    target = OptionalFloat(
        readonly=True, help="Where management wants to stand, set with the round."
    )
    gap = OptionalFloat(readonly=True, help="Target minus combined: what is missing.")
    suggested_level = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="The level of the stage that the company's own records suggest.",
    )
    confirmed_level = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="The level of the stage that somebody responsible vouched for.",
    )
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
            ("not_asked", "Was not asked"),
        ],
        string="Why No Score",
        readonly=True,
    )

    @api.depends("block")
    @api.depends_context("lang")
    def _compute_block_name(self):
        blocks = set(self.mapped("block")) - {False}
        names = self.env["onetoone.respondent.group"]._block_names(blocks)
        for score in self:
            score.block_name = names.get(score.block, "")

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

    @api.depends("thin_reasons", "evidence_coverage")
    @api.depends_context("lang")
    def _compute_thin_text(self):
        for score in self:
            score.thin_text = " ".join(
                score._say_thin(reason) for reason in score.thin_reasons or []
            )

    def _say_thin(self, reason):
        if reason == readiness.NO_OPINION:
            return self.env._("There is no opinion that may be shown.")
        if reason == readiness.NO_INTERVAL:
            return self.env._(
                "Too few people answered to tell how far the opinion can be trusted."
            )
        if reason == readiness.NO_EVIDENCE:
            return self.env._("None of its evidence could be measured.")
        return self.env._(
            "Its evidence is thin: only %(percent)s %% of it could be measured.",
            percent=self.assessment_id._say_points(
                100 * self.evidence_coverage, 100 * readiness.FULL_COVERAGE
            ),
        )

    @api.depends("kind", "assessment_id.service_gaps", "assessment_id.reading_ids")
    @api.depends_context("lang")
    def _compute_evidence_text(self):
        for score in self:
            beside = score.assessment_id._readings_of_gap(score)
            score.evidence_text = " · ".join(reading._say() for reading in beside)

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
