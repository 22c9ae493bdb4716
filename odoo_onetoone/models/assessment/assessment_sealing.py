import random
import secrets
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.opinion.responses import level_position
from ...readers.waiting_answers import select_waiting_answers

SIGNATURE = "signature"


class Waiting(NamedTuple):
    """The inputs of one respondent, and whether all are submitted."""

    respondent: str
    input_ids: tuple[int, ...]
    is_finished: bool


class OnetooneAssessment(models.Model):
    """How answers that wait become answers nobody can trace.

    One transaction inserts them in random order under random keys, and deletes the
    inputs, lines, messages, links and mails they came from.
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
        finished = [one for one in self._waiting() if one.is_finished]
        if len(finished) >= self._minimum():
            self._seal_responses(finished)

    def _seal_rest(self):
        """Seal at closing every questionnaire that was submitted; drop the others."""
        self.ensure_one()
        inputs = self._inputs()
        submitted = inputs.filtered(lambda one: one.state == "done")
        (inputs - submitted)._forget()
        self._seal_responses(self._waiting())

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

    def _waiting(self):
        """Return a :class:`Waiting` for every respondent whose answers wait."""
        return [
            Waiting(
                respondent,
                tuple(inputs.ids),
                all(one.state == "done" for one in inputs),
            )
            for respondent, inputs in self._inputs()
            .grouped("onetoone_respondent")
            .items()
        ]

    def _seal_responses(self, waiting):
        inputs = (
            self.env["survey.user_input"]
            .sudo()
            .browse([input_id for one in waiting for input_id in one.input_ids])
        )
        if not inputs:
            return
        self._insert_sealed(inputs)
        self._count_sealed(inputs)
        # read in one go also when the inputs they were found by are gone
        participants = inputs.onetoone_participant_id.with_prefetch()
        participants._invitations()._forget()
        inputs._forget()
        participants.progress = "done"

    def _insert_sealed(self, inputs):
        """Insert the answers of ``inputs`` under random keys in random order."""
        self.env.flush_all()
        rows = self.env.execute_query_dict(select_waiting_answers(inputs.ids))
        keys = {row["respondent"]: secrets.token_hex(8) for row in rows}
        self._insert_shuffled("onetoone.answer", self._answer_values(rows, keys))
        self._insert_shuffled("onetoone.response", self._response_values(rows, keys))
        self._insert_shuffled("onetoone.advice", self._advice_values(rows))

    def _answer_values(self, rows, keys):
        return [
            {
                "assessment_id": self.id,
                "company_id": self.company_id.id,
                "group_id": row["group_id"],
                "survey_id": row["survey_id"],
                "response": keys[row["respondent"]],
                "question_code": row["question_code"],
                "dimension_id": row["dimension_id"],
                "level": row["level"],
                "position": level_position(row["level"], row["levels"]),
            }
            for row in rows
            if row["dimension_id"]
        ]

    def _response_values(self, rows, keys):
        cuts = {
            row["respondent"]: {
                "assessment_id": self.id,
                "company_id": self.company_id.id,
                "response": keys[row["respondent"]],
                "place": row["place"],
                "product_line": row["product_line"],
                "department": row["department"],
            }
            for row in rows
        }
        return list(cuts.values())

    def _advice_values(self, rows):
        """Return the texts apart from the answers, with the signature if any."""
        groups = self.env["onetoone.respondent.group"]
        questions = self.env["survey.question"].sudo()
        signatures = {
            row["respondent"]: row["text"]
            for row in rows
            if row["question_code"] == SIGNATURE and row["text"]
        }
        return [
            {
                "assessment_id": self.id,
                "company_id": self.company_id.id,
                "is_published": False,
                "side": groups.browse(row["group_id"]).side,
                "question_code": row["question_code"] or str(row["question_id"]),
                "question": questions.browse(row["question_id"]).title,
                "text": row["text"],
                "signature": signatures.get(row["respondent"]),
                "follow_up": "new",
            }
            for row in rows
            if row["text"] and row["question_code"] != SIGNATURE
        ]

    def _insert_shuffled(self, model_name, rows):
        """Insert rows in one statement, so that nothing but chance orders them."""
        if not rows:
            return
        random.SystemRandom().shuffle(rows)
        model = self.env[model_name]
        # one array per column: a long list of rows takes PostgreSQL minutes to read
        arrays = [
            SQL(
                "%s::%s[]",
                [row[column] for row in rows],
                SQL(model._fields[column].column_type[0]),
            )
            for column in rows[0]
        ]
        self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) SELECT * FROM UNNEST(%s)",
                SQL.identifier(model._table),
                SQL(", ").join(SQL.identifier(column) for column in rows[0]),
                SQL(", ").join(arrays),
            )
        )
        model.invalidate_model()

    def _count_sealed(self, inputs):
        """Bring the published counts of the groups up to date."""
        respondents = inputs.grouped("onetoone_group_id")
        for line in self.group_ids:
            sealed = respondents.get(line.group_id, inputs.browse())
            line.sudo()._settle(
                {
                    "sealed_count": line.sudo().sealed_count
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
