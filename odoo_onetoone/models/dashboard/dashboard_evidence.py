from odoo import models

from ...engine.opinion.readiness import Indicator, Stage, evidence_of, readiness_of
from ...optional_fields import known
from ...readers.indicators.measurement import NOT_APPLICABLE


class OnetooneDashboard(models.AbstractModel):
    """What the records show today: the latest readings and the levels they suggest."""

    _inherit = "onetoone.dashboard"

    def _latest_readings(self, company):
        readings = self.env["onetoone.reading"]
        in_company = [("company_id", "=", company.id)]
        latest = readings.search(in_company, order="as_of desc", limit=1).as_of
        return readings.search([*in_company, ("as_of", "=", latest)]).sorted(
            lambda reading: reading.indicator_id.sequence
        )

    def _evidence_of_all(self, stages, readings):
        """Return the evidence of the whole company, as a round would state it."""
        by_stage = readings.grouped("dimension_id")
        whole = readiness_of(
            [
                Stage(one.code, None, _evidence(by_stage.get(one, ())), one.weight)
                for one in stages
            ],
            [],
        )
        return _evidence_data(whole.evidence, whole.coverage)

    def _evidence_now(self, readings):
        """Return the evidence of a stage from its latest readings."""
        return _evidence_data(*_evidence(readings))

    def _level_data(self, company, readings):
        """Return {stage id: suggested level} of the date of the readings."""
        suggestions = self.env["onetoone.level.suggestion"].search(
            [("company_id", "=", company.id), ("as_of", "=", readings[:1].as_of)]
        )
        indicators = {
            reading.indicator_id.code: reading.indicator_id for reading in readings
        }
        say = suggestions._rule_data
        return {
            suggestion.dimension_id.id: {
                "rank": suggestion.level_id.rank,
                "name": suggestion.level_id.name,
                "is_minimum": suggestion.is_minimum,
                "held": [say(rule, indicators) for rule in suggestion.held or []],
                "obstacle": suggestion.obstacle
                and say(suggestion.obstacle, indicators),
            }
            for suggestion in suggestions
        }

    def _reading_data(self, reading):
        return {
            "id": reading.id,
            "indicator_id": reading.indicator_id.id,
            "code": reading.indicator_id.code,
            "name": reading.indicator_id.name,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "value": reading.value,
            "unit": reading.unit,
            "weight": reading.indicator_id.weight,
            "position": reading.position,
            "explanation": reading.explanation,
            "has_records": bool(reading.denominator),
        }


def _evidence(readings):
    return evidence_of(
        [
            Indicator(reading.indicator_id.weight, known(reading.position))
            for reading in readings
            if reading.missing_reason != NOT_APPLICABLE and reading.indicator_id.weight
        ]
    )


def _evidence_data(value, coverage):
    return {"value": False if value is None else value, "coverage": coverage}
