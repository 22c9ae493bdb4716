"""Leads, won and lost as a salesperson would."""

from .common import BATCH, TRACKED, grouped, moment, rows, set_columns, set_dates
from .tracking import Tracking
from .users import archive_former


def load(loading):
    env = loading.env
    leads = rows("lead")
    names = {row["ref"]: row["name"] for row in rows("partner")}
    sources = {
        name: env["utm.source"].search([("name", "=", name)], limit=1)
        or env["utm.source"].create({"name": name})
        for name in sorted({row["source"] for row in leads})
    }
    loading.create(
        "crm.lead",
        [row["ref"] for row in leads],
        [_values(loading, row, sources[row["source"]], names) for row in leads],
    )
    tracking = Tracking(env, "crm.lead")
    outcomes = grouped(leads, "outcome")
    for start in range(0, len(outcomes["won"]), BATCH):
        won = outcomes["won"][start : start + BATCH]
        _records(loading, won).action_set_won()
        tracking.date({loading.id(r["ref"]): moment(r["closed"]) for r in won})
    reason = env["crm.lost.reason"].search([], limit=1)
    _records(loading, outcomes["lost"]).action_set_lost(lost_reason_id=reason.id)
    tracking.date({loading.id(r["ref"]): moment(r["closed"]) for r in outcomes["lost"]})
    _set_dates(loading, leads)
    archive_former(loading)
    return len(leads)


def _records(loading, leads):
    ids = [loading.id(row["ref"]) for row in leads]
    return loading.env["crm.lead"].with_context(**TRACKED).browse(ids)


def _values(loading, row, source, names):
    values = {
        "type": "opportunity",
        "name": row["name"],
        "company_id": loading.id(row["company"]),
        "team_id": loading.id(f"TEAM-{row['company']}") if row["company"] else False,
        "user_id": loading.id(row["user"]),
        "partner_id": loading.id(row["partner"]),
        "source_id": source.id,
        "referred": names.get(row["referred"], ""),
        "expected_revenue": float(row["expected"]),
    }
    if not row["partner"]:
        values.update(
            contact_name=row["contact_name"],
            email_from=row["email"],
            phone=row["phone"],
        )
    return values


def _set_dates(loading, leads):
    env = loading.env
    dates = [(loading.id(row["ref"]), moment(row["created"])) for row in leads]
    set_dates(env, "crm.lead", dates)
    set_columns(
        env,
        "crm.lead",
        {
            "date_open": "timestamp",
            "date_closed": "timestamp",
            "date_last_stage_update": "timestamp",
        },
        [
            (
                loading.id(row["ref"]),
                moment(row["created"]),
                moment(row["closed"]),
                moment(row["closed"] or row["created"]),
            )
            for row in leads
        ],
    )
