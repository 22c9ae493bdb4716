from odoo import models
from odoo.tools import SQL

from ...engine.list_rules import CONTACT_NAMES
from ...readers.paths import flushed
from .onetoone_marked import mark, marked_by


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "onetoone.marked"]

    onetoone_has_contact_names = mark(
        "_search_onetoone_has_contact_names",
        string="Three Contact Names",
        help="At least three named contact persons are on record (C-D19).",
    )

    @marked_by("id")
    def _search_onetoone_has_contact_names(self):
        return SQL(
            """
            SELECT parent_id FROM res_partner person
             WHERE person.type = 'contact' AND person.active
               AND COALESCE(person.name, '') != ''
             GROUP BY parent_id HAVING count(*) >= %s%s
            """,
            CONTACT_NAMES,
            flushed(self.env["res.partner"], "parent_id", "type", "active", "name"),
        )
