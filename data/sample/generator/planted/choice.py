"""Planted choices, agreed terms, loyalty and growth."""


def chosen(planted):
    """What customers chose: a variant twice, two variants, a text, nothing."""
    cases = (
        ("P-CHOICE-01", (("2025-10-14", "A31-W", ""), ("2026-03-10", "A31-W", ""))),
        ("P-CHOICE-02", (("2025-10-14", "A31-W", ""), ("2026-03-10", "A31-O", ""))),
        ("P-CHOICE-03", (("2025-10-14", "A28", ""), ("2026-03-10", "A31-O", "Kontor"))),
        ("P-CHOICE-04", (("2025-10-14", "A28", ""), ("2026-03-10", "A28", ""))),
        ("P-CHOICE-05", (("2026-03-10", "A31-W", ""),)),
        ("P-MODULAR-01", (("2025-10-14", "A27", ""), ("2026-03-10", "A29", ""))),
    )
    for ref, orders in cases:
        partner = planted.partner(ref, f"Wahlhof {ref[2:].title()} GmbH")
        for day, product, custom in orders:
            planted.order(partner, day, 180, product=product, custom=custom)


def terms(planted):
    """Class A customers with terms of their own, and one without."""
    cases = (
        ("P-GOLD-01", {"term": "TERM-30"}),
        ("P-GOLD-02", {"pricelist": "PL-GOLD"}),
        ("P-GOLD-03", {"lang": "de_DE"}),
        ("P-GOLD-04", {}),
    )
    for ref, values in cases:
        partner = planted.partner(ref, f"Goldhof {ref[-2:]} GmbH")
        if values:
            planted.sample.add("terms", partner=partner, **values)
        planted.orders(
            partner,
            d2024_11_05=12000,
            d2025_04_08=12000,
            d2025_11_04=12000,
            d2026_04_07=12000,
        )


def loyal(planted):
    """Customers of three years in a row, or not quite, with or without a card."""
    for ref, days in (
        ("P-LOYAL-01", ("2023-09-12", "2024-09-10", "2025-09-09")),
        ("P-LOYAL-02", ("2023-09-12", "2024-09-10", "2025-09-09")),
        ("P-LOYAL-03", ("2023-09-12", "2025-09-09", "2026-03-10")),
    ):
        partner = planted.partner(ref, f"Treuhof {ref[-2:]} GmbH")
        for day in days:
            planted.order(partner, day, 260)
        if ref != "P-LOYAL-02":
            planted.sample.add(
                "loyalty_card", company="C1", partner=partner, points=120
            )


def growing(planted):
    """Exactly 140 % of a year before; with three purchases in each span, or not."""
    ref = planted.partner("P-GROW-01", "Zuwachs 01 GmbH")
    planted.orders(
        ref,
        d2024_02_06=100,
        d2025_01_21=100,
        d2025_03_11=100,
        d2025_05_06=100,
        d2026_01_20=140,
        d2026_03_10=140,
        d2026_05_12=140,
    )
    ref = planted.partner("P-GROW-02", "Zuwachs 02 GmbH")
    planted.orders(
        ref,
        d2024_02_06=100,
        d2025_01_21=150,
        d2025_03_11=150,
        d2026_01_20=200,
        d2026_03_10=200,
        d2026_05_12=200,
    )


def counter(planted):
    """Receipts of the counter beside orders and invoices."""
    ref = planted.partner("P-POS-01", "Thekenhof 01 GmbH")
    planted.orders(ref, d2025_11_11=1000)
    planted.receipt("O-POS-01", ref, "2026-04-10 09:00", 500)
    # invoiced: the invoice already counts
    ref = planted.partner("P-POS-02", "Thekenhof 02 AG", country="CH")
    invoice = planted.invoice(ref, "2026-04-10", 300)
    planted.receipt(
        "O-POS-02", ref, "2026-04-10 09:00", 300, company="C2", invoice=invoice
    )
    ref = planted.partner("P-POS-03", "Thekenhof 03 GmbH")
    planted.receipt("O-POS-03", ref, "2026-04-10 10:00", 80)
    ref = planted.partner("P-POS-04", "Thekenhof 04 GmbH")
    planted.receipt("O-POS-04", ref, "2026-04-10 11:00", 90, state="draft")
    planted.receipt("O-POS-05", ref, "2026-04-10 12:00", 90, state="cancel")
    # returned in part
    ref = planted.partner("P-POS-05", "Thekenhof 05 GmbH")
    planted.receipt("O-POS-06", ref, "2026-04-10 13:00", 300)
    planted.receipt("O-POS-07", ref, "2026-04-13 09:00", -100)
    planted.receipt("O-POS-08", "", "2026-04-13 10:00", 45)
