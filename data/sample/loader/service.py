"""Tickets, claims and tasks, moved through their stages one change at a time."""

from odoo import Command

from .common import TRACKED, grouped, moment, rows, set_columns, set_dates
from .tracking import Tracking

TASK_PROJECT = "Complaints about assembly"


def load_tickets(loading):
    env = loading.env
    tickets = rows("ticket")
    changes = grouped(rows("ticket_stage"), "ticket")
    stages = {s.name: s for s in env["helpdesk.ticket.stage"].search([])}
    # the customer is not told by mail that a ticket of years ago was closed
    env["helpdesk.ticket.stage"].search([]).mail_template_id = False
    channels = {c.name: c.id for c in env["helpdesk.ticket.channel"].search([])}
    tracking = Tracking(env, "helpdesk.ticket")
    loading.create(
        "helpdesk.ticket",
        [row["ref"] for row in tickets],
        [_ticket(loading, row, channels) for row in tickets],
        context={**TRACKED, "mail_create_nolog": False},
    )
    for ref, path in changes.items():
        if path[0]["tracked"] == "0":
            # in the transaction that made the ticket: leaves no trace
            ticket = loading.get(ref).with_context(**TRACKED)
            ticket.stage_id = stages[path[0]["stage"]]
    tracking.date({loading.id(r["ref"]): moment(r["opened"]) for r in tickets})
    tracked = [
        row for path in changes.values() for row in path if row["tracked"] == "1"
    ]
    _move(loading, tracking, "ticket", "helpdesk.ticket", tracked, stages)
    set_dates(
        env,
        "helpdesk.ticket",
        [(loading.id(row["ref"]), moment(row["opened"])) for row in tickets],
    )
    _ticket_dates(loading, tickets, changes, stages)
    return len(tickets)


def _ticket(loading, row, channels):
    return {
        "name": row["name"],
        "description": row["name"],
        "company_id": loading.id(row["company"]),
        "team_id": loading.id(f"DESK-{row['company'][:2]}"),
        "partner_id": loading.id(row["partner"]),
        "partner_email": row["email"],
        "user_id": loading.id(row["user"]),
        "priority": row["priority"],
        "channel_id": channels[row["channel"]],
        "assigned_date": moment(row["opened"]),
    }


def _ticket_dates(loading, tickets, changes, stages):
    values = []
    for row in tickets:
        path = changes.get(row["ref"], [])
        closings = [c["date"] for c in path if stages[c["stage"]].closed]
        values.append(
            (
                loading.id(row["ref"]),
                # Odoo keeps the closing date of a ticket that was opened again
                moment(closings[-1]) if closings else None,
                moment(path[-1]["date"] if path else row["opened"]),
                moment(row["opened"]),
            )
        )
    set_columns(
        loading.env,
        "helpdesk.ticket",
        {
            "closed_date": "timestamp",
            "last_stage_update": "timestamp",
            "assigned_date": "timestamp",
        },
        values,
    )


def _move(loading, tracking, key, model, changes, stages):
    """Write the changes round by round: the first of every record, the second, …

    A round holds one change per record, so one tracking run per user and stage is
    what as many single writes would leave behind.
    """
    paths = grouped(changes, key)
    for number in range(max(map(len, paths.values()))):
        turn = [path[number] for path in paths.values() if len(path) > number]
        for (user, stage), part in grouped(turn, "user", "stage").items():
            records = loading.env[model].browse([loading.id(r[key]) for r in part])
            records = records.with_user(loading.get(user)).sudo()
            records.with_context(**TRACKED).write({"stage_id": stages[stage].id})
            tracking.date({loading.id(r[key]): moment(r["date"]) for r in part})


def load_claims(loading):
    env = loading.env
    claims = rows("claim")
    stages = {s.name: s for s in env["crm.claim.stage"].search([])}
    tracking = Tracking(env, "crm.claim")
    loading.create(
        "crm.claim",
        [row["ref"] for row in claims],
        [
            {
                "name": row["name"],
                "company_id": loading.id(row["company"]),
                "team_id": loading.id(f"TEAM-{row['company']}"),
                "partner_id": loading.id(row["partner"]),
                "user_id": loading.id(row["user"]),
                "priority": row["priority"],
                "date": moment(row["opened"]),
                "stage_id": stages["New"].id,
            }
            for row in claims
        ],
        context={**TRACKED, "mail_create_nolog": False},
    )
    tracking.date({loading.id(r["ref"]): moment(r["opened"]) for r in claims})
    _move(loading, tracking, "claim", "crm.claim", rows("claim_stage"), stages)
    for row in claims:
        if row["closed_field"]:
            loading.get(row["ref"]).date_closed = moment(row["closed_field"])
    set_dates(
        env,
        "crm.claim",
        [(loading.id(row["ref"]), moment(row["opened"])) for row in claims],
    )
    return len(claims)


def load_tasks(loading):
    """Complaints kept as tasks of one project per company."""
    env = loading.env
    tasks = rows("task")
    stages = env["project.task.type"].create(
        [
            {"name": name, "sequence": number, "fold": name == "Done", "user_id": False}
            for number, name in enumerate(("New", "In Progress", "Done"))
        ]
    )
    by_name = {stage.name: stage for stage in stages}
    for company in sorted({row["company"] for row in tasks}):
        project = env["project.project"].create(
            {
                "name": TASK_PROJECT,
                "company_id": loading.id(company),
                "type_ids": [Command.set(stages.ids)],
            }
        )
        loading.keep([f"PROJECT-{company}"], project)
    tag = env["project.tags"].create({"name": "Complaint"})
    tracking = Tracking(env, "project.task")
    loading.create(
        "project.task",
        [row["ref"] for row in tasks],
        [
            {
                "name": row["name"],
                "project_id": loading.id(f"PROJECT-{row['company']}"),
                "partner_id": loading.id(row["partner"]),
                "user_ids": [Command.set([loading.id(row["user"])])],
                "priority": row["priority"],
                "stage_id": by_name["New"].id,
                "tag_ids": [Command.link(tag.id)],
            }
            for row in tasks
        ],
        context={**TRACKED, "mail_create_nolog": False},
    )
    opened = {loading.id(row["ref"]): moment(row["opened"]) for row in tasks}
    tracking.date(opened)
    changes = rows("task_stage")
    _move(loading, tracking, "task", "project.task", changes, by_name)
    set_dates(env, "project.task", list(opened.items()))
    paths = grouped(changes, "task")
    set_columns(
        env,
        "project.task",
        {"date_end": "timestamp", "date_last_stage_update": "timestamp"},
        [_task_dates(loading, row, paths.get(row["ref"], [])) for row in tasks],
    )
    return len(tasks)


def _task_dates(loading, row, path):
    last = moment(path[-1]["date"] if path else row["opened"])
    is_done = path and path[-1]["stage"] == "Done"
    return loading.id(row["ref"]), last if is_done else None, last


def load_ratings(loading):
    """What customers answered when they were asked about a ticket."""
    env = loading.env
    ratings = rows("rating")
    model = env["ir.model"]._get("helpdesk.ticket")
    made = loading.create(
        "rating.rating",
        None,
        [
            {
                "res_model_id": model.id,
                "res_id": loading.id(row["doc"]),
                "partner_id": loading.id(row["partner"]),
                "rated_partner_id": loading.id(f"U-{row['user']}"),
                "rating": float(row["value"]),
                "consumed": row["consumed"] == "1",
                "rated_on": moment(row["date"]) if row["consumed"] == "1" else False,
            }
            for row in ratings
        ],
    )
    set_dates(
        env,
        "rating.rating",
        [(one.id, moment(row["date"])) for one, row in zip(made, ratings, strict=True)],
    )
    return len(made)
