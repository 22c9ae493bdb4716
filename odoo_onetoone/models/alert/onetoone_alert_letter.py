from odoo import models
from odoo.exceptions import UserError

from ...engine import contact_rules


class OnetooneAlert(models.Model):
    """Writing about an alert: a letter to begin with, never sent by itself."""

    _inherit = "onetoone.alert"

    def action_write(self):
        """Open Odoo's mail composer with the letter for this kind of alert."""
        self.ensure_one()
        self._check_is_about_customer()
        self._check_may_be_written_to()
        template = self._letter()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write"),
            "res_model": "mail.compose.message",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_model": "res.partner",
                "default_res_ids": self.partner_id.ids,
                "default_template_id": template.id,
                # Odoo would suggest the salesperson and other followers, too
                "default_partner_ids": self._addressee().ids,
                "default_composition_mode": "comment",
                "force_email": True,
            },
        }

    def _addressee(self):
        """Return whom a letter goes to: the customer, or a contact who has an address.

        Without any e-mail address it is the customer, for whom Odoo asks for one.
        """
        customer = self.partner_id
        contacts = customer | customer.child_ids.filtered(
            lambda one: not one.is_company
        )
        return contacts.filtered("email")[:1] or customer

    def _letter(self):
        """Return the mail template for the kind; empty where somebody deleted it."""
        letter = self.env.ref(
            f"odoo_onetoone.mail_template_alert_{self.kind}", raise_if_not_found=False
        )
        return letter or self.env["mail.template"]

    def _check_may_be_written_to(self):
        wishes = self.partner_id.sudo()
        if wishes.onetoone_permission == contact_rules.REFUSED:
            raise UserError(
                self.env._(
                    "%(customer)s wants no contact from us. Mark the alert as handled, "
                    "or wait until the customer writes.",
                    customer=wishes.display_name,
                )
            )
        channel = wishes.onetoone_preferred_channel
        if (
            wishes.onetoone_permission == contact_rules.PREFERRED
            and channel
            and channel != "email"
        ):
            raise UserError(
                self.env._(
                    "%(customer)s wants to be contacted only by %(channel)s, not by "
                    "e-mail.",
                    customer=wishes.display_name,
                    channel=self._say_channel(channel),
                )
            )
