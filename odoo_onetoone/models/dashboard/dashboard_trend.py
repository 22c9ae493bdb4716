from odoo import models

from ...engine.opinion.weighted import weighted_mean


class OnetooneDashboard(models.AbstractModel):
    """How readiness moved from round to round, and evidence from day to day."""

    _inherit = "onetoone.dashboard"

    def _trend_data(self, company, stages):
        trend = self.env["onetoone.assessment"]._trend(company)
        weights = {stage.code: stage.weight for stage in stages}
        return {
            "rounds": [
                {
                    "date": one["as_of"],
                    "name": one["name"],
                    **{
                        field: False if one[field] is None else one[field]
                        for field in ("readiness", "opinion", "evidence")
                    },
                }
                for one in trend["rounds"]
            ],
            "days": [
                {"date": day["as_of"], "evidence": evidence}
                for day in trend["readings"]
                if (evidence := self._evidence_of_day(day["stages"], weights))
                is not None
            ],
        }

    def _evidence_of_day(self, stages, weights):
        return weighted_mean((weights[code], value) for code, value in stages.items())
