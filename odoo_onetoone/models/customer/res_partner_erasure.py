from odoo import api, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_staged_profiles(self):
        """Take the partners out of refreshes under way, which hold plain numbers."""
        self.env.execute_query(
            SQL(
                "DELETE FROM onetoone_profile_staging WHERE partner_id IN %s",
                tuple(self.ids) or (0,),
            )
        )
