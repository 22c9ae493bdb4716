"""Companies with their currencies, calendars and charts of accounts."""

from odoo import Command

from .common import grouped, moment, rows

CHART = "generic_coa"


def load(loading):
    companies = rows("company")
    _load_companies(loading, companies)
    _load_calendars(loading, companies)
    _load_rates(loading)
    return len(companies)


def _load_companies(loading, companies):
    env = loading.env
    names = {row["currency"] for row in companies}
    names |= {row["currency"] for row in rows("currency_rate")}
    env["res.currency"].with_context(active_test=False).search(
        [("name", "in", list(names))]
    ).action_unarchive()
    for row in companies:
        # no country: Odoo would install a localisation for it
        values = {
            "name": row["name"],
            "currency_id": currency(env, row["currency"]).id,
            "email": row["email"],
        }
        if row["ref"] == "C1":
            company = env.ref("base.main_company")
            company.write(values)
        else:
            if row["parent"]:
                values["parent_id"] = loading.id(row["parent"])
            if "iap_enrich_auto_done" in env["res.company"]._fields:
                # as if looked up already: ask no service on the internet
                values["iap_enrich_auto_done"] = True
            company = env["res.company"].create(values)
        if not row["parent"] and company.chart_template != CHART:
            env["account.chart.template"].try_loading(CHART, company)
        # loading a chart may bring its own currency
        company.currency_id = values["currency_id"]
        loading.keep([row["ref"]], company)
        loading.alias(f"C-{row['ref']}", company.partner_id)
    _give_branches_a_warehouse(loading, companies)
    env.user.company_ids += env["res.company"].search([])
    env.ref("base.user_admin").company_ids += env["res.company"].search([])


def _give_branches_a_warehouse(loading, companies):
    """Without one, no order of goods can be confirmed; head companies get theirs."""
    for row in companies:
        if row["parent"]:
            loading.env["stock.warehouse"].create(
                {
                    "name": row["name"],
                    "code": row["ref"],
                    "company_id": loading.id(row["ref"]),
                }
            )


def _load_calendars(loading, companies):
    attendances = grouped(rows("calendar_attendance"), "calendar")
    leaves = grouped(rows("calendar_leave"), "calendar")
    for row in rows("calendar"):
        company = loading.get(row["company"])
        calendar = loading.env["resource.calendar"].create(
            {
                "name": row["name"],
                "tz": row["tz"],
                "company_id": company.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(_attendance(line))
                    for line in attendances[row["ref"]]
                ],
            }
        )
        loading.keep([row["ref"]], calendar)
        loading.env["resource.calendar.leaves"].create(
            [
                {
                    "name": leave["name"],
                    "calendar_id": calendar.id,
                    "company_id": company.id,
                    "date_from": moment(leave["start"]),
                    "date_to": moment(leave["end"]),
                }
                for leave in leaves[row["ref"]]
            ]
        )
    for row in companies:
        loading.get(row["ref"]).resource_calendar_id = loading.get(row["calendar"])


def _attendance(line):
    morning = float(line["hour_from"]) < 12
    return {
        "name": "Morning" if morning else "Afternoon",
        "dayofweek": line["weekday"],
        "hour_from": float(line["hour_from"]),
        "hour_to": float(line["hour_to"]),
        "day_period": "morning" if morning else "afternoon",
    }


def _load_rates(loading):
    env = loading.env
    env["res.currency.rate"].search([]).unlink()
    env["res.currency.rate"].create(
        [
            {
                "company_id": loading.id(row["company"]),
                "currency_id": currency(env, row["currency"]).id,
                "name": row["date"],
                "rate": float(row["rate"]),
            }
            for row in rows("currency_rate")
        ]
    )


def currency(env, name):
    return env.ref(f"base.{name}")
