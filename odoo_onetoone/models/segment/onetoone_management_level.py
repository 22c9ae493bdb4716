from odoo import api, fields, models


class OnetooneManagementLevel(models.Model):
    """One stage of the ladder of customer management (A-002.4, E-42)."""

    _name = "onetoone.management.level"
    _description = "Stage of Customer Management"
    _order = "rank"

    rank = fields.Integer(required=True, readonly=True, aggregator=None)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True, help="What it looks like.")
    role = fields.Text(translate=True, help="Who acts for the customers.")
    duties = fields.Text(translate=True, help="What that person has to do.")
    kpis = fields.Text(
        string="KPIs", translate=True, help="By which results it is judged."
    )

    _rank_unique = models.Constraint("UNIQUE(rank)", "The ladder has this stage.")
    _rank_in_range = models.Constraint(
        "CHECK(rank BETWEEN 0 AND 5)", "The ladder has the stages 0 to 5."
    )

    @api.depends("rank", "name")
    def _compute_display_name(self):
        for level in self:
            level.display_name = f"{level.rank} {level.name or ''}".strip()
