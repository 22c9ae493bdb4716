"""Products with their variants, price lists and payment terms."""

from odoo import Command

from .common import grouped, rows
from .company import currency


def load(loading):
    products = rows("product")
    plain = [row for row in products if not row["custom"]]
    loading.create(
        "product.product",
        [row["ref"] for row in plain],
        [
            {**_values(row), "default_code": row["ref"], "type": row["type"]}
            for row in plain
        ],
    )
    variants = grouped(rows("variant"), "product")
    for row in products:
        if row["custom"]:
            _load_variants(loading, row, variants[row["ref"]])
    for row in products:
        _load_costs(loading, row, variants[row["ref"]])
        if row["optional"]:
            loading.get(row["ref"]).product_tmpl_id.optional_product_ids = [
                Command.link(loading.get(ref).product_tmpl_id.id)
                for ref in row["optional"].split()
            ]
    _load_pricelists(loading)
    term = loading.env["account.payment.term"].create(
        {
            "name": "30 days",
            "line_ids": [
                Command.clear(),
                Command.create({"value": "percent", "value_amount": 100}),
            ],
        }
    )
    term.line_ids.nb_days = 30
    loading.keep(["TERM-30"], term)
    return len(products)


def _values(row):
    return {
        "name": row["name"],
        "list_price": float(row["price"]),
        "taxes_id": False,
        "supplier_taxes_id": False,
        "invoice_policy": "order",
    }


def _load_variants(loading, row, variants):
    """A product with one attribute of its variants and one free text."""
    env = loading.env
    attribute = env["product.attribute"].create(
        {
            "name": variants[0]["attribute"],
            "create_variant": "always",
            "value_ids": [Command.create({"name": v["value"]}) for v in variants],
        }
    )
    text = env["product.attribute"].create(
        {
            "name": row["custom"],
            "create_variant": "no_variant",
            "value_ids": [Command.create({"name": "Own text", "is_custom": True})],
        }
    )
    template = env["product.template"].create(
        {
            **_values(row),
            "type": row["type"],
            "attribute_line_ids": [
                Command.create(
                    {
                        "attribute_id": one.id,
                        "value_ids": [Command.set(one.value_ids.ids)],
                    }
                )
                for one in (attribute, text)
            ],
        }
    )
    loading.keep([row["ref"]], template)
    by_colour = {
        made.product_template_attribute_value_ids.filtered(
            lambda value: value.attribute_id == attribute
        ).name: made
        for made in template.product_variant_ids
    }
    for variant in variants:
        loading.product_names[variant["ref"]] = f"{row['name']} ({variant['value']})"
        loading.keep([variant["ref"]], by_colour[variant["value"]])


def _load_costs(loading, row, variants):
    refs = [variant["ref"] for variant in variants] or [row["ref"]]
    for company, column in (("C1", "cost_c1"), ("C2", "cost_c2")):
        for ref in refs:
            if row[column]:
                product = loading.get(ref).with_company(loading.get(company))
                product.standard_price = float(row[column])


def _load_pricelists(loading):
    """One price list per currency, which it only carries; and one of its own."""
    currencies = {"EUR": "EUR", "CHF": "CHF", "USD": "USD", "GOLD": "EUR"}
    pricelists = loading.env["product.pricelist"].create(
        [
            {
                "name": name,
                "currency_id": currency(loading.env, code).id,
                # of no company, so that the branch may use it
                "company_id": False,
                "sequence": number,
            }
            for number, (name, code) in enumerate(currencies.items())
        ]
    )
    loading.keep([f"PL-{name}" for name in currencies], pricelists)
