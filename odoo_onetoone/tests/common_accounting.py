from odoo import Command

from .common import NOON, OnetooneCase


class AccountingCase(OnetooneCase):
    """A company with a chart of accounts, one product that costs 6 and one customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.need_addons("account")
        cls.env.user.company_ids |= cls.company
        cls.env.user.company_id = cls.company
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )
        cls.env["account.chart.template"].try_loading(
            "generic_coa", cls.company, install_demo=False
        )
        cls.acme = cls.customer("Acme", is_company=True)
        cls.jo = cls.customer("Jo", parent_id=cls.acme.id)
        cls.thing = cls.new_product("Thing", 6)

    @classmethod
    def new_product(cls, name, cost):
        product = cls.env["product.product"].create(
            {"name": name, "invoice_policy": "order", "taxes_id": False}
            if "invoice_policy" in cls.env["product.product"]._fields
            else {"name": name, "taxes_id": False}
        )
        product.with_company(cls.company).standard_price = cost
        return product

    @classmethod
    def invoice(cls, *lines, move_type="out_invoice", **values):
        """Post an invoice of lines (values of an invoice line)."""
        move = cls.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": cls.jo.id,
                "company_id": cls.company.id,
                "invoice_date": NOON.date(),
                "invoice_line_ids": [
                    Command.create({"tax_ids": False, **line}) for line in lines
                ],
                **values,
            }
        )
        move.action_post()
        return move

    def purchases(self, **values):
        return self.facts(
            "onetoone.purchase",
            ("company_id", "=", self.company.id),
            *((name, "=", value) for name, value in values.items()),
        )
