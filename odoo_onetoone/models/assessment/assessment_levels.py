from odoo import api, fields, models


class OnetooneAssessment(models.Model):
    """The levels of a round's stages: suggested by the records, and confirmed."""

    _inherit = "onetoone.assessment"

    level_ids = fields.One2many(
        "onetoone.assessment.level",
        "assessment_id",
        string="Levels",
        default=lambda self: self._default_level_ids(),
        help="The level of each stage that the company's own records suggest, and the "
        "one that somebody responsible confirms. Both are frozen at closing.",
    )

    @api.model
    def _default_level_ids(self):
        stages = self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        return [fields.Command.create({"dimension_id": stage.id}) for stage in stages]

    def _complete_levels(self):
        """Add the lines of stages that a round does not have yet."""
        stages = self.env["onetoone.dimension"].search([("kind", "=", "stage")])
        self.env["onetoone.assessment.level"].create(
            [
                {"assessment_id": assessment.id, "dimension_id": stage.id}
                for assessment in self
                for stage in stages - assessment.level_ids.dimension_id
            ]
        )

    def _freeze_levels(self):
        """Keep what the records suggest, before anything is scored with it."""
        self._complete_levels()
        self.level_ids._freeze()

    def _suggested_levels(self):
        """Return {stage code: rank} that the records suggested at closing."""
        return {
            line.dimension_id.code: line.suggestion["rank"]
            for line in self.level_ids.sudo()
            if line.suggestion
        }

    def _confirmed_levels(self):
        """Return {stage code: rank} that people confirmed."""
        return {
            line.dimension_id.code: line.confirmed_level_id.rank
            for line in self.level_ids.sudo()
            if line.confirmed_level_id
        }
