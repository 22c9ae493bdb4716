from odoo import api, fields, models
from odoo.exceptions import UserError


class OnetooneAssessmentTarget(models.Model):
    """Where the company wants to stand; set by management, never an answer (B-W7)."""

    _name = "onetoone.assessment.target"
    _description = "One-to-One Assessment Target"
    _order = "dimension_id"

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, ondelete="restrict"
    )
    target = fields.Float(
        required=True, aggregator=None, help="Score to reach, 0 to 100."
    )

    _dimension_unique = models.Constraint(
        "UNIQUE(assessment_id, dimension_id)",
        "The round has a target for this dimension already.",
    )
    _target_range = models.Constraint(
        "CHECK(target >= 0 AND target <= 100)",
        "A target must lie between 0 and 100.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        targets = super().create(vals_list)
        targets._check_not_closed()
        return targets

    def write(self, vals):
        self._check_not_closed()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_until_closing(self):
        self._check_not_closed()

    def _check_not_closed(self):
        for assessment in self.assessment_id:
            if assessment.state == "closed":
                raise UserError(
                    self.env._(
                        "“%(round)s” is closed: its gaps were measured against the "
                        "targets it had.",
                        round=assessment.name,
                    )
                )
