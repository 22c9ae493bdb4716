import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class SurveyUserInput(models.Model):
    """An answer in the making: it waits, unreadable, until it is sealed or dropped."""

    _inherit = "survey.user_input"

    onetoone_assessment_id = fields.Many2one(
        "onetoone.assessment",
        index="btree_not_null",
        ondelete="cascade",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    onetoone_group_id = fields.Many2one(
        "onetoone.respondent.group",
        ondelete="restrict",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    onetoone_participant_id = fields.Many2one(
        "onetoone.participant",
        index="btree_not_null",
        ondelete="cascade",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    onetoone_respondent = fields.Char(
        index="btree_not_null",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Random key that joins the questionnaires of one respondent.",
    )

    def _mark_done(self):
        """Finish natively, and note who submitted everything.

        Sealing deletes the input, so it is left to the cron: the page that thanks the
        respondent, and other addons, still read it.
        """
        result = super()._mark_done()
        self.onetoone_participant_id._update_finished()
        return result

    def _notify_new_participation_subscribers(self):
        """Keep silent about answers of a round: not even their time is told."""
        others = self.filtered(lambda one: one.survey_id.survey_type != "onetoone")
        return super(SurveyUserInput, others)._notify_new_participation_subscribers()

    def action_resend(self):
        self._refuse_for_rounds()
        return super().action_resend()

    def action_print_answers(self):
        self._refuse_for_rounds()
        return super().action_print_answers()

    def _refuse_for_rounds(self):
        if any(one.survey_id.survey_type == "onetoone" for one in self.sudo()):
            raise UserError(
                self.env._("Answers of a One-to-One round cannot be opened.")
            )

    def _forget(self):
        """Delete the inputs with their lines and anything said about them."""
        self.env["mail.message"].sudo().search(
            [("model", "=", self._name), ("res_id", "in", self.ids)]
        ).unlink()
        # the ORM would first recompute fields of every line that is about to go
        lines = self.env["survey.user_input.line"]
        lines.flush_model()
        self.env.execute_query(
            SQL(
                "DELETE FROM survey_user_input_line WHERE user_input_id = ANY(%s)",
                self.ids,
            )
        )
        lines.invalidate_model()
        self.invalidate_recordset(["user_input_line_ids"])
        self.unlink()

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _onetoone_start(self, line, participant=None):
        """Create the inputs of one respondent of a group of a round, as nobody.

        :param line: the `onetoone.assessment.group`
        :param participant: the participant of a personal link, if it is one
        """
        public = self.env.ref("base.public_user")
        inputs = (
            self.with_user(public)
            .sudo()
            .with_context(
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
                tracking_disable=True,
            )
        )
        respondent = secrets.token_urlsafe(24)
        return inputs.create(
            [
                {
                    "survey_id": survey.id,
                    "onetoone_assessment_id": line.assessment_id.id,
                    "onetoone_group_id": line.group_id.id,
                    "onetoone_participant_id": participant and participant.id,
                    "onetoone_respondent": respondent,
                }
                for survey in line.survey_ids.sorted("id")
            ]
        )

    def _onetoone_withdraw(self):
        """Delete all answers of a respondent who asked for it, and its links."""
        self.onetoone_participant_id._withdraw()
        self.exists()._forget()

    def _onetoone_is_welcome(self):
        """Return whether the round of an input still takes answers."""
        self.ensure_one()
        return self.onetoone_assessment_id._takes_answers()

    def _onetoone_next(self):
        """Return the next input of the same respondent that is not submitted."""
        unfinished = self.search(
            [
                ("onetoone_respondent", "in", self.mapped("onetoone_respondent")),
                ("state", "!=", "done"),
            ],
            order="id",
            limit=1,
        )
        return unfinished
