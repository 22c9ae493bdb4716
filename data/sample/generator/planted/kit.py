"""Short words for planting facts."""

PLACE = {"street": "Musterweg 1", "zip": "20095", "city": "Hamburg", "country": "DE"}


class Planted:
    """Short words for planting facts."""

    def __init__(self, sample):
        self.sample = sample

    def partner(self, ref, name, kind="company", **values):
        row = {
            "email": f"office@{ref.lower()}.example",
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
        custom="",
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
            "order_line",
            order=ref,
            product=product,
            quantity=1,
            price=f"{amount:.2f}",
        )
        if custom:
            self.sample.add("order_text", order=ref, text=custom)
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

    def receipt(self, ref, partner, moment, amount, **values):
        """Sale over the counter; negative for goods brought back."""
        row = {"company": "C1", "state": "paid", "user": "sales2", **values}
        self.sample.add(
            "pos_order",
            ref=ref,
            partner=partner,
            date=moment,
            product="A12",
            amount=f"{amount:.2f}",
            **row,
        )

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
        email="",
    ):
        """Ticket with stages as (moment, stage)."""
        self.sample.add(
            "ticket",
            ref=ref,
            name=name,
            company=company,
            partner=partner,
            email=email,
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

    def claim(
        self, ref, partner, opened, *stages, user="service2", name="Charged twice"
    ):
        """Claim with stages as (moment, stage)."""
        self._case("claim", ref, partner, opened, stages, user, name, "2")

    def task(
        self, ref, partner, opened, *stages, user="service2", name="Shelf crooked"
    ):
        """Complaint kept as a task, with stages as (moment, stage)."""
        self._case("task", ref, partner, opened, stages, user, name, "1")

    def _case(self, kind, ref, partner, opened, stages, user, name, priority):
        self.sample.add(
            kind,
            ref=ref,
            name=name,
            company="C1",
            partner=partner,
            user=user,
            priority=priority,
            opened=opened,
        )
        for moment, stage in stages:
            self.sample.add(
                f"{kind}_stage", **{kind: ref}, date=moment, stage=stage, user=user
            )
