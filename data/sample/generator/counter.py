"""What is sold over the counter, and who holds a loyalty card."""

from datetime import date

from .. import AS_OF
from .sample import office_time, stamp

# the counter in Berlin opened last year
COUNTER_FROM = date(2025, 3, 3)
KNOWN_COUNT = 70
ANONYMOUS_COUNT = 50
CARD_COUNT = 60
GOODS = ("A03", "A07", "A12", "A15", "A16", "A22")


def add_counter(sample):
    _add_receipts(sample)
    _add_cards(sample)


def _add_receipts(sample):
    dice = sample.dice("counter")
    buyers = [c for c in sample.customers if "C1" in c.homes]
    receipts = []
    for number in range(KNOWN_COUNT + ANONYMOUS_COUNT):
        day = sample.business_day(dice, COUNTER_FROM, AS_OF)
        partner = dice.choice(buyers).ref if number < KNOWN_COUNT else ""
        receipts.append((stamp(office_time(dice, "C1", day)), partner))
    for moment, partner in sorted(receipts):
        sample.add(
            "pos_order",
            ref=sample.number("O"),
            company="C1",
            partner=partner,
            date=moment,
            state="paid",
            product=dice.choice(GOODS),
            amount=f"{dice.randint(500, 12000) / 100:.2f}",
            user=dice.choice(("sales2", "sales3")),
        )


def _add_cards(sample):
    dice = sample.dice("cards")
    for customer in dice.sample(sample.customers, CARD_COUNT):
        sample.add(
            "loyalty_card",
            company=customer.homes[0],
            partner=customer.ref,
            points=dice.randint(1, 400),
        )
