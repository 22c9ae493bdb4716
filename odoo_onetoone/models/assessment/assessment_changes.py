from odoo import api, fields, models

from ...engine.opinion import decomposition, readiness, scores
from ...engine.opinion.interval import Estimate
from ...engine.opinion.sums import Term, is_clear, sum_of_independent
from ...optional_fields import OptionalFloat, known


class OnetooneAssessment(models.Model):
    """What moved the readiness since the previous round, in lines that add up."""

    _inherit = "onetoone.assessment"

    readiness_change = OptionalFloat(
        string="Change of Readiness",
        readonly=True,
        copy=False,
        help="Points since the previous round.",
    )
    readiness_certainty = fields.Selection(
        [("clear", "Clear"), ("unclear", "No clear change")],
        string="Certainty of the Change",
        readonly=True,
        copy=False,
        help="Clear is a change larger than chance explains: its 95 % interval leaves "
        "out 0. Empty where a round has no interval.",
    )
    change_ids = fields.One2many("onetoone.change", "assessment_id", readonly=True)
    change_note = fields.Char(
        compute="_compute_change_note", help="Why there is no change to explain."
    )

    @api.depends("state", "previous_id", "readiness", "readiness_change")
    @api.depends_context("lang")
    def _compute_change_note(self):
        for assessment in self:
            assessment.change_note = (
                assessment._why_no_change()
                if assessment.state == "closed" and assessment.readiness_change is False
                else False
            )

    def _why_no_change(self):
        if not self.previous_id:
            return self.env._("This round is compared with no earlier one.")
        if self.readiness is False:
            return self.env._(
                "This round has no readiness, so there is no change to explain."
            )
        return self.env._(
            "“%(round)s” has no readiness, so there is no change to explain.",
            round=self.previous_id.name,
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_changes(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What Moved the Readiness"),
            "res_model": "onetoone.change",
            "views": [(False, "list"), (False, "graph")],
            "domain": [("assessment_id", "=", self.id)],
            "context": {"onetoone_one_round": True},
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _store_changes(self, stages, gap_opinions, changes):
        """Store what moved the readiness; its own values are settled already.

        :param stages: {code: Stage} of this round
        :param gap_opinions: {code of a question of the gap tool: Estimate or None}
        :param changes: {(kind, code): Comparison}
        """
        self.change_ids.sudo().unlink()
        if not self.previous_id:
            return
        found = decomposition.decompose(
            self.previous_id.sudo()._as_side(),
            self._as_side(),
            list(stages.values()),
            self._opinion_parts(stages, gap_opinions, changes),
        )
        self._settle(
            {
                "readiness_change": found.total,
                "readiness_certainty": self._certainty_of_change(),
            }
        )
        self.env["onetoone.change"].sudo().create(self._change_rows(found.lines))

    def _certainty_of_change(self):
        """Return whether the readiness moved more than by chance, False if unknown.

        Who answered twice is not known: the rounds count as different people.
        """
        rounds = (1, self), (-1, self.previous_id.sudo())
        if any(known(one.readiness) is None for _sign, one in rounds):
            return False
        clear = is_clear(
            sum_of_independent(
                Term(
                    sign,
                    Estimate(
                        one.readiness,
                        known(one.readiness_low),
                        known(one.readiness_high),
                    ),
                )
                for sign, one in rounds
            )
        )
        return False if clear is None else "clear" if clear else "unclear"

    def _as_side(self):
        return decomposition.Side(
            known(self.readiness),
            known(self.opinion),
            known(self.evidence),
            self.evidence_coverage or 0.0,
            self._measured(),
        )

    def _opinion_parts(self, stages, gap_opinions, changes):
        of_stages, of_questions = readiness.opinion_weights(
            list(stages.values()), list(gap_opinions.values())
        )
        questions = self._scored_questions()
        return [
            decomposition.Part(code, weight, changes.get((scores.DIMENSION, code)))
            for code, weight in zip(stages, of_stages, strict=True)
        ] + [
            decomposition.Part(
                questions[code].dimension, weight, changes.get((scores.QUESTION, code))
            )
            for code, weight in zip(gap_opinions, of_questions, strict=True)
        ]

    def _change_rows(self, lines):
        """Return the values of the lines, what moved most first, the rest last."""
        ids = {one["code"]: one["id"] for one in self.dimensions}
        ordered = sorted(
            lines,
            key=lambda line: (
                line.kind == decomposition.COMPOSITION,
                -abs(line.points),
            ),
        )
        return [
            {
                "assessment_id": self.id,
                "company_id": self.company_id.id,
                "sequence": sequence,
                "kind": line.kind,
                "dimension_id": ids.get(line.dimension),
                "indicator_id": line.indicator,
                "block": "+".join(line.block) if line.block else False,
                "earlier": line.earlier,
                "later": line.later,
                "weight": line.weight,
                "points": line.points,
            }
            for sequence, line in enumerate(ordered)
        ]
