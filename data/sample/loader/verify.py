"""Compares what Odoo has made of the CSV with the CSV: money, dates and states."""

from decimal import Decimal

from odoo.tools import SQL

from .. import XMLID_MODULE
from .common import grouped, moment, rows

CENT = Decimal("0.01")


def verify(loading):
    """Raise when a loaded document differs from its row; return how many agree."""
    env = loading.env
    checks = (_orders, _invoices, _leads, _tickets, _claims, _messages, _queues)
    return sum(check(env) for check in checks)


def _loaded(env, table, model, columns):
    """Rows of a table by reference, with the columns given as SQL."""
    found = env.execute_query(
        SQL(
            "SELECT d.name, %s FROM %s t JOIN ir_model_data d"
            " ON d.res_id = t.id AND d.model = %s AND d.module = %s",
            columns,
            SQL.identifier(table),
            model,
            XMLID_MODULE,
        )
    )
    return {ref: values for ref, *values in found}


def _compare(kind, expected, found):
    wrong = [ref for ref in expected if found.get(ref) != expected[ref]]
    if wrong or len(expected) != len(found):
        ref = wrong[0] if wrong else "number of records"
        raise ValueError(
            f"{kind} {ref}: {expected.get(ref)} in the CSV, {found.get(ref)} loaded"
            f" ({len(wrong)} of {len(expected)} differ)"
        )
    return len(expected)


def _amounts(table):
    return {
        ref: [Decimal(line["quantity"]) * Decimal(line["price"]) for line in lines]
        for ref, lines in grouped(rows(f"{table}_line"), table).items()
    }


def _text(amount):
    return f"{amount:.2f}"


def _rates():
    """{(company, currency, month): rate}; the company's own currency has none."""
    return {
        (row["company"], row["currency"], row["date"][:7]): row["rate"]
        for row in rows("currency_rate")
    }


def _orders(env):
    amounts, rates = _amounts("order"), _rates()
    expected = {
        row["ref"]: [
            row["state"],
            moment(row["date"]),
            _text(sum(amounts[row["ref"]])),
            row["currency"],
            rates.get((row["company"], row["currency"], row["date"][:7]), "1.000000"),
        ]
        for row in rows("order")
    }
    columns = SQL(
        "t.state, t.date_order, t.amount_untaxed::numeric(16,2)::text,"
        " (SELECT name FROM res_currency c WHERE c.id = t.currency_id),"
        " t.currency_rate::numeric(16,6)::text"
    )
    return _compare(
        "order", expected, _loaded(env, "sale_order", "sale.order", columns)
    )


def _invoices(env):
    amounts, rates = _amounts("invoice"), _rates()
    expected = {}
    for row in rows("invoice"):
        total = sum(amounts[row["ref"]])
        rate = rates.get((row["company"], row["currency"], row["date"][:7]), 1)
        own = (total / Decimal(rate)).quantize(CENT)
        expected[row["ref"]] = [
            row["state"],
            "out_refund" if row["kind"] == "refund" else "out_invoice",
            row["date"],
            _text(total),
            _text(-own if row["kind"] == "refund" else own),
        ]
    columns = SQL(
        "t.state, t.move_type, t.invoice_date::text,"
        " t.amount_untaxed::numeric(16,2)::text,"
        " t.amount_untaxed_signed::numeric(16,2)::text"
    )
    return _compare(
        "invoice", expected, _loaded(env, "account_move", "account.move", columns)
    )


def _leads(env):
    expected = {
        row["ref"]: [
            row["outcome"],
            moment(row["created"]),
            moment(row["closed"]),
            row["expected"],
        ]
        for row in rows("lead")
    }
    columns = SQL(
        "CASE WHEN NOT t.active THEN 'lost'"
        " WHEN (SELECT is_won FROM crm_stage s WHERE s.id = t.stage_id) THEN 'won'"
        " ELSE 'open' END,"
        " t.create_date, t.date_closed, t.expected_revenue::numeric(16,2)::text"
    )
    return _compare("lead", expected, _loaded(env, "crm_lead", "crm.lead", columns))


def _tickets(env):
    changes = grouped(rows("ticket_stage"), "ticket")
    expected = {}
    for row in rows("ticket"):
        path = changes.get(row["ref"], [])
        tracked = [change for change in path if change["tracked"] == "1"]
        expected[row["ref"]] = [
            path[-1]["stage"] if path else "New",
            moment(row["opened"]),
            [moment(change["date"]) for change in tracked],
        ]
    found = _loaded(
        env,
        "helpdesk_ticket",
        "helpdesk.ticket",
        _stage_columns("helpdesk.ticket", "helpdesk_ticket_stage"),
    )
    return _compare("ticket", expected, found)


def _claims(env):
    changes = grouped(rows("claim_stage"), "claim")
    expected = {
        row["ref"]: [
            changes[row["ref"]][-1]["stage"] if row["ref"] in changes else "New",
            moment(row["opened"]),
            [moment(change["date"]) for change in changes.get(row["ref"], [])],
        ]
        for row in rows("claim")
    }
    columns = _stage_columns("crm.claim", "crm_claim_stage")
    return _compare("claim", expected, _loaded(env, "crm_claim", "crm.claim", columns))


def _stage_columns(model, stage_table):
    """Current stage, creation and the dates of all tracked changes of stage."""
    return SQL(
        "(SELECT s.name->>'en_US' FROM %s s WHERE s.id = t.stage_id), t.create_date,"
        " ARRAY(SELECT m.date FROM mail_message m"
        " JOIN mail_tracking_value v ON v.mail_message_id = m.id"
        " JOIN ir_model_fields f ON f.id = v.field_id AND f.name = 'stage_id'"
        " WHERE m.model = %s AND m.res_id = t.id ORDER BY m.date)",
        SQL.identifier(stage_table),
        model,
    )


def _messages(env):
    """Odoo's own messages are notifications; all others are the CSV's."""
    expected = {}
    for kind, part in grouped(rows("message"), "type").items():
        notified = sum(len(row["to"].split()) for row in part)
        expected[kind] = [len(part), notified]
    found = env.execute_query(
        SQL(
            "SELECT m.message_type, count(DISTINCT m.id), count(n.id)"
            " FROM mail_message m LEFT JOIN mail_notification n"
            " ON n.mail_message_id = m.id"
            " WHERE m.message_type IN %s AND m.message_id LIKE %s GROUP BY 1",
            tuple(expected),
            "%@messages.example>",
        )
    )
    _compare("messages", expected, {kind: values for kind, *values in found})
    return sum(count for count, _notified in expected.values())


def _queues(env):
    queued = env.execute_query(
        SQL("SELECT (SELECT count(*) FROM mail_mail), (SELECT count(*) FROM sms_sms)")
    )
    if queued != [(0, 0)]:
        raise ValueError(f"mails and text messages waiting to be sent: {queued[0]}")
    return 0
