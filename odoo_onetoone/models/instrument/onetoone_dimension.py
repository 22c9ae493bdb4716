from odoo import fields, models


class OnetooneDimension(models.Model):
    _name = "onetoone.dimension"
    _description = "One-to-One Dimension"
    _order = "kind, sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("stage", "Stage"),
            ("aspect", "Aspect"),
            ("capability", "CRM Capability"),
            ("self_check", "Self Check"),
            ("quality", "CRM Quality"),
            ("service", "Service"),
            ("service_gap", "Service Gap"),
            ("contact", "Mystery Contact"),
            ("checklist", "Checklist"),
            ("challenge", "Challenge"),
        ],
        required=True,
        default="stage",
    )
    parent_id = fields.Many2one(
        "onetoone.dimension", string="Part of", index="btree_not_null"
    )
    weight = fields.Float(
        default=1.0,
        aggregator=None,
        help="How much the dimension counts in its parent and in totals.",
    )
    evidence_share = fields.Float(
        default=0.5,
        aggregator=None,
        help="Part of the combined score that comes from the company's own records "
        "(0 to 1). The rest comes from the questionnaires. A proposal of this app.",
    )
    gap_wanted_id = fields.Many2one(
        "onetoone.dimension",
        string="Wanted",
        index="btree_not_null",
        help="What a service gap is measured against. The gap is the score of what is "
        "given less that of what is wanted: below 0 is a shortfall.",
    )
    gap_given_id = fields.Many2one(
        "onetoone.dimension",
        string="Given",
        index="btree_not_null",
        help="What a service gap judges. The gap is the score of what is given less "
        "that of what is wanted: below 0 is a shortfall.",
    )
    gap_indicator_ids = fields.Many2many(
        "onetoone.indicator",
        string="Shown Beside It",
        help="What the company's own records show of what a service gap judges. It "
        "stands beside the gap and never enters it. A proposal of this app.",
    )
    level_ids = fields.One2many("onetoone.level", "dimension_id", string="Levels")
    indicator_ids = fields.One2many(
        "onetoone.indicator", "dimension_id", string="Indicators"
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A dimension with this code exists already."
    )
    _evidence_share_range = models.Constraint(
        "CHECK(evidence_share >= 0 AND evidence_share <= 1)",
        "The share of evidence must lie between 0 and 1.",
    )
    _weight_positive = models.Constraint(
        "CHECK(weight >= 0)", "The weight of a dimension cannot be negative."
    )
