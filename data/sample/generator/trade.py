"""Sale orders, invoices, credit notes and leads."""

from datetime import date, timedelta
from itertools import accumulate

from .. import AS_OF, FIRST_DAY
from .customers import person_name, phone, seller, slug
from .sample import office_time, stamp
from .words import LEAD_NAMES, PRODUCTS, SOURCES

ORDER_COUNT = 11_200
INVOICE_COUNT = 2_950
LEAD_COUNT = 1_500
# the first company began to keep its invoices in Odoo a year ago
INVOICES_FROM = date(2025, 7, 1)
# and still writes most of them elsewhere
BILLED_SHARE = 0.1


def add_orders(sample):
    dice = sample.dice("orders")
    for customer, day in _occasions(sample, dice, "C1", ORDER_COUNT):
        _add_order(sample, dice, customer, day)
    dice = sample.dice("invoices")
    for customer, day in _occasions(sample, dice, "C2", INVOICE_COUNT):
        _add_invoice(sample, dice, customer, day)


def _occasions(sample, dice, company, count):
    """Customers and days of that many documents, by date."""
    buyers = [c for c in sample.customers if company in c.homes]
    weights = list(
        accumulate(c.weight * max((c.end - c.start).days, 20) for c in buyers)
    )
    found = []
    for customer in dice.choices(buyers, cum_weights=weights, k=count):
        end = max(customer.end, customer.start + timedelta(days=1))
        found.append((customer, sample.business_day(dice, customer.start, end)))
    return sorted(found, key=lambda pair: (pair[1], pair[0].ref))


def _add_order(sample, dice, customer, day):
    ref = sample.number("S")
    moment = office_time(dice, "C1", day)
    state = dice.choices(("sale", "cancel", "draft", "sent"), (87, 7, 3, 3))[0]
    company = "C1B" if dice.random() < 0.025 else "C1"
    partner = _buyer(dice, customer)
    user = seller(dice, customer, "C1", day)
    currency = dice.choices(("EUR", "CHF", "USD"), (94, 4, 2))[0]
    if company == "C1B":
        currency = "EUR"
    sample.add(
        "order",
        ref=ref,
        company=company,
        partner=partner,
        date=stamp(moment),
        currency=currency,
        state=state,
        user=user,
    )
    lines = _basket(dice, customer)
    for line in lines:
        sample.add("order_line", order=ref, **line)
    if state == "sale" and company == "C1" and day >= INVOICES_FROM:
        _bill_order(sample, dice, ref, partner, day, currency, user, lines)


def _bill_order(sample, dice, order, partner, day, currency, user, lines):
    """Invoice of an order of the last year, now and then credited."""
    billed = day + timedelta(days=dice.randint(0, 9))
    if dice.random() > BILLED_SHARE or billed >= AS_OF:
        return
    row = {"company": "C1", "partner": partner, "currency": currency, "user": user}
    ref = sample.number("I")
    sample.add(
        "invoice",
        ref=ref,
        date=billed.isoformat(),
        kind="invoice",
        state="posted",
        order=order,
        **row,
    )
    for line in lines:
        sample.add("invoice_line", invoice=ref, **line)
    credited = billed + timedelta(days=dice.randint(2, 30))
    if dice.random() < 0.05 and credited < AS_OF:
        ref = sample.number("I")
        sample.add(
            "invoice",
            ref=ref,
            date=credited.isoformat(),
            kind="refund",
            state="posted",
            **row,
        )
        sample.add("invoice_line", invoice=ref, **lines[0])


def _add_invoice(sample, dice, customer, day):
    row = {
        "company": "C2",
        "partner": _buyer(dice, customer),
        "currency": dice.choices(("CHF", "EUR", "USD"), (90, 8, 2))[0],
        "user": seller(dice, customer, "C2", day),
    }
    ref = sample.number("I")
    state = dice.choices(("posted", "draft", "cancel"), (97, 1.5, 1.5))[0]
    sample.add(
        "invoice", ref=ref, date=day.isoformat(), kind="invoice", state=state, **row
    )
    lines = _basket(dice, customer)
    for line in lines:
        sample.add("invoice_line", invoice=ref, **line)
    credited = day + timedelta(days=dice.randint(2, 60))
    if state == "posted" and dice.random() < 0.07 and credited < AS_OF:
        ref = sample.number("I")
        sample.add(
            "invoice",
            ref=ref,
            date=credited.isoformat(),
            kind="refund",
            state="posted",
            **row,
        )
        sample.add("invoice_line", invoice=ref, **lines[-1])


def _buyer(dice, customer):
    """Orders come from the customer, one of its contacts or one of its branches."""
    children = customer.contacts + customer.branches
    if children and dice.random() < 0.35:
        return dice.choice(children)
    return customer.ref


def _basket(dice, customer):
    lines = {}
    for _index in range(dice.choices((1, 2, 3), (55, 30, 15))[0]):
        product = dice.randrange(len(PRODUCTS))
        quantity = max(1, round(dice.lognormvariate(0.9, 0.9) * customer.weight**0.5))
        price = PRODUCTS[product][1] * dice.choice((1, 1, 1, 0.95, 0.9))
        lines[product] = {
            "product": f"A{product + 1:02d}",
            "quantity": quantity,
            "price": f"{price:.2f}",
        }
    return list(lines.values())


def add_leads(sample):
    dice = sample.dice("leads")
    for _index in range(LEAD_COUNT):
        _add_lead(sample, dice)


def _add_lead(sample, dice):
    customer = dice.choice(sample.customers)
    company = customer.homes[0]
    created = sample.business_day(dice, FIRST_DAY, AS_OF)
    user = seller(dice, customer, company, created)
    outcome = dice.choices(("won", "lost", "open"), (35, 40, 25))[0]
    closed = created + timedelta(days=dice.randint(3, 120))
    if closed >= AS_OF:
        outcome = "open"
    source = dice.choice(SOURCES)
    linked = outcome == "won" or dice.random() < 0.75
    name = person_name(dice)
    referrer = dice.choice(sample.customers).ref if source == "Referral" else ""
    expected = round(dice.lognormvariate(7.2, 1.0), 2)
    closed_at = office_time(dice, company, closed)
    # now and then only the salesperson tells the company
    shown = "" if dice.random() < 0.04 and not customer.restricted else company
    sample.add(
        "lead",
        ref=sample.number("L"),
        name=dice.choice(LEAD_NAMES),
        partner=dice.choice(customer.people) if linked else "",
        contact_name="" if linked else name,
        email="" if linked else f"{slug(name)}@example.net",
        phone="" if linked or dice.random() < 0.5 else phone(dice, "DE"),
        company=shown,
        user=user,
        source=source,
        referred=referrer,
        created=stamp(office_time(dice, company, created)),
        outcome=outcome,
        closed="" if outcome == "open" else stamp(closed_at),
        expected=f"{expected:.2f}",
    )
