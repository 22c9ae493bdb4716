"""Planted value: drops, their look-alikes, lost customers, ties, dates."""


def drops(planted):
    """Most valuable customers who buy 40 % and more less than a year before."""
    ref = planted.partner("P-DROP-01", "Hafenwerk Albers GmbH", user="sales1")
    planted.orders(
        ref,
        d2023_03_01=40000,
        d2024_03_01=45000,
        d2025_01_20=20000,
        d2025_03_11=25000,
        d2025_05_06=25000,
        d2025_09_16=38000,
        d2025_11_12=40000,
        d2026_02_17=24500,
    )
    ref = planted.partner("P-DROP-02", "Elbtechnik Ohm KG", user="sales2")
    planted.orders(
        ref,
        d2023_04_03=30000,
        d2025_01_14=20000,
        d2025_04_08=20000,
        d2025_06_03=20000,
        d2025_10_07=50000,
        d2026_01_13=18000,
        d2026_05_12=18000,
    )
    ref = planted.partner("P-DROP-03", "Küstengastro Falk OHG", user="sales3")
    planted.orders(
        ref,
        d2023_05_02=20000,
        d2024_02_06=30000,
        d2025_02_04=30000,
        d2025_03_04=30000,
        d2025_04_01=30000,
        d2025_08_05=60000,
    )
    ref = planted.partner(
        "P-DROP-04", "Limmatdruck Schär AG", country="CH", user="sales4"
    )
    planted.invoices(
        ref,
        d2023_03_01=30000,
        d2025_01_21=25000,
        d2025_03_18=25000,
        d2025_06_17=25000,
        d2025_10_21=60000,
        d2026_02_10=50000,
        d2026_04_14=30000,
    )
    planted.invoice(ref, "2026-05-19", 40000, kind="refund")
    ref = planted.partner("P-DROP-05", "Fjordmöbel Nolte GmbH", user="sales1")
    planted.orders(
        ref, d2025_07_08=30000, d2025_09_09=30000, d2025_11_11=30000, d2026_03_10=20000
    )


def only_looks_so(planted):
    """Customers who look like a drop and are none (or none to be alarmed about)."""
    ref = planted.partner("P-SEASON-01", "Sonnenfloristik Ebeling e.K.")
    for year in (2023, 2024, 2025):
        for day, amount in (("10-10", 20000), ("11-14", 30000), ("12-05", 25000)):
            planted.order(ref, f"{year}-{day}", amount)
    ref = planted.partner("P-SEASON-02", "Gletscherhotel Moretti AG", country="CH")
    for year in (2023, 2024, 2025, 2026):
        for day, amount in (("02-10", 25000), ("03-10", 25000), ("04-10", 20000)):
            planted.invoice(ref, f"{year}-{day}", amount + 1000 * (year - 2023))
    ref = planted.partner("P-ONCE-01", "Turmstudio Dietz GmbH")
    planted.orders(ref, d2026_03_23=60000)
    ref = planted.partner("P-ONCE-02", "Ziegelbau Sauer GmbH")
    planted.orders(ref, d2025_09_04=60000)
    ref = planted.partner("P-STEADY-01", "Perlenoptik Kessler KG")
    planted.orders(
        ref,
        d2023_02_07=50000,
        d2025_02_11=50000,
        d2025_05_13=50000,
        d2025_10_14=60000,
        d2026_02_10=30500,
        d2026_05_12=30500,
    )


def lost(planted):
    """Would have been most valuable; last purchase 12 to 36 months ago."""
    ref = planted.partner("P-LOST-01", "Quellapotheke Thiele e.K.")
    planted.orders(ref, d2023_02_14=40000, d2024_01_16=50000, d2024_09_10=60000)
    ref = planted.partner("P-LOST-02", "Aareelektro Rüegg AG", country="CH")
    planted.invoices(ref, d2023_06_13=45000, d2024_05_14=60000, d2025_02_11=30000)
    # too long ago, and too small: not among the lost
    ref = planted.partner("P-LOST-03", "Nebeltextil Vogt GmbH")
    planted.orders(ref, d2023_02_14=90000, d2023_04_11=30000)
    ref = planted.partner("P-LOST-04", "Wera Kleinlich", kind="person")
    planted.orders(ref, d2024_06_11=35)


def refunds(planted):
    ref = planted.partner("P-REFUND-01", "Tobeldruck Gübeli AG", country="CH")
    planted.invoice(ref, "2025-11-11", 300, kind="refund")
    planted.invoice(ref, "2026-02-11", 200, kind="refund")
    ref = planted.partner("P-REFUND-02", "Föhnmedien Zeller AG", country="CH")
    planted.invoice(ref, "2025-09-09", 400)
    planted.invoice(ref, "2025-12-09", 900, kind="refund")


def dates(planted):
    """Facts around the edges of time; 1 July begins at 22:00 UTC of 30 June."""
    ref = planted.partner("P-FUTURE-01", "Später Handel GmbH")
    planted.order(ref, "2026-07-15", 5000)
    ref = planted.partner("P-FUTURE-02", "Vorausschau Bau GmbH")
    planted.orders(ref, d2025_11_05=1000, d2026_05_06=1000)
    planted.order(ref, "2026-07-20", 99000)
    ref = planted.partner("P-FUTURE-03", "Morgen Garten AG", country="CH")
    planted.invoice(ref, "2026-07-01", 5000)
    edges = (
        ("P-MIDNIGHT-01", "2026-06-30 21:30"),
        ("P-MIDNIGHT-02", "2026-06-30 22:30"),
        ("P-MIDNIGHT-03", "2025-06-30 21:30"),
        ("P-MIDNIGHT-04", "2025-06-30 22:30"),
    )
    for ref, moment in edges:
        partner = planted.partner(ref, f"Mitternacht {ref[-2:]} KG")
        planted.order(partner, moment, 1500)
    for ref, moment in edges:
        ref = ref.replace("MIDNIGHT", "LATEMAIL")
        partner = planted.partner(ref, f"Nachtpost {ref[-2:]} KG")
        planted.orders(partner, d2026_03_03=1100)
        planted.message(moment, "sales1", partner, doc=partner)


def odd_purchases(planted):
    ref = planted.partner("P-CANCEL-01", "Absage Studio GmbH")
    planted.order(ref, "2026-02-03", 2000, state="cancel")
    planted.invoice(ref, "2026-02-04", 2000, state="cancel")
    ref = planted.partner("P-DRAFT-01", "Angebot Studio GmbH")
    planted.order(ref, "2026-02-03", 2000, state="draft")
    planted.order(ref, "2026-02-05", 2100, state="sent")
    planted.invoice(ref, "2026-02-04", 2000, state="draft")
    # the first company's orders are its source: its invoices must not count
    ref = planted.partner("P-INVOICED-01", "Nur Rechnung GmbH")
    planted.invoice(
        ref, "2026-03-04", 7000, company="C1", currency="EUR", user="sales1"
    )
    ref = planted.partner("P-ZERO-01", "Gratismuster GmbH")
    planted.order(ref, "2026-03-04", 0)
    ref = planted.partner("P-FX-01", "Overseas Trading Inc.")
    planted.order(ref, "2025-10-15", 10000, currency="USD")
    planted.order(ref, "2026-04-15", 10000, currency="CHF")
    ref = planted.partner("P-FX-02", "Bodenseehandel GmbH")
    planted.invoice(ref, "2025-10-15", 10000, currency="EUR")
    planted.invoice(ref, "2026-04-15", 10000, currency="USD")


def ties(planted):
    """Six customers equal in day, number and value: equal classes and scores."""
    for number in range(1, 7):
        ref = planted.partner(f"P-TIE-{number:02d}", f"Gleichstand {number} GmbH")
        planted.orders(ref, d2025_12_10=1234.5, d2026_05_13=1234.5)


def leads(planted):
    """Prospects and referrals."""
    ref = planted.partner("P-PROSPECT-01", "Nur Interesse GmbH")
    row = {"company": "C1", "user": "sales1", "source": "Trade fair"}
    planted.sample.add(
        "lead",
        ref="L-OPEN-01",
        name="Trial order",
        partner=ref,
        created="2026-05-04 09:00",
        outcome="open",
        expected="4000.00",
        **row,
    )
    ref = planted.partner("P-PROSPECT-02", "Verlorene Anfrage GmbH")
    planted.sample.add(
        "lead",
        ref="L-LOST-01",
        name="Trial order",
        partner=ref,
        created="2026-01-05 09:00",
        closed="2026-02-05 09:00",
        outcome="lost",
        expected="3000.00",
        **row,
    )
    ref = planted.partner("P-REFERRAL-01", "Empfehlung Neukunde GmbH")
    planted.sample.add(
        "lead",
        ref="L-REFERRAL-01",
        name="Yearly contract",
        partner=ref,
        created="2025-12-01 09:00",
        closed="2026-01-15 09:00",
        outcome="won",
        expected="12000.00",
        referred="P-STEADY-01",
        **{**row, "source": "Referral"},
    )
    planted.orders(ref, d2026_01_20=6000, d2026_04_21=6000)
