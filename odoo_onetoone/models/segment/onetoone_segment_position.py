from odoo import api, fields, models

from ...engine.management import company_level, skipped_stages


class OnetooneSegmentPosition(models.Model):
    """Where a company stands on the ladder and where it wants to go (E-41).

    A history: entries are added, never changed.
    """

    _name = "onetoone.segment.position"
    _description = "Position on the Ladder of Customer Management"
    _order = "date desc, id desc"
    _rec_name = "date"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    suggested_level_id = fields.Many2one(
        "onetoone.management.level",
        string="Suggested",
        compute="_compute_suggested_level_id",
        store=True,
        ondelete="restrict",
        help="Stage of the least managed segment that has members, when the entry was "
        "made; 0 without any. That the weakest counts is a proposal of this app.",
    )
    level_id = fields.Many2one(
        "onetoone.management.level",
        string="We Stand At",
        required=True,
        ondelete="restrict",
        default=lambda self: self._default_level_id(),
    )
    target_level_id = fields.Many2one(
        "onetoone.management.level",
        string="We Want To Reach",
        required=True,
        ondelete="restrict",
    )
    # their numbers, 0 to 5
    level = fields.Integer(
        related="level_id.rank",
        string="Stage",
        store=True,
        aggregator=None,
        help="Stage of customer management on which the company stands, 0 to 5.",
    )
    target_level = fields.Integer(
        related="target_level_id.rank",
        string="Target Stage",
        store=True,
        aggregator=None,
        help="Stage of customer management that the company wants to reach, 0 to 5.",
    )
    suggested_level = fields.Integer(
        related="suggested_level_id.rank",
        string="Suggested Stage",
        store=True,
        aggregator=None,
        help="Stage of the least managed segment that has members, 0 to 5.",
    )
    reason = fields.Text(
        required=True,
        help="Why there and not elsewhere: the right stage depends on the industry, "
        "the strategy and what the company is able to do today.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Decided By",
        readonly=True,
        required=True,
        default=lambda self: self.env.user,
    )
    warning = fields.Char(compute="_compute_warning")

    @api.model
    def _default_level_id(self):
        return self._suggest(self.env.company.root_id)

    @api.depends("company_id")
    def _compute_suggested_level_id(self):
        for position in self:
            position.suggested_level_id = self._suggest(position.company_id)

    @api.depends("level_id", "target_level_id")
    def _compute_warning(self):
        for position in self:
            target = position.target_level_id
            skipped = (
                skipped_stages(position.level_id.rank, target.rank) if target else []
            )
            position.warning = bool(skipped) and self.env._(
                "The target skips stage %(stages)s. Companies that skipped stages fell "
                "back, because nobody had agreed yet on who decides about prices and "
                "profit. Take one stage at a time.",
                stages=", ".join(map(str, skipped)),
            )

    @api.model
    def _suggest(self, company):
        """Return the stage that the segments of a company suggest."""
        segments = self.env["onetoone.segment"]._of_company(company)
        rank = company_level(
            segment.management_level for segment in segments if segment.member_count
        )
        return self.env["onetoone.management.level"].search([("rank", "=", rank)])
