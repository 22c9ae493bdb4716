"""Tickets and claims with their stages."""

from datetime import timedelta

from .. import AS_OF, FIRST_DAY
from .sample import office_time, stamp, utc
from .words import ASSEMBLY_COMPLAINTS, COMPLAINTS

TICKET_COUNT = 1_080
CLAIM_COUNT = 390
TASK_COUNT = 60
RATING_COUNT = 120
AGENTS = {
    "C1": ("service1", "service2"),
    "C1B": ("service1", "service2"),
    "C2": ("service3",),
}
CHANNELS = ("Web", "Email", "Phone", "Other")


def add_tickets(sample):
    dice = sample.dice("tickets")
    moments = sorted(_complaint(sample, dice) for _index in range(TICKET_COUNT))
    customers = {customer.ref: customer for customer in sample.customers}
    for opened, company, ref in moments:
        _add_ticket(sample, dice, customers[ref], company, opened)


def _complaint(sample, dice):
    customer = dice.choices(sample.customers, [c.weight for c in sample.customers])[0]
    company = customer.homes[0]
    return _opening(sample, dice, company), company, customer.ref


def _opening(sample, dice, company):
    if dice.random() < 0.25:
        day = FIRST_DAY + timedelta(days=dice.randrange((AS_OF - FIRST_DAY).days))
        return utc(company, day, dice.randint(0, 23), dice.randint(0, 59))
    day = sample.business_day(dice, FIRST_DAY, AS_OF)
    return office_time(dice, company, day)


def _add_ticket(sample, dice, customer, company, opened):
    ref = sample.number("T")
    user = dice.choice(AGENTS[company])
    # unknown callers: tickets that were never linked (older than the last year)
    unlinked = dice.random() < 0.05 and opened.date() < AS_OF - timedelta(days=370)
    partner = dice.choice(customer.people)
    sample.add(
        "ticket",
        ref=ref,
        name=dice.choice(COMPLAINTS),
        company=company,
        partner="" if unlinked else partner,
        email=f"caller{ref.lower()}@example.org" if unlinked else "",
        user=user,
        priority=dice.choices("0123", (20, 55, 18, 7))[0],
        channel=dice.choice(CHANNELS),
        opened=stamp(opened),
    )
    moment = opened
    answered = None if unlinked else partner
    for stage, hours in _ticket_path(dice):
        moment += timedelta(minutes=round(hours * 60))
        if not _add_stage(sample, "ticket", ref, moment, stage, user):
            break
    sample.ticket_talks.append((ref, answered, user, opened, moment))


def _ticket_path(dice):
    path = [("In Progress", dice.lognormvariate(1.6, 1.0))]
    if dice.random() < 0.35:
        path += [
            ("Awaiting", dice.lognormvariate(2.0, 1.0)),
            ("In Progress", dice.lognormvariate(3.0, 0.8)),
        ]
    if dice.random() < 0.06:
        return path  # nobody ever closes it
    final = dice.choices(("Done", "Cancelled", "Rejected"), (88, 6, 6))[0]
    path.append((final, dice.lognormvariate(3.2, 1.1)))
    if dice.random() < 0.07:
        path += [
            ("In Progress", dice.lognormvariate(4.0, 0.8)),
            ("Done", dice.lognormvariate(3.0, 1.0)),
        ]
    return path


def _add_stage(sample, kind, ref, moment, stage, user):
    """Add a change of stage unless it lies after the sample's end."""
    if moment.date() >= AS_OF - timedelta(days=1):
        return False
    tracked = {"tracked": 1} if kind == "ticket" else {}
    sample.add(
        f"{kind}_stage",
        **{kind: ref},
        date=stamp(moment),
        stage=stage,
        user=user,
        **tracked,
    )
    return True


def add_claims(sample):
    dice = sample.dice("claims")
    moments = sorted(_complaint(sample, dice) for _index in range(CLAIM_COUNT))
    customers = {customer.ref: customer for customer in sample.customers}
    for opened, company, ref in moments:
        _add_claim(sample, dice, customers[ref], company, opened)


def _add_claim(sample, dice, customer, company, opened):
    ref = sample.number("K")
    user = dice.choice(AGENTS[company])
    row = sample.add(
        "claim",
        ref=ref,
        name=dice.choice(COMPLAINTS),
        company=company,
        partner=dice.choice(customer.people),
        user=user,
        priority=dice.choices("012", (20, 60, 20))[0],
        opened=stamp(opened),
    )
    moment = opened + timedelta(minutes=round(dice.lognormvariate(2, 1) * 60))
    if not _add_stage(sample, "claim", ref, moment, "In Progress", user):
        return
    moment += timedelta(minutes=round(dice.lognormvariate(4, 1) * 60))
    final = dice.choices(("Settled", "Rejected", ""), (75, 17, 8))[0]
    if final and _add_stage(sample, "claim", ref, moment, final, user):
        # the closing date of a claim is typed by hand, or forgotten
        row["closed_field"] = stamp(moment) if dice.random() < 0.7 else ""


def add_tasks(sample):
    """Complaints about assembly, kept as tasks of one project."""
    dice = sample.dice("tasks")
    moments = sorted(_complaint(sample, dice) for _index in range(TASK_COUNT))
    customers = {customer.ref: customer for customer in sample.customers}
    for opened, company, ref in moments:
        task = sample.number("J")
        user = dice.choice(AGENTS[company])
        sample.add(
            "task",
            ref=task,
            name=dice.choice(ASSEMBLY_COMPLAINTS),
            company=company,
            partner=dice.choice(customers[ref].people),
            user=user,
            priority=dice.choices("01", (80, 20))[0],
            opened=stamp(opened),
        )
        moment = opened + timedelta(minutes=round(dice.lognormvariate(2, 1) * 60))
        if not _add_stage(sample, "task", task, moment, "In Progress", user):
            continue
        moment += timedelta(minutes=round(dice.lognormvariate(3.5, 1) * 60))
        if dice.random() < 0.85:
            _add_stage(sample, "task", task, moment, "Done", user)


def add_ratings(sample):
    """What customers thought of how their ticket was handled."""
    dice = sample.dice("ratings")
    closed = {
        row["ticket"]: row["date"]
        for row in sample.tables["ticket_stage"]
        if row["stage"] == "Done"
    }
    tickets = [
        row
        for row in sample.tables["ticket"]
        if row["partner"] and row["ref"] in closed
    ]
    for row in sorted(dice.sample(tickets, RATING_COUNT), key=lambda row: row["ref"]):
        consumed = dice.random() < 0.8
        sample.add(
            "rating",
            doc=row["ref"],
            partner=row["partner"],
            user=row["user"],
            value=dice.choices(range(1, 6), (8, 8, 14, 30, 40))[0] if consumed else 0,
            date=closed[row["ref"]],
            consumed=int(consumed),
        )
