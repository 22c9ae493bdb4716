from odoo import fields, models

from ...readers.bought import select_categories


class OnetooneProductCategory(models.Model):
    """A product category, for the rules of segments; see ``onetoone.product``."""

    _name = "onetoone.product.category"
    _description = "Product Category Bought"
    _auto = False
    _log_access = False
    _order = "name, id"

    name = fields.Char(readonly=True)
    parent_id = fields.Many2one("onetoone.product.category", readonly=True)

    @property
    def _table_query(self):
        return select_categories(self.env)
