from odoo import api, fields, models

from ...readers.bought import select_products


class OnetooneProduct(models.Model):
    """A product, for the rules of segments; none without the addon of products.

    It has the number of the product. Odoo's own model cannot be named in a field: it
    is not there in every database.
    """

    _name = "onetoone.product"
    _description = "Product Bought"
    _auto = False
    _log_access = False
    # records that name a product can only be sorted by this: there is no table to join
    _order = "id"
    _rec_names_search = ["name", "default_code"]

    name = fields.Char(readonly=True)
    default_code = fields.Char(string="Internal Reference", readonly=True)
    category_id = fields.Many2one("onetoone.product.category", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    active = fields.Boolean(readonly=True)

    @api.depends("name", "default_code")
    def _compute_display_name(self):
        for product in self:
            code = product.default_code
            product.display_name = f"[{code}] {product.name}" if code else product.name

    @property
    def _table_query(self):
        return select_products(self.env)
