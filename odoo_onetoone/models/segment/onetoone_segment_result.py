from odoo import api, fields, models

from ...engine.profit_and_loss import OVERLAP, SEGMENT, TOTAL, UNASSIGNED
from ...optional_fields import OptionalFloat


class OnetooneSegmentResult(models.Model):
    """Profit and loss of a segment in a quarter, and what completes its division.

    In each division and quarter the rows of segments, ``unassigned`` and ``overlap``
    add up to ``total``, the result of the company, in every column (C-D29, C-D30).
    Filled by ``onetoone.segment._refresh_results`` only.
    """

    _name = "onetoone.segment.result"
    _description = "Segment Profit and Loss"
    _order = "quarter desc, division_id, sequence, segment_id, id"
    _log_access = False

    company_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", readonly=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    division_id = fields.Many2one(
        "onetoone.segment.division",
        index="btree_not_null",
        ondelete="cascade",
        readonly=True,
        help="Empty: the segments without a division, taken together.",
    )
    segment_id = fields.Many2one(
        "onetoone.segment", index="btree_not_null", ondelete="cascade", readonly=True
    )
    kind = fields.Selection(
        [
            (SEGMENT, "Segment"),
            (UNASSIGNED, "Not in a segment"),
            (OVERLAP, "Counted more than once"),
            (TOTAL, "Company"),
        ],
        required=True,
        readonly=True,
    )
    name = fields.Char(string="Line", readonly=True)
    sequence = fields.Integer(aggregator=None, readonly=True)
    quarter = fields.Date(
        required=True,
        readonly=True,
        help="First day of the calendar quarter. A customer counts in the segments he "
        "belongs to on its last day, or by now; in quarters before a segment (of an "
        "exclusive division: before the division) was first refreshed, its first "
        "members count.",
    )
    customers = fields.Integer(
        readonly=True, help="Customers with a purchase in the quarter."
    )
    revenue = fields.Monetary(
        readonly=True, help="Purchases less refunds in the quarter, untaxed."
    )
    margin = fields.Monetary(
        readonly=True, help="Margin of the purchases whose margin is known."
    )
    revenue_without_margin = fields.Monetary(
        readonly=True, help="Revenue of the purchases whose margin is not known."
    )
    contact_cost = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        readonly=True,
        help="Personal contacts × ratio of their channel × unit contact cost of the "
        "company. Empty without a unit contact cost.",
    )
    contribution = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        readonly=True,
        help="Known margin less contact cost. Empty without a unit contact cost.",
    )

    _line_unique = models.UniqueIndex(
        "(company_id, quarter, kind, COALESCE(division_id, 0), COALESCE(segment_id, 0))"
    )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def _action_open(self):
        """Open the first division: figures of several must not be added up."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "odoo_onetoone.onetoone_segment_result_action"
        )
        division = self.search([("division_id", "!=", False)], limit=1).division_id
        return {
            **action,
            "context": {
                "search_default_without_total": 1,
                "searchpanel_default_division_id": division.id,
            },
        }
