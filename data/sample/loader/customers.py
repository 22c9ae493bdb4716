"""What our addons are told of the customers, after they are installed."""

from odoo import Command

from .. import XMLID_MODULE
from .common import grouped, rows

# cost of one contact at ratio 1: a call of the first company costs 12 euros
UNIT_CONTACT_COST = 0.2
# {column: field} of the lines of a segment, where they differ
LINE_FIELDS = {
    "shortest": "min_interval_days",
    "longest": "max_interval_days",
    "who": "responsible",
    "expected": "expected_result",
}


def configure_customers(env):
    """Enter wishes, wallets, choices, learnings, referrals and segments."""
    _record(env, "C1").onetoone_unit_contact_cost = UNIT_CONTACT_COST
    _enter_wishes(env)
    _enter_referrals(env)
    _create(env, "onetoone.wallet", "wallet")
    _create(env, "onetoone.override", "choice")
    _create(env, "onetoone.learning", "learning")
    _create_segments(env)


def _record(env, ref):
    return env.ref(f"{XMLID_MODULE}.{ref}")


def _user(env, login):
    return _record(env, f"U-{login}-user") if login else env["res.users"]


def _enter_wishes(env):
    for row in rows("wish"):
        _record(env, row["partner"]).write(
            {
                "onetoone_preferred_channel": row["channel"],
                "onetoone_preferred_interval_days": row["interval"] or False,
                "onetoone_permission": row["permission"],
            }
        )


def _enter_referrals(env):
    for row in rows("lead"):
        if row["referred"]:
            lead = _record(env, row["ref"])
            referrer = _record(env, row["referred"]).commercial_partner_id
            if referrer != lead.partner_id.commercial_partner_id:
                lead.onetoone_referrer_id = referrer


def _create(env, model, table):
    env[model].create([_values(env, row) for row in rows(table)])


def _values(env, row):
    """The values of a row; its columns are fields of the model, but for references."""
    values = {name: value for name, value in row.items() if value}
    records = {
        "partner_id": _record(env, values.pop("partner")),
        "company_id": _record(env, values.pop("company")),
    }
    if "user" in values:
        records["user_id"] = _user(env, values.pop("user"))
    if "topic" in values:
        records["topic_id"] = env.ref(f"odoo_onetoone.topic_{values.pop('topic')}")
    return values | {name: record.id for name, record in records.items()}


def _create_segments(env):
    lines = {
        table: grouped(rows(table), "segment")
        for table in ("guideline", "proposition", "plan")
    }
    divisions = {}
    for number, row in enumerate(rows("segment")):
        company = _record(env, row["company"])
        key = (company, row["division"])
        if key not in divisions:
            divisions[key] = env["onetoone.segment.division"].create(
                {
                    "name": row["division"],
                    "company_id": company.id,
                    "basis": row["basis"],
                    "is_exclusive": row["exclusive"] == "1",
                }
            )
        field, operator, value = row["domain"].split(" ")
        segment = env["onetoone.segment"].create(
            {
                "name": row["name"],
                "company_id": company.id,
                "division_id": divisions[key].id,
                "sequence": number,
                "domain": repr([(field, operator, True if value == "True" else value)]),
                "manager_id": _user(env, row["manager"]).id,
                "report_user_ids": [
                    Command.link(_user(env, login).id)
                    for login in row["reported"].split()
                ],
                "budget": row["budget"] or 0,
                "has_profit_and_loss": row["profit"] == "1",
                **{
                    f"{table}_ids": [
                        Command.create(_values_of_line(env, line))
                        for line in of_table.get(row["ref"], ())
                    ]
                    for table, of_table in lines.items()
                },
            }
        )
        env["ir.model.data"]._update_xmlids(
            [{"xml_id": f"{XMLID_MODULE}.{row['ref']}", "record": segment}]
        )


def _values_of_line(env, row):
    values = {
        LINE_FIELDS.get(name, name): value
        for name, value in row.items()
        if value and name != "segment"
    }
    if "user" in values:
        values["user_id"] = _user(env, values.pop("user")).id
    return values
