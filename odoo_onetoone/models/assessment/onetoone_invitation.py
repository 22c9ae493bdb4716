import hashlib
import secrets

from odoo import api, fields, models


class OnetooneInvitation(models.Model):
    """One link that was sent to a participant. No group may read it.

    Only a hash of the token is kept; the token itself stands in the mail alone.
    """

    _name = "onetoone.invitation"
    _description = "One-to-One Invitation"

    participant_id = fields.Many2one(
        "onetoone.participant", required=True, index=True, ondelete="cascade"
    )
    token_hash = fields.Char(required=True, index=True)
    address = fields.Char(required=True)
    mail_id = fields.Many2one("mail.mail", index="btree_not_null", ondelete="set null")

    _token_hash_unique = models.Constraint(
        "UNIQUE(token_hash)", "This link exists already."
    )

    @api.model
    def _hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _invite(self, participants):
        """Return a new token for the link of each participant, and the invitations.

        :return: {participant: token}, and the invitations in the same order
        """
        tokens = {one: secrets.token_urlsafe(24) for one in participants}
        invitations = self.create(
            [
                {
                    "participant_id": participant.id,
                    "token_hash": self._hash(token),
                    "address": participant._current_email(),
                }
                for participant, token in tokens.items()
            ]
        )
        return tokens, invitations

    @api.model
    def _participant_of(self, token):
        """Return the participant a link was sent to, or an empty recordset."""
        invitation = self.search([("token_hash", "=", self._hash(token or ""))])
        return invitation.participant_id

    def _mail_values(self, texts):
        """Return the mail with the link: of no document, and of no user."""
        company = self.participant_id.company_id
        return {
            "subject": texts["subject"],
            "body_html": texts["body_html"],
            "email_from": company.email_formatted or self.env.user.email_formatted,
            "author_id": self.env.ref("base.partner_root").id,
            "email_to": self.address,
            "auto_delete": True,
            "is_internal": True,
        }

    def _forget(self):
        """Delete the links, with mails that were not sent or could not be."""
        self.mail_id.unlink()
        self.unlink()
