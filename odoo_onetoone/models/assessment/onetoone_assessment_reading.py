from odoo import fields, models
from odoo.tools import formatLang

from ...optional_fields import OptionalFloat, OptionalInteger


class OnetooneAssessmentReading(models.Model):
    """A reading as it was used, with the anchors and the weight of that day."""

    _name = "onetoone.assessment.reading"
    _description = "One-to-One Assessment Reading"
    _order = "assessment_id, dimension_id, id"
    _rec_name = "indicator_id"

    assessment_id = fields.Many2one(
        "onetoone.assessment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="assessment_id.company_id", store=True, readonly=True
    )
    indicator_id = fields.Many2one(
        "onetoone.indicator", required=True, readonly=True, ondelete="restrict"
    )
    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, readonly=True, ondelete="restrict"
    )
    as_of = fields.Date(required=True, readonly=True)
    anchors = fields.Char(readonly=True)
    weight = fields.Float(
        readonly=True,
        aggregator=None,
        help="How much the indicator counted in the evidence of its stage.",
    )
    numerator = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="How many records were counted on the date of the round.",
    )
    denominator = OptionalInteger(
        readonly=True,
        aggregator=None,
        help="Among how many records they were counted.",
    )
    value = OptionalFloat(
        readonly=True,
        help="What the indicator showed, in its own unit. Empty: no data.",
    )
    position = OptionalFloat(
        readonly=True,
        help="Where the value stands on the anchors of that day, from 0 to 100.",
    )
    missing_reason = fields.Char(readonly=True)

    def _say(self):
        """Return "indicator: value (position)", or why there is no value."""
        name = self.indicator_id.name
        if self.value is False:
            reasons = self.env["onetoone.reading"]._fields["missing_reason"]
            said = dict(reasons._description_selection(self.env))
            return f"{name}: {said.get(self.missing_reason, '–')}"
        value = formatLang(self.env, self.value, digits=1)
        if self.position is False:
            return f"{name}: {value}"
        return self.env._(
            "%(indicator)s: %(value)s (position %(position)s)",
            indicator=name,
            value=value,
            position=formatLang(self.env, self.position, digits=0),
        )
