"""Planted identity: who is a customer, who is it twice, who can be reached."""

from .kit import PLACE


def duplicates(planted):
    """One customer entered twice: same e-mail, phone digits or VAT number."""
    pairs = (
        (
            "P-DUP-01",
            {"email": "Einkauf@Doppelt.example"},
            {"email": "einkauf@doppelt.example"},
        ),
        (
            "P-DUP-02",
            {"email": "", "phone": "+49 555 300 4411"},
            {"email": "", "phone": "+49 (555) 300-44 11"},
        ),
        (
            "P-DUP-03",
            {"email": "", "vat": "DE811222333"},
            {"email": "", "vat": "DE 811 222 333"},
        ),
        # same name only: not a duplicate
        ("P-NODUP-01", {}, {}),
    )
    for ref, first, second in pairs:
        for letter, values in (("a", first), ("b", second)):
            name = f"Doppelhof {ref[-2:]} GmbH"
            partner = planted.partner(f"{ref}{letter}", name, **values)
            planted.orders(partner, d2025_09_02=900, d2026_02_03=700)


def moved(planted):
    """Moved, and entered again at the new address under the old phone number."""
    for number, digits in ((1, "601 7001"), (2, "601 7002")):
        name = f"Umzug Familie {'Carstens' if number == 1 else 'Brunner'}"
        phone = f"+49 555 {digits}"
        old = planted.partner(
            f"P-MOVED-0{number}a", name, kind="person", email="", phone=phone
        )
        planted.orders(old, d2023_05_09=300, d2024_05_07=320)
        new = planted.partner(
            f"P-MOVED-0{number}b",
            name,
            kind="person",
            email="",
            phone=phone,
            street="Neue Straße 7",
            zip="10115",
            city="Berlin",
            created="2025-04-01",
        )
        planted.orders(new, d2025_05_06=330, d2026_05_05=350)


def generic(planted):
    """Walk-in and anonymous partners: never customers."""
    ref = planted.partner(
        "P-GENERIC-01", "Walk-in customer", kind="person", email="", generic=1
    )
    for month in range(1, 13):
        planted.order(ref, f"2025-{month:02d}-15", 900)
    planted.message("2026-03-03 09:00", "sales1", ref, doc=ref)
    ref = planted.partner("P-GENERIC-02", "Web shop guest", kind="person", generic=1)
    planted.orders(ref, d2025_10_06=4000, d2026_03_02=5000)
    # our own people and companies are never customers either
    planted.orders("U-sales2", d2026_02_02=150)
    planted.orders("C-C2", d2025_11_03=20000)


NAMES = (
    "=1+1",
    "@SUM(A1)",
    "+49 Handel",
    "-5",
    '=HYPERLINK("http://x.example","here")',
    "Zoë 🌻 Blu\u0308te & Co.",
    "מסחר הצפון",
    "شركة الشمال للتجارة",
    "Gesellschaft zur Förderung der Verpackungs- und Versandlogistik in Mecklenburg, "
    "Vorpommern, Schleswig-Holstein und angrenzenden Gebieten mbH & Co. KG",
    'O\'Brien; "Söhne", Ltd.',
    "'quoted",
    "<b>Fett</b> & Söhne",
    "0012",
    "1e5",
    "TRUE",
)


def names(planted):
    """Names that a workbook or a page could take for something else."""
    for number, name in enumerate(NAMES, 1):
        ref = planted.partner(f"P-NAME-{number:02d}", name)
        planted.orders(ref, d2025_10_01=400 + number, d2026_04_01=300 + number)
    ref = planted.partner(
        "P-SOLO-01", "Hedda Einzel", kind="person", function="Purchasing"
    )
    planted.orders(ref, d2025_10_02=210)


def shared(planted):
    """Customers of both companies, branches and children."""
    ref = planted.partner("P-SHARED-01", "Zwillingswerk International AG")
    planted.orders(ref, d2025_09_30=50000, d2026_03_31=50000)
    planted.invoices(ref, d2025_10_01=40, d2026_03_24=35)
    ref = planted.partner("P-BRANCH-01", "Hamburger Hafenkontor GmbH")
    planted.order(ref, "2025-11-20", 5000, company="C1B")
    planted.order(ref, "2026-05-20", 6000, company="C1B")
    planted.message("2026-05-21 09:00", "sales1", ref, doc=ref, company="C1B")
    planted.ticket(
        "T-BRANCH-01",
        ref,
        "2026-05-26 09:00",
        ("2026-05-26 10:00", "In Progress"),
        ("2026-05-27 09:00", "Done"),
        company="C1B",
    )
    ref = planted.partner("P-CHILD-01", "Filialkette Sonnenhof GmbH")
    branch = planted.child(ref, "PB-CHILD-01", "Branch Kiel", kind="branch", **PLACE)
    contact = planted.child(ref, "PC-CHILD-01", "Dörte Ebert", email="d@child.example")
    planted.orders(branch, d2025_12_09=1000, d2026_04_08=1000)
    planted.orders(contact, d2026_05_08=1000)
    planted.message("2026-05-08 09:00", "sales1", contact, doc=branch)
    ref = planted.partner("P-ARCHIVED-01", "Stillgelegt Optik GmbH", active=0)
    planted.orders(ref, d2025_10_22=750, d2026_01_21=750)
    ref = planted.partner("P-ORPHAN-01", "Verwaist Medien GmbH", user="former")
    planted.order(ref, "2025-09-17", 3000, user="former")
    planted.order(ref, "2026-03-17", 3000, user="sales1")


def reach(planted):
    """Can we reach them? The customer itself or an active contact below it."""
    cases = (
        ("P-NOREACH-01", {}, None),
        ("P-REACH-02", {}, {"email": "nina@reach.example"}),
        ("P-NOREACH-03", {}, {"email": "olga@reach.example", "active": 0}),
        ("P-REACH-04", {"phone": "+49 555 700 1234"}, None),
        ("P-REACH-05", {}, {"phone": "+49 555 700 1235"}),
    )
    for ref, values, contact in cases:
        partner = planted.partner(
            ref, f"Reichweite {ref[-2:]} GmbH", **{"email": "", **values}
        )
        planted.orders(partner, d2026_02_24=480)
        if contact:
            planted.child(partner, f"PC-{ref[2:]}", f"Kontakt {ref[-2:]}", **contact)
    # Odoo lets other addresses go without a name
    ref = planted.partner("P-NONAME-01", "", kind="nameless")
    planted.orders(ref, d2026_02_24=480)


def sites(planted):
    """Branches of one customer, and customers that are sites of one company."""
    ref = planted.partner("P-LINKED-01", "Zweitort GmbH")
    planted.child(
        ref,
        "PB-LINKED-01",
        "Branch Kiel",
        kind="branch",
        street="Hafenkai 1",
        zip="24103",
        city="Kiel",
        country="DE",
    )
    planted.orders(ref, d2025_10_03=380, d2026_04_02=390)
    ref = planted.partner("P-LINKED-02", "Einort GmbH")
    planted.child(ref, "PB-LINKED-02", "Branch next door", kind="branch", **PLACE)
    planted.orders(ref, d2025_10_03=380, d2026_04_02=390)
    for ref, name, values in (
        ("P-SITE-01a", "Verbund Nord GmbH", {"email": "nord@verbund.example"}),
        ("P-SITE-01b", "Verbund West GmbH", {"email": "west@Verbund.example"}),
        # a provider of mail for everybody says nothing
        ("P-SITE-02a", "Einzelgang Eins", {"email": "eins.einzelgang@example.com"}),
        ("P-SITE-02b", "Einzelgang Zwei", {"email": "zwei.einzelgang@example.com"}),
    ):
        planted.orders(
            planted.partner(ref, name, **values), d2025_10_06=310, d2026_04_07=320
        )


def completeness(planted):
    """Everything known of one customer, next to nothing of the other."""
    ref = planted.partner(
        "P-COMPLETE-01",
        "Vollständig GmbH",
        phone="+49 555 700 9001",
        user="sales1",
        number="10001",
    )
    planted.orders(ref, d2025_10_07=410)
    ref = planted.partner(
        "P-COMPLETE-02",
        "Unvollständig GmbH",
        email="",
        street="",
        zip="",
        city="",
        country="",
    )
    planted.orders(ref, d2025_10_07=410)
