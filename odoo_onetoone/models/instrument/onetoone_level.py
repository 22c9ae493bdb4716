from odoo import api, fields, models


class OnetooneLevel(models.Model):
    _name = "onetoone.level"
    _description = "One-to-One Level"
    _order = "dimension_id, rank"

    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, index=True, ondelete="cascade"
    )
    rank = fields.Integer(required=True, help="1 is the lowest step of the ladder.")
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    is_business_only = fields.Boolean(
        string="Business Customers Only",
        help="Applies to companies that sell to other companies. "
        "Leaving it out keeps the numbers of the other levels.",
    )

    _rank_unique = models.Constraint(
        "UNIQUE(dimension_id, rank)",
        "The ladder of this dimension has a level with this rank already.",
    )
    _rank_positive = models.Constraint("CHECK(rank >= 1)", "Ranks start at 1.")

    @api.depends("rank", "name")
    def _compute_display_name(self):
        for level in self:
            level.display_name = f"{level.rank}. {level.name}"
