from odoo import fields, models


class OnetooneSegmentPlan(models.Model):
    """What is planned for a segment, and with which resources (E-44)."""

    _name = "onetoone.segment.plan"
    _description = "Segment Plan"
    _order = "segment_id, aim, deadline, id"

    segment_id = fields.Many2one(
        "onetoone.segment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="segment_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    name = fields.Char(required=True)
    aim = fields.Selection(
        [
            ("development", "Development"),
            ("retention", "Retention"),
            ("growth", "Growth"),
        ],
        required=True,
        default="development",
        help="Development: make more of what they buy. Retention: keep them. Growth: "
        "win more of them.",
    )
    resources = fields.Text(help="People, systems and material it takes.")
    budget = fields.Monetary(
        groups="odoo_onetoone.group_onetoone_analyst",
        help="Money set aside for the plan.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        ondelete="set null",
        domain=[("share", "=", False)],
    )
    deadline = fields.Date()
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("running", "Running"),
            ("done", "Done"),
            ("dropped", "Dropped"),
        ],
        required=True,
        default="planned",
    )
    expected_result = fields.Char(help="By which we will see that it worked.")

    _budget_not_negative = models.Constraint(
        "CHECK(budget IS NULL OR budget >= 0)", "A budget must not be below zero."
    )
