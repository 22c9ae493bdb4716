from odoo import models
from odoo.tools import format_date

SCORE_FIELDS = (
    "dimension_id",
    "dimension_kind",
    "opinion",
    "opinion_low",
    "opinion_high",
    "answer_count",
    "inside",
    "outside",
    "evidence",
    "evidence_coverage",
    "target",
    "gap",
    "suggested_level",
    "confirmed_level",
    "said_level",
    "say_do",
    "thin_reasons",
)


class OnetooneDashboard(models.AbstractModel):
    """What the latest closed round says of the whole company and its aspects."""

    _inherit = "onetoone.dashboard"

    def _scores_of(self, assessment):
        """Return {dimension id: values} of the whole stages and aspects of a round."""
        scores = self.env["onetoone.score"].search_read(
            [
                ("assessment_id", "=", assessment.id),
                ("kind", "=", "dimension"),
                ("dimension_kind", "in", ("stage", "aspect")),
                ("block", "=", False),
                ("cut", "=", False),
            ],
            SCORE_FIELDS,
        )
        return {score["dimension_id"][0]: score for score in scores}

    def _round_data(self, assessment):
        if not assessment:
            return False
        previous = assessment.previous_id
        return {
            **self._round_reference(assessment),
            "readiness": assessment.readiness,
            "readiness_low": assessment.readiness_low,
            "readiness_high": assessment.readiness_high,
            "development_stages": self._possible_stages(assessment),
            "opinion": assessment.opinion,
            "evidence": assessment.evidence,
            "change": assessment.readiness_change,
            "change_is_clear": assessment.readiness_certainty != "unclear",
            "previous": self._round_reference(previous) if previous else False,
            "verdict": self._verdict_data(assessment),
            "left_out": assessment.left_out or "",
        }

    def _verdict_data(self, assessment):
        if not assessment.verdict:
            return False
        names = assessment._fields["verdict"]._description_selection(self.env)
        return {
            "code": assessment.verdict,
            "name": dict(names)[assessment.verdict],
            "text": assessment.verdict_text,
            "reasons": (assessment.verdict_reasons_text or "").splitlines(),
        }

    def _round_reference(self, assessment):
        return {
            "id": assessment.id,
            "name": assessment.name,
            "date": format_date(self.env, assessment.as_of),
        }

    def _possible_stages(self, assessment):
        """Return the names of all stages of development inside the interval."""
        if not assessment.development_stage:
            return []
        stages = assessment._fields["development_stage"]._description_selection(
            self.env
        )
        codes = [code for code, _name in stages]
        lowest = codes.index(assessment.development_stage_low)
        highest = codes.index(assessment.development_stage_high)
        return [name for _code, name in stages[lowest : highest + 1]]

    def _aspects_data(self, scores):
        ids = [
            dimension_id
            for dimension_id, score in scores.items()
            if score["dimension_kind"] == "aspect"
        ]
        return [
            {
                "id": aspect.id,
                "name": aspect.name,
                "opinion": scores[aspect.id]["opinion"],
                "inside": scores[aspect.id]["inside"],
                "outside": scores[aspect.id]["outside"],
            }
            for aspect in self.env["onetoone.dimension"].browse(ids).sorted()
        ]
