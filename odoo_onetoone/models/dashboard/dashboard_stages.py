from odoo import models

SHOWN = (
    "opinion",
    "opinion_low",
    "opinion_high",
    "answer_count",
    "evidence",
    "evidence_coverage",
    "target",
    "gap",
    "said_level",
    "say_do",
)


class OnetooneDashboard(models.AbstractModel):
    """The four stages: what people say, what the records show, what is wanted."""

    _inherit = "onetoone.dashboard"

    def _stages_data(self, company, stages, scores, readings):
        suggested = self._level_data(company, readings)
        by_stage = readings.grouped("dimension_id")
        names = {
            (level.dimension_id.id, level.rank): level.name
            for level in stages.level_ids
        }
        return [
            {
                "id": stage.id,
                "code": stage.code,
                "name": stage.name,
                "description": stage.description or "",
                "score": self._stage_score(scores.get(stage.id), names),
                "evidence_now": self._evidence_now(by_stage.get(stage, ())),
                "level": suggested.get(stage.id, False),
                "readings": [
                    self._reading_data(reading) for reading in by_stage.get(stage, ())
                ],
            }
            for stage in stages
        ]

    def _stage_score(self, score, names):
        """Return what the round says of a stage.

        :param names: {(stage id, rank): name of the level}
        """
        if not score:
            return False
        return {
            **{field: score[field] for field in SHOWN},
            "thin_reasons": score["thin_reasons"] or [],
            "level": self._round_level(score, names),
        }

    def _round_level(self, score, names):
        """Return the level a person confirmed or, without one, the suggested."""
        confirmed = score["confirmed_level"]
        rank = confirmed or score["suggested_level"]
        return rank and {
            "rank": rank,
            "name": names.get((score["dimension_id"][0], rank), ""),
            "is_confirmed": bool(confirmed),
        }
