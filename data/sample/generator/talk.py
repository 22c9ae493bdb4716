"""Messages, phone calls and meetings."""

from datetime import datetime, timedelta
from itertools import accumulate

from .. import AS_OF, FIRST_DAY
from .customers import seller
from .sample import office_time, stamp
from .words import TEXTS

PERSONAL_COUNT = 13_200
SMS_COUNT = 1_500
NOTE_COUNT = 1_500
MASS_COUNT = 1_600
ROBOT_COUNT = 1_500
CALL_COUNT = 3_600
MEETING_COUNT = 1_300
INVOICE_MAIL_SHARE = 0.75


def add_talk(sample):
    writer = _Talk(sample)
    writer.add_personal()
    writer.add_tickets()
    writer.add_invoice_mails()
    writer.add_robots()
    writer.add_calls()
    writer.add_meetings()
    sample.tables["message"].sort(key=lambda row: row["date"])


class _Talk:
    """Writes what was said to random customers."""

    def __init__(self, sample):
        self.sample = sample
        self.dice = sample.dice("talk")
        self.customers = [c for c in sample.customers if c.talk]
        self.weights = list(accumulate(c.talk for c in self.customers))
        self.documents = self._documents()

    def _documents(self):
        """Orders and leads one may write on, by customer and company."""
        parents = {
            row["ref"]: row.get("parent") or row["ref"]
            for row in self.sample.tables["partner"]
        }
        found = {}
        for table in ("order", "lead"):
            for row in self.sample.tables[table]:
                if row["partner"] and row["company"]:
                    key = parents[row["partner"]], row["company"]
                    day = row.get("date") or row["created"]
                    found.setdefault(key, []).append((row["ref"], day))
        return found

    def add_personal(self):
        kinds = ["mail"] * PERSONAL_COUNT + ["sms"] * SMS_COUNT + ["note"] * NOTE_COUNT
        for kind in kinds:
            customer, company, moment = self._occasion()
            if kind == "mail":
                self._mail(customer, company, moment)
            else:
                self._internal(kind, customer, company, moment)

    def _occasion(self):
        dice = self.dice
        customer = dice.choices(self.customers, cum_weights=self.weights)[0]
        company = dice.choice(customer.homes)
        end = max(customer.end, customer.start + timedelta(days=1))
        day = self.sample.business_day(dice, customer.start, end)
        return customer, company, office_time(dice, company, day)

    def _mail(self, customer, company, moment):
        """Write to a customer, who may answer, or be written to."""
        dice = self.dice
        doc, moment = self._document(customer, company, moment)
        person = dice.choice(customer.people)
        if dice.random() < 0.37:
            self._add(
                "email",
                moment,
                doc,
                person,
                seller(dice, customer, company, moment.date()),
                company,
                "in",
                sender="root",
            )
            return
        to = {person}
        if dice.random() < 0.08:
            to.add(dice.choice(customer.people))
        self._add(
            "comment",
            moment,
            doc,
            seller(dice, customer, company, moment.date()),
            " ".join(sorted(to)),
            company,
            "out",
        )

    def _internal(self, kind, customer, company, moment):
        doc, moment = self._document(customer, company, moment)
        user = seller(self.dice, customer, company, moment.date())
        if kind == "sms":
            person = self.dice.choice(customer.people)
            # Odoo files a text message under the subtype of notes
            self._add("sms", moment, doc, user, person, company, "sms", note=1)
        else:
            self._add("comment", moment, doc, user, "", company, "note", note=1)

    def _document(self, customer, company, moment):
        """The customer's own page, or an order or lead of that customer."""
        documents = self.documents.get((customer.ref, company))
        if not documents or self.dice.random() < 0.5:
            return customer.ref, moment
        ref, day = self.dice.choice(documents)
        start = datetime.strptime(day, "%Y-%m-%d %H:%M")
        moment = start + timedelta(minutes=self.dice.randint(-4000, 15000))
        latest = datetime.combine(AS_OF, datetime.min.time()) - timedelta(hours=12)
        return ref, min(moment, latest)

    def _add(self, kind, moment, doc, author, to, company, text, **row):
        number = self.dice.randrange(len(TEXTS[text]))
        self.sample.add(
            "message",
            type=kind,
            date=stamp(moment),
            doc=doc,
            author=author,
            to=to,
            company=company,
            text=f"{text}{number}",
            **row,
        )

    def add_tickets(self):
        dice = self.dice
        company = {row["ref"]: row["company"] for row in self.sample.tables["ticket"]}
        for ref, partner, user, opened, last in self.sample.ticket_talks:
            if not partner:
                continue
            span = max(int((last - opened).total_seconds() // 60), 30)
            moment = opened
            for _index in range(dice.choices(range(5), (12, 40, 28, 14, 6))[0]):
                moment += timedelta(minutes=dice.randint(5, span))
                if moment.date() >= AS_OF - timedelta(days=1):
                    break
                self._add("comment", moment, ref, user, partner, company[ref], "answer")
                if dice.random() < 0.55:
                    later = moment + timedelta(minutes=dice.randint(10, 900))
                    self._add(
                        "email",
                        later,
                        ref,
                        partner,
                        user,
                        company[ref],
                        "reply",
                        sender="root",
                    )

    def add_invoice_mails(self):
        """Invoices are sent as comments that carry their own PDF."""
        dice = self.dice
        for row in self.sample.tables["invoice"]:
            posted = row["state"] == "posted" and row["kind"] == "invoice"
            if not posted or dice.random() > INVOICE_MAIL_SHARE:
                continue
            day = datetime.strptime(row["date"], "%Y-%m-%d").date()
            self._add(
                "comment",
                office_time(dice, row["company"], day),
                row["ref"],
                "accounting",
                row["partner"],
                row["company"],
                "invoice",
                attachment="own",
            )

    def add_robots(self):
        dice = self.dice
        orders = [row for row in self.sample.tables["order"] if row["state"] == "sale"]
        for row in dice.sample(orders, ROBOT_COUNT):
            moment = datetime.strptime(row["date"], "%Y-%m-%d %H:%M")
            author = dice.choice(("odoobot", row["user"]))
            self._add(
                "email_outgoing",
                moment + timedelta(minutes=5),
                row["ref"],
                author,
                row["partner"],
                row["company"],
                "robot",
                sender="root",
            )
        for _index in range(MASS_COUNT):
            customer = dice.choice(self.sample.customers)
            day = self.sample.business_day(dice, FIRST_DAY, AS_OF)
            company = customer.homes[0]
            self._add(
                "email_outgoing",
                office_time(dice, company, day),
                "",
                "marketing",
                customer.ref,
                company,
                "mass",
                sender="root",
            )

    def add_calls(self):
        dice = self.dice
        for _index in range(CALL_COUNT):
            customer, company, moment = self._occasion()
            self.sample.add(
                "phonecall",
                date=stamp(moment),
                partner=dice.choice(customer.people),
                user=seller(dice, customer, company, moment.date()),
                company=company,
                direction=dice.choices(("out", "in"), (65, 35))[0],
                state=dice.choices(("done", "cancel", "open"), (90, 6, 4))[0],
                minutes=dice.randint(1, 45),
            )
        self.sample.tables["phonecall"].sort(key=lambda row: row["date"])

    def add_meetings(self):
        dice = self.dice
        for _index in range(MEETING_COUNT):
            customer, company, moment = self._occasion()
            if dice.random() < 0.04:
                moment += timedelta(days=366)  # appointments to come
            people = {dice.choice(customer.people) for _seat in range(2)}
            number = dice.randrange(len(TEXTS["meeting"]))
            self.sample.add(
                "meeting",
                start=stamp(moment),
                minutes=dice.choice((30, 60, 90)),
                user=seller(dice, customer, company, moment.date()),
                attendees=" ".join(sorted(people)),
                text=f"meeting{number}",
            )
        self.sample.tables["meeting"].sort(key=lambda row: row["start"])
