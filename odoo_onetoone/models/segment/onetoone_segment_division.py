from odoo import api, fields, models


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
    topic_id = fields.Many2one(
        "onetoone.topic",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        help="The question whose answers its segments stand for.",
    )
    segment_ids = fields.One2many("onetoone.segment", "division_id")
    segment_count = fields.Integer(
        string="Segments",
        compute="_compute_segment_count",
        help="Segments in this division.",
    )

    @api.depends("segment_ids")
    def _compute_segment_count(self):
        counts = dict(
            self.env["onetoone.segment"]._read_group(
                [("division_id", "in", self.ids)], ["division_id"], ["__count"]
            )
        )
        for division in self:
            division.segment_count = counts.get(division, 0)

    def write(self, vals):
        result = super().write(vals)
        if not {"is_exclusive", "sequence"}.isdisjoint(vals):
            # who comes first has the customer: the members may be others now
            self.segment_ids.sudo().write({"needs_refresh": True})
            self.segment_ids._wake_refresh()
        return result

    def action_open_segments(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "onetoone.segment",
            "views": [(False, "list"), (False, "form")],
            "domain": [("division_id", "=", self.id)],
            "context": {"default_division_id": self.id},
        }
