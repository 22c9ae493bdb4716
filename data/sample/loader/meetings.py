"""Phone calls and calendar events."""

from datetime import timedelta

from odoo import Command

from .common import moment, rows, set_dates


def load_phonecalls(loading):
    calls = rows("phonecall")
    made = loading.create(
        "crm.phonecall",
        None,
        [
            {
                "name": "Incoming call" if row["direction"] == "in" else "Call",
                "partner_id": loading.id(row["partner"]),
                "user_id": loading.id(row["user"]),
                "company_id": loading.id(row["company"]),
                "team_id": loading.id(f"TEAM-{row['company']}"),
                "date": moment(row["date"]),
                "date_closed": moment(row["date"]) if row["state"] == "done" else False,
                "direction": row["direction"],
                "state": row["state"],
                "duration": float(row["minutes"]),
            }
            for row in calls
        ],
    )
    set_dates(
        loading.env,
        "crm.phonecall",
        [(call.id, moment(row["date"])) for call, row in zip(made, calls, strict=True)],
    )
    return len(made)


def load_meetings(loading):
    meetings = rows("meeting")
    texts = {row["ref"]: row for row in rows("text")}
    made = loading.create(
        "calendar.event",
        None,
        [
            {
                "name": texts[row["text"]]["subject"],
                "description": texts[row["text"]]["body"],
                "user_id": loading.id(row["user"]),
                "partner_ids": [Command.set(_attendees(loading, row))],
                "start": moment(row["start"]),
                "stop": moment(row["start"]) + timedelta(minutes=int(row["minutes"])),
            }
            for row in meetings
        ],
    )
    # arranged a week before
    set_dates(
        loading.env,
        "calendar.event",
        [
            (event.id, moment(row["start"]) - timedelta(days=7))
            for event, row in zip(made, meetings, strict=True)
        ],
    )
    return len(made)


def _attendees(loading, row):
    people = [f"U-{row['user']}", *row["attendees"].split()]
    return [loading.id(ref) for ref in people]
