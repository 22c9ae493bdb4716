from odoo import fields, models

from ...engine.opinion import readiness, scores
from ...engine.opinion.service_gaps import Side, service_gap
from ...optional_fields import known
from .assessment_scoring import NOT_ASKED, thin_values

SERVICE_GAP = "service_gap"


class OnetooneAssessment(models.Model):
    """The service gaps of a round: what is given less what is wanted."""

    _inherit = "onetoone.assessment"

    service_gaps = fields.Json(
        string="Sides of the Service Gaps",
        readonly=True,
        copy=False,
        help="What each service gap was made from: the dimensions wanted and given, "
        "and the indicators shown beside it.",
    )
    service_gap_ids = fields.One2many(
        "onetoone.score",
        "assessment_id",
        string="Service Gaps",
        domain=[("kind", "=", SERVICE_GAP)],
        readonly=True,
        help="What is given less what is wanted, in points. Below 0 is a shortfall.",
    )

    def _service_gap_settings(self):
        """Return the gaps of which at least one side is asked, as they are now."""
        asked = {
            question.onetoone_dimension_id
            for question in self._asked_questions().values()
        }
        gaps = (
            self.env["onetoone.dimension"].sudo().search([("kind", "=", SERVICE_GAP)])
        )
        return [
            {
                "id": gap.id,
                "wanted": gap.gap_wanted_id.code,
                "given": gap.gap_given_id.code,
                "indicators": gap.gap_indicator_ids.ids,
            }
            for gap in gaps
            if {gap.gap_wanted_id, gap.gap_given_id} & asked
        ]

    def _service_gap_rows(self, results):
        """Return the row of each service gap, from published opinions only."""
        if not self.service_gaps:
            return []
        sides = self._service_sides(results)
        unknown = Side(None, NOT_ASKED, frozenset())
        return [
            self._service_gap_row(
                one,
                service_gap(
                    sides.get(one["given"], unknown), sides.get(one["wanted"], unknown)
                ),
            )
            for one in self.service_gaps
        ]

    def _service_sides(self, results):
        """Return {dimension code: Side} of what was asked as a whole."""
        asked_by = self._blocks_by_dimension()
        return {
            result.code: Side(
                result.estimate,
                result.missing_reason,
                frozenset(asked_by.get(result.code, ())),
            )
            for result in results
            if result.kind == scores.DIMENSION and result.is_whole
        }

    def _blocks_by_dimension(self):
        """Return {dimension code: blocks with a group that is asked about it}."""
        blocks = {
            code: "+".join(block["groups"])
            for block in self.blocks or []
            for code in block["groups"]
        }
        asked_by = {}
        for line in self.sudo().with_context(active_test=False).group_ids:
            if block := blocks.get(line.group_id.code):
                for dimension in line.survey_ids.question_ids.onetoone_dimension_id:
                    asked_by.setdefault(dimension.code, set()).add(block)
        return asked_by

    def _service_gap_row(self, setting, gap):
        evidence = readiness.evidence_of(
            [
                readiness.Indicator(1.0, known(reading.position))
                for reading in self._readings_of(setting)
            ]
        )
        value, low, high = gap.estimate or (None, None, None)
        is_thin = value is not None and low is None
        return {
            "kind": SERVICE_GAP,
            **thin_values((readiness.NO_INTERVAL,) if is_thin else ()),
            "dimension_id": setting["id"],
            "opinion": value,
            "opinion_low": low,
            "opinion_high": high,
            "missing_reason": gap.missing_reason,
            "evidence": evidence.value,
            "evidence_coverage": evidence.coverage if setting["indicators"] else None,
        }

    def _readings_of(self, setting):
        return self.reading_ids.filtered(
            lambda reading: reading.indicator_id.id in setting["indicators"]
        )

    def _readings_of_gap(self, score):
        """Return the frozen readings beside a service gap; none of other scores."""
        if score.kind != SERVICE_GAP:
            return self.reading_ids.browse()
        return self.reading_ids.browse().union(
            *(
                self._readings_of(one)
                for one in self.service_gaps or []
                if one["id"] == score.dimension_id.id
            )
        )
