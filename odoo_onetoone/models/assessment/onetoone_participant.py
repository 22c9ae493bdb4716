from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_normalize

# What names the person or decides where the answers count.
SETTLED = {"assessment_id", "group_id", "place", "product_line", "department"}


class OnetooneParticipant(models.Model):
    """A person invited to a round. Nothing leads from here to an answer once sealed."""

    _name = "onetoone.participant"
    _description = "One-to-One Participant"
    _order = "assessment_id, group_id, id"
    _check_company_auto = True
    # the time of the last change would tell when somebody answered
    _log_access = False

    assessment_id = fields.Many2one(
        "onetoone.assessment", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    is_anonymous = fields.Boolean(related="assessment_id.is_anonymous")
    assessment_state = fields.Selection(related="assessment_id.state", string="Round")
    group_id = fields.Many2one(
        "onetoone.respondent.group", required=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
    name = fields.Char(
        compute="_compute_from_partner", store=True, readonly=False, precompute=True
    )
    email = fields.Char(
        compute="_compute_from_partner", store=True, readonly=False, precompute=True
    )
    email_normalized = fields.Char(
        compute="_compute_email_normalized", store=True, precompute=True
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        compute="_compute_from_partner",
        store=True,
        readonly=False,
        precompute=True,
    )
    place = fields.Char()
    product_line = fields.Char()
    department = fields.Char()
    progress = fields.Selection(
        [
            ("new", "To be invited"),
            ("invited", "Invited"),
            ("finished", "Finished"),
            ("done", "Answered"),
            ("withdrawn", "Withdrawn"),
            ("missed", "Did not answer"),
        ],
        default="new",
        required=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="How far the person is; visible in named rounds only, through State.",
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("new", "To be invited"),
            ("invited", "Invited"),
            ("done", "Answered"),
            ("withdrawn", "Withdrawn"),
            ("missed", "Did not answer"),
            ("no_email", "No e-mail address"),
            ("hidden", "Not shown"),
        ],
        compute="_compute_state",
        compute_sudo=False,
        help="In an anonymous round nobody sees who answered.",
    )
    reminded = fields.Boolean(copy=False, groups=fields.NO_ACCESS)

    _email_unique = models.UniqueIndex(
        "(assessment_id, email_normalized) WHERE email_normalized IS NOT NULL",
        "This e-mail takes part in the round already: one e-mail is in one group.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("partner_id")
    def _compute_from_partner(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        for participant in self:
            partner = participant.partner_id
            if partner:
                participant.name = partner.name
                participant.email = partner.email_normalized or partner.email
            if partner.lang in installed:
                participant.lang = partner.lang

    @api.depends("email")
    def _compute_email_normalized(self):
        for participant in self:
            participant.email_normalized = email_normalize(participant.email or "")

    @api.depends("name", "email")
    def _compute_display_name(self):
        for participant in self:
            participant.display_name = (
                participant.name
                or participant.email
                or self.env._("Participant %(number)s", number=participant.id)
            )

    @api.depends("progress", "email_normalized", "assessment_id.state", "is_anonymous")
    @api.depends_context("uid")
    def _compute_state(self):
        """Show who answered in named rounds only; the superuser sees what is stored.

        A missing address is shown in every round: it says nothing about answers.
        """
        for participant in self:
            is_hidden = participant.is_anonymous and not self.env.su
            progress = participant.sudo().progress
            if participant.assessment_state == "draft":
                participant.state = "draft"
            elif not participant.email_normalized and (is_hidden or progress == "new"):
                participant.state = "no_email"
            elif is_hidden:
                participant.state = "hidden"
            else:
                participant.state = "done" if progress == "finished" else progress

    # ------------------------------------------------------------
    # CHECKS
    # ------------------------------------------------------------

    @api.constrains("email")
    def _check_email(self):
        for participant in self:
            if participant.email and not participant.email_normalized:
                raise ValidationError(
                    self.env._(
                        "“%(email)s” is not one e-mail address.",
                        email=participant.email,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        participants = super().create(vals_list)
        participants.assessment_id._check_takes_participants()
        participants._join_groups()
        participants.assessment_id._wake_invitations()
        return participants

    def write(self, vals):
        moving = self.filtered(lambda one: one.assessment_state != "draft")
        if moving and set(vals) & SETTLED:
            raise UserError(
                self.env._(
                    "Where the answers of a participant count is settled since the "
                    "round was opened."
                )
            )
        result = super().write(vals)
        if "email" in vals:
            self.assessment_id._wake_invitations()
        return result

    def _settle(self, vals):
        """Write what only erasing may write."""
        # past the checks of write()
        return models.Model.write(self, vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_draft(self):
        for participant in self:
            if participant.assessment_state != "draft":
                raise UserError(
                    self.env._(
                        "The round of “%(participant)s” was opened, so the "
                        "participant cannot be deleted. Use Withdraw while the round "
                        "is open, or Erase to delete the personal data.",
                        participant=participant.display_name,
                    )
                )

    def _join_groups(self):
        """Give the round a line for every group its participants are in."""
        for assessment, participants in self.grouped("assessment_id").items():
            missing = participants.group_id - assessment.group_ids.group_id
            if missing and assessment.state != "draft":
                raise UserError(
                    self.env._(
                        "The group “%(group)s” is not part of the open round.",
                        group=missing[0].name,
                    )
                )
            self.env["onetoone.assessment.group"].create(
                [
                    {"assessment_id": assessment.id, "group_id": group.id}
                    for group in missing
                ]
            )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_withdraw(self):
        """Take people out of the round; an answer that still waits is deleted."""
        for assessment in self.assessment_id:
            assessment.check_access("write")
            if assessment.state != "open":
                raise UserError(
                    self.env._("Only participants of an open round can withdraw.")
                )
        self._withdraw()

    def action_erase(self):
        """Delete who the participants were; an answer that still waits goes, too."""
        self.check_access("write")
        self.filtered(lambda one: one.assessment_state == "open")._withdraw()
        self._settle(
            {
                "partner_id": False,
                "name": False,
                "email": False,
                "place": False,
                "product_line": False,
                "department": False,
            }
        )

    def _withdraw(self):
        """Delete what still waits; what is sealed cannot be found any more."""
        participants = self.sudo().filtered(lambda one: one.progress != "done")
        participants._forget_inputs()
        participants.progress = "withdrawn"

    def _forget_inputs(self):
        """Delete the answers that wait, the links and their mails."""
        inputs = self.env["survey.user_input"].sudo()
        inputs.search([("onetoone_participant_id", "in", self.ids)])._forget()
        self._invitations()._forget()

    def _invitations(self):
        return (
            self.env["onetoone.invitation"]
            .sudo()
            .search([("participant_id", "in", self.ids)])
        )

    def _send_invitations(self):
        """Send each participant a link of its own, by e-mail, in its language."""
        template = self.env.ref("odoo_onetoone.mail_template_invitation")
        written_to = self._send(template)
        written_to.filtered(lambda one: one.progress == "new").progress = "invited"

    def _send_reminders(self):
        """Send another link to the same answer.

        To another address than before it is a link to a fresh answer, and the old
        one ends: nobody gets to see what somebody began by changing an address.
        """
        for participant in self:
            invitations = participant._invitations()
            if participant._current_email() not in invitations.mapped("address"):
                participant._forget_inputs()
        template = self.env.ref("odoo_onetoone.mail_template_reminder")
        self._send(template).reminded = True

    def _send(self, template):
        """Queue one mail each, which no user may read: it holds the link.

        The mails belong to no document and to no user, are deleted when sent, and
        failed ones are deleted when the answer is sealed.

        :return: the participants who have an address to write to
        """
        participants = self.filtered("email_normalized")
        invitations = self.env["onetoone.invitation"].sudo()
        tokens, invitations = invitations._invite(participants)
        links = {one.id: one._link(token) for one, token in tokens.items()}
        texts = template.with_context(onetoone_links=links)._generate_template(
            participants.ids, ["subject", "body_html"]
        )
        mails = invitations.mail_id.create(
            [
                invitation._mail_values(texts[invitation.participant_id.id])
                for invitation in invitations
            ]
        )
        for invitation, mail in zip(invitations, mails, strict=True):
            invitation.mail_id = mail
        return participants

    def _link(self, token):
        self.ensure_one()
        return f"{self.get_base_url()}/onetoone/answer/{token}"

    def _current_email(self):
        """Return the address of the contact today; else the one that was entered."""
        self.ensure_one()
        return self.partner_id.email_normalized or self.email_normalized

    def _update_finished(self):
        """Note who submitted all questionnaires of the round."""
        inputs = self.env["survey.user_input"].sudo()
        unfinished = inputs.search(
            [("onetoone_participant_id", "in", self.ids), ("state", "!=", "done")]
        ).onetoone_participant_id
        (self - unfinished).progress = "finished"

    def _inputs_to_answer(self):
        """Return the inputs of a participant, created at the first visit.

        They are in the order in which they are asked.
        """
        self.ensure_one()
        inputs = self.env["survey.user_input"].sudo()
        found = inputs.search([("onetoone_participant_id", "=", self.id)], order="id")
        if found or not self.assessment_id._takes_answers():
            return found
        line = self.assessment_id.group_ids.filtered(
            lambda one: one.group_id == self.group_id
        )
        return inputs._onetoone_start(line, self)
