from odoo import fields, models


class OnetooneSegmentMember(models.Model):
    """A period in which a customer belonged to a segment."""

    _name = "onetoone.segment.member"
    _description = "Segment Membership"
    _order = "date_from desc, id desc"
    _rec_name = "partner_id"
    _log_access = False

    segment_id = fields.Many2one(
        "onetoone.segment", required=True, ondelete="cascade", readonly=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(
        string="Until", readonly=True, help="Not any more from this day on; empty: now."
    )

    _segment_idx = models.Index("(segment_id, partner_id) WHERE date_to IS NULL")
    _partner_idx = models.Index("(partner_id)")
    _period_idx = models.Index("(company_id, date_from)")
