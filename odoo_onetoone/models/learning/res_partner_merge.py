from odoo import models

from .res_partner import WISHES

# the strictest one first
STRICTNESS = ("refused", "preferred", "granted")


class ResPartner(models.Model):
    """What a merge makes of wishes, learnings and referrals."""

    _inherit = "res.partner"

    def _onetoone_settle_merge(self, merged):
        """Settle what merged partners want and whom they referred.

        :param merged: the partners that are about to be deleted
        """
        # who merges may not see these fields; nothing is lost all the same
        survivor, merged = self.sudo(), merged.sudo()
        for name in (*WISHES, "onetoone_referrer_id"):
            for other in merged:
                if not survivor[name] and other[name]:
                    survivor[name] = other[name]
        permissions = (survivor | merged).mapped("onetoone_permission")
        strictest = next((one for one in STRICTNESS if one in permissions), False)
        if survivor.onetoone_permission != strictest:
            survivor.onetoone_permission = strictest
        survivor._onetoone_take_learnings_along()
        survivor._onetoone_drop_circles()

    def _onetoone_drop_circles(self):
        """Clear referrers of a merged customer, and of his leads, who led to himself.

        A note keeps whose name stood there.
        """
        leads = self.env["crm.lead"].with_context(active_test=False)
        leads = leads.search(
            [
                ("partner_id", "child_of", self.commercial_partner_id.id),
                ("onetoone_referrer_id", "!=", False),
            ]
        )
        for record in [self, *leads]:
            referrer = record.onetoone_referrer_id
            if referrer and self._onetoone_chains([(self, referrer)]):
                record.onetoone_referrer_id = False
                record._message_log(
                    body=self.env._(
                        "After contacts were merged, “%(referrer)s” as referring "
                        "customer would have gone round in a circle and was removed.",
                        referrer=referrer.display_name,
                    )
                )
