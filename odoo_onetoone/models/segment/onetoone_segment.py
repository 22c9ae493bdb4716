from odoo import fields, models

from ...optional_fields import OptionalFloat


class OnetooneSegment(models.Model):
    """A managed group of customers and prospects."""

    _name = "onetoone.segment"
    _description = "Segment"
    _order = "division_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        default=10, help="In an exclusive division, the first that fits has a customer."
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        default=lambda self: self.env.company.root_id,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    division_id = fields.Many2one(
        "onetoone.segment.division", index=True, ondelete="restrict"
    )
    domain = fields.Char(
        string="Who Belongs to It",
        required=True,
        default="[('is_customer', '=', True)]",
        help="Condition on customer profiles.",
    )
    manager_id = fields.Many2one(
        "res.users",
        string="Segment Manager",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
    )
    guideline_ids = fields.One2many("onetoone.segment.guideline", "segment_id")
    proposition_ids = fields.One2many("onetoone.segment.proposition", "segment_id")
    member_ids = fields.One2many("onetoone.segment.member", "segment_id")
    review_date = fields.Date(
        string="Reviewed", help="When a person last confirmed who belongs to it."
    )

    # as of the last refresh of its members
    member_count = fields.Integer(string="Members", readonly=True)
    retention = OptionalFloat(
        string="Retention (%)",
        readonly=True,
        help="Members who bought in the window before and in this one, of those who "
        "bought then, per year.",
    )
