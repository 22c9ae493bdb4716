"""Planted relationships: wishes, wallets, what was learnt, and what follows."""


def wishes(planted):
    """Contacted more often, or more seldom, than the customer wants."""
    # last but one contact, last contact, and whether the customer wrote between them
    cases = (
        ("P-OFTEN-01", "Deichblumen Harms GmbH", "2026-06-10", "2026-06-24", False),
        ("P-OFTEN-02", "Hallenbad Ketelsen GmbH", "2026-06-10", "2026-06-24", True),
        ("P-OFTEN-03", "Moorhof Detjen KG", "2026-05-25", "2026-06-24", False),
        ("P-OFTEN-04", "Werftkantine Lührs GmbH", "2026-05-26", "2026-06-24", False),
    )
    for ref, name, before, last, answered in cases:
        buyer(planted, ref, name)
        planted.message(f"{before} 09:00", "sales2", ref, doc=ref)
        if answered:
            hear(planted, ref, "2026-06-20 10:00")
        planted.message(f"{last} 09:00", "sales2", ref, doc=ref)
        planted.sample.add("wish", partner=ref, channel="email", interval=30)
    buyer(planted, "P-REFUSED-01", "Stiller Garten Voss KG")
    planted.message("2026-06-15 09:00", "sales2", "P-REFUSED-01", doc="P-REFUSED-01")
    planted.sample.add("wish", partner="P-REFUSED-01", permission="refused")
    # 2026-05-02 and 60 days is 1 July, the day of computation: not yet overdue
    for ref, name, last in (
        ("P-OVERDUE-01", "Strandkiosk Paulsen e.K.", "2026-05-01"),
        ("P-OVERDUE-02", "Kutterhafen Jessen GmbH", "2026-05-02"),
    ):
        buyer(planted, ref, name)
        planted.message(f"{last} 09:00", "sales2", ref, doc=ref)
        planted.sample.add("wish", partner=ref, channel="phone", interval=60)


def outflows(planted):
    """Credit notes of three times the usual purchase, and just below."""
    for ref, name, amount in (
        ("P-OUTFLOW-01", "Rheinuhren Frick AG", 1800),
        ("P-OUTFLOW-02", "Seilbahn Caflisch AG", 1799),
    ):
        planted.partner(ref, name, country="CH", user="sales4")
        planted.invoices(ref, d2025_10_14=500, d2026_01_13=600, d2026_04_14=700)
        planted.invoice(ref, "2026-06-16", amount, kind="refund")


def wallets(planted):
    """What customers spend elsewhere, as told or estimated."""
    # value of the window, then estimates: day, wallet, potential
    cases = (
        ("P-WALLET-01", 2000, ("2026-03-02", 90000, 30000)),
        ("P-WALLET-02", 20000, ("2026-03-02", 40000, 5000)),
        ("P-WALLET-03", 1000, ("2026-03-02", 5000, 2000)),
        ("P-WALLET-04", 1500, ("2025-03-03", 1000, 0), ("2026-03-02", 60000, 9000)),
        ("P-WALLET-05", 1500, ("2026-02-02", 3000, 500), ("2026-07-06", 95000, 500)),
        ("P-WALLET-06", 1200, ("2025-11-03", 4000, 1000)),
        ("P-WALLET-07", 1200, ("2025-11-03", 3500, 900)),
        ("P-WALLET-08", 1200, ("2025-11-03", 2500, 800)),
        ("P-WALLET-09", 1200, ("2025-11-03", 2400, 700)),
        ("P-WALLET-10", 1200, ("2025-11-03", 2300, 600)),
    )
    for ref, value, *estimates in cases:
        planted.partner(ref, f"Filialkette {ref[-2:]} GmbH", user="sales3")
        planted.orders(ref, d2025_10_08=value / 2, d2026_03_11=value / 2)
        for day, amount, potential in estimates:
            planted.sample.add(
                "wallet",
                partner=ref,
                company="C1",
                date=day,
                amount=amount,
                potential=potential,
                origin="customer",
            )


def below_zero(planted):
    """A customer whose contacts cost more than it brings, and one just above."""
    for ref, name, calls in (
        ("P-BELOW-01", "Kleinstladen Wübbe e.K.", 4),
        ("P-BELOW-02", "Kleinstladen Ahlers e.K.", 3),
    ):
        planted.partner(ref, name, user="sales2")
        # a cost of 8.88 each: 45.00 of margin; a call costs 12.00
        for day in ("2025-09-23", "2025-12-15", "2026-03-24"):
            planted.order(ref, day, 23.88, product="A03", user="sales2")
        for month in range(1, calls + 1):
            planted.sample.add(
                "phonecall",
                date=f"2026-0{month}-20 09:00",
                partner=ref,
                user="sales2",
                company="C1",
                direction="out",
                state="done",
                minutes=15,
            )


def choices(planted):
    """Tiers chosen by a person: one still counts, one has just expired."""
    for ref, name, expiry in (
        ("P-MANUAL-01", "Neues Museum Hamburg gGmbH", "2026-07-01"),
        ("P-MANUAL-02", "Altes Museum Hamburg gGmbH", "2026-06-30"),
    ):
        buyer(planted, ref, name)
        planted.sample.add(
            "choice",
            partner=ref,
            company="C1",
            tier="mvc",
            reason="Opens three branches next year",
            date="2026-01-12",
            date_expiry=expiry,
            user="manager",
        )


def relationships(planted):
    """Customers on each step of the relationship."""
    learnt = {
        "needs": "Fast and punctual delivery",
        "suppliers": "3",
        "improvement": "A fixed delivery day",
    }
    for ref, name in (
        ("P-TRUST-01", "Lebensgarten Brodersen GmbH"),
        ("P-TRUST-02", "Lebensgarten Asmussen GmbH"),
        ("P-FAMILIAR-01", "Lebensgarten Clausen GmbH"),
        ("P-FAMILIAR-02", "Lebensgarten Nissen GmbH"),
    ):
        buyer(planted, ref, name)
        planted.message("2026-04-21 09:00", "sales2", ref, doc=ref)
        hear(planted, ref, "2026-04-22 10:00")
        for topic, value in learnt.items():
            # what was learnt a year ago and is to be asked again counts no more
            is_old = ref == "P-FAMILIAR-02" and topic == "improvement"
            planted.sample.add(
                "learning",
                partner=ref,
                company="C1",
                topic=topic,
                value=value,
                date="2025-06-30" if is_old else "2026-04-22",
                date_expiry="2026-06-30" if is_old else "",
                user="sales2",
            )
    for ref in ("P-TRUST-01", "P-TRUST-02"):
        told = planted.partner(f"{ref}-told", f"Empfohlener {ref[-1]} e.K.")
        planted.sample.add(
            "lead",
            ref=f"L-{ref[2:]}",
            name="First outfit",
            partner=told,
            company="C1",
            user="sales2",
            source="Referral",
            referred=ref,
            created="2026-05-11 09:00",
            outcome="open",
            expected="1500.00",
        )
    planted.ticket("T-TRUST-02", "P-TRUST-02", "2026-05-12 09:00")


def buyer(planted, ref, name):
    planted.partner(ref, name, user="sales2")
    planted.orders(ref, d2025_09_17=650, d2026_02_18=650)


def hear(planted, ref, moment):
    """The customer writes an e-mail."""
    planted.message(
        moment, ref, "sales2", doc=ref, kind="email", text="in0", sender="root"
    )


# the best customers of the first company are managed, those to grow are reported on
MANAGED = {
    "SEG-C1-BEST": {"reported": "manager analyst", "budget": 40000, "profit": 1},
    "SEG-C1-GROW": {"reported": "analyst", "budget": 15000},
}
# of the best customers
PROPOSITIONS = (
    (
        "service",
        "A complaint is closed while it still matters",
        "Closed within three working days",
        "complaint_hours",
        24,
    ),
    (
        "transaction",
        "Somebody answers on the same day",
        "First answer within a working day",
        "response_hours",
        8,
    ),
    (
        "relationship",
        "One person who knows the business",
        "Heard from us in every quarter",
        "contact_days",
        90,
    ),
    ("price", "Prices agreed for a year", "No change before its end", "", ""),
)
PLANS = (
    (
        "retention",
        "Visit everybody before the year ends",
        "sales1",
        "2026-12-15",
        12000,
        "running",
        "Nine of ten have been visited",
    ),
    (
        "development",
        "Offer garden furniture to who only buys storage",
        "sales2",
        "2026-10-31",
        5000,
        "planned",
        "Two product groups with half of them",
    ),
)


def segments(planted):
    """The segments the two companies manage, and how their members are contacted."""
    add = planted.sample.add
    for ref, division, basis, exclusive, name, domain, manager in (
        ("BEST", "Value", "value", 1, "Best customers", "tier = mvc", "manager"),
        ("GROW", "Value", "value", 1, "Customers to grow", "tier = mgc", "manager"),
        ("REGULAR", "Value", "value", 1, "Regular customers", "abc = b", "analyst"),
        (
            "ABROAD",
            "Place and kind",
            "attributes",
            0,
            "Abroad",
            "country_id.code != {country}",
            "analyst",
        ),
        (
            "FIRMS",
            "Place and kind",
            "attributes",
            0,
            "Companies",
            "is_company = True",
            "",
        ),
    ):
        for company, country in (("C1", "DE"), ("C2", "CH")):
            add(
                "segment",
                ref=f"SEG-{company}-{ref}",
                company=company,
                division=division,
                basis=basis,
                exclusive=exclusive,
                name=name,
                domain=domain.format(country=country),
                manager=manager,
                **MANAGED.get(f"SEG-{company}-{ref}", {}),
            )
    for channel, shortest, longest, who, tone in (
        ("phone", 14, 180, "Key account manager", "Personal, prepared"),
        ("meeting", 60, 365, "Key account manager", "At the customer's place"),
        ("email", 3, "", "Everybody", "Short, with one question"),
    ):
        add(
            "guideline",
            segment="SEG-C1-BEST",
            channel=channel,
            shortest=shortest,
            longest=longest,
            who=who,
            tone=tone,
        )
    for element, benefit, standard, measure, limit in PROPOSITIONS:
        add(
            "proposition",
            segment="SEG-C1-BEST",
            element=element,
            benefit=benefit,
            standard=standard,
            measure=measure,
            limit=limit,
        )
    for aim, name, user, deadline, budget, state, expected in PLANS:
        add(
            "plan",
            segment="SEG-C1-BEST",
            aim=aim,
            name=name,
            user=user,
            deadline=deadline,
            budget=budget,
            state=state,
            expected=expected,
        )
