from odoo import models

from ...engine.alerts import kinds


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("user_id"):
            self._close_orphan_alerts()
        return result

    def _close_orphan_alerts(self):
        """Close the alerts that nobody is responsible for customers who have one."""
        for user, customers in self.grouped("user_id").items():
            if user.active:
                alerts = self.env["onetoone.alert"].sudo()
                alerts = alerts.search(
                    [
                        ("kind", "=", kinds.ORPHAN),
                        ("state", "=", "open"),
                        ("partner_id", "in", customers.ids),
                    ]
                )
                alerts._settle(self.env._("%s is responsible now.", user.name))

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Let no one follow a customer only because an alert is his to look after.

        Odoo lets whoever gets an activity follow its record.
        """
        if self.env.context.get("onetoone_no_followers"):
            return True
        return super().message_subscribe(partner_ids, subtype_ids)
