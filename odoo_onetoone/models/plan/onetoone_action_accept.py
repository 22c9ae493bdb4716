from odoo import api, models


class OnetooneAction(models.Model):
    """How what a round proposes becomes an action, or is kept away."""

    _inherit = "onetoone.action"

    @api.model
    def _accept(self, assessment, proposals, user, deadline):
        """Return the actions made of proposals, with an owner and a deadline.

        :param proposals: some of what ``onetoone.action.template._proposals`` returned
        """
        return self.create(
            [
                {
                    **self._prepare_proposed(assessment, proposal),
                    "user_id": user.id,
                    "deadline": deadline,
                }
                for proposal in proposals
            ]
        )

    @api.model
    def _drop(self, assessment, proposals):
        """Note that proposals are not for this company, so that they stay away."""
        return self.create(
            [
                {
                    **self._prepare_proposed(assessment, proposal),
                    "user_id": False,
                    "state": "dropped",
                }
                for proposal in proposals
            ]
        )

    def _prepare_proposed(self, assessment, proposal):
        return {
            "company_id": assessment.company_id.id,
            "assessment_id": assessment.id,
            **{
                field: proposal[field]
                for field in (
                    "template_id",
                    "name",
                    "description",
                    "next_step",
                    "dimension_id",
                    "remedy",
                    "reason",
                    "indicator_id",
                    "question_code",
                    "target",
                )
            },
        }
