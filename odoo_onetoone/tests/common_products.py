from datetime import date, datetime

from odoo.fields import Command

from .common_segments import SegmentCase


class ProductsCase(SegmentCase):
    """Products held, read from the lines of sales orders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("sale_management")
        cls.use_purchase_source("sale.order")
        categories = cls.env["product.category"]
        cls.machines = categories.create({"name": "Machines"})
        cls.pumps = categories.create({"name": "Pumps", "parent_id": cls.machines.id})
        cls.parts = categories.create({"name": "Parts"})
        cls.pump = cls.product("Pump", cls.pumps, default_code="P-1")
        cls.mill = cls.product("Mill", cls.machines)
        cls.seal = cls.product("Seal", cls.parts)
        cls.people = {}

    @classmethod
    def product(cls, name, category, **values):
        return cls.env["product.product"].create(
            {"name": name, "categ_id": category.id, **values}
        )

    @classmethod
    def order(
        cls,
        name,
        *products,
        state="sale",
        price=10,
        day=date(2026, 1, 10),
        company=None,
    ):
        order = cls.env["sale.order"].create(
            {
                "partner_id": cls.people[name].id,
                "company_id": (company or cls.company).id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "price_unit": price,
                            "tax_ids": False,
                        }
                    )
                    for product in products
                ],
            }
        )
        order.write(
            {"state": state, "date_order": datetime.combine(day, datetime.min.time())}
        )
        return order
