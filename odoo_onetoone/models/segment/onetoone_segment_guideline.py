from odoo import fields, models

from ...optional_fields import OptionalFloat, OptionalInteger
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
        string="Min. Days",
        help="Days between two of our contacts by this channel, at least.",
    )
    max_interval_days = OptionalInteger(
        string="Max. Days",
        help="Days without a contact, at most.",
    )
    responsible = fields.Char(string="Who", help="Who contacts the members.")
    tone = fields.Char()
    needs_permission = fields.Boolean(
        string="Permission", help="Only members who agreed to be contacted."
    )

    # as of the last refresh, over those who are members then
    adherence = OptionalFloat(
        string="Followed (%)",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Of our personal contacts with members by this channel in the window, "
        "those that came at least the shortest interval after the one before, in "
        "calendar days, or after the customer spoke in between, and with permission "
        "where it is asked for. Empty where the guideline forbids nothing, and "
        "without any contact (C-C20).",
    )
    members_in_time = OptionalFloat(
        string="In Time (%)",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Members with a personal contact by this channel, in either direction, "
        "within the longest interval, in calendar days. Empty without a longest "
        "interval or member.",
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
