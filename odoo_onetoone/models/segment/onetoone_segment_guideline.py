from odoo import fields, models

from ...optional_fields import OptionalInteger
from ..source.onetoone_interaction import CHANNELS


class OnetooneSegmentGuideline(models.Model):
    """How a segment is contacted at one touchpoint, whatever is offered (F-75)."""

    _name = "onetoone.segment.guideline"
    _description = "Contact Guideline"
    _order = "segment_id, channel, id"
    _rec_name = "channel"

    segment_id = fields.Many2one(
        "onetoone.segment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="segment_id.company_id", store=True, index=True
    )
    channel = fields.Selection(CHANNELS, required=True)
    min_interval_days = OptionalInteger(
        string="At Least (days)",
        help="Days between two of our contacts by this channel, at least.",
    )
    max_interval_days = OptionalInteger(
        string="At Most (days)",
        help="Days without a contact, at most.",
    )
    responsible = fields.Char(string="Who", help="Who contacts the members.")
    tone = fields.Char()
    needs_permission = fields.Boolean(
        string="Permission", help="Only members who agreed to be contacted."
    )

    _channel_unique = models.Constraint(
        "UNIQUE(segment_id, channel)",
        "The segment has a guideline for this channel already.",
    )
    _intervals_positive = models.Constraint(
        "CHECK(min_interval_days >= 1 AND max_interval_days >= 1)",
        "An interval must be at least one day; leave it empty for none.",
    )
    _intervals_in_order = models.Constraint(
        "CHECK(min_interval_days <= max_interval_days)",
        "The shortest interval must not be longer than the longest.",
    )
