"""Live chats, activities, mailings and events."""

from datetime import date, timedelta

from .. import AS_OF
from .customers import seller
from .sample import office_time, stamp, utc
from .service import AGENTS
from .words import TEXTS

CHAT_COUNT = 130
ACTIVITY_COUNT = 160
TRACE_COUNT = 150
REGISTRATION_COUNT = 30
# the live chat opened at the beginning of last year
CHATS_FROM = date(2025, 1, 2)
MAILINGS = (
    ("M01", "Spring news", "C1", date(2025, 3, 18)),
    ("M02", "Autumn sale", "C1", date(2025, 10, 7)),
    ("M03", "Spring news", "C2", date(2026, 3, 17)),
)
EVENTS = (
    ("E01", "Open day at the warehouse", "C1", date(2025, 5, 16)),
    ("E02", "Garden fair", "C1", date(2026, 4, 24)),
    ("E03", "House fair", "C2", date(2026, 5, 8)),
)


def add_channels(sample):
    _add_chats(sample)
    _add_activities(sample)
    _add_mailings(sample)
    _add_events(sample)


def _add_chats(sample):
    dice = sample.dice("chats")
    customers = [c for c in sample.customers if c.talk]
    chats = []
    for _index in range(CHAT_COUNT):
        customer = dice.choice(customers)
        company = dice.choice(customer.homes)
        day = sample.business_day(dice, CHATS_FROM, AS_OF)
        agent = "chatbot" if dice.random() < 0.2 else dice.choice(AGENTS[company])
        moment = office_time(dice, company, day)
        chats.append((moment, dice.choice(customer.people), agent))
    for moment, partner, agent in sorted(chats):
        rounds = dice.randint(1, 3)
        add_chat(sample, dice, sample.number("H"), moment, partner, agent, rounds)


def add_chat(sample, dice, ref, moment, partner, agent, rounds):
    """A chat in which the visitor asks and the agent answers, some rounds."""
    sample.add("chat", ref=ref, start=stamp(moment), partner=partner, agent=agent)
    for turn in range(2 * rounds):
        kind = "chatout" if turn % 2 else "chatin"
        sample.add(
            "message",
            date=stamp(moment + timedelta(minutes=1 + turn)),
            type="comment",
            doc=ref,
            author=agent if turn % 2 else partner,
            text=f"{kind}{dice.randrange(len(TEXTS[kind]))}",
            sender="root" if agent == "chatbot" else "",
        )


def _add_activities(sample):
    dice = sample.dice("activities")
    customers = [c for c in sample.customers if c.talk]
    for _index in range(ACTIVITY_COUNT):
        customer = dice.choice(customers)
        company = dice.choice(customer.homes)
        day = sample.business_day(dice, date(2025, 1, 2), AS_OF)
        kind = dice.choices(("call", "meeting", "todo"), (50, 20, 30))[0]
        done = dice.random() < 0.85
        sample.add(
            "activity",
            doc=customer.ref,
            type=kind,
            user=seller(dice, customer, company, day),
            due=day.isoformat(),
            done=day.isoformat() if done else "",
        )


def _add_mailings(sample):
    dice = sample.dice("mailings")
    for ref, subject, company, day in MAILINGS:
        sample.add(
            "mailing",
            ref=ref,
            subject=subject,
            date=stamp(utc(company, day, 9)),
            company=company,
            user="marketing",
        )
        readers = [c for c in sample.customers if company in c.homes]
        for customer in dice.sample(readers, TRACE_COUNT):
            status = dice.choices(
                ("sent", "open", "reply", "bounce", "cancel"), (60, 30, 3, 4, 3)
            )[0]
            sample.add(
                "mailing_trace", mailing=ref, partner=customer.ref, status=status
            )


def _add_events(sample):
    dice = sample.dice("events")
    for ref, name, company, day in EVENTS:
        sample.add(
            "event",
            ref=ref,
            name=name,
            company=company,
            begin=stamp(utc(company, day, 10)),
            end=stamp(utc(company, day, 16)),
        )
        guests = [c for c in sample.customers if company in c.homes]
        for customer in dice.sample(guests, REGISTRATION_COUNT):
            earlier = day - timedelta(days=dice.randint(1, 40))
            sample.add(
                "registration",
                event=ref,
                partner=dice.choice(customer.people),
                created=stamp(office_time(dice, company, earlier)),
                state=dice.choices(("open", "done", "cancel"), (30, 60, 10))[0],
            )
