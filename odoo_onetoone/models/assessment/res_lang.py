from odoo import Command, models
from odoo.exceptions import UserError


class ResLang(models.Model):
    _inherit = "res.lang"

    def write(self, vals):
        """Keep the languages of open rounds; drafts go on without the language."""
        if vals.get("active") is False:
            self._onetoone_check_unused()
            self._onetoone_leave_drafts()
        return super().write(vals)

    def _onetoone_check_unused(self):
        """Refuse to switch off a language in which people answer now."""
        for lang in self:
            used = self.env["onetoone.participant"].sudo().search(
                [
                    ("assessment_id.state", "=", "open"),
                    ("lang", "=", lang.code),
                ],
                limit=1,
            ).assessment_id or self.env["onetoone.assessment"].sudo().search(
                [("state", "=", "open"), ("lang_ids", "in", lang.id)], limit=1
            )
            if used:
                raise UserError(
                    self.env._(
                        "%(language)s cannot be switched off: people are asked in it "
                        "in the open round “%(round)s”. Close the round first.",
                        language=lang.name,
                        round=used.name,
                    )
                )

    def _onetoone_leave_drafts(self):
        drafts = (
            self.env["onetoone.assessment"]
            .sudo()
            .search([("state", "=", "draft"), ("lang_ids", "in", self.ids)])
        )
        drafts.write({"lang_ids": [Command.unlink(lang.id) for lang in self]})
        participants = self.env["onetoone.participant"].sudo()
        participants.search(
            [
                ("assessment_id.state", "=", "draft"),
                ("lang", "in", self.mapped("code")),
            ]
        ).lang = False
