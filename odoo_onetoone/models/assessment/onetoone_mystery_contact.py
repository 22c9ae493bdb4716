from odoo import fields, models
from odoo.tools import SQL

# codes of the questions in own words of the questionnaire "My Own Visit or Call"
QUESTIONS = ("mystery_contact_occasion", "mystery_contact_best", "mystery_contact_idea")


class OnetooneMysteryContact(models.Model):
    """What colleagues noted on their own visits and calls, for all staff (E-20)."""

    _name = "onetoone.mystery.contact"
    _description = "Mystery Contact"
    _auto = False
    _log_access = False
    _order = "as_of desc, id desc"
    _rec_name = "text"

    company_id = fields.Many2one("res.company", readonly=True)
    as_of = fields.Date(string="Date", readonly=True)
    question = fields.Char(readonly=True)
    text = fields.Text(readonly=True)
    follow_up = fields.Selection(
        lambda self: self.env["onetoone.advice"]._fields["follow_up"].selection,
        readonly=True,
    )
    follow_up_note = fields.Char(string="What we do", readonly=True)

    @property
    def _table_query(self):
        """Return the published texts of the inside; who wrote them is not known."""
        self.env["onetoone.advice"].flush_model()
        return SQL(
            """
            SELECT advice.id, advice.company_id, assessment.as_of, advice.question,
                   advice.text, advice.follow_up, advice.follow_up_note
              FROM onetoone_advice advice
              JOIN onetoone_assessment assessment
                ON assessment.id = advice.assessment_id
             WHERE advice.is_published AND advice.side = 'inside'
                   AND advice.question_code IN %s
            """,
            QUESTIONS,
        )
