"""The ladder of management, 0 to 5, of a segment: what is set decides the level."""

from odoo import api, fields, models

from ...engine.management import management_level, missing_touchpoints


class OnetooneSegment(models.Model):
    _inherit = "onetoone.segment"

    report_user_ids = fields.Many2many(
        "res.users",
        "onetoone_segment_report_rel",
        "segment_id",
        "user_id",
        string="Results Reported To",
        domain=[("share", "=", False)],
        help="Who gets the results of the segment regularly.",
    )
    budget = fields.Monetary(
        groups="odoo_onetoone.group_onetoone_analyst",
        help="What the segment manager may spend in a year.",
    )
    has_profit_and_loss = fields.Boolean(
        string="Answers for Profit and Loss",
        help="The segment manager answers for the profit and loss of the segment.",
    )
    management_level = fields.Integer(
        compute="_compute_management_level",
        store=True,
        aggregator="avg",
        help="Stage 0 to 5 of the ladder of customer management, as what is set here "
        "suggests (A-002.4). Which facts stand for a stage is a proposal of this app.",
    )
    management_stage_id = fields.Many2one(
        "onetoone.management.level",
        string="Stage",
        compute="_compute_management_stage_id",
        help="Its role, duties and measures.",
    )
    next_step = fields.Char(
        compute="_compute_next_step", help="What is missing for the next stage."
    )

    @api.depends(
        "is_refreshed",
        "report_user_ids",
        "manager_id.active",
        "guideline_ids.channel",
        "budget",
        "has_profit_and_loss",
    )
    def _compute_management_level(self):
        for segment in self:
            segment.management_level = management_level(segment._made_steps())

    @api.depends("management_level")
    def _compute_management_stage_id(self):
        stages = self.env["onetoone.management.level"].search(
            [("rank", "in", self.mapped("management_level"))]
        )
        by_rank = {stage.rank: stage for stage in stages}
        for segment in self:
            segment.management_stage_id = by_rank.get(segment.management_level)

    @api.depends(
        "management_level", "guideline_ids.channel", "budget", "manager_id.active"
    )
    def _compute_next_step(self):
        for segment in self:
            segment.next_step = segment._say_next_step()

    def _made_steps(self):
        """Return of each stage from 1 on whether what it needs is set."""
        self.ensure_one()
        return (
            self.is_refreshed,
            bool(self.report_user_ids),
            bool(self.manager_id.active),
            not self._missing_touchpoints() and self.sudo().budget > 0,
            self.has_profit_and_loss,
        )

    def _missing_touchpoints(self):
        return missing_touchpoints(self.guideline_ids.mapped("channel"))

    def _say_next_step(self):
        self.ensure_one()
        if self.management_level == 3:
            return self._say_ownership()
        steps = {
            0: self.env._("Let its members be worked out once."),
            1: self.env._("Name who gets its results regularly."),
            2: self.env._("Name a segment manager."),
            4: self.env._("Let its manager answer for profit and loss."),
        }
        return steps.get(self.management_level) or self.env._(
            "It is managed as far as the ladder goes."
        )

    def _say_ownership(self):
        missing = self._missing_touchpoints()
        if not missing:
            return self.env._("Give its manager a budget.")
        guidelines = self.env["onetoone.segment.guideline"]
        channels = dict(guidelines._fields["channel"]._description_selection(self.env))
        said = ", ".join(channels[channel] for channel in missing)
        if self.sudo().budget > 0:
            return self.env._("Write a guideline for: %s.", said)
        return self.env._(
            "Write a guideline for: %s. Then give its manager a budget.", said
        )
