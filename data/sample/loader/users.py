"""Users, each with the login as password, and their teams."""

from odoo import Command

from .common import rows


def load(loading):
    env = loading.env
    users = rows("user")
    made = loading.create(
        "res.users",
        [f"U-{row['ref']}-user" for row in users],
        [
            {
                "name": row["name"],
                "login": row["ref"],
                "password": row["ref"],
                "email": f"{row['ref']}@{_domain(row)}",
                "function": f"{row['role']} ({row['department']})",
                "tz": "Europe/Berlin" if row["company"] == "C1" else "Europe/Zurich",
                "company_id": loading.id(row["company"]),
                "company_ids": [
                    Command.set([loading.id(ref) for ref in row["companies"].split()])
                ],
                "notification_type": "email",
                "group_ids": [
                    Command.link(env.ref(group).id)
                    for group in ("base.group_user", *row["groups"].split())
                ],
            }
            for row in users
        ],
    )
    for row, user in zip(users, made, strict=True):
        loading.alias(row["ref"], user)
        loading.alias(f"U-{row['ref']}", user.partner_id)
    _load_teams(loading, users)
    return len(users)


def archive_former(loading):
    """Only after his documents are made: Odoo lets no archived user own new ones."""
    for row in rows("user"):
        if row["active"] == "0":
            loading.get(row["ref"]).action_archive()


def _load_teams(loading, users):
    """Teams of no company of their own: those of the head company serve its branch."""
    env = loading.env
    for company, name in (("C1", "Sales North"), ("C2", "Sales Alps")):
        members = [
            loading.id(row["ref"])
            for row in users
            if row["company"] == company and row["department"] == "Sales"
        ]
        team = env["crm.team"].create(
            {
                "name": name,
                "company_id": False,
                "user_id": loading.id("manager"),
                "member_ids": [Command.set(members)],
            }
        )
        loading.keep([f"TEAM-{company}"], team)
    for company in ("C1", "C2"):
        agents = [
            loading.id(row["ref"])
            for row in users
            if row["company"] == company and row["department"] == "Service"
        ]
        team = env["helpdesk.ticket.team"].create(
            {
                "name": f"Service {'North' if company == 'C1' else 'Alps'}",
                "company_id": False,
                "user_ids": [Command.set(agents)],
            }
        )
        loading.keep([f"DESK-{company}"], team)


def _domain(row):
    return "nordwind.example" if row["company"] == "C1" else "saentis.example"
