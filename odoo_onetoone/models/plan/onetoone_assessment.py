from odoo import api, fields, models

from .round_standing import RoundStanding


class OnetooneAssessment(models.Model):
    """A round proposes actions, and tells what became of the earlier ones."""

    _inherit = "onetoone.assessment"

    action_ids = fields.One2many("onetoone.action", "assessment_id", string="Actions")
    action_count = fields.Integer(
        compute="_compute_action_count",
        help="Actions that follow from this round.",
    )
    action_result_ids = fields.One2many(
        "onetoone.action.result",
        "assessment_id",
        string="Actions since the Last Round",
        readonly=True,
    )

    @api.depends("action_ids")
    def _compute_action_count(self):
        counts = dict(
            self.env["onetoone.action"]._read_group(
                [("assessment_id", "in", self.ids), ("state", "!=", "dropped")],
                ["assessment_id"],
                ["__count"],
            )
        )
        for assessment in self:
            assessment.action_count = counts.get(assessment._origin, 0)

    @api.model
    def _latest_closed(self, company):
        """Return the latest closed round of a company."""
        return self.search(
            [("company_id", "=", company.id), ("state", "=", "closed")], limit=1
        )

    def _standing(self):
        """Return where everything an action can move stood in the closed round."""
        self.ensure_one()
        return RoundStanding(self.sudo())

    def _close(self):
        result = super()._close()
        self.env["onetoone.action"].sudo()._follow_up(self)
        return result

    def action_open_actions(self):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "odoo_onetoone.onetoone_action_action"
            ),
            "domain": [("assessment_id", "=", self.id)],
            "context": {"default_assessment_id": self.id},
        }

    def action_open_proposals(self):
        """Work out what the round proposes now, and show it."""
        self.ensure_one()
        return self.env["onetoone.action.proposal"]._show(self)

    @api.model
    def action_open_latest_proposals(self):
        """Show what the latest closed round of the company proposes."""
        latest = self._latest_closed(self.env.company.root_id)
        return self.env["onetoone.action.proposal"]._show(latest)
