from odoo import api, fields, models
from odoo.exceptions import UserError


class OnetooneAdvice(models.Model):
    """What somebody wrote in own words, apart from the answers (B-W2).

    Texts wait unreadable until the round is closed; then those of a side and
    question with fewer than the minimum are deleted, signed ones excepted.
    """

    _name = "onetoone.advice"
    _description = "One-to-One Advice"
    _order = "assessment_id, side desc, id"
    _log_access = False
    _rec_name = "text"

    assessment_id = fields.Many2one(
        "onetoone.assessment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade"
    )
    is_published = fields.Boolean(readonly=True)
    side = fields.Selection(
        [("inside", "Inside"), ("outside", "Outside")], required=True, readonly=True
    )
    question_code = fields.Char(required=True, readonly=True)
    question = fields.Char(required=True, readonly=True)
    text = fields.Text(required=True, readonly=True)
    signature = fields.Char(
        string="Signed by",
        readonly=True,
        help="The customer chose to be known with this text.",
    )
    follow_up = fields.Selection(
        [
            ("new", "New"),
            ("taken_up", "Taken up"),
            ("done", "Done"),
            ("declined", "Declined"),
        ],
        default="new",
        required=True,
    )
    follow_up_note = fields.Char(string="What we do")

    def write(self, vals):
        """Let people follow up, never change what was said."""
        if not self.env.su and set(vals) - {"follow_up", "follow_up_note"}:
            raise UserError(
                self.env._("What people wrote cannot be changed: note what you do.")
            )
        return super().write(vals)

    @api.model
    def _publish(self, assessment, minimum):
        """Show the texts of a closed round where enough people wrote."""
        waiting = self.search(
            [("assessment_id", "=", assessment.id), ("is_published", "=", False)]
        )
        for texts in waiting.grouped(
            lambda one: (one.side, one.question_code)
        ).values():
            signed = texts.filtered("signature")
            unsigned = texts - signed
            if len(unsigned) < minimum:
                unsigned.unlink()
                texts = signed
            texts.is_published = True
