from odoo import models

# the strictest one first
STRICTNESS = ("refused", "preferred", "granted")


class ResPartner(models.Model):
    """What a merge makes of wishes and referrals."""

    _inherit = "res.partner"

    def _onetoone_settle_merge(self, permissions):
        """Settle what merged partners said and did to each other.

        :param permissions: what each of the merged partners allows us
        """
        customer = self.sudo()
        strictest = next((one for one in STRICTNESS if one in permissions), False)
        if customer.onetoone_permission != strictest:
            customer.onetoone_permission = strictest
        customer._onetoone_drop_circle(customer)
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        for lead in leads.search(
            [
                ("partner_id.commercial_partner_id", "=", customer.commercial_partner_id.id),
                ("onetoone_referrer_id", "!=", False),
            ]
        ):
            customer._onetoone_drop_circle(lead)

    def _onetoone_drop_circle(self, record):
        """Clear the referrer of a merged customer or of his lead if he led to himself.

        A note keeps whose name stood there.
        """
        referrer = record.onetoone_referrer_id
        if referrer and self._onetoone_chains([(self, referrer)]):
            record.onetoone_referrer_id = False
            record._message_log(
                body=self.env._(
                    "After contacts were merged, “%(referrer)s” as referring customer "
                    "would have gone round in a circle and was removed.",
                    referrer=referrer.display_name,
                )
            )
