from odoo import fields, models


class SurveyQuestionAnswer(models.Model):
    _inherit = "survey.question.answer"

    onetoone_level = fields.Integer(
        string="Level",
        aggregator=None,
        help="The rank of the option among those of its question: 1 is the lowest. "
        "Leaving an option out keeps the numbers of the others.",
    )
