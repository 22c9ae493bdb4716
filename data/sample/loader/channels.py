"""Live chats, activities, mailings and events."""

from datetime import datetime, time, timedelta

from odoo import Command

from .common import grouped, moment, rows, set_columns, set_dates


def load_chats(loading):
    """Sessions of the live chat; what was said comes with the messages."""
    env = loading.env
    chats = rows("chat")
    robot = env["chatbot.script"].create({"title": "Nordwind Bot"})
    loading.keep(["CHATBOT"], robot)
    loading.alias("chatbot", robot.operator_partner_id)
    site = env["im_livechat.channel"].create({"name": "Web shop"})
    made = loading.create(
        "discuss.channel",
        [row["ref"] for row in chats],
        [_chat(loading, row, site, robot) for row in chats],
        context={"install_mode": True},
    )
    ends = [moment(row["start"]) + timedelta(minutes=20) for row in chats]
    _count_messages(loading, chats)
    set_dates(
        env,
        "discuss.channel",
        [(c.id, moment(row["start"])) for c, row in zip(made, chats, strict=True)],
    )
    set_columns(
        env,
        "discuss.channel",
        {"livechat_end_dt": "timestamp", "last_interest_dt": "timestamp"},
        [(chat.id, end, end) for chat, end in zip(made, ends, strict=True)],
    )
    return len(made)


def _count_messages(loading, chats):
    """What the live chat itself counts and decides while people write."""
    env = loading.env
    said = {key: len(part) for key, part in grouped(rows("message"), "doc").items()}
    set_columns(
        env,
        "im_livechat.channel.member.history",
        {"message_count": "int"},
        [
            (member.id, said[row["ref"]] // 2)
            for row in chats
            for member in loading.get(row["ref"]).livechat_channel_member_history_ids
        ],
    )
    set_columns(
        env,
        "discuss.channel",
        {"livechat_failure": "varchar"},
        [(loading.id(row["ref"]), "no_failure") for row in chats],
    )


def _chat(loading, row, site, robot):
    is_robot = row["agent"] == "chatbot"
    agent = (
        robot.operator_partner_id.id if is_robot else loading.id(f"U-{row['agent']}")
    )
    return {
        "name": row["ref"],
        "channel_type": "livechat",
        "livechat_channel_id": site.id,
        "livechat_operator_id": agent,
        "livechat_status": False,
        "channel_member_ids": [
            Command.create(
                {
                    "partner_id": agent,
                    "livechat_member_type": "bot" if is_robot else "agent",
                    "chatbot_script_id": robot.id if is_robot else False,
                }
            ),
            Command.create(
                {
                    "partner_id": loading.id(row["partner"]),
                    "livechat_member_type": "visitor",
                }
            ),
        ],
    }


def load_activities(loading):
    """Activities, of which most are marked as done by their user."""
    env = loading.env
    activities = rows("activity")
    types = {
        kind: env.ref(f"mail.mail_activity_data_{kind}")
        for kind in ("call", "meeting", "todo")
    }
    made = loading.create(
        "mail.activity",
        None,
        [
            {
                "res_model_id": env["ir.model"]._get_id("res.partner"),
                "res_id": loading.id(row["doc"]),
                "activity_type_id": types[row["type"]].id,
                "user_id": loading.id(row["user"]),
                "date_deadline": row["due"],
                "calendar_event_id": _meeting(loading, row).id,
            }
            for row in activities
        ],
        context={"mail_activity_quick_update": True},
    )
    done = [
        (one, row) for one, row in zip(made, activities, strict=True) if row["done"]
    ]
    days, left = [], []
    for activity, row in done:
        # the message that it leaves in the history of its document
        message = activity.with_user(loading.get(row["user"])).sudo().action_feedback()
        noon = datetime.combine(datetime.fromisoformat(row["done"]), time(12))
        days.append((activity.id, row["done"], noon))
        left.append((message, noon))
    set_columns(
        env, "mail.activity", {"date_done": "date", "write_date": "timestamp"}, days
    )
    set_columns(env, "mail.message", {"date": "timestamp"}, left)
    set_dates(env, "mail.message", left)
    return len(made)


def _meeting(loading, row):
    events = loading.env["calendar.event"]
    if not row["meeting"]:
        return events
    return events.search(
        [
            ("start", "=", moment(row["meeting"])),
            ("partner_ids", "in", [loading.id(row["doc"])]),
        ]
    )


def load_mailings(loading):
    """Mailings, each recipient with a trace and the message that was sent to him."""
    env = loading.env
    traces = grouped(rows("mailing_trace"), "mailing")
    count = 0
    for row in rows("mailing"):
        mailing = env["mailing.mailing"].create(
            {
                "subject": row["subject"],
                "body_html": f"<p>{row['subject']}</p>",
                "mailing_model_id": env["ir.model"]._get_id("res.partner"),
                "user_id": loading.id(row["user"]),
                "keep_archives": True,
            }
        )
        loading.keep([row["ref"]], mailing)
        count += _load_traces(loading, mailing, row, traces[row["ref"]])
        sent = moment(row["date"])
        mailing.write({"state": "done", "sent_date": sent})
        set_dates(env, "mailing.mailing", [(mailing.id, sent)])
    return count


def _load_traces(loading, mailing, row, traces):
    env = loading.env
    sent = moment(row["date"])
    author = loading.get(f"U-{row['user']}")
    names = {
        trace["partner"]: f"<{row['ref']}-{number}@mailings.example>"
        for number, trace in enumerate(traces)
    }
    made = env["mailing.trace"].create(
        [
            {
                "mass_mailing_id": mailing.id,
                "model": "res.partner",
                "res_id": loading.id(trace["partner"]),
                "email": loading.get(trace["partner"]).email,
                "message_id": names[trace["partner"]],
                "trace_status": trace["status"],
                "sent_datetime": False if trace["status"] == "cancel" else sent,
            }
            for trace in traces
        ]
    )
    reached = [trace for trace in traces if trace["status"] != "cancel"]
    messages = env["mail.message"].create(
        [
            {
                "message_type": "email_outgoing",
                "subtype_id": env.ref("mail.mt_note").id,
                "date": sent,
                "model": "res.partner",
                "res_id": loading.id(trace["partner"]),
                "author_id": author.id,
                "email_from": author.email_formatted,
                "message_id": names[trace["partner"]],
                "subject": row["subject"],
                "record_company_id": loading.id(row["company"]),
            }
            for trace in reached
        ]
    )
    env["mail.notification"].create(
        [
            {
                "mail_message_id": message.id,
                "author_id": author.id,
                "res_partner_id": message.res_id,
                "notification_type": "email",
                "notification_status": "sent",
                "is_read": True,
            }
            for message in messages
        ]
    )
    set_dates(env, "mail.message", [(message.id, sent) for message in messages])
    set_dates(env, "mailing.trace", [(trace.id, sent) for trace in made])
    return len(made)


def load_events(loading):
    """Events and who registered for them."""
    env = loading.env
    events = rows("event")
    for row in events:
        company = loading.get(row["company"])
        event = env["event.event"].create(
            {
                "name": row["name"],
                "company_id": company.id,
                "user_id": loading.id("marketing"),
                "date_begin": moment(row["begin"]),
                "date_end": moment(row["end"]),
                "date_tz": company.resource_calendar_id.tz,
                "event_mail_ids": [Command.clear()],
            }
        )
        loading.keep([row["ref"]], event)
    registrations = rows("registration")
    made = loading.create(
        "event.registration",
        None,
        [
            {
                "event_id": loading.id(row["event"]),
                "partner_id": loading.id(row["partner"]),
                "state": row["state"],
            }
            for row in registrations
        ],
    )
    set_dates(
        env,
        "event.registration",
        [
            (one.id, moment(row["created"]))
            for one, row in zip(made, registrations, strict=True)
        ],
    )
    # the day on which they came
    set_columns(
        env,
        "event.registration",
        {"date_closed": "timestamp"},
        [(one.id, one.event_id.date_begin) for one in made if one.state == "done"],
    )
    return len(made)
