from odoo import fields, models


class OnetooneChecklistItem(models.Model):
    """A rule that only people can judge: a question for the questionnaires."""

    _name = "onetoone.checklist.item"
    _description = "One-to-One Checklist Item"
    _order = "dimension_id, sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(string="Question", required=True, translate=True)
    rule = fields.Char(
        required=True, help="The rule of the requirements inventory it stands for."
    )
    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A checklist item with this code exists already."
    )
