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
    # claims of a valuable customer (they count once claims are a source)
    ref = planted.partner("P-COMPLAIN-05", "Waldhaustechnik Imhof GmbH")
    planted.orders(ref, d2025_12_02=80000, d2026_05_19=60000)
    planted.sample.add(
        "claim",
        ref="K-OPEN30-01",
        name="Charged twice",
        company="C1",
        partner=ref,
        user="service2",
        priority="2",
        opened="2026-05-04 09:00",
    )
    planted.sample.add(
        "claim_stage",
        claim="K-OPEN30-01",
        date="2026-05-05 08:00",
        stage="In Progress",
        user="service2",
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
