from odoo import fields, models


class OnetooneAssessment(models.Model):
    """Where the company stood on the ladder of customer management (0 to 5)."""

    _inherit = "onetoone.assessment"

    segment_level_id = fields.Many2one(
        "onetoone.management.level",
        string="Segment Management",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="Stage 0 to 5 of the ladder of customer management when the round was "
        "closed: the latest one decided, else the one that the segments suggest.",
    )
    segment_target_id = fields.Many2one(
        "onetoone.management.level",
        string="To Be Reached",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The stage that the company had decided to reach. Empty: none was.",
    )
    segment_level_basis = fields.Selection(
        [("decided", "Decided"), ("suggested", "Suggested by the segments")],
        string="Rests On",
        readonly=True,
        copy=False,
        help="Decided: entered by a person with a reason. Suggested: the stage of the "
        "least managed segment that has members, 0 without any.",
    )

    def _segment_position_values(self):
        """Return the position at closing."""
        positions = self.env["onetoone.segment.position"].sudo()
        decided = positions.search(
            [
                ("company_id", "=", self.company_id.id),
                ("date", "<=", fields.Date.context_today(self)),
            ],
            limit=1,
        )
        level = decided.level_id or positions._suggest(self.company_id)
        return {
            "segment_level_id": level.id,
            "segment_target_id": decided.target_level_id.id,
            "segment_level_basis": "decided" if decided else "suggested",
        }
