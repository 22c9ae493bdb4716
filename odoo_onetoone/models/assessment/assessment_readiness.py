from odoo import fields, models

from ...optional_fields import OptionalFloat

DEVELOPMENT_STAGES = [
    ("product_driven", "Product-driven"),
    ("customer_sensitive", "Customer-sensitive"),
    ("customer_driven", "Customer-driven"),
    ("one_to_one", "One-to-one"),
]


class OnetooneAssessment(models.Model):
    """How ready the company is: what people say and what its records show, joined."""

    _inherit = "onetoone.assessment"

    opinion = OptionalFloat(
        readonly=True,
        copy=False,
        help="What people say, 0 to 100: half the mean of the four stages, half that "
        "of the 18 questions of the gap tool. One of the two alone where the other has "
        "fewer than three stages or twelve questions.",
    )
    opinion_low = OptionalFloat(
        string="Opinion From",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Lower limit of the 95 % interval of the opinion. Empty: too few people "
        "answered.",
    )
    opinion_high = OptionalFloat(
        string="Opinion To",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Upper limit of the 95 % interval of the opinion. Empty: too few people "
        "answered.",
    )
    evidence = OptionalFloat(
        readonly=True,
        copy=False,
        help="What the company's own records show, 0 to 100: the mean of the four "
        "stages by weight, each the mean position of its indicators by weight.",
    )
    evidence_coverage = OptionalFloat(
        string="Coverage",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Part of the weight of the indicators that was measured, as the mean of "
        "the four stages.",
    )
    readiness = OptionalFloat(
        readonly=True,
        copy=False,
        help="Opinion and evidence joined, 0 to 100. Evidence counts its share (half, "
        "unless set otherwise with the stages), and less where less than half of it "
        "was measured. Without opinion there is no readiness.",
    )
    readiness_low = OptionalFloat(
        string="Readiness From",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Lower limit of the 95 % interval. It comes from the opinion: evidence is "
        "counted, not sampled.",
    )
    readiness_high = OptionalFloat(
        string="Readiness To",
        readonly=True,
        copy=False,
        aggregator=None,
        help="Upper limit of the 95 % interval. It comes from the opinion: evidence is "
        "counted, not sampled.",
    )
    development_stage = fields.Selection(
        DEVELOPMENT_STAGES,
        readonly=True,
        copy=False,
        help="The name of the readiness: below 25 product-driven, below 50 "
        "customer-sensitive, below 75 customer-driven, else one-to-one. It needs an "
        "opinion, and evidence in three stages.",
    )
    development_stage_low = fields.Selection(
        DEVELOPMENT_STAGES,
        string="At Least",
        readonly=True,
        copy=False,
        help="The lowest stage that lies inside the interval of the readiness.",
    )
    development_stage_high = fields.Selection(
        DEVELOPMENT_STAGES,
        string="At Most",
        readonly=True,
        copy=False,
        help="The highest stage that lies inside the interval of the readiness.",
    )
