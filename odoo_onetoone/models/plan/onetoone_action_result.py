from odoo import api, fields, models
from odoo.tools import formatLang

from ...engine import follow_up
from ...optional_fields import OptionalFloat
from .onetoone_action import STATES


class OnetooneActionResult(models.Model):
    """What an action should move, before and after; frozen when a round closes."""

    _name = "onetoone.action.result"
    _description = "One-to-One Action Result"
    _order = "as_of desc, id desc"
    _rec_name = "action_id"

    action_id = fields.Many2one(
        "onetoone.action", required=True, readonly=True, index=True, ondelete="cascade"
    )
    assessment_id = fields.Many2one(
        "onetoone.assessment",
        string="Later Round",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    earlier_id = fields.Many2one(
        "onetoone.assessment",
        string="Earlier Round",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    as_of = fields.Date(
        related="assessment_id.as_of", store=True, readonly=True, string="Date"
    )
    user_id = fields.Many2one(related="action_id.user_id")
    subject = fields.Char(related="action_id.subject", string="Should Move")
    unit = fields.Selection(related="action_id.unit")
    dimension_id = fields.Many2one(related="action_id.dimension_id")
    remedy = fields.Selection(related="action_id.remedy", store=True)
    state = fields.Selection(
        STATES,
        string="State Then",
        readonly=True,
        help="How far the action was when the later round closed.",
    )
    target = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="Where it was to stand, from 0 to 100.",
    )
    value_before = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="What the indicator showed in the earlier round, in its own unit.",
    )
    value_after = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="What the indicator showed in the later round, in its own unit.",
    )
    position_before = OptionalFloat(
        string="Before",
        readonly=True,
        aggregator=None,
        help="Where it stood in the earlier round, from 0 to 100, on the "
        "anchors of that day.",
    )
    position_restated = OptionalFloat(
        string="Restated",
        readonly=True,
        aggregator=None,
        help="The earlier value on the anchors of the later round.",
    )
    position_after = OptionalFloat(
        string="After",
        readonly=True,
        aggregator=None,
        help="Where it stood in the later round, from 0 to 100.",
    )
    change = OptionalFloat(
        readonly=True,
        help="In points, like for like: on the anchors of the later round, of the same "
        "groups and the same words of a question.",
    )
    certainty = fields.Selection(
        [
            (follow_up.COUNTED, "Counted"),
            (follow_up.CLEAR, "Clear change"),
            (follow_up.UNCLEAR, "No clear change"),
            (follow_up.UNKNOWN, "Cannot be compared"),
        ],
        readonly=True,
    )
    effect = fields.Text(compute="_compute_effect")

    _action_round_unique = models.Constraint(
        "UNIQUE(action_id, assessment_id)",
        "The action was compared in this round already.",
    )

    @api.depends("change", "certainty")
    @api.depends_context("lang")
    def _compute_effect(self):
        for result in self:
            result.effect = result._say()

    def _say(self):
        if self.change is False:
            return self.env._(
                "Cannot be compared: nothing was measured alike in both rounds."
            )
        if self.certainty == follow_up.UNCLEAR:
            return self.env._("No clear change.")
        if not self.change:
            return self.env._("No change.")
        points = formatLang(self.env, abs(self.change), digits=1)
        if self.certainty == follow_up.UNKNOWN:
            return self.env._(
                "%(points)s points of difference, which may be chance: there are too "
                "few answers to tell.",
                points=points,
            )
        if self.change > 0:
            return self.env._(
                "%(points)s points up. No proof that the action did it: other things "
                "changed, too.",
                points=points,
            )
        return self.env._(
            "%(points)s points down. No proof that the action did it: other things "
            "changed, too.",
            points=points,
        )
