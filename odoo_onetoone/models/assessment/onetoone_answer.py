from odoo import fields, models


class UncheckedMany2one(fields.Many2one):
    """A reference that PostgreSQL does not check.

    Closing writes every answer of a round anew, with values that were checked when
    the round was opened; checking five references of 80,000 rows takes longer than
    writing them. What they lead to cannot be deleted: nobody can delete a round that
    was opened, and it refers to the rest.
    """

    def update_db_foreign_key(self, model, column):
        """Add no foreign key."""


class OnetooneAnswer(models.Model):
    """One answered question, without identity. No group may read it.

    Rows are inserted by the sealing of a round only, in random order. ``response``
    is a random key that joins the answers of one response.
    """

    _name = "onetoone.answer"
    _description = "One-to-One Answer"
    _log_access = False

    assessment_id = UncheckedMany2one("onetoone.assessment", required=True, index=True)
    company_id = UncheckedMany2one("res.company", required=True)
    group_id = UncheckedMany2one("onetoone.respondent.group", required=True)
    survey_id = UncheckedMany2one("survey.survey", required=True)
    response = fields.Char(required=True)
    question_code = fields.Char(required=True)
    dimension_id = UncheckedMany2one("onetoone.dimension", required=True)
    level = fields.Integer(required=True, aggregator=None)
    position = fields.Float(required=True, aggregator=None)
