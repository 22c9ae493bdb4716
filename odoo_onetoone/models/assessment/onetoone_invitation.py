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
        tokens = {participant: secrets.token_urlsafe(24) for participant in participants}
        invitations = self.create(
            [
                {"participant_id": participant.id, "token_hash": self._hash(token)}
                for participant, token in tokens.items()
            ]
        )
        return tokens, invitations

    @api.model
    def _participant_of(self, token):
        """Return the participant a link was sent to, or an empty recordset."""
        invitation = self.search([("token_hash", "=", self._hash(token or ""))])
        return invitation.participant_id

    def _forget(self):
        """Delete the links, with mails that were not sent or could not be."""
        self.mail_id.unlink()
        self.unlink()
