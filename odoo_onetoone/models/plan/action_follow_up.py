from odoo import api, fields, models

from ...engine import follow_up
from ...optional_fields import OptionalFloat, known
from .round_standing import INDICATOR, QUESTION


class OnetooneAction(models.Model):
    """What became of what the actions should move, when the next round closes."""

    _inherit = "onetoone.action"

    result_ids = fields.One2many(
        "onetoone.action.result", "action_id", string="Before and After", readonly=True
    )
    followed_id = fields.Many2one(
        "onetoone.assessment",
        string="Followed Up In",
        compute="_compute_after",
        store=True,
        help="The latest round it was compared with.",
    )
    value_after = OptionalFloat(
        compute="_compute_after",
        store=True,
        aggregator=None,
        help="What the indicator showed in the round that followed it up.",
    )
    position_restated = OptionalFloat(
        string="Restated",
        compute="_compute_after",
        store=True,
        aggregator=None,
        help="The earlier value on the anchors of the later round.",
    )
    position_after = OptionalFloat(
        string="After",
        compute="_compute_after",
        store=True,
        aggregator=None,
        help="Where it stood in the round that followed it up, from 0 to 100.",
    )
    change = OptionalFloat(
        compute="_compute_after",
        store=True,
        help="In points, like for like. No proof that the action did it: other things "
        "changed, too.",
    )
    effect = fields.Text(compute="_compute_effect")

    @api.depends("result_ids.change")
    def _compute_after(self):
        for action in self:
            latest = action.result_ids.sorted()[:1]
            action.followed_id = latest.assessment_id
            for field in (
                "value_after",
                "position_restated",
                "position_after",
                "change",
            ):
                action[field] = latest[field] if latest else False

    @api.depends("result_ids.change")
    @api.depends_context("lang")
    def _compute_effect(self):
        for action in self:
            action.effect = action.result_ids.sorted()[:1].effect

    @api.model
    def _follow_up(self, assessment):
        """Freeze before and after of all actions that a round just closed can tell of.

        Those are the actions of earlier rounds of the company that were not dropped,
        until they have been compared once as done.
        """
        actions = self.search(
            [
                ("company_id", "=", assessment.company_id.id),
                ("assessment_id", "!=", False),
                ("assessment_id", "!=", assessment.id),
                ("assessment_id.as_of", "<=", assessment.as_of),
                ("state", "!=", "dropped"),
            ]
        ).filtered(lambda one: "done" not in one.result_ids.mapped("state"))
        later = assessment._standing() if actions else None
        values = []
        for earlier_round, of_round in actions.grouped("assessment_id").items():
            earlier = earlier_round._standing()
            values += [one._prepare_result(earlier, later) for one in of_round]
        return self.env["onetoone.action.result"].create(values)

    def _prepare_result(self, earlier, later):
        self.ensure_one()
        value_after, position_after = self._stands(later)
        effect = self._effect(earlier, later)
        return {
            "action_id": self.id,
            "assessment_id": later.assessment.id,
            "earlier_id": earlier.assessment.id,
            "company_id": self.company_id.id,
            "state": self.state,
            "target": self.target,
            "value_before": self.value_before,
            "value_after": value_after,
            "position_before": self.position_before,
            "position_restated": effect.before,
            "position_after": position_after,
            "change": effect.change,
            "certainty": effect.certainty,
        }

    def _effect(self, earlier, later):
        """Return the `Effect` between two `RoundStanding`s."""
        key = self._key()
        kind, code = key
        if kind == INDICATOR:
            after = later.estimate(key)
            return follow_up.of_value(
                known(self.value_before),
                known(self.position_before),
                after and after.value,
                later.anchors(code),
            )
        if kind == QUESTION:
            return follow_up.of_change(
                known(self.position_before), later.change_since(earlier, code)
            )
        return follow_up.of_estimate(earlier.estimate(key), later.estimate(key))
