from odoo import api, fields, models


class OnetooneAssessment(models.Model):
    """How answers that wait become answers nobody can trace.

    One transaction inserts them, and deletes the inputs, lines, messages, links and
    mails they came from.
    """

    _inherit = "onetoone.assessment"

    @api.model
    def _cron_seal(self):
        """Once a day, seal what waits in open rounds and remind who was invited."""
        for assessment in self.search([("state", "=", "open")]):
            assessment._forget_abandoned()
            assessment._seal()
            assessment._remind()
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _cron_invite(self):
        """Send the invitations of open rounds, some hundred at a time."""
        waiting = [
            ("assessment_id.state", "=", "open"),
            "|",
            ("assessment_id.deadline", "=", False),
            ("assessment_id.deadline", ">", fields.Datetime.now()),
            ("progress", "=", "new"),
            ("email_normalized", "!=", False),
        ]
        participants = self.env["onetoone.participant"].sudo()
        batch = participants.search(waiting, limit=200).try_lock_for_update()
        batch._send_invitations()
        self.env["ir.cron"]._commit_progress(
            len(batch), remaining=participants.search_count(waiting)
        )

    def _wake_invitations(self):
        """Let invitations go out soon to whom no invitation was sent yet."""
        if "open" in self.mapped("state"):
            self.env.ref("odoo_onetoone.ir_cron_invite")._trigger()

    # ------------------------------------------------------------
    # SEALING
    # ------------------------------------------------------------

    def _seal(self):
        """Seal finished responses, once as many wait as a number must rest on."""
        self.ensure_one()
        self.lock_for_update()
        inputs = self._inputs()
        unfinished = set(
            inputs.filtered(lambda one: one.state != "done").mapped(
                "onetoone_respondent"
            )
        )
        finished = inputs.filtered(
            lambda one: one.onetoone_respondent not in unfinished
        )
        if len(set(finished.mapped("onetoone_respondent"))) >= self._minimum():
            self._seal_inputs(finished)

    def _seal_inputs(self, inputs):
        self.env.flush_all()
        keys = self._fresh_keys(set(inputs.mapped("onetoone_respondent")))
        groups = {group.id: group.id for group in inputs.onetoone_group_id}
        self.env.execute_query(
            self._sql_to_insert_answers(self._select_waiting(inputs), keys, groups)
        )
        self._insert_cuts(inputs, keys)
        self._insert_texts(inputs)
        self._count_sealed(inputs)
        # read in one go also when the inputs they were found by are gone
        participants = inputs.onetoone_participant_id.with_prefetch()
        participants._invitations()._forget()
        inputs._forget()
        participants.progress = "done"

    def _inputs(self):
        return (
            self.env["survey.user_input"]
            .sudo()
            .search([("onetoone_assessment_id", "=", self.id)])
        )

    def _forget_abandoned(self):
        """Drop what visitors of a group's link opened and never began."""
        yesterday = fields.Datetime.subtract(fields.Datetime.now(), days=1)
        opened = self._inputs().filtered(
            lambda one: not one.onetoone_participant_id and one.create_date < yesterday
        )
        begun = opened.filtered(lambda one: one.state != "new")
        respondents = set(begun.mapped("onetoone_respondent"))
        opened.filtered(
            lambda one: one.onetoone_respondent not in respondents
        )._forget()

    def _count_sealed(self, inputs):
        """Bring the published counts of the groups up to date."""
        respondents = inputs.grouped("onetoone_group_id")
        for line in self.group_ids.sudo():
            sealed = respondents.get(line.group_id, inputs.browse())
            line._settle(
                {
                    "sealed_count": line.sealed_count
                    + len(set(sealed.mapped("onetoone_respondent")))
                }
            )

    # ------------------------------------------------------------
    # REMINDERS
    # ------------------------------------------------------------

    def _remind(self):
        """Remind, once, who was invited long enough ago and did not answer."""
        self.ensure_one()
        if not self.reminder_days or not self._takes_answers():
            return
        invited_before = fields.Datetime.subtract(
            fields.Datetime.now(), days=self.reminder_days
        )
        invitations = self.env["onetoone.invitation"].sudo()
        due = invitations.search(
            [
                ("participant_id.assessment_id", "=", self.id),
                ("participant_id.progress", "=", "invited"),
                ("participant_id.reminded", "=", False),
                ("create_date", "<=", invited_before),
            ]
        ).participant_id
        due._send_reminders()
