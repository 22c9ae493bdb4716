from odoo import api, fields, models
from odoo.tools import formatLang

from ...engine.opinion import readiness, scores

CAPABILITY = "crm_capability"
TIERS = [("lagging", "Lagging"), ("medium", "Medium"), ("leading", "Leading")]
# Return on sales in percent, for context only: a survey of over 200
# companies, published by Accenture in 2000.
RETURN_ON_SALES = {"lagging": -1, "medium": 13, "leading": 33}
MOST_DIGITS = 3


class OnetooneAssessment(models.Model):
    """Whether to go ahead, and how able the company is: decided once, at closing."""

    _inherit = "onetoone.assessment"

    verdict = fields.Selection(
        [
            (readiness.GO, "Go"),
            (readiness.PREPARE_FIRST, "Prepare First"),
            (readiness.NOT_YET, "Not Yet"),
        ],
        readonly=True,
        copy=False,
        help="Go: Identify and Differentiate reach 50, both are well founded, and no "
        "stage was skipped. Not yet: one of the two is below 25. Else: prepare first. "
        "The limits are proposals of this app.",
    )
    verdict_reasons = fields.Json(
        readonly=True,
        copy=False,
        help="What speaks against going ahead: [{code, stage, later}].",
    )
    verdict_text = fields.Char(
        string="In Words",
        compute="_compute_verdict_text",
        help="The verdict in one sentence.",
    )
    verdict_reasons_text = fields.Text(
        string="Why",
        compute="_compute_verdict_text",
        help="Every reason that speaks against going ahead, with its numbers.",
    )
    capability_tier = fields.Selection(
        TIERS,
        readonly=True,
        copy=False,
        help="How able the company is to turn customer relations into results: below "
        "40 lagging, below 70 medium, else leading. The limits are proposals of this "
        "app.",
    )
    capability_basis = fields.Selection(
        [
            ("questionnaire", "The questionnaire on CRM capability"),
            ("readiness", "The readiness"),
        ],
        string="Tier Rests On",
        readonly=True,
        copy=False,
        help="The questionnaire where its result could be published, else the "
        "readiness.",
    )
    capability_text = fields.Text(
        string="Tier in Words",
        compute="_compute_capability_text",
        help="What the tier rests on, and the return on sales that a survey of the "
        "year 2000 found in such companies: context that enters no number.",
    )
    thin_text = fields.Text(
        string="Little Founded",
        compute="_compute_verdict_text",
        help="What else rests on few answers or on thin evidence.",
    )
    stage_score_ids = fields.One2many(
        "onetoone.score",
        "assessment_id",
        string="Stages",
        domain=[
            ("kind", "=", scores.DIMENSION),
            ("dimension_kind", "=", "stage"),
            ("block", "=", False),
            ("cut", "=", False),
        ],
        readonly=True,
        help="The four stages, judged by everybody and by the records.",
    )
    perception_score_ids = fields.One2many(
        "onetoone.score",
        "assessment_id",
        string="Perception Gaps",
        domain=[
            ("kind", "=", scores.DIMENSION),
            ("block", "=", False),
            ("cut", "=", False),
            ("perception_gap", "!=", False),
        ],
        readonly=True,
        help="The dimensions that enough people judged inside and outside.",
    )

    # ------------------------------------------------------------
    # CLOSING
    # ------------------------------------------------------------

    def _verdict_values(self, ready, stages, results):
        """Return what the round says in one word each."""
        decision = readiness.decide(stages)
        return {
            "verdict": decision.verdict,
            "verdict_reasons": [reason._asdict() for reason in decision.reasons],
            **self._tier_values(ready, results),
        }

    def _tier_values(self, ready, results):
        capability = next(
            (
                result.opinion
                for result in results
                if result.is_whole
                and (result.kind, result.code) == (scores.DIMENSION, CAPABILITY)
            ),
            None,
        )
        basis, value = "questionnaire", capability
        if capability is None:
            basis, value = "readiness", ready.estimate and ready.estimate.value
        tier = readiness.capability_tier(value)
        return {"capability_tier": tier, "capability_basis": tier and basis}

    # ------------------------------------------------------------
    # IN WORDS
    # ------------------------------------------------------------

    @api.depends("verdict", "verdict_reasons", "score_ids")
    @api.depends_context("lang")
    def _compute_verdict_text(self):
        for assessment in self:
            assessment.verdict_text = assessment._say_verdict()
            assessment.verdict_reasons_text = "\n".join(assessment._say_reasons())
            assessment.thin_text = "\n".join(assessment._say_thin())

    def _say_verdict(self):
        if self.verdict == readiness.GO:
            return self.env._(
                "Go: Identify and Differentiate carry what is built on them, and no "
                "stage was skipped."
            )
        if self.verdict == readiness.PREPARE_FIRST:
            return self.env._(
                "Prepare first: see to what speaks against it, and then begin."
            )
        if self.verdict == readiness.NOT_YET:
            return self.env._(
                "Not yet: the foundations are missing that all later stages rest on."
            )
        return False

    def _say_reasons(self):
        """Return a sentence for each reason of the verdict."""
        # the codes of that day
        codes = {one["id"]: one["code"] for one in self.dimensions or []}
        rows = {codes[row.dimension_id.id]: row for row in self.stage_score_ids}
        return [
            self._say_reason(reason["code"], rows[reason["stage"]], later)
            for reason in self.verdict_reasons or []
            for later in [rows.get(reason["later"])]
        ]

    def _say_reason(self, code, stage, later):
        """Return a reason in words.

        :param code: as of the engine's :class:`Reason`
        :param stage: score of the stage
        :param later: score of the later stage of a skipped one
        """
        name = stage.dimension_id.name
        if code == "no_value":
            return self.env._(
                "Nothing is known of %(stage)s: it has neither opinion nor evidence.",
                stage=name,
            )
        if code == "thin":
            return self.env._(
                "%(stage)s is not well founded. %(why)s",
                stage=name,
                why=stage.thin_text,
            )
        if code == "skipped":
            return self.env._(
                "%(later)s stands %(points)s points above %(stage)s: skipping stages "
                "fails.",
                later=later.dimension_id.name,
                points=self._say_points(
                    later.combined - stage.combined, readiness.SKIPPED_POINTS
                ),
                stage=name,
            )
        limit = {
            "below_25": readiness.NOT_YET_LIMIT,
            "below_50": readiness.GO_LIMIT,
        }[code]
        return self.env._(
            "%(stage)s stands at %(value)s, below %(limit)s.",
            stage=name,
            value=self._say_points(stage.combined, limit),
            limit=formatLang(self.env, limit, digits=0),
        )

    def _say_thin(self):
        """Return a sentence for the total and each stage that are not well founded.

        What the reasons of the verdict say already is not said again.
        """
        said = {
            reason["stage"]
            for reason in self.verdict_reasons or []
            if reason["code"] in ("thin", "no_value")
        }
        codes = {one["id"]: one["code"] for one in self.dimensions or []}
        total = self.score_ids.filtered(lambda row: row.kind == scores.TOTAL)
        thin = (total | self.stage_score_ids).filtered("is_thin")
        return [
            self.env._(
                "%(stage)s is not well founded. %(why)s",
                stage=row.display_name,
                why=row.thin_text,
            )
            for row in thin
            if codes.get(row.dimension_id.id) not in said
        ]

    @api.model
    def _say_points(self, value, limit):
        """Return a number with as few decimals as still tell it from ``limit``."""
        digits = 0
        while round(value, digits) == limit and digits < MOST_DIGITS:
            digits += 1
        return formatLang(self.env, value, digits=digits)

    @api.depends("capability_tier", "capability_basis", "score_ids", "readiness")
    @api.depends_context("lang")
    def _compute_capability_text(self):
        tiers = self._fields["capability_tier"]
        names = dict(tiers._description_selection(self.env))
        for assessment in self:
            tier = assessment.capability_tier
            assessment.capability_text = tier and "\n".join(
                [
                    assessment._say_tier(names[tier]),
                    self.env._(
                        "For context only: in a survey of over 200 companies, "
                        "published in 2000, those of such a capability had a return "
                        "on sales of %(percent)s %%.",
                        percent=RETURN_ON_SALES[tier],
                    ),
                ]
            )

    def _say_tier(self, name):
        if self.capability_basis == "questionnaire":
            return self.env._(
                "%(tier)s: the questionnaire on CRM capability gives %(value)s of 100.",
                tier=name,
                value=formatLang(self.env, self._capability_opinion(), digits=1),
            )
        return self.env._(
            "%(tier)s: by the readiness of %(value)s, because the questionnaire on CRM "
            "capability was not asked or answered too rarely.",
            tier=name,
            value=formatLang(self.env, self.readiness, digits=1),
        )

    def _capability_opinion(self):
        return self.score_ids.filtered(
            lambda row: (
                row.kind == scores.DIMENSION
                and row.dimension_id.code == CAPABILITY
                and not row.block
                and not row.cut
            )
        ).opinion
