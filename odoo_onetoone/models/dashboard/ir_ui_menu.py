from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Show the page for all staff only where something stands on it.

        Who has no other rights in the app does not see the app either then.
        """
        hidden = super()._load_menus_blacklist()
        if self._has_staff_page():
            return hidden
        names = ["menu_staff_page"]
        if not self.env.user.has_group("odoo_onetoone.group_onetoone_user"):
            names.append("menu_root")
        menus = (
            self.env.ref(f"odoo_onetoone.{name}", raise_if_not_found=False)
            for name in names
        )
        return [*hidden, *(menu.id for menu in menus if menu)]

    def _has_staff_page(self):
        settings = self.env["onetoone.indicator.setting"].sudo()
        companies = self.env.user.company_ids.sudo().root_id
        return bool(
            settings.search_count(
                [("is_public", "=", True), ("company_id", "in", companies.ids)], limit=1
            )
        )
