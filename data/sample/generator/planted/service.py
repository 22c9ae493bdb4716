"""Planted complaints: open, reopened, closed twice or at odd hours."""


def complainers(planted):
    """Complaints open for more than 30 days at the sample's end."""
    ref = planted.partner("P-COMPLAIN-01", "Rheinlogistik Wegner GmbH", user="sales1")
    planted.orders(ref, d2024_05_07=40000, d2025_10_21=60000, d2026_04_14=60000)
    planted.ticket(
        "T-OPEN30-01", ref, "2026-05-11 08:30", ("2026-05-11 13:10", "In Progress")
    )
    ref = planted.partner(
        "P-COMPLAIN-02", "Berghotel Caduff AG", country="CH", user="sales4"
    )
    planted.invoices(ref, d2025_09_09=70000, d2026_03_10=50000)
    planted.ticket(
        "T-OPEN30-02",
        ref,
        "2026-04-20 07:15",
        ("2026-04-21 09:00", "In Progress"),
        ("2026-04-28 09:00", "Awaiting"),
        company="C2",
        user="service3",
    )
    # small customer with an old complaint, valuable customer with a young one
    ref = planted.partner("P-COMPLAIN-03", "Hanno Geduldig", kind="person")
    planted.orders(ref, d2026_02_03=25)
    planted.ticket("T-OPEN30-03", ref, "2026-03-02 10:00")
    ref = planted.partner("P-COMPLAIN-04", "Lindenmetall Jessen KG")
    planted.orders(ref, d2025_11_18=80000, d2026_04_21=60000)
    planted.ticket(
        "T-OPEN-04", ref, "2026-06-19 09:00", ("2026-06-19 11:00", "In Progress")
    )
    # a claim of a valuable customer
    ref = planted.partner("P-COMPLAIN-05", "Waldhaustechnik Imhof GmbH")
    planted.orders(ref, d2025_12_02=80000, d2026_05_19=60000)
    planted.claim(
        "K-OPEN30-01", ref, "2026-05-04 09:00", ("2026-05-05 08:00", "In Progress")
    )


def tickets(planted):
    """Tickets with a history worth a look; all of one ordinary customer."""
    ref = planted.partner("P-TICKETS-01", "Reklamation Beispiel GmbH")
    planted.orders(ref, d2025_10_28=2500, d2026_03_26=2500)
    # closed and opened again: open
    planted.ticket(
        "T-REOPEN-01",
        ref,
        "2026-03-02 08:00",
        ("2026-03-02 09:00", "In Progress"),
        ("2026-03-03 09:00", "Done"),
        ("2026-03-09 10:00", "In Progress"),
    )
    # closed twice: the second closing counts
    planted.ticket(
        "T-TWICE-01",
        ref,
        "2026-02-02 08:00",
        ("2026-02-02 09:00", "In Progress"),
        ("2026-02-03 09:00", "Done"),
        ("2026-02-09 10:00", "In Progress"),
        ("2026-02-11 10:00", "Done"),
    )
    # Friday evening to Sunday: no working time at all
    planted.ticket("T-SUNDAY-01", ref, "2026-02-20 17:00", ("2026-02-22 12:00", "Done"))
    # over Easter: Good Friday and Easter Monday are no working days
    planted.ticket(
        "T-EASTER-01",
        ref,
        "2026-04-02 14:00",
        ("2026-04-02 14:30", "In Progress"),
        ("2026-04-07 07:00", "Done"),
    )
    # over the change to summer time
    planted.ticket("T-DST-01", ref, "2026-03-27 12:30", ("2026-03-30 07:00", "Done"))
    # created and closed in one transaction: no tracking
    planted.ticket(
        "T-ATONCE-01", ref, "2026-04-14 08:00", ("2026-04-14 08:00", "Done"), tracked=0
    )
    # closed after the day of computation: still open then
    planted.ticket(
        "T-LATER-01",
        ref,
        "2026-06-15 08:00",
        ("2026-06-15 09:00", "In Progress"),
        ("2026-07-07 09:00", "Done"),
    )
    # opened after it, and just before the window: not counted
    planted.ticket("T-FUTURE-01", ref, "2026-07-02 08:00")
    planted.ticket("T-BEFORE-01", ref, "2025-06-30 21:30", ("2025-07-02 08:00", "Done"))
    planted.ticket("T-INSIDE-01", ref, "2025-06-30 22:30", ("2025-07-02 08:00", "Done"))
    planted.ticket(
        "T-ANSWER-01",
        ref,
        "2026-05-18 08:00",
        ("2026-05-18 12:00", "In Progress"),
        ("2026-05-20 08:00", "Done"),
    )
    planted.message(
        "2026-05-18 11:00",
        "service1",
        ref,
        doc="T-ANSWER-01",
        text="answer0",
    )


def more_tickets(planted):
    """Tickets by night, answered once, answered back, of callers not linked."""
    ref = planted.partner("P-TICKETS-02", "Rückfrage Beispiel GmbH")
    planted.orders(ref, d2025_10_29=2500, d2026_03_27=2500)
    # ten in the morning until ten at night: six working hours
    planted.ticket("T-NIGHT-01", ref, "2026-05-06 08:00", ("2026-05-06 20:00", "Done"))
    for number, replies in ((1, False), (2, True)):
        ticket = f"T-FIRST-0{number}"
        planted.ticket(ticket, ref, "2026-05-11 08:00", ("2026-05-12 08:00", "Done"))
        planted.message("2026-05-11 09:00", "service1", ref, doc=ticket, text="answer0")
        if replies:
            planted.message(
                "2026-05-11 10:00",
                ref,
                "",
                doc=ticket,
                kind="email",
                text="reply0",
                sender="root",
            )
    # nobody linked it to the customer whose address it names; and a stranger's
    planted.ticket(
        "T-UNLINKED-01", "", "2026-05-13 08:00", email="Office@P-Tickets-02.example"
    )
    planted.ticket(
        "T-STRANGER-01", "", "2026-05-13 09:00", email="nobody@stranger.example"
    )
    for number in (1, 2):
        planted.sample.add(
            "rating",
            doc=f"T-FIRST-0{number}",
            partner=ref,
            user="service1",
            value=5 if number == 1 else 0,
            date="2026-05-12 09:00",
            consumed=int(number == 1),
        )


def claims(planted):
    """Claims: settled, rejected, opened again, closed twice."""
    ref = planted.partner("P-CLAIMS-01", "Anspruch Beispiel GmbH")
    planted.orders(ref, d2025_10_30=1500, d2026_03_30=1500)
    start = ("2026-02-02 09:00", "In Progress")
    first = ("2026-02-03 09:00", "Settled")
    again = ("2026-02-09 10:00", "In Progress")
    planted.claim("K-SETTLED-01", ref, "2026-02-02 08:00", start, first)
    planted.claim(
        "K-REJECTED-01",
        ref,
        "2026-02-02 08:00",
        start,
        ("2026-02-02 10:00", "Rejected"),
    )
    planted.claim("K-REOPEN-01", ref, "2026-02-02 08:00", start, first, again)
    planted.claim(
        "K-TWICE-01",
        ref,
        "2026-02-02 08:00",
        start,
        first,
        again,
        ("2026-02-11 10:00", "Settled"),
    )


def tasks(planted):
    """Complaints kept as tasks: closed, open, opened again."""
    ref = planted.partner("P-TASKS-01", "Montage Beispiel GmbH")
    planted.orders(ref, d2025_10_31=1400, d2026_03_31=1400)
    start, done = ("2026-03-03 09:00", "In Progress"), ("2026-03-03 11:00", "Done")
    planted.task("J-DONE-01", ref, "2026-03-03 08:00", start, done)
    planted.task("J-OPEN-01", ref, "2026-03-03 08:00", start)
    planted.task(
        "J-REOPEN-01",
        ref,
        "2026-03-03 08:00",
        start,
        done,
        ("2026-03-09 09:00", "In Progress"),
    )
