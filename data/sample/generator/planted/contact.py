"""Planted contacts: what counts as one, what does not, and for whom."""


def not_a_contact(planted):
    """Customers whose every message is automatic, mass or internal."""
    ref = planted.partner("P-PDF-01", "Alpenstudio Künzli AG", country="CH")
    for day in ("2025-09-10", "2026-01-14", "2026-04-15"):
        invoice = planted.invoice(ref, day, 500)
        planted.message(
            f"{day} 14:00",
            "accounting",
            ref,
            doc=invoice,
            company="C2",
            text="invoice0",
            attachment="own",
        )
    cases = (
        (
            "P-PDF-02",
            "comment",
            {
                "author": "sales1",
                "attachment": "own",
                "text": "invoice0",
                "doc": "order",
            },
        ),
        (
            "P-MASS-01",
            "email_outgoing",
            {"author": "marketing", "text": "mass0", "sender": "root"},
        ),
        (
            "P-ROBOT-01",
            "comment",
            {"author": "odoobot", "text": "robot0", "doc": "order"},
        ),
        (
            "P-CRON-01",
            "email_outgoing",
            {"author": "sales1", "text": "robot1", "doc": "order", "sender": "root"},
        ),
        (
            "P-NOTE-01",
            "comment",
            {"author": "sales1", "text": "note0", "note": 1, "doc": "partner"},
        ),
    )
    for ref, kind, values in cases:
        partner = planted.partner(ref, f"Stillhof {ref[2:-3].title()} GmbH")
        order = planted.order(partner, "2026-01-20", 800)
        planted.order(partner, "2025-08-20", 800)
        doc = {"order": order, "partner": partner}.get(values.pop("doc", ""), "")
        for moment in ("2025-10-08 09:00", "2026-01-20 10:05"):
            planted.message(
                moment,
                values["author"],
                partner,
                doc=doc,
                kind=kind,
                **{k: v for k, v in values.items() if k != "author"},
            )
    ref = planted.partner("P-SILENT-01", "Stillhof Silent GmbH")
    planted.orders(ref, d2026_01_20=800)


def contacts(planted):
    """Customers with contacts of one certain kind."""

    def buyer(ref, name, **values):
        partner = planted.partner(ref, name, **values)
        planted.orders(partner, d2025_09_17=650, d2026_02_18=650)
        return partner

    ref = buyer("P-SMS-01", "Dünengarten Brandt e.K.")
    planted.message(
        "2026-02-18 12:00", "sales1", ref, doc=ref, kind="sms", note=1, text="sms0"
    )
    ref = buyer("P-REPLY-01", "Juramöbel Lorenz GmbH")
    planted.message("2026-03-10 09:00", "sales1", ref, doc=ref)
    planted.message(
        "2026-03-10 15:30",
        ref,
        "sales1",
        doc=ref,
        kind="email",
        text="in0",
        sender="root",
    )
    ref = buyer("P-TWO-01", "Birkenwerkstatt Hansen KG")
    first = planted.child(ref, "PC-TWO-01a", "Elke Hansen", email="elke@two.example")
    second = planted.child(ref, "PC-TWO-01b", "Jan Hansen", email="jan@two.example")
    planted.message("2026-03-11 09:00", "sales1", f"{first} {second}", doc=ref)
    ref = buyer("P-MEET-01", "Gartenmetall Ullrich GmbH")
    first = planted.child(ref, "PC-MEET-01a", "Vera Ullrich")
    second = planted.child(ref, "PC-MEET-01b", "Kai Ullrich")
    planted.sample.add(
        "meeting",
        start="2026-04-22 08:00",
        minutes=60,
        user="sales2",
        attendees=f"{first} {second}",
        text="meeting0",
    )
    ref = buyer("P-MEET-02", "Muster Zukunft GmbH")
    planted.sample.add(
        "meeting",
        start="2026-07-08 08:00",
        minutes=60,
        user="sales2",
        attendees=ref,
        text="meeting1",
    )
    ref = buyer("P-CHANNEL-01", "Inseltextil Mertens OHG")
    planted.message("2026-03-12 09:00", "sales3", ref, doc=ref)
    planted.message(
        "2026-03-13 09:00", "sales3", ref, doc=ref, kind="sms", note=1, text="sms1"
    )
    ref = buyer("P-CALL-01", "Uferbau Rademacher GmbH")
    planted.sample.add(
        "phonecall",
        date="2026-05-05 09:00",
        partner=ref,
        user="sales1",
        company="C1",
        direction="in",
        state="done",
        minutes=12,
    )
    ref = buyer("P-TEMPLATE-01", "Mühlengastro Quandt KG")
    order = planted.order(ref, "2026-05-12", 650)
    planted.message("2026-05-12 11:00", "sales2", ref, doc=order, kind="email_outgoing")
    ref = buyer("P-FILE-01", "Ostwinddruck Petersen GmbH")
    planted.message("2026-05-13 11:00", "sales2", ref, doc=ref, attachment="file")


def message_companies(planted):
    """Messages on a partner's own page that carry no company."""
    ref = planted.partner("P-NOCOMPANY-01", "Kristallmöbel Steiner AG", country="CH")
    planted.invoices(ref, d2025_10_15=700, d2026_03_18=700)
    planted.message("2026-03-24 09:00", "sales4", ref, doc=ref, company="")
    for number in (2, 3):
        ref = planted.partner(f"P-NOCOMPANY-0{number}", f"Grenzhandel {number} GmbH")
        planted.invoices(ref, d2025_10_15=700, d2026_03_18=700)
        if number == 2:
            planted.orders(ref, d2025_11_19=800, d2026_04_15=800)
        planted.message(
            "2026-04-16 09:00",
            ref,
            "",
            doc=ref,
            kind="email",
            text="in1",
            company="",
            sender="root",
        )
