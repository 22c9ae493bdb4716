"""Sale orders and invoices, confirmed and posted as a user would."""

from odoo import Command

from .common import grouped, moment, rows, set_dates

# journal entries grow slower than linearly only in small batches
INVOICE_BATCH = 100


def load_orders(loading):
    env = loading.env
    orders = rows("order")
    lines = grouped(rows("order_line"), "order")
    made = loading.create(
        "sale.order",
        [row["ref"] for row in orders],
        [_order(loading, row, lines[row["ref"]]) for row in orders],
    )
    _choose_texts(loading)
    by_state = grouped(orders, "state")
    done = env["sale.order"].browse([loading.id(r["ref"]) for r in by_state["sale"]])
    # the steps of action_confirm but two: nothing is picked and delivered, and no
    # loyalty program is looked for, which would take minutes
    done = done.with_context(skip_procurement=True)
    done.write(done._prepare_confirmation_values())
    done._action_confirm()
    # confirming stamps the present: put the day of the order back, and its rate
    for row in by_state["sale"]:
        loading.get(row["ref"]).date_order = moment(row["date"])
    sent = env["sale.order"].browse([loading.id(r["ref"]) for r in by_state["sent"]])
    sent.action_quotation_sent()
    env["sale.order"].browse(
        [loading.id(r["ref"]) for r in by_state["cancel"]]
    )._action_cancel()
    set_dates(
        env,
        "sale.order",
        [(loading.id(row["ref"]), moment(row["date"])) for row in orders],
    )
    return len(made)


def _choose_texts(loading):
    """What the customer wants written on the product."""
    for row in rows("order_text"):
        line = loading.get(row["order"]).order_line
        choice = line.product_template_id.attribute_line_ids.filtered(
            lambda attribute: attribute.attribute_id.create_variant == "no_variant"
        ).product_template_value_ids
        line.write(
            {
                "product_no_variant_attribute_value_ids": [Command.set(choice.ids)],
                "product_custom_attribute_value_ids": [
                    Command.create(
                        {
                            "custom_product_template_attribute_value_id": choice.id,
                            "custom_value": row["text"],
                        }
                    )
                ],
            }
        )


def _order(loading, row, lines):
    # stated, so that Odoo need not work them out for every order
    idle = loading.known(
        "sale.order",
        "campaign_id",
        "fiscal_position_id",
        "journal_id",
        "medium_id",
        "note",
        "payment_term_id",
        "quotation_document_ids",
        "sale_order_template_id",
        "source_id",
        "validity_date",
    )
    return {
        **dict.fromkeys(idle, False),
        "name": row["ref"],
        "company_id": loading.id(row["company"]),
        "partner_id": loading.id(row["partner"]),
        "user_id": loading.id(row["user"]),
        "team_id": loading.id("TEAM-C1"),
        "pricelist_id": loading.id(f"PL-{row['currency']}"),
        "date_order": moment(row["date"]),
        "partner_invoice_id": loading.id(row["partner"]),
        "partner_shipping_id": loading.id(row["partner"]),
        "order_line": [
            Command.create(
                {
                    "product_id": loading.id(line["product"]),
                    "name": loading.product_names[line["product"]],
                    "product_uom_id": loading.unit,
                    "analytic_distribution": False,
                    "discount": 0.0,
                    "product_uom_qty": float(line["quantity"]),
                    "price_unit": float(line["price"]),
                    "tax_ids": False,
                }
            )
            for line in lines
        ],
    }


def load_invoices(loading):
    env = loading.env
    invoices = rows("invoice")
    lines = grouped(rows("invoice_line"), "invoice")
    for company, part in grouped(invoices, "company").items():
        journal = env["account.journal"].search(
            [("company_id", "=", loading.id(company)), ("type", "=", "sale")], limit=1
        )
        loading.create(
            "account.move",
            [row["ref"] for row in part],
            [_invoice(loading, row, lines[row["ref"]], journal) for row in part],
            context={"allowed_company_ids": [loading.id(company)]},
            batch=INVOICE_BATCH,
        )
    _post(loading, [row for row in invoices if row["state"] == "posted"])
    env["account.move"].browse(
        [loading.id(row["ref"]) for row in invoices if row["state"] == "cancel"]
    ).button_cancel()
    set_dates(
        env,
        "account.move",
        [(loading.id(row["ref"]), moment(f"{row['date']} 12:00")) for row in invoices],
    )
    return len(invoices)


def _invoice(loading, row, lines, journal):
    order_lines = loading.get(row["order"]).order_line if row["order"] else ()
    by_product = {line.product_id.id: line.id for line in order_lines}
    return {
        "move_type": "out_refund" if row["kind"] == "refund" else "out_invoice",
        "ref": row["ref"],
        "company_id": loading.id(row["company"]),
        "journal_id": journal.id,
        "partner_id": loading.id(row["partner"]),
        "invoice_date": row["date"],
        "date": row["date"],
        "currency_id": loading.env.ref(f"base.{row['currency']}").id,
        "invoice_user_id": loading.id(row["user"]),
        "invoice_origin": row["order"],
        "invoice_payment_term_id": False,
        "fiscal_position_id": False,
        "narration": False,
        "invoice_line_ids": [
            Command.create(
                {
                    "product_id": loading.id(line["product"]),
                    "name": loading.product_names[line["product"]],
                    "product_uom_id": loading.unit,
                    "analytic_distribution": False,
                    "discount": 0.0,
                    "quantity": float(line["quantity"]),
                    "price_unit": float(line["price"]),
                    "tax_ids": False,
                    "sale_line_ids": [
                        Command.link(by_product[product])
                        for product in [loading.id(line["product"])]
                        if product in by_product
                    ],
                }
            )
            for line in lines
        ],
    }


def _post(loading, invoices):
    invoices = sorted(invoices, key=lambda row: row["date"])
    for start in range(0, len(invoices), INVOICE_BATCH):
        part = invoices[start : start + INVOICE_BATCH]
        loading.env["account.move"].browse(
            [loading.id(row["ref"]) for row in part]
        ).action_post()
        loading.env.flush_all()
        loading.env.invalidate_all()
