import math

from odoo import api, models
from odoo.exceptions import UserError

from ...engine.opinion import readiness, scores, what_if
from ...engine.opinion.interval import Estimate
from .assessment_scoring import STAGES


class OnetooneAssessment(models.Model):
    """What a closed round would come to, were some of its numbers others.

    Nothing is written. Only published values and the frozen readings go in.
    """

    _inherit = "onetoone.assessment"

    # ------------------------------------------------------------
    # FOR THE PAGE
    # ------------------------------------------------------------

    @api.readonly
    def get_what_if(self):
        """Return what can be changed of a closed round, and what it came to.

        Shape: {id, name, evidence_share, fixed_count, blocks: [{key, name, weight}],
        stages: [{code, name, indicators: [{id, name, unit, anchors: [five numbers],
        value, position}]}], development_stages: {code: name}, outcome}.
        ``outcome`` as ``what_if`` returns it;
        ``fixed_count`` is how many opinions no weight of a group changes, because those
        of the groups may not be shown. Of the indicators only those are there that
        have anchors and count. Numbers are False where there are none.
        """
        self.ensure_one()
        given = self._what_if_given()
        opinions = [*given.opinions.values(), *given.gap_opinions]
        names = self.env["onetoone.respondent.group"]._block_names(given.weights)
        share = readiness.evidence_share_of(given.stages, readiness.FULL_COVERAGE)
        return {
            "id": self.id,
            "name": self.name,
            "evidence_share": share,
            "fixed_count": sum(
                bool(one.overall and not one.blocks) for one in opinions
            ),
            "blocks": [
                {"key": key, "name": names[key], "weight": weight}
                for key, weight in given.weights.items()
            ],
            "stages": self._what_if_stages(given),
            "development_stages": dict(
                self._fields["development_stage"]._description_selection(self.env)
            ),
            "outcome": self._what_if_outcome(given, what_if.Changes()),
        }

    @api.readonly
    def what_if(self, changes=None):
        """Return what the round would come to with ``changes``; nothing is saved.

        :param dict changes: {"indicators": {id: value in the indicator's unit},
            "weights": {"code+code" of a block: weight}, "evidence_share": fraction};
            what is left out stays as it was
        :return: {readiness, readiness_low, readiness_high, development_stage, stages:
            [{code, opinion, evidence, combined}]}; False where there is no value
        :raises UserError: for a round that is not closed, and for anything in
            ``changes`` that is unknown or cannot be
        """
        self.ensure_one()
        given = self._what_if_given()
        return self._what_if_outcome(given, self._what_if_changes(changes or {}, given))

    # ------------------------------------------------------------
    # WHAT GOES IN
    # ------------------------------------------------------------

    def _what_if_given(self):
        self.check_access("read")
        if self.state != "closed":
            raise UserError(
                self.env._(
                    "“%(round)s” is not closed: close it before you try what its "
                    "readiness could be.",
                    round=self.name,
                )
            )
        # the questions a round asked are for managers only, its scores are not
        return self.sudo()._as_given()

    def _as_given(self):
        results = self._stored_results()
        stages, gap_opinions = self._stages(results), self._gap_opinions(results)
        blocks = _opinions_of_blocks(results)
        return what_if.Given(
            list(stages.values()),
            {
                code: what_if.Opinion(
                    stage.opinion, blocks.get((scores.DIMENSION, code), {})
                )
                for code, stage in stages.items()
            },
            [
                what_if.Opinion(overall, blocks.get((scores.QUESTION, code), {}))
                for code, overall in gap_opinions.items()
            ],
            self._measured(),
            {"+".join(block.groups): block.weight for block in self._formed_blocks()},
        )

    def _what_if_changes(self, changes, given):
        """Return the `Changes` that somebody asked for, checked."""
        self._check_keys(changes, ("indicators", "weights", "evidence_share"))
        indicators = self._what_if_indicators(changes.get("indicators") or {}, given)
        weights = changes.get("weights") or {}
        self._check_keys(weights, given.weights)
        for weight in weights.values():
            if not _is_number(weight) or weight < 0:
                raise UserError(
                    self.env._("The weight of a group must be a number from 0 on.")
                )
        share = changes.get("evidence_share")
        if share is not None and not (_is_number(share) and 0 <= share <= 1):
            raise UserError(
                self.env._("The share of evidence must be a number from 0 to 1.")
            )
        return what_if.Changes(indicators, weights, share)

    def _what_if_indicators(self, values, given):
        # keys of JSON are texts
        known = {str(one.indicator): one for one in given.indicators if one.anchors}
        self._check_keys(values, known)
        values = {str(key): value for key, value in values.items()}
        for value in values.values():
            if not _is_number(value):
                raise UserError(
                    self.env._("The value of an indicator must be a number.")
                )
        return {known[key].indicator: value for key, value in values.items()}

    def _check_keys(self, given, known):
        if not isinstance(given, dict):
            raise UserError(
                self.env._(
                    "Changes are given by name, but “%s” is no such list.", given
                )
            )
        for key in given:
            if str(key) not in known:
                raise UserError(
                    self.env._(
                        "“%(round)s” has no “%(key)s” that could be changed. "
                        "These can: %(known)s.",
                        round=self.name,
                        key=key,
                        known=", ".join(map(str, known)) or self.env._("nothing"),
                    )
                )

    # ------------------------------------------------------------
    # WHAT COMES OUT
    # ------------------------------------------------------------

    def _what_if_outcome(self, given, changes):
        ready, stages = what_if.what_if(given, changes)
        value, low, high = ready.estimate or (None, None, None)
        return {
            "readiness": _or_false(value),
            "readiness_low": _or_false(low),
            "readiness_high": _or_false(high),
            "development_stage": ready.development_stage or False,
            "stages": [
                {
                    "code": stage.code,
                    "opinion": _value(stage.opinion),
                    "evidence": _or_false(stage.evidence.value),
                    "combined": _value(readiness.combine(stage).estimate),
                }
                for stage in stages
            ],
        }

    def _what_if_stages(self, given):
        dimensions = self.env["onetoone.dimension"].search([("code", "in", STAGES)])
        names = {one.code: one.name for one in dimensions}
        return [
            {
                "code": code,
                "name": names[code],
                "indicators": self._what_if_sliders(
                    [one for one in given.indicators if one.stage == code]
                ),
            }
            for code in STAGES
        ]

    def _what_if_sliders(self, measured):
        indicators = self.env["onetoone.indicator"].browse(
            one.indicator for one in measured
        )
        units = dict(indicators._fields["unit"]._description_selection(self.env))
        return [
            {
                "id": indicator.id,
                "name": indicator.name,
                "unit": units[indicator.unit],
                "anchors": list(one.anchors),
                "value": _or_false(one.value),
                "position": _or_false(one.position),
            }
            for indicator, one in zip(indicators, measured, strict=True)
            if one.anchors and one.weight
        ]


def _opinions_of_blocks(results):
    """Return {(kind, code): {key of a block: Estimate}}."""
    found = {}
    for score in results:
        if score.block and score.opinion is not None:
            found.setdefault((score.kind, score.code), {})["+".join(score.block)] = (
                Estimate(score.opinion, score.opinion_low, score.opinion_high)
            )
    return found


def _is_number(value):
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)


def _value(estimate):
    return estimate.value if estimate else False


def _or_false(value):
    return False if value is None else value
