from odoo import Command, models


class OnetooneAssessment(models.Model):
    """The next round starts from the settings of the last one."""

    _inherit = "onetoone.assessment"

    def action_next_round(self):
        """Start the next round from the settings of this one, and open its form."""
        self.ensure_one()
        following = self.copy(
            {
                "name": self.env._("%(round)s (next)", round=self.name),
                "as_of": self.company_id._onetoone_as_of(),
                "previous_id": self.id if self.state == "closed" else False,
                "survey_ids": [Command.set(self._masters().ids)],
            }
        )
        for line, old in zip(
            following.group_ids.sorted("group_id"),
            self.group_ids.sorted("group_id"),
            strict=True,
        ):
            line.survey_ids = self._masters(old.survey_ids)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": following.id,
            "views": [(False, "form")],
        }

    def _masters(self, surveys=None):
        """Return the questionnaires the copies of this round were made from.

        A wording for customers comes along with its questionnaire by itself.
        """
        surveys = self.survey_ids if surveys is None else surveys
        masters = surveys.filtered(
            lambda survey: not survey.onetoone_assessment_id
        ) | surveys.onetoone_master_id.filtered("active")
        return masters - masters.onetoone_customer_wording_id
