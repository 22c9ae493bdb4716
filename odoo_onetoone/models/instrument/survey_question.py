from odoo import fields, models


class SurveyQuestion(models.Model):
    _inherit = "survey.question"

    survey_type = fields.Selection(related="survey_id.survey_type")
    onetoone_code = fields.Char(
        string="One-to-One Code",
        help="Keeps answers comparable between rounds, and between the wordings of one "
        "question. Keep it when the wording changes, change it when the meaning does.",
    )
    onetoone_dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Counts for",
        index="btree_not_null",
        ondelete="restrict",
        help="What the answers to the question are a score of. Empty: not scored.",
    )
    onetoone_stage_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        domain=[("kind", "=", "stage")],
        index="btree_not_null",
        help="The stage the question belongs to: for reading and planning only, it "
        "changes no score. A proposal of this app.",
    )
