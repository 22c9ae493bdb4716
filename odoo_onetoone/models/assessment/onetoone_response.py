from odoo import fields, models


class OnetooneResponse(models.Model):
    """What a sealed response still needs until the round is closed.

    Place, product line and department stand here, apart from the answers, and go
    when the scores are computed: together with the group they could name a person.
    """

    _name = "onetoone.response"
    _description = "One-to-One Sealed Response"
    _log_access = False

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    response = fields.Char(required=True)
    place = fields.Char()
    product_line = fields.Char()
    department = fields.Char()
