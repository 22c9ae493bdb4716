from odoo import api, fields, models

from ...engine.opinion.decomposition import COMPOSITION
from ...optional_fields import known
from ...readers.evidence_trend import select_evidence
from .assessment_scoring import STAGES


class OnetooneAssessment(models.Model):
    """How readiness and evidence moved over time."""

    _inherit = "onetoone.assessment"

    @api.model
    def _trend(self, company):
        """Return how the rounds and the daily readings of a company moved.

        Shape: {rounds: [{id, name, as_of, readiness, low, high, opinion, evidence,
        development_stage, like_for_like, composition}], readings: [{as_of, stages:
        {code: evidence, 0-100}, is_restated}]}, both in the order of their dates.

        Dates are ISO texts; what is not known is None, and a stage without evidence is
        left out. Of a round, ``like_for_like`` + ``composition`` is the change of its
        readiness since the round it is compared with, in points. Readings are those of
        every day of the last quarter, before that the last ones of each week. They
        count on the anchors and by the weights of today; ``is_restated`` says that one
        of them was measured on other anchors: where it ends, the positions shown at
        the time have a break. Raise AccessError unless the user reads rounds.

        :param company: a company; a branch stands for its root company
        """
        self.browse().check_access("read")
        company = company.root_id
        return {
            "rounds": self._trend_of_rounds(company),
            "readings": self._trend_of_readings(company),
        }

    def _trend_of_rounds(self, company):
        rounds = self.search(
            [("company_id", "=", company.id), ("state", "=", "closed")],
            order="as_of, id",
        )
        rest = dict(
            self.env["onetoone.change"]._read_group(
                [("assessment_id", "in", rounds.ids), ("kind", "=", COMPOSITION)],
                ["assessment_id"],
                ["points:sum"],
            )
        )
        return [one._trend_values(rest.get(one)) for one in rounds]

    def _trend_values(self, composition):
        change = known(self.readiness_change)
        return {
            "id": self.id,
            "name": self.name,
            "as_of": fields.Date.to_string(self.as_of),
            "readiness": known(self.readiness),
            "low": known(self.readiness_low),
            "high": known(self.readiness_high),
            "opinion": known(self.opinion),
            "evidence": known(self.evidence),
            "development_stage": self.development_stage or None,
            "like_for_like": None if change is None else change - composition,
            "composition": composition,
        }

    def _trend_of_readings(self, company):
        indicators = self.env["onetoone.indicator"].search(
            [("weight", ">", 0), ("dimension_id.code", "in", STAGES)]
        )
        weights = {one.id: (one.dimension_id.code, one.weight) for one in indicators}
        rows = self.env.execute_query(select_evidence(self.env, company.id, weights))
        days = {}
        for as_of, stage, evidence, is_restated in rows:
            day = days.setdefault(
                as_of, {"as_of": as_of, "stages": {}, "is_restated": False}
            )
            day["stages"][stage] = evidence
            day["is_restated"] |= is_restated
        return list(days.values())
