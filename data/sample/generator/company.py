"""Companies, calendars, rates, users and products."""

from datetime import date, timedelta

from .. import AS_OF, COMPANIES, FIRST_DAY
from .sample import stamp, utc
from .words import PRODUCTS, SERVICES, TEXTS

HOLIDAYS = {
    "C1": (
        "2023-01-01 2023-04-07 2023-04-10 2023-05-01 2023-05-18 2023-05-29 2023-10-03 "
        "2023-12-25 2023-12-26 2024-01-01 2024-03-29 2024-04-01 2024-05-01 2024-05-09 "
        "2024-05-20 2024-10-03 2024-12-25 2024-12-26 2025-01-01 2025-04-18 2025-04-21 "
        "2025-05-01 2025-05-29 2025-06-09 2025-10-03 2025-12-25 2025-12-26 2026-01-01 "
        "2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25"
    ).split(),
    "C2": (
        "2023-01-01 2023-01-02 2023-04-07 2023-04-10 2023-08-01 2023-12-25 2023-12-26 "
        "2024-01-01 2024-01-02 2024-03-29 2024-04-01 2024-08-01 2024-12-25 2024-12-26 "
        "2025-01-01 2025-01-02 2025-04-18 2025-04-21 2025-08-01 2025-12-25 2025-12-26 "
        "2026-01-01 2026-01-02 2026-04-03 2026-04-06 2026-05-14 2026-05-25"
    ).split(),
}
# (calendar, weekdays, hours)
ATTENDANCES = (
    ("W-C1", range(4), ((8, 12), (13, 17))),
    ("W-C1", (4,), ((8, 12), (13, 15))),
    ("W-C2", range(5), ((8.5, 12), (13, 17.5))),
)
SALES = "sales_team.group_sale_salesman_all_leads"
SALES_OWN = "sales_team.group_sale_salesman"
SALES_MANAGER = "sales_team.group_sale_manager"
SERVICE = "helpdesk_mgmt.group_helpdesk_user"
MAILING = "mass_mailing.group_mass_mailing_user"
INVOICING = "account.group_account_invoice"
# login, name, company, companies, department, role, groups
USERS = (
    (
        "manager",
        "Marlene Busch",
        "C1",
        "C1 C2 C1B",
        "Management",
        "Sales manager",
        f"{SALES_MANAGER} {SERVICE} {MAILING} base.group_partner_manager",
    ),
    ("analyst", "Arne Wulf", "C1", "C1 C2 C1B", "Management", "Analyst", SALES),
    ("sales1", "Svenja Otten", "C1", "C1 C1B", "Sales", "Key account manager", SALES),
    ("sales2", "Bernd Lüders", "C1", "C1 C1B", "Sales", "Field sales", SALES_OWN),
    ("sales3", "Carla Thomsen", "C1", "C1 C1B", "Sales", "Field sales", SALES_OWN),
    ("sales4", "Reto Amstutz", "C2", "C2", "Sales", "Key account manager", SALES),
    ("sales5", "Flurina Caduff", "C2", "C2", "Sales", "Field sales", SALES_OWN),
    ("service1", "Silke Harms", "C1", "C1 C1B", "Service", "Service desk", SERVICE),
    ("service2", "Tarek Aydın", "C1", "C1 C1B", "Service", "Service desk", SERVICE),
    ("service3", "Ursina Meili", "C2", "C2", "Service", "Service desk", SERVICE),
    (
        "marketing",
        "Malte Jürgens",
        "C1",
        "C1 C2 C1B",
        "Marketing",
        "Campaigns",
        f"{SALES} {MAILING}",
    ),
    (
        "accounting",
        "Gesine Pohl",
        "C1",
        "C1 C2 C1B",
        "Accounting",
        "Invoicing",
        INVOICING,
    ),
    ("former", "Detlef Krämer", "C1", "C1 C1B", "Sales", "Field sales", SALES_OWN),
)


def add_company(sample):
    _add_companies(sample)
    _add_calendars(sample)
    _add_rates(sample)
    _add_users(sample)
    _add_products(sample)
    for kind, texts in TEXTS.items():
        for number, (subject, body) in enumerate(texts):
            sample.add("text", ref=f"{kind}{number}", subject=subject, body=body)


def _add_companies(sample):
    details = {
        "C1": ("", "EUR", "W-C1", "office@nordwind.example"),
        "C2": ("", "CHF", "W-C2", "office@saentis.example"),
        "C1B": ("C1", "EUR", "W-C1", "hamburg@nordwind.example"),
    }
    for ref, name in COMPANIES.items():
        parent, currency, calendar, email = details[ref]
        sample.add(
            "company",
            ref=ref,
            name=name,
            parent=parent,
            currency=currency,
            calendar=calendar,
            email=email,
        )


def _add_calendars(sample):
    sample.add(
        "calendar", ref="W-C1", name="Nordwind office", tz="Europe/Berlin", company="C1"
    )
    sample.add(
        "calendar", ref="W-C2", name="Säntis office", tz="Europe/Zurich", company="C2"
    )
    for calendar, weekdays, hours in ATTENDANCES:
        for weekday in weekdays:
            for start, end in hours:
                sample.add(
                    "calendar_attendance",
                    calendar=calendar,
                    weekday=weekday,
                    hour_from=start,
                    hour_to=end,
                )
    for company, days in HOLIDAYS.items():
        for text in days:
            day = date.fromisoformat(text)
            _add_leave(
                sample,
                company,
                "Public holiday",
                utc(company, day, 0),
                utc(company, day + timedelta(days=1), 0),
            )
    for year in (2023, 2024, 2025):
        eve = date(year, 12, 24)
        _add_leave(
            sample,
            "C1",
            "Christmas Eve afternoon",
            utc("C1", eve, 12),
            utc("C1", eve + timedelta(days=1), 0),
        )
    # a works outing on an ordinary day, in the middle of the measured window
    outing = date(2026, 3, 19)
    _add_leave(
        sample, "C2", "Works outing", utc("C2", outing, 10), utc("C2", outing, 15)
    )


def _add_leave(sample, company, name, start, end):
    sample.add(
        "calendar_leave",
        calendar=f"W-{company}",
        name=name,
        start=stamp(start),
        end=stamp(end),
    )


def _add_rates(sample):
    dice = sample.dice("rates")
    # head company in EUR, second company in CHF; both also trade in a third currency
    for company, currency, rate in (
        ("C1", "CHF", 0.985),
        ("C1", "USD", 1.075),
        ("C2", "EUR", 1.015),
        ("C2", "USD", 1.09),
    ):
        for year in range(FIRST_DAY.year, AS_OF.year + 1):
            for month in range(1, 13):
                day = date(year, month, 1)
                if day > AS_OF:
                    break
                rate *= 1 + dice.uniform(-0.012, 0.012)
                sample.add(
                    "currency_rate",
                    company=company,
                    currency=currency,
                    date=day.isoformat(),
                    rate=f"{rate:.6f}",
                )


def _add_users(sample):
    for login, name, company, companies, department, role, groups in USERS:
        sample.add(
            "user",
            ref=login,
            name=name,
            company=company,
            companies=companies,
            department=department,
            role=role,
            groups=groups,
            active=0 if login == "former" else 1,
        )


def _add_products(sample):
    dice = sample.dice("products")
    for name, price in PRODUCTS:
        service = name in SERVICES
        cost = price * dice.uniform(0.45, 0.75)
        # what nobody has costed has an unknown margin
        known = not service and dice.random() < 0.9
        sample.add(
            "product",
            ref=sample.number("A", 2),
            name=name,
            type="service" if service else "consu",
            price=f"{price:.2f}",
            cost_c1=f"{cost:.2f}" if known else "",
            cost_c2=f"{cost * 0.96:.2f}" if known else "",
        )
    # sold along with the conference table: assembly and freight
    sample.tables["product"][26]["optional"] = "A29 A30"
    sample.add(
        "product",
        ref="A31",
        name="Name board",
        type="consu",
        price="60.00",
        cost_c1="30.00",
        cost_c2="28.80",
        custom="Inscription",
    )
    for letter, colour in (("W", "White"), ("O", "Oak")):
        sample.add(
            "variant",
            ref=f"A31-{letter}",
            product="A31",
            attribute="Colour",
            value=colour,
        )
