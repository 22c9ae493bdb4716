from odoo import api, fields, models
from odoo.exceptions import ValidationError

REMEDIES = [
    ("technology", "Technology"),
    ("mindset", "Mindset"),
    ("process", "Process"),
    ("strategy", "Strategy"),
]


class OnetooneActionTemplate(models.Model):
    """An activity that is known to help, with what it should move."""

    _name = "onetoone.action.template"
    _description = "One-to-One Action Template"
    _order = "dimension_id, sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True, help="What to do, step by step.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    dimension_id = fields.Many2one(
        "onetoone.dimension",
        string="Stage",
        domain=[("kind", "=", "stage")],
        index="btree_not_null",
        ondelete="restrict",
        help="The stage it belongs to. Empty: it concerns the whole company.",
    )
    remedy = fields.Selection(
        REMEDIES,
        required=True,
        help="What kind of shortcoming it remedies. Settle mindset, process and "
        "strategy before you buy technology.",
    )
    indicator_ids = fields.Many2many(
        "onetoone.indicator",
        string="Indicators",
        help="What the records should show when it works.",
    )
    question_codes = fields.Char(
        string="Questions",
        help="Codes of the questions whose answers it should move, separated by "
        "blanks, such as “gap_05 gap_06”.",
    )
    source_note = fields.Char(
        string="Taken from", help="Where the activity is described, or who proposed it."
    )

    _code_unique = models.Constraint(
        "UNIQUE(code)", "An action template with this code exists already."
    )

    @api.constrains("question_codes")
    def _check_question_codes(self):
        wanted = {code for template in self for code in template._question_codes()}
        known = self._known_question_codes(wanted)
        for template in self:
            unknown = [one for one in template._question_codes() if one not in known]
            if unknown:
                raise ValidationError(
                    self.env._(
                        "“%(template)s” names questions that do not exist: %(codes)s. "
                        "Write the One-to-One codes of questions, separated by blanks.",
                        template=template.name,
                        codes=", ".join(unknown),
                    )
                )

    def _known_question_codes(self, codes):
        """Return those codes that a question of a questionnaire carries."""
        questions = self.env["survey.question"].sudo()
        found = questions.search_fetch(
            [("onetoone_code", "in", list(codes))], ["onetoone_code"]
        )
        return set(found.mapped("onetoone_code"))

    def _question_codes(self):
        """Return the codes of the template's questions, in its order."""
        self.ensure_one()
        return (self.question_codes or "").split()
