from odoo import api, fields, models

from ...engine.opinion import decomposition
from ...optional_fields import OptionalFloat


class OnetooneChange(models.Model):
    """A line of what moved the readiness of a closed round since the one before."""

    _name = "onetoone.change"
    _description = "One-to-One Change of Readiness"
    _order = "assessment_id, sequence, id"
    _log_access = False

    assessment_id = fields.Many2one(
        "onetoone.assessment",
        string="Round",
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
    sequence = fields.Integer(
        readonly=True, aggregator=None, help="What moved most comes first."
    )
    kind = fields.Selection(
        [
            (decomposition.OPINION, "Opinion"),
            (decomposition.EVIDENCE, "Evidence"),
            (decomposition.SHARE, "Share of Evidence"),
            (decomposition.COMPOSITION, "Composition"),
        ],
        required=True,
        readonly=True,
        help="Opinion and evidence, like for like; how much evidence counts, because "
        "more or less of it was measured; and all the rest: groups, questions and "
        "indicators that came or went, other weights, shares and anchors.",
    )
    dimension_id = fields.Many2one(
        "onetoone.dimension", readonly=True, ondelete="restrict"
    )
    indicator_id = fields.Many2one(
        "onetoone.indicator", readonly=True, ondelete="restrict"
    )
    block = fields.Char(readonly=True, help="Codes of the groups reported as one.")
    subject = fields.Char(
        string="Groups or Indicator", compute="_compute_subject", readonly=True
    )
    earlier = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="The value of the previous round, 0 to 100; of an indicator its position "
        "on the anchors of this round; of the share, the percentage that evidence "
        "counted.",
    )
    later = OptionalFloat(
        readonly=True, aggregator=None, help="The value of this round."
    )
    weight = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="What one point of it counts in the readiness of this round.",
    )
    points = fields.Float(
        required=True,
        readonly=True,
        help="What it adds to the change of the readiness. All lines together make up "
        "the whole change.",
    )

    @api.depends("block", "indicator_id")
    @api.depends_context("lang")
    def _compute_subject(self):
        blocks = set(self.mapped("block")) - {False}
        names = self.env["onetoone.respondent.group"]._block_names(blocks)
        for line in self:
            line.subject = line.indicator_id.name or names.get(line.block, "")

    @api.depends("kind", "dimension_id", "subject")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            parts = kinds[line.kind], line.dimension_id.name, line.subject
            line.display_name = ", ".join(part for part in parts if part)
