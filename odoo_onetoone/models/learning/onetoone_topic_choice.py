from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..source.onetoone_interaction import CHANNELS
from .res_partner import PERMISSIONS


class OnetooneTopicChoice(models.Model):
    """One of the answers on offer; archived, it stays where it was given."""

    _name = "onetoone.topic.choice"
    _description = "Choice of a Topic"
    _order = "sequence, id"

    topic_id = fields.Many2one(
        "onetoone.topic", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    channel = fields.Selection(CHANNELS, help="The channel that this choice asks for.")
    permission = fields.Selection(PERMISSIONS, help="What this choice allows us to do.")

    @api.constrains("name", "topic_id")
    def _check_names(self):
        for topic in self.with_context(active_test=False).topic_id:
            names = [
                (choice.name or "").strip().casefold() for choice in topic.choice_ids
            ]
            if not all(names) or len(set(names)) < len(names):
                raise ValidationError(
                    self.env._(
                        "Give each choice of “%(topic)s” a name of its own, archived "
                        "ones too.",
                        topic=topic.name,
                    )
                )

    @api.constrains("active", "channel", "permission")
    def _check_topics(self):
        self.topic_id._check_choices()
        self.topic_id._check_wish()

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        choices = super().create(vals_list)
        choices.topic_id._forget_questions()
        return choices

    def write(self, vals):
        if "topic_id" in vals:
            moved = self.filtered(lambda choice: choice.topic_id.id != vals["topic_id"])
            if moved._learnt():
                raise UserError(
                    self.env._(
                        "A choice that was given as an answer stays in its topic."
                    )
                )
        result = super().write(vals)
        if "name" in vals:
            self._rename_answers()
        self.topic_id._forget_questions()
        return result

    def unlink(self):
        topics = self.topic_id
        result = super().unlink()
        topics._forget_questions()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_learnt(self):
        learnt = self._learnt()
        if learnt:
            raise UserError(
                self.env._(
                    "“%(choice)s” was given as an answer: archive the choice instead "
                    "of deleting it.",
                    choice=learnt[0].name,
                )
            )

    # ------------------------------------------------------------
    # TOOLS
    # ------------------------------------------------------------

    def _canonical_name(self):
        """Return the name that is kept as answer: the same one in every language."""
        self.ensure_one()
        return self.with_context(lang=None).name.strip()

    def _learnt(self):
        """Return the choices that were given as an answer, in whichever company."""
        groups = (
            self.env["onetoone.learning"]
            .sudo()
            ._read_group([("choice_id", "in", self.ids)], ["choice_id"])
        )
        return self.browse(choice.id for [choice] in groups)

    def _rename_answers(self):
        """Write the new names to the answers given, at once."""
        learnings = self.env["onetoone.learning"].sudo()
        learnings.flush_model(["choice_id", "value"])
        for choice in self:
            self.env.execute_query(
                SQL(
                    "UPDATE onetoone_learning SET value = %s WHERE choice_id = %s",
                    choice._canonical_name(),
                    choice.id,
                )
            )
        learnings.invalidate_model(["value"])
