from odoo import fields, models


class OnetooneSegmentDivision(models.Model):
    """One way to divide the customers; several stand side by side (C-D26)."""

    _name = "onetoone.segment.division"
    _description = "Division into Segments"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    basis = fields.Selection(
        [
            ("value", "Value"),
            ("needs", "Needs"),
            ("behaviour", "Behaviour"),
            ("potential", "Potential"),
            ("attributes", "Attributes"),
        ],
        required=True,
        default="value",
        help="What tells its segments apart.",
    )
    is_exclusive = fields.Boolean(
        string="Exclusive",
        default=True,
        help="A customer is in one segment of the division at most: the first that "
        "fits, in their order.",
    )
    segment_ids = fields.One2many("onetoone.segment", "division_id")
