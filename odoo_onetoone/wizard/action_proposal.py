from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html_escape

from ..models.plan.onetoone_action_template import REMEDIES
from ..optional_fields import OptionalFloat


class OnetooneActionProposal(models.TransientModel):
    """One activity that a closed round proposes, until the page is left."""

    _name = "onetoone.action.proposal"
    _description = "One-to-One Proposed Action"
    _order = "sequence, id"

    sequence = fields.Integer(string="Rank", readonly=True, aggregator=None)
    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, readonly=True, ondelete="cascade"
    )
    template_id = fields.Many2one(
        "onetoone.action.template", required=True, readonly=True, ondelete="cascade"
    )
    name = fields.Text(string="Activity", readonly=True)
    description = fields.Text(readonly=True)
    next_step = fields.Text(
        string="Goal in Words",
        readonly=True,
        help="The next answer to the question that falls short.",
    )
    dimension_id = fields.Many2one(
        "onetoone.dimension", string="Stage", readonly=True, ondelete="cascade"
    )
    dimension = fields.Char(string="Stage Name", readonly=True)
    remedy = fields.Selection(REMEDIES, readonly=True)
    subject = fields.Char(
        readonly=True, help="The indicator, question or stage that falls short."
    )
    indicator_id = fields.Many2one(
        "onetoone.indicator", readonly=True, ondelete="cascade"
    )
    question_code = fields.Char(readonly=True)
    value = OptionalFloat(
        string="Stands At", readonly=True, aggregator=None, help="From 0 to 100."
    )
    target = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="The target of the round; where none was set, where the next stage of "
        "development begins.",
    )
    gap = OptionalFloat(readonly=True, aggregator=None, help="Points to the target.")
    uncertainty = OptionalFloat(
        string="By Chance",
        readonly=True,
        aggregator=None,
        help="Points of the gap that may be chance: half of the 95 % interval of what "
        "people say; 0 where it is counted.",
    )
    weight = OptionalFloat(
        readonly=True,
        aggregator=None,
        help="Points of readiness that one point more there brings.",
    )
    priority = OptionalFloat(
        string="Gain",
        readonly=True,
        aggregator=None,
        help="Points of readiness that closing the gap beyond chance would bring. The "
        "proposals are ranked by it.",
    )
    is_fallback = fields.Boolean(
        string="By Its Stage",
        readonly=True,
        help="What it moves was not measured or has no weight, so that the gap is that "
        "of its stage. Such proposals come last.",
    )
    reason = fields.Text(string="Why", readonly=True)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def _show(self, assessment):
        """Return the action that shows what a closed round proposes now.

        :param assessment: none before the first round: nothing is proposed then
        """
        templates = self.env["onetoone.action.template"]
        proposals = templates._proposals(assessment) if assessment else []
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_action_proposal_action"
        )
        if assessment:
            action["display_name"] = self.env._(
                "Proposed by %(round)s", round=assessment.name
            )
        rows = self.create(
            [
                {
                    **{field: one[field] for field in one if field in self._fields},
                    "assessment_id": assessment.id,
                    "sequence": rank,
                }
                for rank, one in enumerate(proposals, 1)
            ]
        )
        return {
            **action,
            "domain": [("id", "in", rows.ids)],
            "help": self._nothing_to_show(assessment),
        }

    @api.model
    def _nothing_to_show(self, assessment):
        if not assessment:
            said = self.env._(
                "No round is closed yet: actions are proposed from its results. "
                "Hold a round under Assessments first."
            )
        elif assessment.readiness is False and assessment.evidence is False:
            said = self.env._(
                "Nothing is proposed: “%(round)s” has neither enough answers nor "
                "evidence to tell where the company stands.",
                round=assessment.name,
            )
        else:
            said = self.env._(
                "Nothing is proposed after “%(round)s”: no gap to a target is more "
                "than chance, or all that would help is planned or dropped already.",
                round=assessment.name,
            )
        return f'<p class="o_view_nocontent_empty_folder">{html_escape(said)}</p>'

    def action_accept(self):
        """Ask who takes care of the chosen proposals, and until when."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Accept"),
            "res_model": "onetoone.action.accept",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_proposal_ids": self.ids},
        }

    def action_drop(self):
        """Keep the chosen proposals away: they are not for this company."""
        drop = self.env["onetoone.action"]._drop
        self._turn_into(drop)

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _accept(self, user, deadline):
        """Return the actions made of the proposals, which leave the page."""
        accept = self.env["onetoone.action"]._accept
        return self._turn_into(partial(accept, user=user, deadline=deadline))

    def _turn_into(self, make):
        """Return the actions that ``make`` makes of proposals nobody took meanwhile."""
        actions = self.env["onetoone.action"]
        for assessment, proposals in self.grouped("assessment_id").items():
            taken = self.env["onetoone.action.template"]._taken(assessment)
            fresh = proposals.filtered(
                lambda one, gone=taken: one.template_id not in gone
            )
            actions |= make(assessment, fresh._as_values())
        if not actions:
            raise UserError(
                self.env._(
                    "Nothing was left to do: what you chose was accepted or dropped "
                    "already. Open the proposals again."
                )
            )
        self.unlink()
        return actions

    def _as_values(self):
        """Return the proposals as `_proposals` of the templates did."""
        return [
            {
                "template_id": one.template_id.id,
                "dimension_id": one.dimension_id.id,
                "indicator_id": one.indicator_id.id,
                **{
                    field: one[field]
                    for field in (
                        "name",
                        "description",
                        "next_step",
                        "remedy",
                        "reason",
                        "question_code",
                        "target",
                    )
                },
            }
            for one in self
        ]
