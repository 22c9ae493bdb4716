"""Receipts of the counter, and loyalty cards."""

from odoo import Command

from .common import grouped, moment, rows, set_dates


def load_receipts(loading):
    env = loading.env
    receipts = rows("pos_order")
    for company, part in grouped(receipts, "company").items():
        session = _open_session(loading, company)
        orders = loading.create(
            "pos.order",
            [row["ref"] for row in part],
            [_receipt(loading, row, session) for row in part],
        )
        method = session.payment_method_ids[:1]
        for order, row in zip(orders, part, strict=True):
            if row["state"] == "paid":
                order.add_payment(
                    {
                        "pos_order_id": order.id,
                        "amount": order.amount_total,
                        "payment_method_id": method.id,
                        "payment_date": moment(row["date"]),
                    }
                )
                order.action_pos_order_paid()
            elif row["state"] == "cancel":
                order.state = "cancel"
            if row["invoice"]:
                order.account_move = loading.get(row["invoice"])
    set_dates(
        env,
        "pos.order",
        [(loading.id(row["ref"]), moment(row["date"])) for row in receipts],
    )
    return len(receipts)


def _open_session(loading, company):
    env = loading.env
    company = loading.get(company)
    counters = (
        env["pos.config"]
        .with_company(company)
        .with_context(allowed_company_ids=company.ids)
    )
    counter = counters.create({"name": "Counter", "company_id": company.id})
    session = counters.env["pos.session"].create(
        {"config_id": counter.id, "user_id": env.uid}
    )
    session.set_opening_control(0, "")
    return session


def _receipt(loading, row, session):
    amount = float(row["amount"])
    return {
        "session_id": session.id,
        "company_id": loading.id(row["company"]),
        "partner_id": loading.id(row["partner"]),
        "user_id": loading.id(row["user"]),
        "date_order": moment(row["date"]),
        "is_refund": amount < 0,
        "amount_tax": 0.0,
        "amount_total": amount,
        "amount_paid": 0.0,
        "amount_return": 0.0,
        "lines": [
            Command.create(
                {
                    "name": row["ref"],
                    "product_id": loading.id(row["product"]),
                    "qty": 1 if amount > 0 else -1,
                    "price_unit": abs(amount),
                    "price_subtotal": amount,
                    "price_subtotal_incl": amount,
                    "tax_ids": False,
                }
            )
        ],
    }


def load_cards(loading):
    cards = rows("loyalty_card")
    programs = {}
    for company in sorted({row["company"] for row in cards}):
        programs[company] = loading.env["loyalty.program"].create(
            {
                "name": "Loyalty card",
                "program_type": "loyalty",
                "company_id": loading.id(company),
                "currency_id": loading.get(company).currency_id.id,
            }
        )
    loading.create(
        "loyalty.card",
        None,
        [
            {
                "program_id": programs[row["company"]].id,
                "partner_id": loading.id(row["partner"]),
                "points": float(row["points"]),
            }
            for row in cards
        ],
    )
    return len(cards)
