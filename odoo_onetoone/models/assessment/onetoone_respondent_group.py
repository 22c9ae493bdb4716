from odoo import api, fields, models


class OnetooneRespondentGroup(models.Model):
    """A kind of respondent; its weight follows the position in the enterprise."""

    _name = "onetoone.respondent.group"
    _description = "One-to-One Respondent Group"
    _order = "sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    side = fields.Selection(
        [("inside", "Inside"), ("outside", "Outside")],
        required=True,
        default="inside",
        help="Inside the company, or outside: partners and customers.",
    )
    weight = fields.Float(
        default=1.0,
        aggregator=None,
        help="How much the group counts in totals. A proposal of this app: "
        "the weight follows the position in the enterprise.",
    )
    sequence = fields.Integer(
        default=10,
        help="Groups inside that answer too rarely are joined with a neighbour "
        "in this order.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A respondent group with this code exists already."
    )
    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a group cannot be negative."
    )

    @api.model
    def _block_names(self, blocks):
        """Return {block: the names of its groups}; a block is "code+code"."""
        groups = self.with_context(active_test=False).search([("code", "!=", False)])
        names = {group.code: group.name for group in groups}
        return {
            block: ", ".join(names.get(code, code) for code in block.split("+"))
            for block in blocks
        }
