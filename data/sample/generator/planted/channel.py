"""Planted contacts over the other channels: chats, activities, mailings, events."""

DAY = "2026-04-28"


def _buyer(planted, ref, name, **values):
    partner = planted.partner(ref, name, **values)
    planted.orders(partner, d2025_09_18=640, d2026_02_19=640)
    return partner


def chats(planted):
    for ref, agent in (("P-CHAT-01", "service1"), ("P-CHAT-02", "chatbot")):
        partner = _buyer(planted, ref, f"Plauderhof {ref[-2:]} GmbH")
        chat = f"H-{ref[2:]}"
        planted.sample.add(
            "chat", ref=chat, start=f"{DAY} 09:00", partner=partner, agent=agent
        )
        planted.message(
            f"{DAY} 09:01", partner, "", doc=chat, text="chatin0", company=""
        )
        planted.message(
            f"{DAY} 09:02",
            agent,
            "",
            doc=chat,
            text="chatout0",
            company="",
            sender="root" if agent == "chatbot" else "",
        )


def activities(planted):
    """A call done; a meeting done that is in the calendar too; a task; a plan."""
    cases = (
        ("P-ACTIVITY-01", "call", DAY, ""),
        ("P-ACTIVITY-02", "meeting", DAY, f"{DAY} 08:00"),
        ("P-ACTIVITY-03", "todo", DAY, ""),
        ("P-ACTIVITY-04", "call", "", ""),
        ("P-ACTIVITY-05", "meeting", DAY, ""),
    )
    for ref, kind, done, meeting in cases:
        partner = _buyer(planted, ref, f"Aufgabenhof {ref[-2:]} GmbH")
        if meeting:
            planted.sample.add(
                "meeting",
                start=meeting,
                minutes=60,
                user="sales2",
                attendees=partner,
                text="meeting1",
            )
        planted.sample.add(
            "activity",
            doc=partner,
            type=kind,
            user="sales2",
            due=DAY,
            done=done,
            meeting=meeting,
        )


def mailings(planted):
    """A mailing leaves a trace and a message: a mass contact, not a personal one."""
    ref = _buyer(planted, "P-MAILING-01", "Rundbriefhof GmbH")
    planted.sample.add("mailing_trace", mailing="M02", partner=ref, status="open")


def events(planted):
    """Came, cancelled, did not come; two people of one customer came."""
    for ref, state in (
        ("P-EVENT-01", "done"),
        ("P-EVENT-02", "cancel"),
        ("P-EVENT-03", "open"),
    ):
        partner = _buyer(planted, ref, f"Besucherhof {ref[-2:]} GmbH")
        planted.sample.add(
            "registration",
            event="E02",
            partner=partner,
            created="2026-04-07 09:00",
            state=state,
        )
    partner = _buyer(planted, "P-EVENT-04", "Besucherhof 04 GmbH")
    for letter in "ab":
        guest = planted.child(partner, f"PC-EVENT-04{letter}", f"Gast {letter.upper()}")
        planted.sample.add(
            "registration",
            event="E02",
            partner=guest,
            created="2026-04-07 09:00",
            state="done",
        )


def mails(planted):
    """Mails and letters with something odd about how they were sent."""
    # signed in the portal: the confirmation goes out in the salesperson's name
    ref = _buyer(planted, "P-PORTAL-01", "Portalhof GmbH")
    order = planted.order(ref, "2026-04-14", 500)
    planted.message("2026-04-14 10:01", "sales1", ref, doc=order, sender="public")
    # a user answered from the mail program: stored by the gateway
    ref = _buyer(planted, "P-FORWARD-01", "Weiterleitungshof GmbH")
    planted.message(
        "2026-04-15 09:00", "sales1", ref, doc=ref, kind="email", sender="root"
    )
    # one mail to two customers
    first = _buyer(planted, "P-BOTH-01", "Sammelpost 1 GmbH")
    second = _buyer(planted, "P-BOTH-02", "Sammelpost 2 GmbH")
    planted.message("2026-04-16 09:00", "sales1", f"{first} {second}", doc=first)
    ref = _buyer(planted, "P-LETTER-01", "Briefhof GmbH")
    planted.message(
        "2026-04-17 09:00", "sales1", ref, doc=ref, kind="snailmail", note=1
    )
    # on a lead that names no company: that of its salesperson
    ref = _buyer(planted, "P-LEADMAIL-01", "Leadpost GmbH")
    planted.sample.add(
        "lead",
        ref="L-NOCOMPANY-01",
        name="Second branch",
        partner=ref,
        user="sales2",
        source="Website",
        created="2026-04-20 08:00",
        outcome="open",
        expected="900.00",
    )
    planted.message(
        "2026-04-20 09:00",
        ref,
        "",
        doc="L-NOCOMPANY-01",
        kind="email",
        text="in2",
        company="",
        sender="root",
    )
