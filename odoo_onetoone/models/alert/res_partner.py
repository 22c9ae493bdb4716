from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Let no one follow a customer only because an alert is his to look after.

        Odoo lets whoever gets an activity follow its record.
        """
        if self.env.context.get("onetoone_no_followers"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
