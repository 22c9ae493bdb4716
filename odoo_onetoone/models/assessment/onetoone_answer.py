from odoo import fields, models


class OnetooneAnswer(models.Model):
    """One answered question, without identity. No group may read it.

    Rows are inserted by the sealing of a round only, in random order. ``response``
    is a random key that joins the answers of one response.
    """

    _name = "onetoone.answer"
    _description = "One-to-One Answer"
    _log_access = False

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    group_id = fields.Many2one(
        "onetoone.respondent.group", required=True, ondelete="restrict"
    )
    survey_id = fields.Many2one("survey.survey", required=True, ondelete="restrict")
    response = fields.Char(required=True)
    question_code = fields.Char(required=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension", required=True, ondelete="restrict"
    )
    level = fields.Integer(required=True, aggregator=None)
    position = fields.Float(required=True, aggregator=None)
