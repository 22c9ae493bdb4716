from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        # The texts of the survey page's own scripts, in languages that Odoo lacks.
        return [*super()._get_translation_frontend_modules_name(), "odoo_onetoone"]
