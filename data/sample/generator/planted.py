"""Planted cases; data/README.md says what must come out of each.

Planted customers meet no dice: every fact they have is written here.
"""

PLACE = {"street": "Musterweg 1", "zip": "20095", "city": "Hamburg", "country": "DE"}


def add_planted(sample):
    planted = _Planted(sample)
    for concern in (
        _drops,
        _only_looks_so,
        _lost,
        _complainers,
        _duplicates,
        _moved,
        _generic,
        _refunds,
        _not_a_contact,
        _contacts,
        _message_companies,
        _names,
        _shared,
        _dates,
        _reach,
        _odd_purchases,
        _ties,
        _tickets,
        _leads,
    ):
        concern(planted)


class _Planted:
    """Short words for planting facts."""

    def __init__(self, sample):
        self.sample = sample

    def partner(self, ref, name, kind="company", **values):
        row = {
            "email": f"{ref.lower()}@planted.example",
            "phone": "",
            "active": 1,
            "created": "2023-01-02",
            "user": "",
            **PLACE,
            **values,
        }
        return self.sample.add("partner", ref=ref, kind=kind, name=name, **row)["ref"]

    def child(self, parent, ref, name, **values):
        row = {"kind": "contact", "active": 1, "created": "2023-01-02", **values}
        return self.sample.add("partner", ref=ref, parent=parent, name=name, **row)[
            "ref"
        ]

    def order(
        self,
        partner,
        moment,
        amount,
        state="sale",
        company="C1",
        currency="EUR",
        product="A29",
        user="sales1",
    ):
        """Order of one line; ``moment`` is a day (then 10:00 UTC) or a UTC moment."""
        ref = self.sample.number("S-X")
        moment = moment if " " in moment else f"{moment} 10:00"
        self.sample.add(
            "order",
            ref=ref,
            company=company,
            partner=partner,
            date=moment,
            currency=currency,
            state=state,
            user=user,
        )
        self.sample.add(
            "order_line", order=ref, product=product, quantity=1, price=f"{amount:.2f}"
        )
        return ref

    def orders(self, partner, **days):
        """Orders by day (d2025_03_10=1200)."""
        for day, amount in days.items():
            self.order(partner, day[1:].replace("_", "-"), amount)

    def invoice(
        self,
        partner,
        day,
        amount,
        kind="invoice",
        state="posted",
        company="C2",
        currency="CHF",
        user="sales4",
    ):
        ref = self.sample.number("I-X")
        self.sample.add(
            "invoice",
            ref=ref,
            company=company,
            partner=partner,
            date=day,
            currency=currency,
            kind=kind,
            state=state,
            user=user,
        )
        self.sample.add(
            "invoice_line",
            invoice=ref,
            product="A29",
            quantity=1,
            price=f"{amount:.2f}",
        )
        return ref

    def invoices(self, partner, **days):
        for day, amount in days.items():
            self.invoice(partner, day[1:].replace("_", "-"), amount)

    def message(
        self,
        moment,
        author,
        to,
        doc="",
        kind="comment",
        text="out0",
        company="C1",
        **values,
    ):
        self.sample.add(
            "message",
            date=moment,
            type=kind,
            doc=doc,
            author=author,
            to=to,
            company=company,
            text=text,
            **values,
        )

    def ticket(
        self,
        ref,
        partner,
        opened,
        *stages,
        company="C1",
        user="service1",
        priority="2",
        tracked=1,
        name="Goods arrived damaged",
    ):
        """Ticket with stages as (moment, stage)."""
        self.sample.add(
            "ticket",
            ref=ref,
            name=name,
            company=company,
            partner=partner,
            user=user,
            priority=priority,
            channel="Email",
            opened=opened,
        )
        for moment, stage in stages:
            self.sample.add(
                "ticket_stage",
                ticket=ref,
                date=moment,
                stage=stage,
                user=user,
                tracked=tracked,
            )


def _drops(planted):
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


def _only_looks_so(planted):
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


def _lost(planted):
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


def _complainers(planted):
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


def _duplicates(planted):
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


def _moved(planted):
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


def _generic(planted):
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


def _refunds(planted):
    ref = planted.partner("P-REFUND-01", "Tobeldruck Gübeli AG", country="CH")
    planted.invoice(ref, "2025-11-11", 300, kind="refund")
    planted.invoice(ref, "2026-02-11", 200, kind="refund")
    ref = planted.partner("P-REFUND-02", "Föhnmedien Zeller AG", country="CH")
    planted.invoice(ref, "2025-09-09", 400)
    planted.invoice(ref, "2025-12-09", 900, kind="refund")


def _not_a_contact(planted):
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


def _contacts(planted):
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


def _message_companies(planted):
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


def _names(planted):
    """Names that a workbook or a page could take for something else."""
    for number, name in enumerate(NAMES, 1):
        ref = planted.partner(f"P-NAME-{number:02d}", name)
        planted.orders(ref, d2025_10_01=400 + number, d2026_04_01=300 + number)
    ref = planted.partner(
        "P-SOLO-01", "Hedda Einzel", kind="person", function="Purchasing"
    )
    planted.orders(ref, d2025_10_02=210)


def _shared(planted):
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


def _dates(planted):
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


def _reach(planted):
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


def _odd_purchases(planted):
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


def _ties(planted):
    """Six customers equal in day, number and value: equal classes and scores."""
    for number in range(1, 7):
        ref = planted.partner(f"P-TIE-{number:02d}", f"Gleichstand {number} GmbH")
        planted.orders(ref, d2025_12_10=1234.5, d2026_05_13=1234.5)


def _tickets(planted):
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


def _leads(planted):
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
