from odoo import fields, models

from ...optional_fields import OptionalFloat


class OnetooneSegmentProposition(models.Model):
    """What a segment is offered in one of the six elements, and the standard."""

    _name = "onetoone.segment.proposition"
    _description = "Proposition"
    _order = "segment_id, element, id"
    _rec_name = "element"

    segment_id = fields.Many2one(
        "onetoone.segment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="segment_id.company_id", store=True, index=True
    )
    element = fields.Selection(
        [
            ("price", "Price"),
            ("service", "Service"),
            ("transaction", "Transaction Contact"),
            ("relationship", "Relationship"),
            ("logistics", "Logistics"),
            ("product", "Product"),
        ],
        required=True,
    )
    benefit = fields.Char(translate=True, help="What the customer gains.")
    standard = fields.Char(
        translate=True, help="By which it can be checked whether we keep our word."
    )

    measure = fields.Selection(
        [
            ("complaint_hours", "Hours to close a complaint"),
            ("response_hours", "Hours to the first answer"),
            ("contact_days", "Days since the last contact"),
        ],
        string="Measured By",
        help="Which data tells whether we kept our word.",
    )
    limit = OptionalFloat(help="Working hours or days, at most.")
    hit_rate = OptionalFloat(
        string="Kept (%)",
        readonly=True,
        copy=False,
        aggregator=None,
        help="How often the limit was kept with the members in the window.",
    )

    _element_unique = models.Constraint(
        "UNIQUE(segment_id, element)",
        "The segment has a proposition for this element already.",
    )
