from odoo import fields, models


class OnetooneTopic(models.Model):
    """Something worth knowing of a customer, asked a little at a time."""

    _name = "onetoone.topic"
    _description = "Topic"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    question = fields.Char(
        required=True, translate=True, help="As our people ask it in a conversation."
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10, help="Most useful questions come first.")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        ondelete="cascade",
        domain=[("parent_id", "=", False)],
        help="Empty: for all companies.",
    )
    kind = fields.Selection(
        [
            ("choice", "Choice"),
            ("text", "Text"),
            ("date", "Date"),
            ("number", "Number"),
        ],
        required=True,
        default="choice",
    )
    choice_ids = fields.One2many("onetoone.topic.choice", "topic_id", copy=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        domain=[("kind", "=", "stage")],
        index=True,
        ondelete="restrict",
        help="The stage of one-to-one marketing that the answer serves.",
    )
    segment_ids = fields.Many2many(
        "onetoone.segment",
        "onetoone_topic_segment_rel",
        "topic_id",
        "segment_id",
        string="Segments",
        help="Asked only of their members; empty: of everybody.",
    )
    asks_prospects = fields.Boolean(
        string="Prospects", default=True, help="Also asked of who has not bought yet."
    )
    renewal_months = fields.Integer(
        string="Renew After (months)",
        help="What was learnt is asked again after this time; 0: never.",
    )

    _renewal_not_negative = models.Constraint(
        "CHECK(renewal_months >= 0)", "The months until renewal must not be below zero."
    )
