"""Personal contacts of the sample company over all channels."""

from collections import defaultdict
from functools import cache
from itertools import chain

from oracle_csv import (
    WINDOW_START,
    customer_of,
    midnight,
    moment_of,
    parents,
    root,
    rows,
    user_companies,
)
from oracle_purchases import purchases_of

from data.sample import AS_OF

CHANNELS = {
    "email": "email",
    "comment": "email",
    "email_outgoing": "email",
    "sms": "sms",
    "snailmail": "letter",
}
TICKET_CHANNELS = {"Email": "email", "Phone": "phone"}


@cache
def contacts_of(company):
    """Personal contacts before ``AS_OF`` by customer: (moment, channel, directions)."""
    end = midnight(AS_OF, company)
    found = defaultdict(list)
    readers = (
        _messages,
        _meetings,
        _calls,
        _activities,
        _chats,
        _registrations,
        _openings,
    )
    for contact in chain.from_iterable(read() for read in readers):
        moment, channel, direction, people, companies = contact
        for customer in {customer_of(ref, company) for ref in people} - {None}:
            if companies:
                concerned = company in companies
            else:
                # of no company: it belongs to all that have the customer
                concerned = _in_portfolio(company, customer)
            if moment < end and concerned:
                found[customer].append((moment, channel, direction))
    return found


def _in_portfolio(company, customer):
    purchases = purchases_of(company).get(customer, ())
    return any(not p["refund"] for p in purchases)


@cache
def _messages():
    users = user_companies()
    document_company = {
        row["ref"]: row["company"]
        for table in ("partner", "order", "invoice", "ticket", "claim", "task")
        for row in rows(table)
    }
    # a lead of no company is that of its salesperson
    document_company |= {
        row["ref"]: row["company"] or users[row["user"]] for row in rows("lead")
    }
    chats = {row["ref"] for row in rows("chat")}
    found = []
    for row in rows("message"):
        if row["doc"] in chats:
            continue
        if row["author"] in users:
            if _is_automatic(row) or (
                row["note"] and row["type"] not in ("sms", "snailmail")
            ):
                continue
            direction, people = "out", row["to"].split()
        elif row["author"] in parents():
            direction, people = "in", [row["author"]]
        else:
            continue
        company = (
            document_company.get(row["doc"])
            or row["company"]
            or users.get(row["author"])
        )
        found.append(
            (
                moment_of(row["date"]),
                CHANNELS[row["type"]],
                direction,
                people,
                {root(company)} if company else set(),
            )
        )
    return found


def _is_automatic(row):
    """Sent by a cron or the portal, without a thread, or as the cover of a document.

    What comes in by mail is stored by the gateway, also when one of us wrote it.
    """
    return bool(
        (row["sender"] and row["type"] != "email")
        or row["attachment"] == "own"
        or (row["type"] == "email_outgoing" and not row["doc"])
    )


@cache
def _meetings():
    return [
        (
            moment_of(row["start"]),
            "meeting",
            "both",
            row["attendees"].split(),
            {root(user_companies()[row["user"]])},
        )
        for row in rows("meeting")
    ]


@cache
def _calls():
    return [
        (
            moment_of(row["date"]),
            "phone",
            row["direction"],
            [row["partner"]],
            {root(row["company"])},
        )
        for row in rows("phonecall")
        if row["state"] == "done"
    ]


@cache
def _activities():
    """Calls and meetings done at noon; those in the calendar count as such."""
    owners = {row["ref"]: row["company"] for row in rows("partner")}
    channels = {"call": "phone", "meeting": "meeting"}
    return [
        (
            moment_of(f"{row['done']} 12:00"),
            channels[row["type"]],
            "out",
            [row["doc"]],
            {root(owners[row["doc"]] or user_companies()[row["user"]])},
        )
        for row in rows("activity")
        if row["type"] in channels and row["done"] and not row["meeting"]
    ]


@cache
def _chats():
    return [
        (
            moment_of(row["start"]),
            "chat",
            "both",
            [row["partner"]],
            {root(user_companies()[row["agent"]])},
        )
        for row in rows("chat")
        if row["agent"] != "chatbot"
    ]


@cache
def _registrations():
    """Who came to an event, all people of one customer at once."""
    guests = defaultdict(list)
    for row in rows("registration"):
        if row["state"] == "done":
            guests[row["event"]].append(row["partner"])
    return [
        (
            moment_of(row["begin"]),
            "form",
            "in",
            guests[row["ref"]],
            {root(row["company"])},
        )
        for row in rows("event")
    ]


@cache
def _openings():
    """Tickets and claims: the customer asked for something."""
    return [
        (
            moment_of(row["opened"]),
            TICKET_CHANNELS.get(row.get("channel"), "form"),
            "in",
            [row["partner"]],
            {root(row["company"])},
        )
        for table in ("ticket", "claim")
        for row in rows(table)
        if row["partner"]
    ]


def contact_summary(contacts, company):
    start = midnight(WINDOW_START, company)
    window = [contact for contact in contacts if contact[0] >= start]
    directions = {direction for _moment, _channel, direction in window}
    return {
        "last_contact": max((c[0] for c in contacts), default=None),
        "last_inbound": max((c[0] for c in contacts if c[2] != "out"), default=None),
        "last_outbound": max((c[0] for c in contacts if c[2] != "in"), default=None),
        "contact_count_window": len(window),
        "channel_count": len({channel for _moment, channel, _direction in window}),
        "is_two_way": "both" in directions or directions == {"in", "out"},
    }
