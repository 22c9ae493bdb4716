"""Random customers: companies with contacts and branches, persons."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

from .. import AS_OF, FIRST_DAY
from .words import (
    DIAL,
    FIRM_FORMS,
    FIRM_HEADS,
    FIRM_TAILS,
    FIRST_NAMES,
    FUNCTIONS,
    LAST_NAMES,
    PLACES,
    STREETS,
)

COMPANY_COUNT = 880
PERSON_COUNT = 1010
SALESPEOPLE = {
    "C1": ("sales1", "sales2", "sales3", "former"),
    "C2": ("sales4", "sales5"),
}
# the day on which the salesperson "former" left; his user is archived
FORMER_LEFT = date(2025, 10, 1)


@dataclass
class Customer:
    """What the other concerns need to know of a random customer."""

    ref: str
    homes: tuple
    start: date
    end: date
    weight: float
    talk: float
    user: str
    restricted: bool
    contacts: list = field(default_factory=list)
    branches: list = field(default_factory=list)

    @property
    def people(self):
        return self.contacts or [self.ref]


def add_customers(sample):
    dice = sample.dice("customers")
    used = set()
    kinds = ["company"] * COMPANY_COUNT + ["person"] * PERSON_COUNT
    dice.shuffle(kinds)
    sample.customers = [_add_customer(sample, dice, kind, used) for kind in kinds]


def _add_customer(sample, dice, kind, used):
    ref = sample.number("P")
    homes = dice.choices((("C1",), ("C2",), ("C1", "C2")), (56, 26, 18))[0]
    country = _country(dice, homes)
    name = _firm_name(dice, country) if kind == "company" else person_name(dice)
    while name in used:
        name = _firm_name(dice, country) if kind == "company" else person_name(dice)
    used.add(name)
    domain = f"{slug(name)}.example" if kind == "company" else "example.com"
    local = "info" if kind == "company" else slug(name)
    start, end = _life(dice)
    user = dice.choice(SALESPEOPLE[homes[0]]) if dice.random() < 0.55 else ""
    row = sample.add(
        "partner",
        ref=ref,
        kind=kind,
        name=name,
        email=f"{local}@{domain}" if dice.random() < 0.72 else "",
        phone=phone(dice, country) if dice.random() < 0.6 else "",
        **address(dice, country),
        vat=vat(dice, country) if kind == "company" and dice.random() < 0.5 else "",
        company=homes[0] if len(homes) == 1 and dice.random() < 0.12 else "",
        user=user,
        number=ref if dice.random() < 0.6 else "",
        active=0 if dice.random() < 0.015 else 1,
        created=start.isoformat(),
    )
    # company customers are fewer and larger
    size = dice.lognormvariate(0.6 if kind == "company" else -0.6, 1.15)
    customer = Customer(
        ref, homes, start, end, size, _talk(dice), user, bool(row["company"])
    )
    if kind == "company":
        _add_children(sample, dice, row, customer, domain, country)
    return customer


def _country(dice, homes):
    if homes == ("C2",):
        return dice.choices(("CH", "AT"), (88, 12))[0]
    return dice.choices(("DE", "AT", "CH"), (78, 14, 8))[0]


def _life(dice):
    """First and last day on which this customer may buy."""
    if dice.random() < 0.45:
        start = FIRST_DAY
    else:
        start = FIRST_DAY + timedelta(days=dice.randint(0, 1230))
    end = AS_OF
    if dice.random() < 0.3:
        end = min(AS_OF, start + timedelta(days=dice.randint(30, 900)))
    return start, end


def _talk(dice):
    """How much we talk with this customer: not at all with many."""
    return 0.0 if dice.random() < 0.3 else dice.lognormvariate(0, 1.0)


def _add_children(sample, dice, row, customer, domain, country):
    for _index in range(dice.choices(range(5), (30, 34, 20, 10, 6))[0]):
        name = person_name(dice)
        ref = sample.number("PC")
        sample.add(
            "partner",
            ref=ref,
            parent=customer.ref,
            kind="contact",
            name=name,
            email=f"{slug(name)}@{domain}" if dice.random() < 0.65 else "",
            phone=phone(dice, country) if dice.random() < 0.35 else "",
            function=dice.choice(FUNCTIONS),
            company=row["company"],
            active=0 if dice.random() < 0.05 else 1,
            created=row["created"],
        )
        customer.contacts.append(ref)
    for _index in range(dice.choices(range(4), (74, 16, 7, 3))[0]):
        ref = sample.number("PB")
        place = address(dice, country)
        sample.add(
            "partner",
            ref=ref,
            parent=customer.ref,
            kind="branch",
            name=f"Branch {place['city']}",
            **place,
            company=row["company"],
            active=1,
            created=row["created"],
        )
        customer.branches.append(ref)


def seller(dice, customer, company, day):
    """Mostly the customer's own salesperson, else a colleague still with us."""
    present = [
        user for user in SALESPEOPLE[company] if user != "former" or day < FORMER_LEFT
    ]
    if customer.user in present and dice.random() < 0.85:
        return customer.user
    return dice.choice(present)


def _firm_name(dice, country):
    head, tail = dice.choice(FIRM_HEADS), dice.choice(FIRM_TAILS)
    owner = f" {dice.choice(LAST_NAMES)}" if dice.random() < 0.6 else ""
    return f"{head}{tail}{owner} {dice.choice(FIRM_FORMS[country])}"


def person_name(dice):
    last = dice.choice(LAST_NAMES)
    if dice.random() < 0.12:
        last = f"{last}-{dice.choice(LAST_NAMES)}"
    return f"{dice.choice(FIRST_NAMES)} {last}"


def address(dice, country):
    zip_code, city = dice.choice(PLACES[country])
    street = dice.choice(STREETS).replace("_", " ")
    has_street = dice.random() < 0.85
    return {
        "street": f"{street} {dice.randint(1, 140)}" if has_street else "",
        "zip": zip_code,
        "city": city,
        "country": country,
    }


def phone(dice, country):
    # made up: the middle block is not assigned to any subscriber
    return f"{DIAL[country]} 555 {dice.randint(100, 999)} {dice.randint(1000, 9999)}"


def vat(dice, country):
    digits = {"DE": 9, "AT": 8, "CH": 9}[country]
    number = dice.randrange(10 ** (digits - 1), 10**digits)
    prefix = {"DE": "DE", "AT": "ATU", "CH": "CHE"}[country]
    return f"{prefix}{number}"


def slug(name):
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o"))
    letters = (
        c.lower() if c.isascii() and c.isalnum() else "-"
        for c in plain
        if not unicodedata.combining(c)
    )
    return "-".join(part for part in "".join(letters).split("-") if part)
